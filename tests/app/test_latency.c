/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* What single events take: heard = entry + queued + frame / rate, by hand. */

#include "app/latency.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MS UINT64_C(1000000)
#define START (UINT64_C(3600000) * MS) /* for which the first frame stands */

/* Woken up 0.3 ms late, with 4 ms queued. */
static const awe_record record = {.entry_ns = START + 300000, .queued_us = 4000};

static void test_key_to_sound(void **state)
{
    (void)state;
    latency_clock clock = latency_clock_at(START, &record);
    /* A key 5 ms before the buffer, on the frame that stands for START + 1 ms. */
    latency l = latency_find(&clock, START + MS, START - 5 * MS);
    assert_int_equal(l.our_part_us, 5000 + 1000 + 300);
    assert_int_equal(l.key_to_sound_us, 5000 + 1000 + 300 + 4000);
}

/* Woken up before its time: that is taken off. */
static void test_early_wake_up(void **state)
{
    (void)state;
    awe_record early = record;
    early.entry_ns = START - 500000;
    latency_clock clock = latency_clock_at(START, &early);
    latency l = latency_find(&clock, START, START - 5 * MS);
    assert_int_equal(l.our_part_us, 4500);
    assert_int_equal(l.key_to_sound_us, 8500);
}

static void test_unknown_queue(void **state)
{
    (void)state;
    awe_record unknown = record;
    unknown.queued_us = AWE_QUEUED_UNKNOWN;
    latency_clock clock = latency_clock_at(START, &unknown);
    latency l = latency_find(&clock, START, START - 5 * MS);
    assert_int_equal(l.our_part_us, 5300);
    assert_int_equal(l.key_to_sound_us, 0);
}

/* 0 would mean that nothing is known; no time is longer than the number. */
static void test_limits(void **state)
{
    (void)state;
    latency_clock clock = latency_clock_at(START, &record);
    latency l = latency_find(&clock, START, START + 10 * MS);
    assert_int_equal(l.our_part_us, 1);
    assert_int_equal(l.key_to_sound_us, 1);
    l = latency_find(&clock, START, 0);
    assert_int_equal(l.our_part_us, 3600000300u);
    l = latency_find(&clock, 2 * START, 0);
    assert_int_equal(l.our_part_us, UINT32_MAX);
    assert_int_equal(l.key_to_sound_us, UINT32_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_key_to_sound),
        cmocka_unit_test(test_early_wake_up),
        cmocka_unit_test(test_unknown_queue),
        cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
