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

/* True where nothing reaches the ceiling. */
static int is_low(const float *left, const float *right, uint32_t n)
{
    int low = 1;
    for (uint32_t i = 0; i < n; i++) {
        low &= magnitude(left[i]) <= CEILING;
        low &= magnitude(right[i]) <= CEILING;
    }
    return low;
}

void awe_limiter_render(awe_limiter *limiter, float *left, float *right, uint32_t n)
{
    float gain = limiter->gain;
    if (!limiter->on || (gain == 1.0f && is_low(left, right, n))) {
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        float l = magnitude(left[i]), r = magnitude(right[i]);
        float peak = l > r ? l : r;
        gain += RECOVERY * (1.0f - gain);
        gain = gain > AT_REST ? 1.0f : gain;
        if (peak * gain > CEILING) {
            gain = CEILING / peak;
        }
        left[i] *= gain;
        right[i] *= gain;
    }
    limiter->gain = gain;
}
