/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Gauges tell now, counters their growth in a window, histograms their percentiles; what nobody
   feeds says why, and is never 0. */

#include "perf/meters.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static awe_meters meters;

static int set_up(void **state)
{
    (void)state;
    awe_meters_init(&meters);
    return 0;
}

static double read_known(awe_metric metric, awe_stat stat, awe_window window)
{
    awe_reading reading = awe_meters_read(&meters, metric, stat, window);
    assert_null(reading.why);
    assert_int_equal(reading.window, window);
    return reading.value;
}

static const char *why(awe_metric metric, awe_stat stat)
{
    return awe_meters_read(&meters, metric, stat, AWE_WINDOW_10_S).why;
}

static void test_unfed_metrics_say_why(void **state)
{
    (void)state;
    for (int i = 0; i < AWE_N_METRICS; i++) {
        awe_metric metric = (awe_metric)i;
        if (awe_metrics[i].why) {
            assert_string_equal(why(metric, AWE_STAT_VALUE), awe_metrics[i].why);
            assert_string_equal(why(metric, AWE_STAT_MAX), awe_metrics[i].why);
        } else {
            assert_true(read_known(metric, AWE_STAT_VALUE, AWE_WINDOW_10_S) == 0);
        }
    }
    assert_string_equal(why(AWE_METRIC_BUSY, AWE_STAT_MAX), "no values yet");
    assert_string_equal(why(AWE_METRIC_BUSY, AWE_STAT_P50), "too few values");
    assert_string_equal(why(AWE_METRIC_BUFFERS, AWE_STAT_P50), "not a distribution");
}

static void test_gauges_tell_now(void **state)
{
    (void)state;
    awe_meters_set(&meters, AWE_METRIC_MEMORY_RSS, 5e9);
    awe_meters_set(&meters, AWE_METRIC_MEMORY_RSS, 4e9);
    assert_true(read_known(AWE_METRIC_MEMORY_RSS, AWE_STAT_VALUE, AWE_WINDOW_1_S) == 4e9);
    awe_meters_miss(&meters, AWE_METRIC_MEMORY_RSS, "no /proc");
    assert_string_equal(why(AWE_METRIC_MEMORY_RSS, AWE_STAT_VALUE), "no /proc");
}

static void test_counters_tell_their_growth(void **state)
{
    (void)state;
    awe_meters_count(&meters, AWE_METRIC_XRUN_TOTAL, 3);
    awe_meters_advance(&meters, 5);
    awe_meters_count(&meters, AWE_METRIC_XRUN_TOTAL, 2);
    awe_meters_advance(&meters, 11);
    assert_true(read_known(AWE_METRIC_XRUN_TOTAL, AWE_STAT_VALUE, AWE_WINDOW_10_S) == 2);
    assert_true(read_known(AWE_METRIC_XRUN_TOTAL, AWE_STAT_VALUE, AWE_WINDOW_1_S) == 0);
    assert_true(read_known(AWE_METRIC_XRUN_TOTAL, AWE_STAT_VALUE, AWE_WINDOW_60_S) == 5);
    awe_meters_advance(&meters, 500);
    awe_meters_advance(&meters, 400);
    assert_int_equal(meters.now_s, 500);
    assert_true(read_known(AWE_METRIC_XRUN_TOTAL, AWE_STAT_VALUE, AWE_WINDOW_60_S) == 0);
    assert_true(read_known(AWE_METRIC_XRUN_TOTAL, AWE_STAT_VALUE, AWE_WINDOW_SESSION) == 5);
}

static void test_totals_of_others_are_differences(void **state)
{
    (void)state;
    awe_meters_set(&meters, AWE_METRIC_VOICE_STARTED, 100);
    awe_meters_advance(&meters, 30);
    awe_meters_set(&meters, AWE_METRIC_VOICE_STARTED, 140);
    awe_meters_set(&meters, AWE_METRIC_VOICE_STARTED, 130); /* started again: nothing new */
    assert_true(read_known(AWE_METRIC_VOICE_STARTED, AWE_STAT_VALUE, AWE_WINDOW_10_S) == 40);
    awe_meters_advance(&meters, 31);
    assert_true(read_known(AWE_METRIC_VOICE_STARTED, AWE_STAT_RATE, AWE_WINDOW_10_S) == 4);
    assert_true(read_known(AWE_METRIC_VOICE_STARTED, AWE_STAT_VALUE, AWE_WINDOW_SESSION) == 140);
}

