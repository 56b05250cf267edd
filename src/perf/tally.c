/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/tally.h"

#define FADING 0.9

void awe_tally_init(awe_tally *tally, awe_meters *meters, bool is_guarded)
{
    *tally = (awe_tally){.meters = meters};
    for (int i = AWE_METRIC_GUARD_ALLOC; is_guarded && i <= AWE_METRIC_GUARD_SYSCALL; i++) {
        awe_meters_count(meters, (awe_metric)i, 0);
    }
}

static void fade(awe_fading *fading)
{
    fading->busy_ns *= FADING;
    fading->voice_frames *= FADING;
    fading->staged_ns *= FADING;
    fading->control_ns *= FADING;
    fading->voices_ns *= FADING;
    fading->effects_ns *= FADING;
    fading->clean_ns *= FADING;
    fading->calibrated_ns *= FADING;
}

void awe_tally_advance(awe_tally *tally, uint32_t now_s)
{
    for (uint32_t i = 0; i < AWE_TALLY_SECONDS && tally->now_s < now_s; i++) {
        tally->now_s++;
        tally->peaks[tally->now_s % AWE_TALLY_SECONDS] = 0;
        tally->fills[tally->now_s % AWE_TALLY_SECONDS] = 0;
        fade(&tally->fading);
    }
    tally->now_s = now_s;
}

static uint32_t saturate(double value)
{
    return value >= UINT32_MAX ? UINT32_MAX : value > 0 ? (uint32_t)value : 0;
}

static void count_times(awe_meters *meters, const awe_evidence *evidence)
{
    const awe_record *record = &evidence->record;
    uint32_t period_ns = saturate(evidence->period_ns);
    awe_meters_add(meters, AWE_METRIC_BUSY, record->busy_ns);
    if (period_ns > 0) {
        double share = record->busy_ns / evidence->period_ns;
        awe_meters_add(meters, AWE_METRIC_SHARE, saturate(share * 1e6));
    }
    awe_windows_add_gap(awe_meters_windows(meters, AWE_METRIC_LATE), saturate(evidence->wake_ns),
                        period_ns);
    awe_meters_count(meters, AWE_METRIC_EARLY, record->late_ns < 0);
    if (record->queued_us != AWE_QUEUED_UNKNOWN) {
        double slack_ns = 1e3 * record->queued_us - record->busy_ns;
        awe_meters_add(meters, AWE_METRIC_SLACK, saturate(slack_ns));
    }
}

