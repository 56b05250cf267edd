/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_METERS_H
#define AWE_PERF_METERS_H

/* The values of all metrics, now and over windows. The monitor writes what records tell, the
   program what it reads from the system; budgets and snapshots read. All main thread. */

#include "perf/metrics.h"
#include "perf/windows.h"

#include <stdint.h>

/* What is asked of a metric. */
typedef enum awe_stat {
    AWE_STAT_VALUE, /* a gauge; a counter's growth in the window; how many values a histogram has */
    AWE_STAT_RATE,  /* of a counter: its growth per second */
    AWE_STAT_P0_1,  /* from here on of a histogram only */
    AWE_STAT_P1,
    AWE_STAT_P50,
    AWE_STAT_P90,
    AWE_STAT_P99,
    AWE_STAT_P99_9,
    AWE_STAT_MIN,
    AWE_STAT_MAX,
    AWE_N_STATS,
} awe_stat;

typedef struct awe_reading {
    double value;      /* in the metric's unit */
    awe_window window; /* where it comes from: may be longer than asked for */
    const char *why;   /* NULL: the value is known; else the reason that it is not */
} awe_reading;

typedef struct awe_meters {
    double values[AWE_N_METRICS]; /* gauges, totals of counters */
    const char *why[AWE_N_METRICS];
    uint32_t recent[AWE_N_METRICS][AWE_WINDOW_SECONDS + 1]; /* counted in each second */
    awe_windows windows[AWE_N_HISTOGRAMS];
    uint8_t slots[AWE_N_METRICS]; /* of a histogram among the windows */
    uint32_t now_s;
} awe_meters;

/* [main] */
void awe_meters_init(awe_meters *meters);

/* Says that second `now_s` since the start has come. [main] */
void awe_meters_advance(awe_meters *meters, uint32_t now_s);

/* Sets a gauge to `value`, or a counter to a total that somebody else counts. [main] */
void awe_meters_set(awe_meters *meters, awe_metric metric, double value);

/* Says that there is no value, and why; static text. [main] */
void awe_meters_miss(awe_meters *meters, awe_metric metric, const char *why);

/* Raises a counter. Counting 0 says that there is somebody who counts. [main] */
void awe_meters_count(awe_meters *meters, awe_metric metric, uint32_t n);

/* Adds to a histogram, in steps of its scale. [main] */
void awe_meters_add(awe_meters *meters, awe_metric metric, uint32_t value);
void awe_meters_merge(awe_meters *meters, awe_metric metric, const awe_histogram *values);

/* A histogram's windows. [main] */
awe_windows *awe_meters_windows(awe_meters *meters, awe_metric metric);

/* [main] */
awe_reading awe_meters_read(const awe_meters *meters, awe_metric metric, awe_stat stat,
                            awe_window window);

/* Such as "p99.9"; "value" for AWE_STAT_VALUE. [any] */
const char *awe_stat_name(awe_stat stat);

#endif
