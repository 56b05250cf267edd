/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_LIMITER_H
#define AWE_CHIP_LIMITER_H

/* Keeps peaks at or below full scale without look-ahead: gain falls at once to what a peak needs
   and returns slowly. Off by default. [audio] */

#include "awe/api.h"

#include <stdint.h>

typedef struct awe_limiter {
    float lack; /* of gain, to 1; 0: nothing to do */
    int on;
} awe_limiter;

static inline void awe_limiter_start(awe_limiter *limiter, int on)
{
    limiter->lack = 0.0f;
    limiter->on = on;
}

/* Limits left and right [n] in place; `peak` is their largest absolute value. Returns what it is
   then. */
AWE_RT float awe_limiter_render(awe_limiter *limiter, float *const sides[2], uint32_t n,
                                float peak);

#endif
