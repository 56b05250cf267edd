/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/limiter.h"

#define CEILING 0.98f
#define STAYS 0.9999f /* of what lacks, per frame: half recovered in 160 ms */
#define NOTHING 1e-5f /* less than that */

static float larger(float a, float b)
{
    return a > b ? a : b;
}

float awe_limiter_render(awe_limiter *limiter, float *const sides[2], uint32_t n, float peak)
{
    float *left = sides[0], *right = sides[1];
    float lack = limiter->lack, limited_peak = 0.0f;
    if (!limiter->on || (lack == 0.0f && peak <= CEILING)) {
        return peak;
    }
    for (uint32_t i = 0; i < n; i++) {
        float most = larger(__builtin_fabsf(left[i]), __builtin_fabsf(right[i]));
        lack *= STAYS;
        if (lack < NOTHING) {
            lack = 0.0f;
        }
        float gain = 1.0f - lack;
        if (most * gain > CEILING) {
            gain = CEILING / most;
            lack = 1.0f - gain;
        }
        left[i] *= gain;
        right[i] *= gain;
        limited_peak = larger(most * gain, limited_peak);
    }
    limiter->lack = lack;
    return limited_peak;
}
