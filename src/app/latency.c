/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/latency.h"

latency_clock latency_clock_at(uint64_t start_ns, const awe_record *record)
{
    bool is_known = record->queued_us != AWE_QUEUED_UNKNOWN;
    int64_t entry_ns = (int64_t)(record->entry_ns - start_ns);
    return (latency_clock){
        .entry_ns = entry_ns,
        .heard_ns = entry_ns + (is_known ? (int64_t)record->queued_us * 1000 : 0),
        .is_heard_known = is_known,
    };
}

/* At least 1: 0 means that nothing is known. */
static AWE_RT uint32_t to_us(int64_t ns)
{
    int64_t us = ns / 1000;
    return us < 1 ? 1 : us > UINT32_MAX ? UINT32_MAX : (uint32_t)us;
}

latency latency_find(const latency_clock *clock, uint64_t stands_ns, uint64_t arrival_ns)
{
    int64_t wait_ns = (int64_t)(stands_ns - arrival_ns);
    return (latency){
        .key_to_sound_us = clock->is_heard_known ? to_us(wait_ns + clock->heard_ns) : 0,
        .our_part_us = to_us(wait_ns + clock->entry_ns),
    };
}
