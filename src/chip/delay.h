/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_DELAY_H
#define AWE_CHIP_DELAY_H

/* A delay line of a power of two frames whose first frames stand a second time behind its end, so
   that AWE_DELAY_GUARD frames from any place on are neighbours. It is longer than its longest delay
   by a tick and a vector: what is written in whole vectors overwrites nothing that is still to be
   heard. [audio] */

#include "awe/rate.h"

#include <stdint.h>
#include <string.h>

#define AWE_DELAY_GUARD 40 /* a tick and the vectors that reach over its end */

/* Memory for a line of `n_frames`. */
#define AWE_DELAY_FLOATS(n_frames) ((n_frames) + AWE_DELAY_GUARD)

/* Where frame `at` stands, and those behind it. */
static inline uint32_t awe_delay_place(uint32_t n_frames, uint32_t at)
{
    return at & (n_frames - 1);
}

/* True where frames at place .. place + n - 1 stand at both ends. */
static inline int awe_delay_is_double(uint32_t n_frames, uint32_t place, uint32_t n)
{
    return place < AWE_DELAY_GUARD || place + n > n_frames;
}

/* After such have been written. */
static inline void awe_delay_mirror(float *line, uint32_t n_frames, uint32_t place)
{
    if (place < AWE_DELAY_GUARD) {
        memcpy(line + n_frames, line, AWE_DELAY_GUARD * sizeof *line);
    } else {
        memcpy(line, line + n_frames, AWE_DELAY_GUARD * sizeof *line);
    }
}

/* Writes frames at .. at + n - 1; n is a tick at most. */
static inline void awe_delay_write(float *line, uint32_t n_frames, uint32_t at, const float *x,
                                   uint32_t n)
{
    uint32_t place = awe_delay_place(n_frames, at);
    if (n == AWE_TICK_FRAMES) { /* nearly always: a few moves instead of a loop */
        memcpy(line + place, x, AWE_TICK_FRAMES * sizeof *x);
    } else {
        memcpy(line + place, x, n * sizeof *x);
    }
    if (awe_delay_is_double(n_frames, place, n)) {
        awe_delay_mirror(line, n_frames, place);
    }
}

/* Adds `x` [n], times `level`, to `out`. */
static inline void awe_delay_add(float *restrict out, const float *restrict x, uint32_t n,
                                 float level)
{
    for (uint32_t i = 0; i < n; i++) {
        out[i] += level * x[i];
    }
}

#endif
