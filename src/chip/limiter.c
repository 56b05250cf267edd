/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/limiter.h"

#define CEILING 0.98f
#define RECOVERY 0.0001f /* of the distance to 1 per frame: half recovered in 160 ms */
#define AT_REST 0.99999f

static float magnitude(float x)
{
    return x < 0.0f ? -x : x;
}

float awe_limiter_render(awe_limiter *limiter, float *const sides[2], uint32_t n, float peak)
{
    float *left = sides[0], *right = sides[1];
    float gain = limiter->gain, limited_peak = 0.0f;
    if (!limiter->on || (gain == 1.0f && peak <= CEILING)) {
        return peak;
    }
    for (uint32_t i = 0; i < n; i++) {
        float l = magnitude(left[i]), r = magnitude(right[i]);
        float most = l > r ? l : r;
        gain += RECOVERY * (1.0f - gain);
        gain = gain > AT_REST ? 1.0f : gain;
        if (most * gain > CEILING) {
            gain = CEILING / most;
        }
        left[i] *= gain;
        right[i] *= gain;
        limited_peak = most * gain > limited_peak ? most * gain : limited_peak;
    }
    limiter->gain = gain;
    return limited_peak;
}
