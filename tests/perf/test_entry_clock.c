/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The prediction follows the device's true rate and not the jitter of single calls. The truth is
   the simulated device: it takes frames at a rate that the clock is not told. */

#include "perf/entry_clock.h"

#include <math.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define START_NS 86400000000000000u /* 1000 days of uptime: where a double has 16 ns steps */

/* A device with the true rate `rate_hz`, seen through wake-ups that are 0..jitter_ns late. */
typedef struct device {
    double rate_hz;
    double jitter_ns;
    double n_frames; /* taken so far */
    uint32_t random;
} device;

static double next_random(device *d)
{
    d->random = d->random * 1664525u + 1013904223u;
    return (d->random >> 8) / 16777216.0;
}

static uint64_t due_ns(const device *d)
{
    return START_NS + (uint64_t)(d->n_frames / d->rate_hz * 1e9);
}

static awe_entry call(awe_entry_clock *clock, device *d, uint32_t n_frames)
{
    uint64_t entry_ns = due_ns(d) + (uint64_t)(next_random(d) * d->jitter_ns);
    awe_entry entry = awe_entry_clock_call(clock, entry_ns, n_frames);
    d->n_frames += n_frames;
    return entry;
}

static double error_us(const awe_entry *entry, uint64_t truth_ns)
{
    return (double)(int64_t)(entry->predicted_ns - truth_ns) / 1000;
}

static void run_seconds(awe_entry_clock *clock, device *d, double seconds, uint32_t n_frames)
{
    for (double end = d->n_frames + seconds * d->rate_hz; d->n_frames < end;) {
        call(clock, d, n_frames);
    }
}

static void test_first_call_starts_the_clock(void **state)
{
    (void)state;
    awe_entry_clock clock;
    awe_entry_clock_init(&clock, 48000);
    awe_entry entry = awe_entry_clock_call(&clock, START_NS, 64);
    assert_true(entry.is_restart);
    assert_int_equal(entry.late_ns, 0);
    assert_int_equal(entry.predicted_ns, START_NS);
    entry = awe_entry_clock_call(&clock, START_NS + 1333333, 64);
    assert_false(entry.is_restart);
    assert_in_range(entry.predicted_ns, START_NS + 1333332, START_NS + 1333334);
    assert_in_range(entry.late_ns + 2, 0, 4);
}

/* Checks the predictions of `n` calls against the truth. With uniform jitter of 0..J their mean
   error is J / 2. A loop with the gains sqrt(2) w and w^2 passes noise with the power 1.06 w, where
   w = 2 pi x 0.5 Hz x period: that is what may remain of the jitter's J^2 / 12. */
static void check_noise(awe_entry_clock *clock, device *d, int n, uint32_t n_frames)
{
    double sum = 0, sum_of_squares = 0;
    for (int i = 0; i < n; i++) {
        uint64_t truth_ns = due_ns(d);
        awe_entry entry = call(clock, d, n_frames);
        double error = error_us(&entry, truth_ns) * 1000 - d->jitter_ns / 2;
        assert_false(entry.is_restart);
        sum += error;
        sum_of_squares += error * error;
    }
    double expected = 1.06 * 3.14159 * n_frames / d->rate_hz * d->jitter_ns * d->jitter_ns / 12;
    assert_true(sum_of_squares / n < 1.2 * expected);
    assert_true(sum_of_squares / n > 0.8 * expected);
    assert_true(fabs(sum / n) < d->jitter_ns / 200);
}

static void test_drift_is_learned_and_jitter_is_not(void **state)
{
    (void)state;
    const double drifts[] = {0, 200e-6, -300e-6, 0.004};
    for (size_t i = 0; i < sizeof drifts / sizeof drifts[0]; i++) {
        device d = {.rate_hz = 48000 * (1 + drifts[i]), .jitter_ns = 200e3, .random = 1};
        awe_entry_clock clock;
        awe_entry_clock_init(&clock, 48000);
        run_seconds(&clock, &d, 10, 64);
        check_noise(&clock, &d, 100000, 64);
    }
}

static void test_late_wake_up_stands_out_and_changes_little(void **state)
{
    (void)state;
    device d = {.rate_hz = 48000, .random = 1};
    awe_entry_clock clock;
    awe_entry_clock_init(&clock, 48000);
    run_seconds(&clock, &d, 5, 64);
    awe_entry entry = awe_entry_clock_call(&clock, due_ns(&d) + 900000, 64);
    assert_in_range(entry.late_ns, 899900, 900100);
    assert_false(entry.is_restart);
    d.n_frames += 64;
    entry = call(&clock, &d, 64);
    assert_in_range(-entry.late_ns, 0, 900000 / 100); /* the loop's gain is 0.6 % at 64 frames */
}

/* The host and the thread are cold at the first call. */
static void test_a_late_first_call_is_soon_forgotten(void **state)
{
    (void)state;
    static const uint32_t sizes[] = {64, 256, 1024};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        device d = {.rate_hz = 44100};
        awe_entry_clock clock;
        awe_entry_clock_init(&clock, 44100);
        awe_entry_clock_call(&clock, due_ns(&d) + 1000000, sizes[i]);
        d.n_frames += sizes[i];
        for (uint32_t n = 1; n < 9; n++) { /* the mean of n calls, of which one is 1 ms off */
            uint64_t truth_ns = due_ns(&d);
            awe_entry entry = call(&clock, &d, sizes[i]);
            assert_true(fabs(error_us(&entry, truth_ns) - 1000.0 / n) < 1);
        }
        run_seconds(&clock, &d, 0.5, sizes[i]);
        uint64_t truth_ns = due_ns(&d);
        awe_entry entry = call(&clock, &d, sizes[i]);
        assert_true(fabs(error_us(&entry, truth_ns)) < 100);
    }
}

