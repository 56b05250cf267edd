/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_SILENCE_H
#define AWE_CHIP_SILENCE_H

#include <stdint.h>

#define AWE_INAUDIBLE 1e-15f /* -300 dB of full scale */

/* Zero instead of a number that nobody can hear: fed back, it would decay into the denormal
   numbers, which cost some processors a hundred times as much. */
static inline float awe_snap(float x)
{
    return x > AWE_INAUDIBLE || x < -AWE_INAUDIBLE ? x : 0.0f;
}

/* True when all `n` frames are exactly zero. */
static inline int awe_is_silent(const float *in, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (in[i] != 0.0f) {
            return 0;
        }
    }
    return 1;
}

#endif
