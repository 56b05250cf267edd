/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_CHORUS_H
#define AWE_CHIP_CHORUS_H

/* The chorus: one modulated delay line with feedback, two taps, set by the card's register data.
   Source: docs/sound.md "Chorus". [audio] */

#include "awe/api.h"
#include "chip/delay.h"

#include <stdint.h>

#define AWE_CHORUS_TYPES 8
/* A power of two above the card's longest delay, 3491, and its modulation. */
#define AWE_CHORUS_LINE_FRAMES 4096

typedef struct awe_chorus_unit {
    float line[AWE_DELAY_FLOATS(AWE_CHORUS_LINE_FRAMES)];
    uint32_t at;           /* where the next frame is written */
    uint32_t phase;        /* of the LFO; 2^32 is one period */
    int type;              /* 0..7; negative: off */
    uint32_t quiet_frames; /* since anything was heard in or out */
} awe_chorus_unit;

/* Clears the line and sets the LFO to where it is `frame` frames after its start. `type` 0..7,
   negative: off. */
AWE_RT void awe_chorus_start(awe_chorus_unit *chorus, int type, uint64_t frame);

/* Changes the type at frame `frame`; the line keeps sounding. The LFO is where it would be had the
   type always been this one. */
AWE_RT void awe_chorus_set_type(awe_chorus_unit *chorus, int type, uint64_t frame);

/* Adds the effect of `in` [n] to `out` (left and right, [n] each), scaled by `level`. */
AWE_RT void awe_chorus_render(awe_chorus_unit *chorus, const float *in, float *const out[2],
                              uint32_t n, float level);

#endif
