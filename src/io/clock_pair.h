/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_CLOCK_PAIR_H
#define AWE_IO_CLOCK_PAIR_H

/* Where another clock stands beside ours. */

#include <stdint.h>

/* Both at one time. */
typedef struct clock_pair {
    uint64_t ours_ns; /* on the clock of clock_now_ns() */
    uint64_t theirs_ns;
    uint32_t width_ns; /* what comparing them took: neither is surer than half of it */
} clock_pair;

/* Reads the other clock, in nanoseconds. */
typedef uint64_t (*clock_read_fn)(void *context);

/* Compares the clocks; again, up to three times, if it was interrupted. [any] */
void clock_pair_compare(clock_pair *pair, clock_read_fn read, void *context);

#endif