/* The rate is that of whole seconds: the current one has only begun. */
static void test_rates(void **state)
{
    (void)state;
    awe_meters_count(&meters, AWE_METRIC_MIDI_EVENTS, 10);
    assert_true(read_known(AWE_METRIC_MIDI_EVENTS, AWE_STAT_RATE, AWE_WINDOW_10_S) == 10);
    awe_meters_advance(&meters, 4);
    awe_meters_count(&meters, AWE_METRIC_MIDI_EVENTS, 10);
    assert_true(read_known(AWE_METRIC_MIDI_EVENTS, AWE_STAT_RATE, AWE_WINDOW_10_S) == 2.5);
    assert_true(read_known(AWE_METRIC_MIDI_EVENTS, AWE_STAT_RATE, AWE_WINDOW_SESSION) == 4);
    awe_meters_add(&meters, AWE_METRIC_BUSY, 1);
    assert_true(read_known(AWE_METRIC_BUSY, AWE_STAT_VALUE, AWE_WINDOW_10_S) == 1);
    assert_string_equal(why(AWE_METRIC_BUSY, AWE_STAT_RATE), "not a counter");
}

static void test_histograms_have_a_scale_and_a_bad_side(void **state)
{
    (void)state;
    for (uint32_t i = 1; i <= 1000; i++) {
        awe_meters_add(&meters, AWE_METRIC_SHARE, i * 1000); /* 0.1 % to 100 % */
        awe_meters_add(&meters, AWE_METRIC_SLACK, i * 1000);
    }
    double share = read_known(AWE_METRIC_SHARE, AWE_STAT_P50, AWE_WINDOW_10_S);
    double slack = read_known(AWE_METRIC_SLACK, AWE_STAT_P50, AWE_WINDOW_10_S);
    assert_true(share >= 50 && share < 51.7);
    assert_true(slack <= 500e3 && slack > 483e3);
    assert_true(read_known(AWE_METRIC_SHARE, AWE_STAT_MIN, AWE_WINDOW_1_S) == 0.1);
    assert_true(read_known(AWE_METRIC_SLACK, AWE_STAT_MAX, AWE_WINDOW_1_S) == 1e6);
    assert_string_equal(why(AWE_METRIC_SHARE, AWE_STAT_P99_9), "too few values");
}

static void test_histograms_of_others_join(void **state)
{
    (void)state;
    awe_histogram values;
    awe_histogram_clear(&values);
    awe_meters_merge(&meters, AWE_METRIC_VOICE_ALLOC, &values);
    assert_non_null(why(AWE_METRIC_VOICE_ALLOC, AWE_STAT_MAX)); /* nothing in it yet */
    awe_histogram_add(&values, 700);
    awe_meters_merge(&meters, AWE_METRIC_VOICE_ALLOC, &values);
    assert_true(read_known(AWE_METRIC_VOICE_ALLOC, AWE_STAT_MAX, AWE_WINDOW_1_S) == 700);
}

static void test_stats_have_names(void **state)
{
    (void)state;
    assert_string_equal(awe_stat_name(AWE_STAT_P0_1), "p0.1");
    for (int i = 0; i < AWE_N_STATS; i++) {
        assert_true(strlen(awe_stat_name((awe_stat)i)) > 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_unfed_metrics_say_why, set_up),
        cmocka_unit_test_setup(test_gauges_tell_now, set_up),
        cmocka_unit_test_setup(test_counters_tell_their_growth, set_up),
        cmocka_unit_test_setup(test_totals_of_others_are_differences, set_up),
        cmocka_unit_test_setup(test_rates, set_up),
        cmocka_unit_test_setup(test_histograms_have_a_scale_and_a_bad_side, set_up),
        cmocka_unit_test_setup(test_histograms_of_others_join, set_up),
        cmocka_unit_test_setup(test_stats_have_names, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
