/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_LFO_H
#define AWE_CHIP_LFO_H

/* Triangle oscillator for modulation, -1..+1. Phase and delay are integers: exact over any length.
   [audio] */

#include "awe/api.h"
#include "chip/params.h"

#include <stdint.h>

typedef struct awe_lfo {
    uint32_t phase; /* 2^32 is one period */
    uint32_t delay_left_frames;
} awe_lfo;

static inline void awe_lfo_start(awe_lfo *lfo, const awe_lfo_params *params)
{
    lfo->phase = 0;
    lfo->delay_left_frames = params->delay_frames;
}

static inline void awe_lfo_advance(awe_lfo *lfo, const awe_lfo_params *params, uint64_t n_frames)
{
    uint32_t delay = lfo->delay_left_frames;
    uint32_t waiting = n_frames < delay ? (uint32_t)n_frames : delay;
    lfo->delay_left_frames -= waiting;
    lfo->phase += params->step * (uint32_t)(n_frames - waiting);
}

/* A triangle of the phase: 0 at 0, +1 at a quarter, -1 at three quarters. */
static inline float awe_triangle(uint32_t phase)
{
    uint32_t shifted = phase + 0x40000000u;
    uint32_t folded = shifted & 0x80000000u ? ~shifted : shifted;
    return (float)folded * (1.0f / 1073741824.0f) - 1.0f;
}

static inline float awe_lfo_value(const awe_lfo *lfo)
{
    return awe_triangle(lfo->phase);
}

#endif
