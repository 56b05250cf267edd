/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_CLOCK_H
#define AWE_IO_CLOCK_H

#include "awe/api.h"

#include <stdint.h>

/* Nanoseconds on a clock that only moves forward; its zero means nothing. [any] */
AWE_RT uint64_t clock_now_ns(void);

/* Nanoseconds of processor time that this process has used, all threads. [any] */
uint64_t clock_cpu_ns(void);

/* Milliseconds since 1970, as far as the system knows what time it is. [any] */
uint64_t clock_wall_ms(void);

/* Sleeps for `ms` milliseconds, or less if a signal arrives. [main] */
void clock_sleep_ms(uint32_t ms);

#endif
