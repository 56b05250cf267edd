/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/clock_pair.h"

#include "io/clock.h"

#define MAX_COMPARISONS 4
#define GOOD_WIDTH_NS 20000

static void compare_once(clock_pair *pair, clock_read_fn read, void *context)
{
    uint64_t before = clock_now_ns();
    pair->theirs_ns = read(context);
    uint64_t width = clock_now_ns() - before;
    pair->ours_ns = before + width / 2;
    pair->width_ns = width < UINT32_MAX ? (uint32_t)width : UINT32_MAX;
}

void clock_pair_compare(clock_pair *pair, clock_read_fn read, void *context)
{
    compare_once(pair, read, context);
    for (int i = 1; i < MAX_COMPARISONS && pair->width_ns > GOOD_WIDTH_NS; i++) {
        clock_pair again;
        compare_once(&again, read, context);
        if (again.width_ns < pair->width_ns) {
            *pair = again;
        }
    }
}
