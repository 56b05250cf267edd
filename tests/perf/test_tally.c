/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Each field of a record finds its metric. */

#include "perf/tally.h"

#include <math.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static awe_meters meters;
static awe_tally tally;

/* 1 ms; 20 % busy */
static const awe_evidence usual = {
    .record = {.busy_ns = 200000, .queued_us = 1000, .frames = 48, .n_voices = 10},
    .period_ns = 1e6,
};

static int set_up(void **state)
{
    (void)state;
    awe_meters_init(&meters);
    awe_tally_init(&tally, &meters, false);
    return 0;
}

static double read_metric(awe_metric metric, awe_stat stat)
{
    awe_tally_set_gauges(&tally);
    awe_reading reading = awe_meters_read(&meters, metric, stat, AWE_WINDOW_10_S);
    assert_null(reading.why);
    return reading.value;
}

static void check(awe_metric metric, awe_stat stat, double want)
{
    assert_true(fabs(read_metric(metric, stat) - want) <= 1e-9 * (1 + fabs(want)));
}

static bool is_known(awe_metric metric)
{
    awe_tally_set_gauges(&tally);
    return !awe_meters_read(&meters, metric, AWE_STAT_VALUE, AWE_WINDOW_10_S).why;
}

static void test_times(void **state)
{
    (void)state;
    awe_evidence e = usual;
    e.wake_ns = 2500000;
    e.record.late_ns = -5;
    awe_tally_take(&tally, &e);
    check(AWE_METRIC_BUSY, AWE_STAT_MAX, 200000);
    check(AWE_METRIC_SHARE, AWE_STAT_MAX, 20);
    check(AWE_METRIC_SLACK, AWE_STAT_MIN, 800000);
    check(AWE_METRIC_LATE, AWE_STAT_MAX, 2500000);
    check(AWE_METRIC_LATE, AWE_STAT_MIN, 500000); /* what two more callbacks would have seen */
    check(AWE_METRIC_LATE, AWE_STAT_VALUE, 3);
    check(AWE_METRIC_EARLY, AWE_STAT_VALUE, 1);
}

static void test_slack_below_zero_is_zero_and_unknown_is_unknown(void **state)
{
    (void)state;
    awe_evidence e = usual;
    e.record.queued_us = AWE_QUEUED_UNKNOWN;
    awe_tally_take(&tally, &e);
    assert_false(is_known(AWE_METRIC_SLACK));
    e.record.queued_us = 100;
    awe_tally_take(&tally, &e);
    check(AWE_METRIC_SLACK, AWE_STAT_MIN, 0);
}

static void test_flags_and_numbers(void **state)
{
    (void)state;
    awe_evidence e = usual;
    e.record.flags = AWE_RECORD_DENORMAL | AWE_RECORD_INVALID | AWE_RECORD_OVERFLOW |
                     AWE_RECORD_GUARD_LOCK | AWE_RECORD_MISPLACED;
    e.record.n_stolen = 1;
    e.record.n_shed = 2;
    e.record.n_events = 3;
    e.record.n_clipped = 4;
    e.record.n_minor_faults = 5;
    e.record.n_major_faults = 6;
    assert_false(is_known(AWE_METRIC_GUARD_LOCK));
    awe_tally_take(&tally, &e);
    awe_tally_take(&tally, &e);
    static const awe_metric twice[] = {AWE_METRIC_OUTPUT_DENORMAL, AWE_METRIC_OUTPUT_INVALID,
                                       AWE_METRIC_OUTPUT_OVERFLOW, AWE_METRIC_GUARD_LOCK,
                                       AWE_METRIC_MIDI_MISPLACED,  AWE_METRIC_BUFFERS};
    for (size_t i = 0; i < sizeof twice / sizeof twice[0]; i++) {
        check(twice[i], AWE_STAT_VALUE, 2);
    }
    static const awe_metric numbers[] = {
        AWE_METRIC_VOICE_STOLEN,   AWE_METRIC_VOICE_SHED,          AWE_METRIC_MIDI_EVENTS,
        AWE_METRIC_OUTPUT_CLIPPED, AWE_METRIC_MEMORY_FAULTS_MINOR, AWE_METRIC_MEMORY_FAULTS_MAJOR};
    for (int i = 0; i < 6; i++) {
        check(numbers[i], AWE_STAT_VALUE, 2 * (i + 1));
    }
    assert_false(is_known(AWE_METRIC_GUARD_ALLOC));
}