static void count_flags(awe_meters *meters, uint16_t flags)
{
    static const struct {
        uint16_t flag;
        awe_metric metric;
    } rows[] = {
        {AWE_RECORD_DENORMAL, AWE_METRIC_OUTPUT_DENORMAL},
        {AWE_RECORD_INVALID, AWE_METRIC_OUTPUT_INVALID},
        {AWE_RECORD_OVERFLOW, AWE_METRIC_OUTPUT_OVERFLOW},
        {AWE_RECORD_GUARD_ALLOC, AWE_METRIC_GUARD_ALLOC},
        {AWE_RECORD_GUARD_LOCK, AWE_METRIC_GUARD_LOCK},
        {AWE_RECORD_GUARD_SYSCALL, AWE_METRIC_GUARD_SYSCALL},
        {AWE_RECORD_MISPLACED, AWE_METRIC_MIDI_MISPLACED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (flags & rows[i].flag) {
            awe_meters_count(meters, rows[i].metric, 1);
        }
    }
}

static void count_numbers(awe_meters *meters, const awe_record *record)
{
    double n_peak = meters->values[AWE_METRIC_VOICE_PEAK];
    awe_meters_count(meters, AWE_METRIC_BUFFERS, 1);
    awe_meters_count(meters, AWE_METRIC_VOICE_STOLEN, record->n_stolen);
    awe_meters_count(meters, AWE_METRIC_VOICE_SHED, record->n_shed);
    awe_meters_count(meters, AWE_METRIC_MIDI_EVENTS, record->n_events);
    awe_meters_count(meters, AWE_METRIC_OUTPUT_CLIPPED, record->n_clipped);
    awe_meters_count(meters, AWE_METRIC_MEMORY_FAULTS_MINOR, record->n_minor_faults);
    awe_meters_count(meters, AWE_METRIC_MEMORY_FAULTS_MAJOR, record->n_major_faults);
    awe_meters_set(meters, AWE_METRIC_VOICE_ACTIVE, record->n_voices);
    awe_meters_set(meters, AWE_METRIC_VOICE_PEAK,
                   record->n_voices > n_peak ? record->n_voices : n_peak);
}

static void sum_up(awe_fading *fading, const awe_record *record)
{
    if (record->n_voices > 0) {
        fading->busy_ns += record->busy_ns;
        fading->voice_frames += (double)record->n_voices * record->frames;
    }
    bool has_stages = record->control_ns || record->voices_ns || record->effects_ns;
    if (has_stages && !(record->flags & AWE_RECORD_STAGES_CUT)) {
        fading->staged_ns += record->busy_ns;
        fading->control_ns += record->control_ns;
        fading->voices_ns += record->voices_ns;
        fading->effects_ns += record->effects_ns;
    }
}

void awe_tally_take(awe_tally *tally, const awe_evidence *evidence)
{
    const awe_record *record = &evidence->record;
    uint32_t place = tally->now_s % AWE_TALLY_SECONDS;
    count_times(tally->meters, evidence);
    count_flags(tally->meters, record->flags);
    count_numbers(tally->meters, record);
    sum_up(&tally->fading, record);
    if (record->peak > tally->peaks[place]) {
        tally->peaks[place] = record->peak;
    }
    if (record->queue_fill > tally->fills[place]) {
        tally->fills[place] = record->queue_fill;
    }
}

void awe_tally_compare(awe_tally *tally, double busy_ns, double calibrated_ns)
{
    if (calibrated_ns > 0) {
        tally->fading.clean_ns += busy_ns;
        tally->fading.calibrated_ns += calibrated_ns;
    }
}

/* Sums that have faded to nothing tell nothing. */
static void set_ratio(awe_meters *meters, awe_metric metric, double a, double b, double scale)
{
    if (b >= 1) {
        awe_meters_set(meters, metric, scale * a / b);
    } else {
        awe_meters_miss(meters, metric, awe_metrics[metric].why);
    }
}

void awe_tally_set_gauges(awe_tally *tally)
{
    const awe_fading *sums = &tally->fading;
    awe_meters *meters = tally->meters;
    uint32_t peak = 0, fill = 0;
    for (int i = 0; i < AWE_TALLY_SECONDS; i++) {
        peak = tally->peaks[i] > peak ? tally->peaks[i] : peak;
        fill = tally->fills[i] > fill ? tally->fills[i] : fill;
    }
    double rest_ns = sums->staged_ns - sums->control_ns - sums->voices_ns - sums->effects_ns;
    set_ratio(meters, AWE_METRIC_STAGE_CONTROL, sums->control_ns, sums->staged_ns, 100);
    set_ratio(meters, AWE_METRIC_STAGE_VOICES, sums->voices_ns, sums->staged_ns, 100);
    set_ratio(meters, AWE_METRIC_STAGE_EFFECTS, sums->effects_ns, sums->staged_ns, 100);
    set_ratio(meters, AWE_METRIC_STAGE_REST, rest_ns > 0 ? rest_ns : 0, sums->staged_ns, 100);
    set_ratio(meters, AWE_METRIC_VOICE_FRAME, sums->busy_ns, sums->voice_frames, 1);
    set_ratio(meters, AWE_METRIC_PREDICTED_RATIO, sums->clean_ns, sums->calibrated_ns, 1);
    awe_meters_set(meters, AWE_METRIC_OUTPUT_PEAK, peak / 327.68);
    awe_meters_set(meters, AWE_METRIC_MIDI_RING_FILL, fill / 2.55);
}
