/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/clock.h"

#include "base/trust.h"

#include <time.h>

static uint64_t read_clock(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* Answered by the vDSO, without a system call, where the kernel's clock source allows it. */
AWE_TRUST_BEGIN
uint64_t clock_now_ns(void)
{
    return read_clock(CLOCK_MONOTONIC);
}
AWE_TRUST_END

uint64_t clock_cpu_ns(void)
{
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

uint64_t clock_wall_ms(void)
{
    return read_clock(CLOCK_REALTIME) / 1000000;
}

void clock_sleep_ms(uint32_t ms)
{
    struct timespec t = {.tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000};
    nanosleep(&t, NULL);
}
