/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/meters.h"

#include <assert.h>
#include <string.h>

#define N_SECONDS (AWE_WINDOW_SECONDS + 1)
#define NO_VALUES "no values yet"
#define TOO_FEW "too few values"

void awe_meters_init(awe_meters *meters)
{
    uint8_t n_histograms = 0;
    memset(meters, 0, sizeof *meters); /* too large for a temporary on the stack */
    for (size_t i = 0; i < AWE_N_METRICS; i++) {
        meters->why[i] = awe_metrics[i].why;
        if (awe_metrics[i].kind == AWE_HISTOGRAM) {
            meters->slots[i] = n_histograms;
            awe_windows_init(&meters->windows[n_histograms++]);
        }
    }
    assert(n_histograms == AWE_N_HISTOGRAMS);
}

void awe_meters_advance(awe_meters *meters, uint32_t now_s)
{
    if (now_s <= meters->now_s) {
        return;
    }
    uint32_t n_new = now_s - meters->now_s < N_SECONDS ? now_s - meters->now_s : N_SECONDS;
    for (size_t i = 0; i < AWE_N_METRICS; i++) {
        for (uint32_t j = 0; j < n_new; j++) {
            meters->recent[i][(now_s - j) % N_SECONDS] = 0;
        }
    }
    for (size_t i = 0; i < AWE_N_HISTOGRAMS; i++) {
        awe_windows_advance(&meters->windows[i], now_s);
    }
    meters->now_s = now_s;
}

void awe_meters_count(awe_meters *meters, awe_metric metric, uint32_t n)
{
    meters->values[metric] += n;
    meters->recent[metric][meters->now_s % N_SECONDS] += n;
    meters->why[metric] = NULL;
}

void awe_meters_set(awe_meters *meters, awe_metric metric, double value)
{
    double growth = value - meters->values[metric];
    if (awe_metrics[metric].kind == AWE_COUNTER) {
        awe_meters_count(meters, metric, growth > 0 && growth < 1e9 ? (uint32_t)growth : 0);
    } else {
        meters->values[metric] = value;
        meters->why[metric] = NULL;
    }
}

void awe_meters_miss(awe_meters *meters, awe_metric metric, const char *why)
{
    meters->why[metric] = why;
}

awe_windows *awe_meters_windows(awe_meters *meters, awe_metric metric)
{
    assert(awe_metrics[metric].kind == AWE_HISTOGRAM);
    return &meters->windows[meters->slots[metric]];
}

void awe_meters_add(awe_meters *meters, awe_metric metric, uint32_t value)
{
    awe_windows_add(awe_meters_windows(meters, metric), value);
    meters->why[metric] = NULL;
}

void awe_meters_merge(awe_meters *meters, awe_metric metric, const awe_histogram *values)
{
    if (values->count > 0) {
        awe_windows_merge(awe_meters_windows(meters, metric), values);
        meters->why[metric] = NULL;
    }
}

/* What was counted from `from` to `to` seconds ago. */
static double counted(const awe_meters *meters, awe_metric metric, uint32_t from, uint32_t to)
{
    double sum = 0;
    for (uint32_t ago = from; ago <= to && ago < N_SECONDS; ago++) {
        sum += meters->recent[metric][(meters->now_s + N_SECONDS - ago) % N_SECONDS];
    }
    return sum;
}

static double read_counter(const awe_meters *meters, awe_metric metric, awe_window window)
{
    bool is_session = window == AWE_WINDOW_SESSION;
    return is_session ? meters->values[metric] : counted(meters, metric, 0, (uint32_t)window);
}

/* Per second, of whole seconds; of the first one while there is no other. */
static double read_rate(const awe_meters *meters, awe_metric metric, awe_window window)
{
    uint32_t n = meters->now_s < (uint32_t)window ? meters->now_s : (uint32_t)window;
    if (window == AWE_WINDOW_SESSION || n == 0) {
        return meters->values[metric] / (meters->now_s + 1.0);
    }
    return counted(meters, metric, 1, n) / n;
}

static awe_reading read_extreme(const awe_windows *windows, awe_stat stat, awe_window window)
{
    awe_histogram values;
    awe_windows_get(windows, window, &values);
    return (awe_reading){.value = stat == AWE_STAT_MIN ? values.min : values.max,
                         .window = window,
                         .why = values.count > 0 ? NULL : NO_VALUES};
}

static awe_reading read_histogram(const awe_meters *meters, awe_metric metric, awe_stat stat,
                                  awe_window window)
{
    static const uint16_t permilles[AWE_N_STATS] = {
        [AWE_STAT_P0_1] = 1,  [AWE_STAT_P1] = 10,   [AWE_STAT_P50] = 500,
        [AWE_STAT_P90] = 900, [AWE_STAT_P99] = 990, [AWE_STAT_P99_9] = 999,
    };
    const awe_windows *windows = &meters->windows[meters->slots[metric]];
    awe_reading reading;
    if (stat == AWE_STAT_MIN || stat == AWE_STAT_MAX) {
        reading = read_extreme(windows, stat, window);
    } else {
        awe_percentile percentile = awe_windows_percentile(windows, window, permilles[stat],
                                                           awe_metrics[metric].low_is_bad);
        reading = (awe_reading){.value = percentile.value,
                                .window = percentile.window,
                                .why = percentile.is_known ? NULL : TOO_FEW};
    }
    reading.value *= awe_metrics[metric].scale;
    return reading;
}

awe_reading awe_meters_read(const awe_meters *meters, awe_metric metric, awe_stat stat,
                            awe_window window)
{
    awe_metric_kind kind = awe_metrics[metric].kind;
    awe_reading reading = {.window = window, .why = meters->why[metric]};
    if (reading.why) {
        return reading;
    }
    if (stat > AWE_STAT_RATE) {
        reading.why = "not a distribution";
        return kind == AWE_HISTOGRAM ? read_histogram(meters, metric, stat, window) : reading;
    }
    if (stat == AWE_STAT_RATE) {
        reading.why = kind == AWE_COUNTER ? NULL : "not a counter";
        reading.value = kind == AWE_COUNTER ? read_rate(meters, metric, window) : 0;
        return reading;
    }
    reading.value = kind == AWE_GAUGE ? meters->values[metric]
                    : kind == AWE_COUNTER
                        ? read_counter(meters, metric, window)
                        : awe_windows_count(&meters->windows[meters->slots[metric]], window);
    return reading;
}

const char *awe_stat_name(awe_stat stat)
{
    static const char *const names[AWE_N_STATS] = {
        [AWE_STAT_VALUE] = "value", [AWE_STAT_RATE] = "rate",   [AWE_STAT_P0_1] = "p0.1",
        [AWE_STAT_P1] = "p1",       [AWE_STAT_P50] = "p50",     [AWE_STAT_P90] = "p90",
        [AWE_STAT_P99] = "p99",     [AWE_STAT_P99_9] = "p99.9", [AWE_STAT_MIN] = "min",
        [AWE_STAT_MAX] = "max",
    };
    return names[stat];
}
