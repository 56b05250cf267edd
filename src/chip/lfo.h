/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_LFO_H
#define AWE_CHIP_LFO_H

/* Triangle oscillators for modulation, -1..+1. Phase and delay are integers: exact over any length.
   Here is one of eight; tick.inc moves all of them at once. [audio] */

#include "awe/api.h"
#include "chip/params.h"
#include "chip/voice.h"

#include <stdint.h>

/* Nothing but rows of 4 bytes (awe_tick_move). */
typedef struct awe_lfos {
    uint32_t phase[AWE_LANES]; /* 2^32 is one period */
    uint32_t step[AWE_LANES];  /* per frame */
    int32_t delay_left_frames[AWE_LANES];
} awe_lfos;

static inline void awe_lfo_start(awe_lfos *lfos, uint32_t lane, const awe_lfo_params *params)
{
    lfos->phase[lane] = 0;
    lfos->step[lane] = params->step;
    lfos->delay_left_frames[lane] = (int32_t)params->delay_frames;
}

static inline void awe_lfo_advance(awe_lfos *lfos, uint32_t lane, uint64_t n_frames)
{
    uint32_t delay = (uint32_t)lfos->delay_left_frames[lane];
    uint32_t waiting = n_frames < delay ? (uint32_t)n_frames : delay;
    lfos->delay_left_frames[lane] = (int32_t)(delay - waiting);
    lfos->phase[lane] += lfos->step[lane] * (uint32_t)(n_frames - waiting);
}

/* A triangle of the phase: 0 at 0, +1 at a quarter, -1 at three quarters. */
static inline float awe_triangle(uint32_t phase)
{
    uint32_t shifted = phase + 0x40000000u;
    uint32_t folded = shifted & 0x80000000u ? ~shifted : shifted;
    return (float)folded * (1.0f / 1073741824.0f) - 1.0f;
}

#endif
