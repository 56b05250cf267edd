/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_VICTIMS_H
#define AWE_SYNTH_VICTIMS_H

/* Lanes by what they are worth: a knockout tournament that is won by the least, of equals by the
   lowest lane. It is held when it is asked for the first time, lasts as long as nothing but notes
   changes what lanes are worth, which is a tick, and is told of those. [audio] */

#include "awe/api.h"
#include "chip/voice.h"

#include <stddef.h>
#include <stdint.h>

#define AWE_NO_VICTIM 1e9f /* worth more than any lane: takes no part */

typedef struct awe_victims {
    const float *standing; /* the owner's: what a state adds to a lane's level */
    /* [2 * n_places]: of each group of lanes, from [n_places] on; before them of all that [2 * i]
       and [2 * i + 1] stand for, down to [1]: of all lanes */
    float *least;
    float *worth;      /* [n_places * AWE_LANES]; of lanes that are not known AWE_NO_VICTIM */
    uint32_t n_places; /* a power of two; 0: nothing is known */
    uint32_t n_known;  /* lanes */
} awe_victims;

/* Bytes from `least` on for so many lanes. */
size_t awe_victims_size(uint32_t n_lanes);

/* Makes `n_known` lanes known, with room for more. Returns what they are worth, to be filled in;
   awe_victims_settle() comes next. */
AWE_RT float *awe_victims_open(awe_victims *victims, uint32_t n_known);
AWE_RT void awe_victims_settle(awe_victims *victims);

/* A lane of a place is worth this from now on. */
AWE_RT void awe_victims_set(awe_victims *victims, uint32_t lane, float worth);

/* The first to go; there must be one. */
AWE_RT int awe_victims_are_none(const awe_victims *victims);
AWE_RT uint32_t awe_victims_first(const awe_victims *victims);

#endif
