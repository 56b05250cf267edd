/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/live_figures.h"

static const awe_metric histogram_metrics[LIVE_N_HISTOGRAMS] = {
    [LIVE_ALLOC_NS] = AWE_METRIC_VOICE_ALLOC,
    [LIVE_LIFETIME_MS] = AWE_METRIC_VOICE_LIFETIME,
    [LIVE_KEY_TO_SOUND_US] = AWE_METRIC_MIDI_KEY_TO_SOUND,
    [LIVE_OUR_PART_US] = AWE_METRIC_MIDI_OUR_PART,
    [LIVE_PLACEMENT] = AWE_METRIC_MIDI_PLACEMENT,
};

static const awe_metric count_metrics[LIVE_N_COUNTS] = {
    [LIVE_STARTED] = AWE_METRIC_VOICE_STARTED,
    [LIVE_STOLEN_RELEASED] = AWE_METRIC_VOICE_STOLEN_RELEASED,
    [LIVE_LOST_NOTES] = AWE_METRIC_VOICE_LOST_NOTES,
};

/* `scale`: of the metric's unit per step. */
static const struct {
    awe_metric metric;
    double scale;
} gauge_metrics[LIVE_N_GAUGES] = {
    [LIVE_POLYPHONY] = {AWE_METRIC_VOICE_LIMIT, 1},
    [LIVE_DC] = {AWE_METRIC_OUTPUT_DC, 1e-4},
    [LIVE_MONITOR_NS] = {AWE_METRIC_MONITOR_RECORD, 1},
    [LIVE_MONITOR_PPM] = {AWE_METRIC_MONITOR_SHARE, 1e-4},
};

void live_figures_init(live_figures *figures)
{
    for (int i = 0; i < LIVE_N_HISTOGRAMS; i++) {
        awe_shared_histogram_init(&figures->histograms[i]);
    }
    for (int i = 0; i < LIVE_N_COUNTS; i++) {
        atomic_init(&figures->counts[i], 0);
    }
    for (int i = 0; i < LIVE_N_GAUGES; i++) {
        atomic_init(&figures->gauges[i], LIVE_UNKNOWN);
    }
}

void live_figures_add(live_figures *figures, live_histogram which, uint32_t value)
{
    awe_shared_histogram_add(&figures->histograms[which], value);
}

void live_figures_count(live_figures *figures, live_count which, uint32_t n)
{
    _Atomic uint32_t *count = &figures->counts[which];
    uint32_t before = atomic_load_explicit(count, memory_order_relaxed);
    atomic_store_explicit(count, before + n, memory_order_relaxed);
}

void live_figures_set(live_figures *figures, live_gauge which, uint32_t value)
{
    atomic_store_explicit(&figures->gauges[which], value, memory_order_relaxed);
}

static void feed_counts(const live_figures *figures, live_figures_seen *seen, awe_meters *meters)
{
    for (int i = 0; i < LIVE_N_COUNTS; i++) {
        uint32_t now = atomic_load_explicit(&figures->counts[i], memory_order_relaxed);
        awe_meters_count(meters, count_metrics[i], now - seen->counts[i]);
        seen->counts[i] = now;
    }
}

void live_figures_feed(const live_figures *figures, live_figures_seen *seen, awe_meters *meters)
{
    awe_histogram fresh;
    for (int i = 0; i < LIVE_N_HISTOGRAMS; i++) {
        awe_shared_histogram_read(&figures->histograms[i], &seen->histograms[i], &fresh);
        awe_meters_merge(meters, histogram_metrics[i], &fresh);
    }
    feed_counts(figures, seen, meters);
    for (int i = 0; i < LIVE_N_GAUGES; i++) {
        uint32_t now = atomic_load_explicit(&figures->gauges[i], memory_order_relaxed);
        if (now != LIVE_UNKNOWN) {
            awe_meters_set(meters, gauge_metrics[i].metric, now * gauge_metrics[i].scale);
        }
    }
}