static void test_sizes_may_vary(void **state)
{
    (void)state;
    device d = {.rate_hz = 44100 * 1.0001, .random = 7};
    awe_entry_clock clock;
    awe_entry_clock_init(&clock, 44100);
    for (int i = 0; i < 20000; i++) {
        uint64_t truth_ns = due_ns(&d);
        awe_entry entry = call(&clock, &d, 16 + (uint32_t)(next_random(&d) * 1000));
        assert_false(i > 0 && entry.is_restart);
        assert_true(i < 1000 || fabs(error_us(&entry, truth_ns)) < 1);
    }
}

/* Wake-ups of one to four calls, 20 us apart: each buffer's start is where the frames before it
   end, and no call is early. */
static void test_burst_is_one_wake_up(void **state)
{
    (void)state;
    device d = {.rate_hz = 48000, .random = 3};
    awe_entry_clock clock;
    awe_entry_clock_init(&clock, 48000);
    for (int i = 0; i < 5000; i++) {
        uint64_t wake_ns = due_ns(&d);
        int n_calls = 1 + i % 4;
        for (int j = 0; j < n_calls; j++) {
            awe_entry entry = awe_entry_clock_call(&clock, wake_ns + (uint64_t)j * 20000, 64);
            assert_true(fabs(error_us(&entry, due_ns(&d))) < 1);
            assert_in_range(entry.late_ns + 1000, 0, 2000);
            assert_int_equal(entry.is_restart, i == 0 && j == 0);
            d.n_frames += 64;
        }
    }
}

static void test_gap_of_four_periods_restarts(void **state)
{
    (void)state;
    device d = {.rate_hz = 48000, .random = 1};
    awe_entry_clock clock;
    awe_entry_clock_init(&clock, 48000);
    run_seconds(&clock, &d, 5, 64);
    uint64_t period_ns = 1333333;
    uint64_t entry_ns = due_ns(&d) + 3 * period_ns - 10000; /* just below 4 after the last */
    awe_entry_clock before = clock;
    assert_false(awe_entry_clock_call(&clock, entry_ns, 64).is_restart);
    clock = before;
    entry_ns += 20000;
    awe_entry entry = awe_entry_clock_call(&clock, entry_ns, 64);
    assert_true(entry.is_restart);
    assert_int_equal(entry.predicted_ns, entry_ns);
    assert_in_range(entry.late_ns, 3 * period_ns, 3 * period_ns + 20000); /* still told */
    entry = awe_entry_clock_call(&clock, entry_ns + period_ns, 64);
    assert_false(entry.is_restart);
    assert_in_range(entry.late_ns + 1000, 0, 2000);
}

/* A host that fills its device at the start calls ahead: four buffers at once, then the rhythm. */
static void test_buffers_taken_ahead_restart(void **state)
{
    (void)state;
    awe_entry_clock clock;
    awe_entry_clock_init(&clock, 48000);
    for (uint64_t i = 0; i < 4; i++) {
        awe_entry_clock_call(&clock, START_NS + i * 5000, 64);
    }
    awe_entry entry = awe_entry_clock_call(&clock, START_NS + 1333333, 64);
    assert_true(entry.is_restart);
    entry = awe_entry_clock_call(&clock, START_NS + 2666666, 64);
    assert_in_range(entry.late_ns + 1000, 0, 2000);
}

static void test_a_day_is_no_longer_than_a_minute(void **state)
{
    (void)state;
    device d = {.rate_hz = 44100 * 1.00005, .jitter_ns = 100e3, .random = 9};
    awe_entry_clock clock;
    awe_entry_clock_init(&clock, 44100);
    run_seconds(&clock, &d, 24 * 3600, 1024);
    check_noise(&clock, &d, 10000, 1024);
    assert_true(fabs(clock.ns_per_frame * d.rate_hz / 1e9 - 1) < 20e-6);
}

/* Whatever the host does, the numbers stay finite and the rate stays near the nominal one. */
static void test_any_calls_are_borne(void **state)
{
    (void)state;
    device d = {.random = 5};
    awe_entry_clock clock;
    awe_entry_clock_init(&clock, 48000);
    uint64_t entry_ns = START_NS;
    for (int i = 0; i < 100000; i++) {
        double leap = next_random(&d);
        entry_ns += (uint64_t)(int64_t)(leap * leap * leap * 1e9 - (i % 97 == 0 ? 1e9 : 0));
        uint32_t n_frames = i % 13 == 0 ? 0 : i % 1009 == 0 ? UINT32_MAX : 1u << i % 20;
        awe_entry_clock_call(&clock, entry_ns, n_frames);
        assert_true(clock.ns_per_frame > 19000 && clock.ns_per_frame < 22000);
        assert_true(clock.due_fraction >= 0 && clock.due_fraction < 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_call_starts_the_clock),
        cmocka_unit_test(test_drift_is_learned_and_jitter_is_not),
        cmocka_unit_test(test_late_wake_up_stands_out_and_changes_little),
        cmocka_unit_test(test_a_late_first_call_is_soon_forgotten),
        cmocka_unit_test(test_sizes_may_vary),
        cmocka_unit_test(test_burst_is_one_wake_up),
        cmocka_unit_test(test_gap_of_four_periods_restarts),
        cmocka_unit_test(test_buffers_taken_ahead_restart),
        cmocka_unit_test(test_a_day_is_no_longer_than_a_minute),
        cmocka_unit_test(test_any_calls_are_borne),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
