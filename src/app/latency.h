/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_LATENCY_H
#define APP_LATENCY_H

/* From key to sound: what each live event takes, from the times of the buffer that it is placed in.
   Integers only. Source: docs/realtime.md "Latency". [audio] */

#include "awe/api.h"
#include "perf/record.h"

#include <stdbool.h>
#include <stdint.h>

/* How far the callback's entry, and what is heard, are behind the time for which a frame stands;
   the same for all frames of one buffer. */
typedef struct latency_clock {
    int64_t entry_ns;
    int64_t heard_ns;
    bool is_heard_known; /* the host says what its device still has */
} latency_clock;

/* Of one event. */
typedef struct latency {
    uint32_t key_to_sound_us; /* from its arrival until it is heard; 0: the host does not say */
    uint32_t our_part_us;     /* of that, without what the device has queued */
} latency;

/* The clock of the buffer that `record` tells of, whose first frame stands for `start_ns`; entry
   and queue of the record have been filled in. */
AWE_RT latency_clock latency_clock_at(uint64_t start_ns, const awe_record *record);

/* What an event takes that arrived at `arrival_ns` and is on the frame that stands for
   `stands_ns`. */
AWE_RT latency latency_find(const latency_clock *clock, uint64_t stands_ns, uint64_t arrival_ns);

#endif
