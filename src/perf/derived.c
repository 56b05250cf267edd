/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/derived.h"

#include <stdbool.h>

void awe_derived_init(awe_derived *derived)
{
    awe_growth_init(&derived->resident);
    awe_growth_init(&derived->tagged);
}

/* What is allocated under all tags; false if nobody counts. */
static bool sum_tags(const awe_meters *meters, double *bytes)
{
    bool is_known = false;
    *bytes = 0;
    for (int i = AWE_METRIC_MEMORY_BANK; i <= AWE_METRIC_MEMORY_UI; i++) {
        if (!meters->why[i]) {
            *bytes += meters->values[i];
            is_known = true;
        }
    }
    return is_known;
}

static void set_growth(awe_derived *derived, awe_meters *meters, double seconds)
{
    double bytes, growth;
    if (!meters->why[AWE_METRIC_MEMORY_RSS]) {
        awe_growth_add(&derived->resident, seconds, meters->values[AWE_METRIC_MEMORY_RSS]);
    }
    if (sum_tags(meters, &bytes)) {
        awe_growth_add(&derived->tagged, seconds, bytes);
    }
    if (awe_growth_get(&derived->resident, &growth)) {
        awe_meters_set(meters, AWE_METRIC_MEMORY_GROWTH, growth);
    }
    if (awe_growth_get(&derived->tagged, &growth)) {
        awe_meters_set(meters, AWE_METRIC_MEMORY_GROWTH_TAGGED, growth);
    }
}

/* Highest less lowest of 98 % of the latencies. */
static void set_jitter(awe_meters *meters)
{
    awe_reading high =
        awe_meters_read(meters, AWE_METRIC_MIDI_KEY_TO_SOUND, AWE_STAT_P99, AWE_WINDOW_10_S);
    awe_reading low =
        awe_meters_read(meters, AWE_METRIC_MIDI_KEY_TO_SOUND, AWE_STAT_P1, AWE_WINDOW_10_S);
    if (high.why || low.why) {
        awe_meters_miss(meters, AWE_METRIC_MIDI_JITTER, high.why ? high.why : low.why);
    } else {
        awe_meters_set(meters, AWE_METRIC_MIDI_JITTER, high.value - low.value);
    }
}

static void set_headroom(awe_meters *meters)
{
    awe_reading share = awe_meters_read(meters, AWE_METRIC_SHARE, AWE_STAT_P99_9, AWE_WINDOW_10_S);
    if (share.why) {
        awe_meters_miss(meters, AWE_METRIC_HEADROOM, share.why);
    } else {
        awe_meters_set(meters, AWE_METRIC_HEADROOM, 100 - share.value);
    }
}

void awe_derived_set(awe_derived *derived, awe_meters *meters, double seconds)
{
    set_headroom(meters);
    set_jitter(meters);
    set_growth(derived, meters, seconds);
}
