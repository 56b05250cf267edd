/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* A leak of 100 KiB a minute is found in ten minutes after the warm-up; a size that only breathes
   is none, for a day. */

#include "perf/growth.h"
#include "support/random.h"

#include <math.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define LIMIT (64 * 1024.0) /* bytes a minute: the default budget */

static awe_growth growth;

static void test_a_leak_is_found(void **state)
{
    (void)state;
    uint64_t random = 1;
    double got;
    for (int trial = 0; trial < 20; trial++) {
        awe_growth_init(&growth);
        for (int s = 0; s <= 720; s++) {
            double pages = floor(random_unit(&random) * 64); /* noise of 256 KiB */
            awe_growth_add(&growth, s, 20e6 + 102400.0 / 60 * s + 4096 * pages);
            assert_int_equal(awe_growth_get(&growth, &got), s >= 715);
        }
        assert_true(got > LIMIT && fabs(got - 102400) < 15000);
    }
}

static void test_a_clean_day_gives_no_alarm(void **state)
{
    (void)state;
    uint64_t random = 2;
    double got;
    awe_growth_init(&growth);
    for (int s = 0; s <= 24 * 3600; s++) {
        double song = 300e3 * (s / 240 % 2); /* every second song is bigger */
        awe_growth_add(&growth, s, 20e6 + song + 4096 * floor(random_unit(&random) * 64));
        if (awe_growth_get(&growth, &got)) {
            assert_true(got < LIMIT);
        }
    }
}

static void test_the_warm_up_does_not_count(void **state)
{
    (void)state;
    double got;
    awe_growth_init(&growth);
    for (int s = 0; s <= 720; s++) {
        awe_growth_add(&growth, s, s < 119 ? 1e6 * s : 119e6);
    }
    assert_true(awe_growth_get(&growth, &got));
    assert_true(got == 0);
}

static void test_a_shrinking_size_is_told_too(void **state)
{
    (void)state;
    double got;
    awe_growth_init(&growth);
    awe_growth_add(&growth, NAN, 0);
    for (int s = 0; s <= 720; s++) {
        awe_growth_add(&growth, s, 1e9 - 1000.0 * s);
    }
    assert_true(awe_growth_get(&growth, &got));
    assert_true(fabs(got + 60000) < 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_leak_is_found),
        cmocka_unit_test(test_a_clean_day_gives_no_alarm),
        cmocka_unit_test(test_the_warm_up_does_not_count),
        cmocka_unit_test(test_a_shrinking_size_is_told_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