static void test_guards_that_are_there_count_from_zero(void **state)
{
    (void)state;
    awe_tally_init(&tally, &meters, true);
    check(AWE_METRIC_GUARD_ALLOC, AWE_STAT_VALUE, 0);
    check(AWE_METRIC_GUARD_LOCK, AWE_STAT_VALUE, 0);
    check(AWE_METRIC_GUARD_SYSCALL, AWE_STAT_VALUE, 0);
}

static void test_voices(void **state)
{
    (void)state;
    awe_evidence e = usual;
    awe_tally_take(&tally, &e);
    e.record.n_voices = 4;
    awe_tally_take(&tally, &e);
    check(AWE_METRIC_VOICE_ACTIVE, AWE_STAT_VALUE, 4);
    check(AWE_METRIC_VOICE_PEAK, AWE_STAT_VALUE, 10);
    check(AWE_METRIC_VOICE_FRAME, AWE_STAT_VALUE, 400000 / (14 * 48.0));
}

static void test_stages(void **state)
{
    (void)state;
    awe_evidence e = usual;
    awe_tally_take(&tally, &e);
    assert_false(is_known(AWE_METRIC_STAGE_VOICES)); /* not timed */
    e.record.control_ns = 20000;
    e.record.voices_ns = 100000;
    e.record.effects_ns = 60000;
    awe_tally_take(&tally, &e);
    e.record.flags = AWE_RECORD_STAGES_CUT;
    e.record.voices_ns = 10;
    awe_tally_take(&tally, &e);
    check(AWE_METRIC_STAGE_CONTROL, AWE_STAT_VALUE, 10);
    check(AWE_METRIC_STAGE_VOICES, AWE_STAT_VALUE, 50);
    check(AWE_METRIC_STAGE_EFFECTS, AWE_STAT_VALUE, 30);
    check(AWE_METRIC_STAGE_REST, AWE_STAT_VALUE, 10);
}

static void test_peaks_last_ten_seconds(void **state)
{
    (void)state;
    awe_evidence e = usual;
    e.record.peak = 16384;
    e.record.queue_fill = 51;
    awe_tally_take(&tally, &e);
    awe_tally_advance(&tally, 10);
    e.record.peak = 3277;
    e.record.queue_fill = 0;
    awe_tally_take(&tally, &e);
    check(AWE_METRIC_OUTPUT_PEAK, AWE_STAT_VALUE, 50);
    check(AWE_METRIC_MIDI_RING_FILL, AWE_STAT_VALUE, 20);
    awe_tally_advance(&tally, 11);
    check(AWE_METRIC_OUTPUT_PEAK, AWE_STAT_VALUE, 3277 / 327.68);
    check(AWE_METRIC_MIDI_RING_FILL, AWE_STAT_VALUE, 0);
    awe_tally_advance(&tally, 4000000);
    check(AWE_METRIC_OUTPUT_PEAK, AWE_STAT_VALUE, 0);
}

static void test_ratio_fades_to_the_new(void **state)
{
    (void)state;
    assert_false(is_known(AWE_METRIC_PREDICTED_RATIO));
    awe_tally_compare(&tally, 1e6, 0); /* no calibration */
    assert_false(is_known(AWE_METRIC_PREDICTED_RATIO));
    awe_tally_compare(&tally, 1e6, 1e6);
    check(AWE_METRIC_PREDICTED_RATIO, AWE_STAT_VALUE, 1);
    for (uint32_t s = 1; s <= 60; s++) {
        awe_tally_advance(&tally, s);
        awe_tally_compare(&tally, 2e6, 1e6);
    }
    double ratio = read_metric(AWE_METRIC_PREDICTED_RATIO, AWE_STAT_VALUE);
    assert_true(ratio > 1.999 && ratio < 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_times, set_up),
        cmocka_unit_test_setup(test_slack_below_zero_is_zero_and_unknown_is_unknown, set_up),
        cmocka_unit_test_setup(test_flags_and_numbers, set_up),
        cmocka_unit_test_setup(test_guards_that_are_there_count_from_zero, set_up),
        cmocka_unit_test_setup(test_voices, set_up),
        cmocka_unit_test_setup(test_stages, set_up),
        cmocka_unit_test_setup(test_peaks_last_ten_seconds, set_up),
        cmocka_unit_test_setup(test_ratio_fades_to_the_new, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
