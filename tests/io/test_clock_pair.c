/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* A clock that is ahead of ours by a known time, read at once or slowly. */

#include "io/clock.h"
#include "io/clock_pair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define AHEAD_NS 5000000000u
#define SLOW_MS 3
#define SLOW_NS 3000000u

typedef struct other_clock {
    int n_reads;
    int n_slow; /* so many reads wait before they look, and the others do not */
} other_clock;

static uint64_t read_other(void *context)
{
    other_clock *other = context;
    if (other->n_reads++ < other->n_slow) {
        clock_sleep_ms(SLOW_MS);
    }
    return clock_now_ns() + AHEAD_NS;
}

/* The other clock was read somewhere within the width, whose middle is our time. */
static void expect_pair(const clock_pair *pair)
{
    int64_t error_ns = (int64_t)(pair->theirs_ns - pair->ours_ns - AHEAD_NS);
    int64_t half_ns = pair->width_ns / 2 + 1;
    assert_true(error_ns >= -half_ns && error_ns <= half_ns);
}

static void test_pair_holds_both_clocks(void **state)
{
    (void)state;
    other_clock other = {0};
    clock_pair pair;
    uint64_t before = clock_now_ns();
    clock_pair_compare(&pair, read_other, &other);
    assert_true(pair.ours_ns >= before && pair.ours_ns <= clock_now_ns());
    expect_pair(&pair);
}

static void test_slow_comparison_is_made_again(void **state)
{
    (void)state;
    other_clock other = {.n_slow = 1};
    clock_pair pair;
    clock_pair_compare(&pair, read_other, &other);
    assert_true(other.n_reads >= 2);
    assert_true(pair.width_ns < SLOW_NS);
    expect_pair(&pair);
}

static void test_always_slow_clock_ends_with_its_width(void **state)
{
    (void)state;
    other_clock other = {.n_slow = 100};
    clock_pair pair;
    clock_pair_compare(&pair, read_other, &other);
    assert_int_equal(other.n_reads, 4);
    assert_true(pair.width_ns >= SLOW_NS);
    expect_pair(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pair_holds_both_clocks),
        cmocka_unit_test(test_slow_comparison_is_made_again),
        cmocka_unit_test(test_always_slow_clock_ends_with_its_width),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
