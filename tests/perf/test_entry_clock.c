/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The loop follows a device's clock through jitter, whatever the calls' sizes, and says how late a
   call was. The true entry times are made here; the loop sees them disturbed. */

#include "perf/entry_clock.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#define START_NS UINT64_C(5000000000000)
#define MS 1e6

static uint32_t seed = 1;

/* Evenly spread in -1..1. */
static double noise(void)
{
    seed = seed * 1664525u + 1013904223u;
    return (double)(seed >> 8) / (1 << 23) - 1.0;
}

static uint64_t at(double ns)
{
    return START_NS + (uint64_t)(int64_t)llround(ns);
}

static double error_ns(uint64_t predicted, double truth_ns)
{
    return (double)(int64_t)(predicted - START_NS) - truth_ns;
}

static void test_steady_calls_are_on_time(void **state)
{
    (void)state;
    awe_entry_clock clock;
    awe_entry_clock_init(&clock, 44100);
    for (uint32_t i = 0; i < 10000; i++) {
        double truth = i * 64e9 / 44100;
        awe_entry entry = awe_entry_clock_call(&clock, at(truth), 64);
        assert_int_equal(entry.is_restart, i == 0);
        assert_true(fabs(error_ns(entry.predicted_ns, truth)) < 100);
        assert_true(llabs(entry.late_ns) < 100);
    }
}

/* 200 ppm off and woken up to 0.5 ms early or late (a third of a period at most: closer calls are
   one wake-up): after ten seconds most of the disturbance is gone from the prediction. */
static void test_follows_drift_through_jitter(void **state)
{
    (void)state;
    static const uint32_t sizes[] = {64, 256, 1024};
    for (uint32_t s = 0; s < 3; s++) {
        awe_entry_clock clock;
        double period = sizes[s] * 1e9 / 48000 * 1.0002;
        uint32_t n = (uint32_t)(60e9 / period);
        double disturbance = fmin(0.5 * MS, 0.3 * period);
        double worst = 0;
        double largest_late = 0;
        awe_entry_clock_init(&clock, 48000);
        for (uint32_t i = 0; i < n; i++) {
            double truth = i * period;
            double late = disturbance * noise();
            awe_entry entry = awe_entry_clock_call(&clock, at(truth + late), sizes[s]);
            if (truth > 10e9) {
                double error = fabs(error_ns(entry.predicted_ns, truth));
                double late_error = fabs((double)entry.late_ns - late);
                worst = error > worst ? error : worst;
                largest_late = late_error > largest_late ? late_error : largest_late;
            }
        }
        /* The noise bandwidth of such a loop of w rad/s is 0.53 w (F. Gardner, "Phaselock
           Techniques"); five standard deviations are hardly ever passed. */
        double bandwidth_hz = 0.53 * 2 * 3.14159265 * AWE_ENTRY_BANDWIDTH_HZ;
        double bound = disturbance / sqrt(3) * sqrt(2 * bandwidth_hz * period / 1e9) * 5;
        assert_true(worst < bound);
        assert_true(largest_late < bound + 10);
    }
}

static void test_one_late_call_is_seen_as_such(void **state)
{
    (void)state;
    awe_entry_clock clock;
    double period = 256e9 / 44100;
    awe_entry_clock_init(&clock, 44100);
    for (uint32_t i = 0; i < 2000; i++) {
        double late = i == 1500 ? 3 * MS : 0;
        awe_entry entry = awe_entry_clock_call(&clock, at(i * period + late), 256);
        if (i == 1500) {
            assert_true(fabs((double)entry.late_ns - 3 * MS) < 1000);
        } else if (i > 1500) {
            /* The loop itself was moved by sqrt(2) omega of it at most. */
            assert_true(fabs((double)entry.late_ns) <
                        3 * MS * 1.5 * 2 * 3.1416 * 0.5 * period / 1e9);
        }
    }
}

static void test_sizes_may_vary(void **state)
{
    (void)state;
    awe_entry_clock clock;
    double truth = 0;
    awe_entry_clock_init(&clock, 44100);
    for (uint32_t i = 0; i < 20000; i++) {
        uint32_t n = 100 + (i * 7919) % 300;
        awe_entry entry = awe_entry_clock_call(&clock, at(truth), n);
        assert_true(fabs(error_ns(entry.predicted_ns, truth)) < 200);
        truth += n * 1e9 / 44100;
    }
}

/* A host that wakes every 1024 frames and then calls four times: each buffer stands 256 frames
   after the one before, and none of the calls is late. */
static void test_several_calls_in_one_wake_up(void **state)
{
    (void)state;
    awe_entry_clock clock;
    awe_entry_clock_init(&clock, 48000);
    for (uint32_t i = 0; i < 4000; i++) {
        double truth = i / 4 * 1024e9 / 48000;
        double entry_at = truth + (i % 4) * 0.05 * MS;
        awe_entry entry = awe_entry_clock_call(&clock, at(entry_at), 256);
        double stands_for = truth + (i % 4) * 256e9 / 48000;
        assert_true(fabs(error_ns(entry.predicted_ns, stands_for)) < 1000);
        assert_true(llabs(entry.late_ns) < 1000);
        assert_int_equal(entry.is_restart, i == 0);
    }
}

static void test_begins_anew_after_a_gap(void **state)
{
    (void)state;
    awe_entry_clock clock;
    double period = 256e9 / 44100;
    double truth = 0;
    awe_entry_clock_init(&clock, 44100);
    for (uint32_t i = 0; i < 1000; i++) {
        bool is_gap = i == 500 || i == 700;
        truth += i == 0 ? 0 : is_gap ? 4.5 * period : period;
        awe_entry entry = awe_entry_clock_call(&clock, at(truth), 256);
        assert_int_equal(entry.is_restart, i == 0 || is_gap);
        assert_true(fabs(error_ns(entry.predicted_ns, truth)) < 100);
    }
    /* A clock that went back is a gap, too. */
    assert_true(awe_entry_clock_call(&clock, START_NS - 1000, 256).is_restart);
}

/* A day at 64 frames: no error grows. */
static void test_a_day(void **state)
{
    (void)state;
    awe_entry_clock clock;
    double period = 64e9 / 44100 * 0.99995;
    awe_entry_clock_init(&clock, 44100);
    for (uint32_t i = 0; i < 59535000; i++) {
        awe_entry entry = awe_entry_clock_call(&clock, at(i * period), 64);
        if (i > 59000000) {
            assert_true(fabs(error_ns(entry.predicted_ns, i * period)) < 1000);
        }
    }
}

static void test_nonsense_does_no_harm(void **state)
{
    (void)state;
    awe_entry_clock clock;
    awe_entry_clock_init(&clock, 44100);
    for (uint32_t i = 0; i < 1000; i++) {
        (void)awe_entry_clock_call(&clock, i % 7 == 0 ? UINT64_MAX : i, i % 3 ? 0 : UINT32_MAX);
    }
    awe_entry_clock_init(&clock, 44100);
    assert_true(awe_entry_clock_call(&clock, START_NS, 64).predicted_ns == START_NS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steady_calls_are_on_time),
        cmocka_unit_test(test_follows_drift_through_jitter),
        cmocka_unit_test(test_one_late_call_is_seen_as_such),
        cmocka_unit_test(test_sizes_may_vary),
        cmocka_unit_test(test_several_calls_in_one_wake_up),
        cmocka_unit_test(test_begins_anew_after_a_gap),
        cmocka_unit_test(test_a_day),
        cmocka_unit_test(test_nonsense_does_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
