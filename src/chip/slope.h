/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_SLOPE_H
#define AWE_CHIP_SLOPE_H

/* Gains of neighbouring frames: a straight line, and what dies away besides. Those lengths that are
   nearly always asked for are loops of their own, which vectors take. [audio] */

#include "base/tables.h"
#include "chip/params.h"

#include <stdint.h>

#define AWE_KNOT_FRAMES 8 /* a line's length where an envelope needs more than one per tick */

typedef struct awe_slope {
    float start, step;
    float off; /* what dies away, at the first frame: awe_table_slew */
} awe_slope;

/* `distance` over `n` frames. By powers of two: the same as the division, and sooner. */
static inline float awe_slope_step(float distance, uint32_t n)
{
    if (n == AWE_TICK_FRAMES) {
        return distance * (1.0f / AWE_TICK_FRAMES);
    }
    return n == AWE_KNOT_FRAMES ? distance * (1.0f / AWE_KNOT_FRAMES)
                                : distance / (float)(int32_t)n;
}

static inline void awe_slope_draw_any(float *row, uint32_t n, awe_slope s)
{
    for (uint32_t i = 0; i < n; i++) {
        row[i] = s.start + s.step * (float)(int32_t)i;
    }
}

static inline void awe_slope_draw_any_slewed(float *row, uint32_t n, awe_slope s)
{
    for (uint32_t i = 0; i < n; i++) {
        row[i] = (s.start + s.step * (float)(int32_t)i) + s.off * awe_table_slew[i];
    }
}

static inline void awe_slope_draw(float *row, uint32_t n, awe_slope s)
{
    if (n == AWE_TICK_FRAMES) {
        awe_slope_draw_any(row, AWE_TICK_FRAMES, s);
    } else if (n == AWE_KNOT_FRAMES) {
        awe_slope_draw_any(row, AWE_KNOT_FRAMES, s);
    } else {
        awe_slope_draw_any(row, n, s);
    }
}

static inline void awe_slope_draw_slewed(float *row, uint32_t n, awe_slope s)
{
    if (n == AWE_TICK_FRAMES) {
        awe_slope_draw_any_slewed(row, AWE_TICK_FRAMES, s);
    } else if (n == AWE_KNOT_FRAMES) {
        awe_slope_draw_any_slewed(row, AWE_KNOT_FRAMES, s);
    } else {
        awe_slope_draw_any_slewed(row, n, s);
    }
}

#endif
