/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* A window holds what came within its length and nothing older; a percentile comes from the
   shortest window that can carry it, and says which. */

#include "perf/windows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static awe_windows windows;

static int set_up(void **state)
{
    (void)state;
    awe_windows_init(&windows);
    return 0;
}

static uint32_t count(awe_window window)
{
    awe_histogram h;
    awe_windows_get(&windows, window, &h);
    return h.count;
}

static void test_values_leave_windows_by_age(void **state)
{
    (void)state;
    awe_windows_advance(&windows, 100);
    awe_windows_add(&windows, 7);
    assert_int_equal(count(AWE_WINDOW_1_S), 1);
    awe_windows_advance(&windows, 101);
    assert_int_equal(count(AWE_WINDOW_1_S), 1); /* the second before counts: windows reach to now */
    awe_windows_advance(&windows, 102);
    assert_int_equal(count(AWE_WINDOW_1_S), 0);
    assert_int_equal(count(AWE_WINDOW_10_S), 1);
    awe_windows_advance(&windows, 110);
    assert_int_equal(count(AWE_WINDOW_10_S), 1);
    awe_windows_advance(&windows, 111);
    assert_int_equal(count(AWE_WINDOW_10_S), 0);
    awe_windows_advance(&windows, 160);
    assert_int_equal(count(AWE_WINDOW_60_S), 1);
    awe_windows_advance(&windows, 161);
    assert_int_equal(count(AWE_WINDOW_60_S), 0);
    assert_int_equal(count(AWE_WINDOW_SESSION), 1);
}

static void test_a_long_pause_empties_all_but_the_session(void **state)
{
    (void)state;
    for (uint32_t s = 0; s < 200; s++) {
        awe_windows_advance(&windows, s);
        awe_windows_add(&windows, s);
    }
    assert_int_equal(count(AWE_WINDOW_60_S), 61);
    awe_windows_advance(&windows, 4000000000u);
    assert_int_equal(count(AWE_WINDOW_60_S), 0);
    assert_int_equal(count(AWE_WINDOW_SESSION), 200);
    awe_windows_advance(&windows, 5); /* time does not go back */
    assert_int_equal(windows.now_s, 4000000000u);
}

static void test_single_seconds_are_kept(void **state)
{
    (void)state;
    for (uint32_t s = 0; s < 100; s++) {
        awe_windows_advance(&windows, s);
        awe_windows_add(&windows, 1000 + s);
    }
    for (uint32_t ago = 0; ago <= AWE_WINDOW_SECONDS; ago++) {
        assert_int_equal(awe_windows_second(&windows, ago)->max, 1099 - ago);
    }
}

static void test_gaps_and_other_histograms_join(void **state)
{
    (void)state;
    awe_histogram other;
    awe_histogram_clear(&other);
    awe_histogram_add(&other, 5);
    awe_windows_merge(&windows, &other);
    awe_windows_add_gap(&windows, 100, 60);
    assert_int_equal(count(AWE_WINDOW_1_S), 3);
    assert_int_equal(count(AWE_WINDOW_SESSION), 3);
}

static void add_many(uint32_t n, uint32_t value)
{
    for (uint32_t i = 0; i < n; i++) {
        awe_windows_add(&windows, value);
    }
}

static void test_percentile_falls_back_to_the_next_window(void **state)
{
    (void)state;
    awe_windows_advance(&windows, 10);
    add_many(600, 20);
    awe_windows_advance(&windows, 20);
    add_many(400, 10);
    awe_percentile p = awe_windows_percentile(&windows, AWE_WINDOW_1_S, 500, false);
    assert_true(p.is_known);
    assert_int_equal(p.window, AWE_WINDOW_1_S);
    assert_int_equal(p.value, 10);
    p = awe_windows_percentile(&windows, AWE_WINDOW_1_S, 990, false); /* 400 x 1 % = 4 beyond */
    assert_true(p.is_known);
    assert_int_equal(p.window, AWE_WINDOW_10_S);
    assert_int_equal(p.value, 20);
    p = awe_windows_percentile(&windows, AWE_WINDOW_1_S, 10, true);
    assert_int_equal(p.value, 10);
    p = awe_windows_percentile(&windows, AWE_WINDOW_1_S, 999, false); /* 1,000 in all: too few */
    assert_false(p.is_known);
    assert_int_equal(p.window, AWE_WINDOW_1_S);
    awe_windows_advance(&windows, 200);
    p = awe_windows_percentile(&windows, AWE_WINDOW_60_S, 500, false);
    assert_int_equal(p.window, AWE_WINDOW_SESSION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_values_leave_windows_by_age, set_up),
        cmocka_unit_test_setup(test_a_long_pause_empties_all_but_the_session, set_up),
        cmocka_unit_test_setup(test_single_seconds_are_kept, set_up),
        cmocka_unit_test_setup(test_gaps_and_other_histograms_join, set_up),
        cmocka_unit_test_setup(test_percentile_falls_back_to_the_next_window, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
