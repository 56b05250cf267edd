/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/loudness.h"

#include <ebur128.h>
#include <math.h>

struct loudness {
    ebur128_state state; /* never made: this is the library's own struct under our name */
};

loudness *loudness_new(uint32_t rate_hz)
{
    return (loudness *)ebur128_init(2, rate_hz, EBUR128_MODE_I);
}

void loudness_free(loudness *meter)
{
    ebur128_state *state = (ebur128_state *)meter;
    if (state) {
        ebur128_destroy(&state);
    }
}

void loudness_add(loudness *meter, const float *frames, size_t n_frames)
{
    ebur128_add_frames_float(&meter->state, frames, n_frames);
}

double loudness_integrated_lufs(const loudness *meter)
{
    double lufs;
    int failed = ebur128_loudness_global((ebur128_state *)&meter->state, &lufs);
    return failed ? -INFINITY : lufs;
}
