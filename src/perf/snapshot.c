/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/snapshot.h"

static void read_metrics(const awe_meters *meters, awe_snapshot *out)
{
    for (int i = 0; i < AWE_N_METRICS; i++) {
        awe_metric metric = (awe_metric)i;
        for (int stat = 0; stat < AWE_N_STATS; stat++) {
            out->metrics[i][stat] = awe_meters_read(meters, metric, (awe_stat)stat, out->window);
        }
        out->totals[i] = awe_metrics[i].kind == AWE_COUNTER ? meters->values[i] : 0;
    }
}

/* From the oldest second to the last whole one. */
static void draw_sparks(awe_meters *meters, awe_snapshot *out)
{
    const awe_windows *share = awe_meters_windows(meters, AWE_METRIC_SHARE);
    const awe_windows *slack = awe_meters_windows(meters, AWE_METRIC_SLACK);
    for (uint32_t i = 0; i < AWE_SPARK_SECONDS; i++) {
        const awe_histogram *shares = awe_windows_second(share, AWE_SPARK_SECONDS - i);
        const awe_histogram *slacks = awe_windows_second(slack, AWE_SPARK_SECONDS - i);
        out->share_max[i] = shares->count > 0 ? (float)(shares->max * 1e-4) : AWE_NO_SPARK;
        out->slack_min[i] = slacks->count > 0 ? (float)(slacks->min * 1e-6) : AWE_NO_SPARK;
    }
}

static void list_alerts(const awe_monitor *monitor, awe_snapshot *out)
{
    size_t n;
    const awe_alert *alerts = awe_monitor_alerts(monitor, &n);
    out->n_alerts = out->n_broken = 0;
    out->n_budgets = n;
    for (size_t i = 0; i < n; i++) {
        out->budgets[i] = alerts[i];
        out->n_broken +=
            alerts[i].state == AWE_ALERT_PENDING || alerts[i].state == AWE_ALERT_FIRING;
    }
    for (int severity = AWE_URGENCY_CRITICAL; severity >= AWE_URGENCY_INFO; severity--) {
        for (size_t i = 0; i < n; i++) {
            bool is_listed =
                awe_alert_is_on(&alerts[i]) && alerts[i].budget.severity == (awe_urgency)severity;
            if (is_listed) {
                out->alerts[out->n_alerts++] = alerts[i];
            }
        }
    }
}

void awe_snapshot_take(awe_monitor *monitor, awe_window window, awe_snapshot *out)
{
    const awe_xrun *last_xrun = awe_monitor_last_xrun(monitor);
    out->seconds = awe_monitor_seconds(monitor);
    out->period_ms = awe_monitor_period_ns(monitor) * 1e-6;
    out->health = awe_monitor_health(monitor);
    out->level = awe_monitor_level(monitor);
    out->window = window;
    read_metrics(awe_monitor_meters(monitor), out);
    draw_sparks(awe_monitor_meters(monitor), out);
    list_alerts(monitor, out);
    out->has_xrun = last_xrun != NULL;
    if (last_xrun) {
        out->last_xrun = *last_xrun;
    }
}
