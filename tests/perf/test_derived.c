/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/derived.h"

#include <math.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static awe_meters meters;
static awe_derived derived;

static int set_up(void **state)
{
    (void)state;
    awe_meters_init(&meters);
    awe_derived_init(&derived);
    return 0;
}

static awe_reading get(awe_metric metric)
{
    return awe_meters_read(&meters, metric, AWE_STAT_VALUE, AWE_WINDOW_10_S);
}

static void test_nothing_follows_from_nothing(void **state)
{
    (void)state;
    awe_derived_set(&derived, &meters, 1000);
    assert_non_null(get(AWE_METRIC_HEADROOM).why);
    assert_non_null(get(AWE_METRIC_MIDI_JITTER).why);
    assert_non_null(get(AWE_METRIC_MEMORY_GROWTH).why);
    assert_non_null(get(AWE_METRIC_MEMORY_GROWTH_TAGGED).why);
}

static void test_headroom_is_what_the_worst_leave(void **state)
{
    (void)state;
    for (int i = 0; i < 5000; i++) {
        awe_meters_add(&meters, AWE_METRIC_SHARE, i < 4990 ? 100000 : 400000);
    }
    awe_derived_set(&derived, &meters, 0);
    assert_true(fabs(get(AWE_METRIC_HEADROOM).value - 60) < 1e-9);
}

static void test_jitter_is_the_spread_of_latency(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 1000; i++) {
        awe_meters_add(&meters, AWE_METRIC_MIDI_KEY_TO_SOUND, 8000 + i % 100);
    }
    awe_derived_set(&derived, &meters, 0);
    assert_true(fabs(get(AWE_METRIC_MIDI_JITTER).value - 98) < 128); /* a bucket */
    awe_meters_advance(&meters, 1000);
    awe_meters_init(&meters);
    awe_derived_set(&derived, &meters, 0);
    assert_non_null(get(AWE_METRIC_MIDI_JITTER).why);
}

static void test_growth_of_both_kinds(void **state)
{
    (void)state;
    for (int s = 0; s <= 720; s++) {
        awe_meters_set(&meters, AWE_METRIC_MEMORY_RSS, 1e7 + 2000.0 * s);
        awe_meters_set(&meters, AWE_METRIC_MEMORY_SONG, 5e6);
        awe_meters_set(&meters, AWE_METRIC_MEMORY_UI, 1000.0 * s);
        awe_derived_set(&derived, &meters, s);
    }
    assert_true(fabs(get(AWE_METRIC_MEMORY_GROWTH).value - 120000) < 1e-3);
    assert_true(fabs(get(AWE_METRIC_MEMORY_GROWTH_TAGGED).value - 60000) < 1e-3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_nothing_follows_from_nothing, set_up),
        cmocka_unit_test_setup(test_headroom_is_what_the_worst_leave, set_up),
        cmocka_unit_test_setup(test_jitter_is_the_spread_of_latency, set_up),
        cmocka_unit_test_setup(test_growth_of_both_kinds, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
