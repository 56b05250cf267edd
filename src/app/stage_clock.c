/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/stage_clock.h"

#include "io/clock.h"

#include <stddef.h>

#define N_READINGS 1000

static AWE_RT uint64_t read_clock(void *context)
{
    (void)context;
    return clock_now_ns();
}

bool stage_clock_is_cheap(uint64_t reading_ns)
{
    return reading_ns <= STAGE_CLOCK_MOST_NS;
}

bool stage_clock_find(awe_clock *out)
{
    uint64_t begun_ns = clock_now_ns();
    uint64_t now_ns = begun_ns;
    for (int i = 0; i < N_READINGS; i++) {
        now_ns = clock_now_ns();
    }
    bool is_cheap = stage_clock_is_cheap((now_ns - begun_ns) / N_READINGS);
    *out = (awe_clock){.now_ns = is_cheap ? read_clock : NULL};
    return is_cheap;
}
