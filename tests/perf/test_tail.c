/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Expected values: numbers by hand; and the plain bootstrap, which draws every value, for the one
   that only draws the largest. */

#include "perf/tail.h"
#include "support/random.h"

#include <math.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define N_VALUES 6000
#define N_DRAWS 600

static uint32_t values[2][N_VALUES];
static awe_histogram histograms[2];

/* A tail like that of buffers: most near 1000, some up to several times that. */
static void fill(int which, uint64_t seed, double factor)
{
    awe_histogram_clear(&histograms[which]);
    for (size_t i = 0; i < N_VALUES; i++) {
        double value = factor * 1000 * pow(random_unit(&seed) + 1e-6, -0.2);
        values[which][i] = (uint32_t)value;
        awe_histogram_add(&histograms[which], values[which][i]);
    }
}

static void test_ratio_of_known_distributions(void **state)
{
    (void)state;
    awe_tail_ratio ratio;
    for (int which = 0; which < 2; which++) {
        awe_histogram_clear(&histograms[which]);
        for (uint32_t i = 0; i < 10000; i++) {
            bool is_tail = i % 100 == 0;
            awe_histogram_add(&histograms[which], is_tail ? (which ? 3071 : 1023) : 100);
        }
    }
    assert_true(awe_tail_compare(&histograms[0], &histograms[1], 999, &ratio));
    assert_true(fabs(ratio.ratio - 3071.0 / 1023) < 1e-9); /* both are the ends of buckets */
    assert_true(ratio.low == ratio.ratio && ratio.high == ratio.ratio); /* nothing to vary */
    assert_true(awe_tail_compare(&histograms[0], &histograms[0], 999, &ratio));
    assert_true(ratio.ratio == 1 && ratio.low == 1 && ratio.high == 1);
}

static int compare_numbers(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static uint32_t draw_percentile(int which, uint32_t permille, uint64_t *seed)
{
    static awe_histogram drawn;
    awe_histogram_clear(&drawn);
    for (size_t i = 0; i < N_VALUES; i++) {
        awe_histogram_add(&drawn, values[which][random_bits(seed) % N_VALUES]);
    }
    return awe_histogram_percentile(&drawn, permille);
}

static void test_the_interval_is_that_of_the_plain_bootstrap(void **state)
{
    (void)state;
    static double ratios[N_DRAWS];
    awe_tail_ratio ratio;
    uint64_t seed = 99;
    fill(0, 1, 1);
    fill(1, 2, 1.3);
    for (size_t i = 0; i < N_DRAWS; i++) {
        double base = draw_percentile(0, 990, &seed);
        ratios[i] = draw_percentile(1, 990, &seed) / base;
    }
    qsort(ratios, N_DRAWS, sizeof ratios[0], compare_numbers);
    assert_true(awe_tail_compare(&histograms[0], &histograms[1], 990, &ratio));
    /* one bucket is 3 % wide; the draws themselves vary */
    assert_true(fabs(ratio.low / ratios[3] - 1) < 0.05);
    assert_true(fabs(ratio.high / ratios[N_DRAWS - 4] - 1) < 0.05);
    assert_true(ratio.low < 1.3 && ratio.high > 1.3);
    assert_true(ratio.high - ratio.low > 0.05);
}

static void test_the_same_chance_in_every_run(void **state)
{
    (void)state;
    awe_tail_ratio one, two;
    fill(0, 3, 1);
    fill(1, 4, 1);
    assert_true(awe_tail_compare(&histograms[0], &histograms[1], 999, &one));
    assert_true(awe_tail_compare(&histograms[0], &histograms[1], 999, &two));
    assert_true(one.ratio == two.ratio && one.low == two.low && one.high == two.high);
}

/* Of 100 pairs of sets drawn from the same distribution, about one interval misses 1. */
static void test_equal_tails_are_seldom_called_different(void **state)
{
    (void)state;
    int n_missed = 0;
    for (uint64_t i = 0; i < 100; i++) {
        awe_tail_ratio ratio;
        fill(0, 2 * i + 11, 1);
        fill(1, 2 * i + 12, 1);
        assert_true(awe_tail_compare(&histograms[0], &histograms[1], 999, &ratio));
        n_missed += ratio.low > 1 || ratio.high < 1;
    }
    assert_true(n_missed <= 5);
}

static void test_too_few_values(void **state)
{
    (void)state;
    awe_tail_ratio ratio;
    awe_histogram_clear(&histograms[0]);
    fill(1, 5, 1);
    assert_false(awe_tail_compare(&histograms[0], &histograms[1], 999, &ratio));
    for (uint32_t i = 0; i < 4000; i++) {
        awe_histogram_add(&histograms[0], i);
    }
    assert_false(awe_tail_compare(&histograms[1], &histograms[0], 999, &ratio));
    assert_true(awe_tail_compare(&histograms[1], &histograms[0], 990, &ratio));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ratio_of_known_distributions),
        cmocka_unit_test(test_the_interval_is_that_of_the_plain_bootstrap),
        cmocka_unit_test(test_the_same_chance_in_every_run),
        cmocka_unit_test(test_equal_tails_are_seldom_called_different),
        cmocka_unit_test(test_too_few_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
