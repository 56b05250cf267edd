/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_RESTRAINT_H
#define AWE_SYNTH_RESTRAINT_H

/* What keeps a synth from doing all the work that it could: a level of quality, and a cap on the
   voices. Both act at ticks, so that the same wishes at the same frames give the same bits. Source:
   docs/sound.md "Quality". [audio] */

#include "awe/api.h"
#include "awe/config.h"
#include "awe/quality.h"

#include <stdint.h>

typedef struct awe_restraint {
    awe_quality quality;  /* wanted */
    awe_interp interp;    /* of the configuration */
    int is_new;           /* `quality` has yet to act */
    float release;        /* factor in effect */
    float cut_level;      /* released voices below it end; 0: none */
    uint32_t cap;         /* on voices */
    uint32_t n_sheddable; /* voices that may yet be ended for the cap */
} awe_restraint;

/* No restraint. */
AWE_RT void awe_restraint_start(awe_restraint *restraint, awe_interp interp);

/* A voice's release time at the present quality. */
AWE_RT uint32_t awe_restraint_release(const awe_restraint *restraint, uint32_t release_frames);

#endif
