/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_SNAPSHOT_H
#define AWE_PERF_SNAPSHOT_H

/* Everything that a view of the monitor shows, as plain values of one moment: the full dashboard,
   the line and JSON print the same ones. All main thread. */

#include "perf/monitor.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AWE_SPARK_SECONDS 60 /* of the small curves */
#define AWE_NO_SPARK (-1.0f) /* nothing was measured in that second */

typedef struct awe_snapshot {
    double seconds;   /* since the first record */
    double period_ms; /* of the newest buffer; 0: there was none */
    awe_health health;
    uint8_t level;
    awe_window window; /* that was asked for */
    awe_reading metrics[AWE_N_METRICS][AWE_N_STATS];
    double totals[AWE_N_METRICS];       /* of counters: since the start */
    float share_max[AWE_SPARK_SECONDS]; /* worst in each second, oldest first, in % */
    float slack_min[AWE_SPARK_SECONDS]; /* in ms */
    awe_alert budgets[AWE_MAX_ALERTS];  /* all that are watched */
    size_t n_budgets;
    awe_alert alerts[AWE_MAX_ALERTS]; /* those that are on, worst first */
    size_t n_alerts;
    size_t n_broken;    /* budgets that are not kept at this moment */
    awe_xrun last_xrun; /* if has_xrun */
    bool has_xrun;
} awe_snapshot;

/* Takes a snapshot over `window`. [main] */
void awe_snapshot_take(awe_monitor *monitor, awe_window window, awe_snapshot *out);

#endif
