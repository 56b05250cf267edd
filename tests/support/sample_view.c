/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/sample_view.h"

#include <string.h>

static awe_snapshot snapshot;

static void set(awe_metric metric, awe_stat stat, double value)
{
    snapshot.metrics[metric][stat] = (awe_reading){.value = value, .window = AWE_WINDOW_10_S};
    snapshot.totals[metric] = value;
}

/* From the usual to the worst, which is where the small values are if those are bad. */
static void set_stats(awe_metric metric, double a, double b, double c, double d)
{
    bool is_low = awe_metrics[metric].low_is_bad;
    set(metric, AWE_STAT_P50, a);
    set(metric, is_low ? AWE_STAT_P1 : AWE_STAT_P99, b);
    set(metric, is_low ? AWE_STAT_P0_1 : AWE_STAT_P99_9, c);
    set(metric, is_low ? AWE_STAT_MIN : AWE_STAT_MAX, d);
}

static void watch_default_budgets(void)
{
    awe_budget budgets[AWE_MAX_ALERTS];
    snapshot.n_budgets = awe_budget_defaults(budgets, AWE_MAX_ALERTS);
    for (size_t i = 0; i < snapshot.n_budgets; i++) {
        awe_alert_init(&snapshot.budgets[i], &budgets[i]);
        snapshot.budgets[i].reading = (awe_reading){.why = NULL};
    }
}

awe_snapshot *sample_snapshot(void)
{
    memset(&snapshot, 0, sizeof snapshot);
    snapshot.seconds = 118.3;
    snapshot.period_ms = 2.9025;
    snapshot.window = AWE_WINDOW_10_S;
    for (int metric = 0; metric < AWE_N_METRICS; metric++) {
        for (int stat = 0; stat < AWE_N_STATS; stat++) {
            set((awe_metric)metric, (awe_stat)stat, 0);
        }
    }
    set_stats(AWE_METRIC_SHARE, 1.1, 1.9, 2.4, 6);
    set_stats(AWE_METRIC_SLACK, 5.71e6, 5.6e6, 5.31e6, 4.9e6);
    set_stats(AWE_METRIC_LATE, 0.01e6, 0.04e6, 0.19e6, 0.8e6);
    set_stats(AWE_METRIC_MIDI_KEY_TO_SOUND, 8900, 9000, 9010, 9100);
    set(AWE_METRIC_MIDI_EVENTS, AWE_STAT_RATE, 38);
    set(AWE_METRIC_VOICE_ACTIVE, AWE_STAT_VALUE, 27);
    set(AWE_METRIC_VOICE_LIMIT, AWE_STAT_VALUE, 32);
    set(AWE_METRIC_VOICE_STOLEN, AWE_STAT_VALUE, 12);
    set(AWE_METRIC_PROCESS_CPU, AWE_STAT_VALUE, 0.6);
    set(AWE_METRIC_MEMORY_RSS, AWE_STAT_VALUE, 18.9e6);
    set(AWE_METRIC_MEMORY_BANK, AWE_STAT_VALUE, 31.2e6);
    set(AWE_METRIC_MEMORY_BANK_MAPPED, AWE_STAT_VALUE, 31.2e6);
    set(AWE_METRIC_MEMORY_BANK_RESIDENT, AWE_STAT_VALUE, 9.8e6);
    set(AWE_METRIC_MEMORY_SYNTH, AWE_STAT_VALUE, 412e3);
    set(AWE_METRIC_SYSTEM_MHZ, AWE_STAT_VALUE, 2900);
    set(AWE_METRIC_SYSTEM_TEMPERATURE, AWE_STAT_VALUE, 41);
    for (size_t i = 0; i < AWE_SPARK_SECONDS; i++) {
        snapshot.share_max[i] = 3;
        snapshot.slack_min[i] = 2;
    }
    watch_default_budgets();
    return &snapshot;
}

now_playing sample_playing(void)
{
    return (now_playing){
        .song = "song.mid",
        .position_s = 118,
        .end_s = 281,
        .bar = 57,
        .set = "",
        .device = "hw:1 on ALSA",
        .buffer_frames = 128,
        .rate_hz = 44100,
        .rt = "FIFO 70",
        .is_locked = true,
        .quality = "auto",
        .interpolation = "linear",
        .kernel = "avx2",
        .midi_input = "Keystation 49",
    };
}

void sample_view(view_data *data)
{
    now_playing playing = sample_playing();
    view_data_fill(data, sample_snapshot(), &playing, SAMPLE_WALL_MS);
}
