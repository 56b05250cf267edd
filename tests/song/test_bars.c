/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Where marks are made. Division 10, so that a bar of 4/4 has 40 ticks. */

#include "base/memory.h"
#include "song/bars.h"
#include "support/failing_allocator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static awe_bars bars;
static awe_tempo tempo;

static int start(void **state)
{
    (void)state;
    awe_tempo_init(&tempo, 10);
    awe_tempo_start_pattern(&tempo);
    if (!awe_bars_init(&bars, awe_memory_resolve(NULL), 10, 8)) {
        return -1;
    }
    awe_bars_start_pattern(&bars, &tempo);
    return 0;
}

static int end(void **state)
{
    (void)state;
    awe_bars_free(&bars, awe_memory_resolve(NULL));
    return 0;
}

static void change_tempo(uint64_t tick, uint32_t us_per_quarter)
{
    awe_tempo_advance(&tempo, tick);
    awe_tempo_change(&tempo, us_per_quarter);
    awe_bars_change_tempo(&bars, &tempo);
}

static void change_meter(uint64_t tick, uint8_t n_beats, uint8_t beat_log2)
{
    awe_tempo_advance(&tempo, tick);
    awe_bars_change_meter(&bars, &tempo, n_beats, beat_log2);
}

static void test_one_mark_for_each_time(void **state)
{
    (void)state;
    change_tempo(0, 250000);
    change_meter(0, 3, 2);
    assert_int_equal(bars.n_marks, 1);
    assert_int_equal(bars.marks[0].units_per_tick, 250000);
    assert_int_equal(bars.marks[0].n_beats, 3);
    change_meter(60, 5, 3);
    change_tempo(60, 500000);
    assert_int_equal(bars.n_marks, 2);
    assert_int_equal(bars.marks[1].tick, 60);
    assert_int_equal(bars.marks[1].frame, 44100 * 3 / 2);
    assert_int_equal(bars.marks[1].meter_bar, 2);
    assert_int_equal(bars.marks[1].units_per_tick, 500000);
}

/* A bar that has begun counts, even by one tick. */
static void test_bars_are_rounded_up(void **state)
{
    (void)state;
    change_meter(41, 4, 2);
    assert_int_equal(bars.marks[1].meter_bar, 2);
    change_tempo(51, 400000);
    assert_int_equal(bars.marks[2].meter_bar, 2);
    assert_int_equal(bars.marks[2].meter_tick, 41);
    change_meter(81, 1, 0);
    assert_int_equal(bars.marks[3].meter_bar, 3);
    change_meter(161, 4, 2);
    assert_int_equal(bars.marks[4].meter_bar, 5);
}

/* 1/16 is 2.5 ticks: the second begins with tick 3, the third with 5. */
static void test_beats_between_ticks(void **state)
{
    (void)state;
    static const uint64_t n_beats[] = {0, 0, 0, 1, 1, 2, 2, 2, 3, 3, 4};
    change_meter(0, 4, 4);
    for (uint64_t n_ticks = 0; n_ticks <= 10; n_ticks++) {
        assert_int_equal(awe_bars_count_beats(&bars, &bars.marks[0], n_ticks), n_beats[n_ticks]);
    }
    assert_true(awe_bars_count_beats(&bars, &bars.marks[0], UINT64_MAX) > UINT32_MAX);
}

static void test_no_memory(void **state)
{
    (void)state;
    failing_allocator failing;
    awe_bars none;
    failing_allocator_init(&failing, 1);
    assert_false(awe_bars_init(&none, &failing.allocator, 96, 4));
    awe_bars_free(&none, &failing.allocator);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_one_mark_for_each_time, start, end),
        cmocka_unit_test_setup_teardown(test_bars_are_rounded_up, start, end),
        cmocka_unit_test_setup_teardown(test_beats_between_ticks, start, end),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
