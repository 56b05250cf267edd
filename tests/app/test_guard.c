/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The guard's sums: kinds, phases, flags, numbers that go wrong, offences in words. Its layers have
   tests of their own; tests/rt plants offences in a whole callback. */

#include "app/guard.h"
#include "io/clock.h"
#include "perf/record.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void *volatile block;
static volatile float number;

static guard *make_guard(bool is_strict)
{
    guard *g;
    io_error error;
    if (!guard_new(is_strict, &g, &error)) {
        assert_true(is_strict);
        assert_true(strlen(error.text) > 0);
        skip();
    }
    return g;
}

static void test_nothing_is_no_trip(void **state)
{
    (void)state;
    static const guard_trips zero;
    guard *g = make_guard(false);
    guard_trips trips;
    guard_enter(g);
    number = 1.5f;
    number *= 3;
    guard_exit(g, &trips);
    assert_memory_equal(trips.n, zero.n, sizeof zero.n);
    assert_int_equal(trips.flags, 0);
    guard_free(g);
}

/* Does arithmetic under the guard, which has to tell `kind`. */
static void expect_number(guard_kind kind, uint16_t flag, float factor)
{
    guard *g = make_guard(false);
    guard_trips trips;
    if (guard_unavailable(g, kind)) {
        guard_free(g);
        skip();
    }
    guard_enter(g);
    number *= factor;
    guard_exit(g, &trips);
    assert_int_equal(trips.n[kind], 1);
    assert_int_equal(trips.flags, flag);
    /* The next buffer is not blamed for this one. */
    guard_enter(g);
    guard_exit(g, &trips);
    assert_int_equal(trips.flags, 0);
    guard_free(g);
}

static void test_denormal_made(void **state)
{
    (void)state;
    number = FLT_MIN * 1.3f;
    expect_number(GUARD_DENORMAL, AWE_RECORD_DENORMAL, 0.3f);
}

#ifdef __x86_64__
static void test_denormal_read(void **state)
{
    (void)state;
    number = FLT_MIN / 4;
    expect_number(GUARD_DENORMAL, AWE_RECORD_DENORMAL, 16);
}
#endif

static void test_overflow(void **state)
{
    (void)state;
    number = FLT_MAX / 2;
    expect_number(GUARD_OVERFLOW, AWE_RECORD_OVERFLOW, 3);
}

static void test_nan(void **state)
{
    (void)state;
    volatile double infinity = 1e300;
    infinity *= 1e300;
    number = (float)infinity;
    expect_number(GUARD_INVALID, AWE_RECORD_INVALID, 0);
}

static void allocate_once(guard *g, guard_trips *trips)
{
    guard_enter(g);
    block = malloc(1000);
    free(block);
    guard_exit(g, trips);
}

static void test_warm_up_is_counted_apart(void **state)
{
    (void)state;
    guard *g = make_guard(false);
    guard_trips trips;
    if (guard_unavailable(g, GUARD_ALLOC)) {
        guard_free(g);
        skip();
    }
    allocate_once(g, &trips);
    allocate_once(g, &trips);
    assert_int_equal(trips.n[GUARD_ALLOC], 1);
    assert_int_equal(trips.n[GUARD_FREE], 1);
    assert_int_equal(trips.flags, AWE_RECORD_GUARD_ALLOC);
    assert_false(guard_is_broken(g));
    guard_mark_steady(g);
    assert_false(guard_is_broken(g));
    allocate_once(g, &trips);
    assert_true(guard_is_broken(g));
    guard_get_totals(g, GUARD_WARM_UP, &trips);
    assert_int_equal(trips.n[GUARD_ALLOC], 2);
    assert_int_equal(trips.n[GUARD_FREE], 2);
    guard_get_totals(g, GUARD_STEADY, &trips);
    assert_int_equal(trips.n[GUARD_ALLOC], 1);
    assert_int_equal(trips.flags, AWE_RECORD_GUARD_ALLOC);
    guard_free(g);
}

static void test_bad_numbers_do_not_break_the_contract(void **state)
{
    (void)state;
    guard *g = make_guard(false);
    guard_trips trips;
    guard_mark_steady(g);
    guard_enter(g);
    number = FLT_MAX;
    number *= 2;
    guard_exit(g, &trips);
    assert_false(guard_is_broken(g));
    guard_free(g);
}

static void test_offences_in_words(void **state)
{
    (void)state;
    guard *g = make_guard(true);
    guard_trips trips;
    char text[900];
    assert_null(guard_unavailable(g, GUARD_SYSCALL));
    allocate_once(g, &trips);
    assert_false(guard_format_offence(g, 0, text, sizeof text));
    guard_mark_steady(g);
    allocate_once(g, &trips);
    guard_enter(g);
    ssize_t written = write(-1, "", 0);
    guard_exit(g, &trips);
    assert_int_equal(written, -1);
    assert_int_equal(trips.n[GUARD_SYSCALL], 1);
    assert_int_equal(trips.flags, AWE_RECORD_GUARD_SYSCALL);
    assert_true(guard_format_offence(g, 0, text, sizeof text));
    assert_ptr_equal(strstr(text, "memory allocated, at app_guard+0x"), text);
    assert_true(guard_format_offence(g, 1, text, sizeof text));
    assert_ptr_equal(strstr(text, "system call write, at "), text);
    assert_non_null(strstr(text, ", app_guard+0x"));
    assert_false(guard_format_offence(g, 2, text, sizeof text));
    for (int i = 0; i < 20; i++) {
        allocate_once(g, &trips);
    }
    assert_true(guard_format_offence(g, 7, text, sizeof text));
    assert_false(guard_format_offence(g, 8, text, sizeof text));
    guard_free(g);
}

static void test_what_is_unavailable_says_why(void **state)
{
    (void)state;
    guard *g = make_guard(false);
    assert_non_null(guard_unavailable(g, GUARD_LOCK));
    assert_non_null(guard_unavailable(g, GUARD_MAP));
    guard_free(g);
    guard_free(NULL);
}

/* Nanoseconds that a guarded buffer costs; docs/realtime.md quotes them. */

static int bench(void)
{
    const int n = 1000000;
    for (int is_strict = 0; is_strict < 2; is_strict++) {
        guard *g;
        guard_trips trips;
        io_error error;
        if (!guard_new(is_strict, &g, &error)) {
            printf("strict: %s\n", error.text);
            continue;
        }
        uint64_t start_ns = clock_now_ns();
        for (int i = 0; i < n; i++) {
            guard_enter(g);
            guard_exit(g, &trips);
        }
        uint64_t end_ns = clock_now_ns();
        printf("%s: %.1f ns\n", is_strict ? "strict" : "guard", (double)(end_ns - start_ns) / n);
        guard_free(g);
    }
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_is_no_trip),
        cmocka_unit_test(test_denormal_made),
#ifdef __x86_64__
        cmocka_unit_test(test_denormal_read),
#endif
        cmocka_unit_test(test_overflow),
        cmocka_unit_test(test_nan),
        cmocka_unit_test(test_warm_up_is_counted_apart),
        cmocka_unit_test(test_bad_numbers_do_not_break_the_contract),
        cmocka_unit_test(test_offences_in_words),
        cmocka_unit_test(test_what_is_unavailable_says_why),
    };
    if (argc > 1 && strcmp(argv[1], "--bench") == 0) {
        return bench();
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
