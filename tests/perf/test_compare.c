/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Expected values: all orders of few values enumerated; the critical values of U that are printed
   in textbooks; the rest by hand. */

#include "perf/compare.h"

#include <math.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static double room[AWE_COMPARE_EXACT * AWE_COMPARE_EXACT];

static void check(double got, double want)
{
    assert_true(fabs(got - want) <= 1e-12 * (1 + fabs(want)));
}

/* U where the values 1 to n are B's if their bit is set in `mask`, else A's; writes both sides. */
static double deal(unsigned mask, unsigned n, double *a, double *b)
{
    size_t n_a = 0, n_b = 0;
    double u = 0;
    for (unsigned i = 0; i < n; i++) {
        if (mask >> i & 1) {
            b[n_b++] = i + 1;
            u += (double)n_a;
        } else {
            a[n_a++] = i + 1;
        }
    }
    return u;
}

static size_t count_bits(unsigned mask)
{
    size_t n = 0;
    for (; mask; mask &= mask - 1) {
        n++;
    }
    return n;
}

/* Of all deals to sides of these sizes the share with a U at most this, or at least. */
static void enumerate(size_t n_a, size_t n_b, double u, double *at_most, double *at_least)
{
    double a[12], b[12], n_all = 0, n_low = 0, n_high = 0;
    unsigned n = (unsigned)(n_a + n_b);
    for (unsigned mask = 0; mask < 1U << n; mask++) {
        if (count_bits(mask) == n_b) {
            double other = deal(mask, n, a, b);
            n_all++;
            n_low += other <= u;
            n_high += other >= u;
        }
    }
    *at_most = n_low / n_all;
    *at_least = n_high / n_all;
}

static void check_all_deals(size_t n_a, size_t n_b)
{
    double a[12], b[12], low, high;
    unsigned n = (unsigned)(n_a + n_b);
    for (unsigned mask = 0; mask < 1U << n; mask++) {
        if (count_bits(mask) == n_b) {
            double u = deal(mask, n, a, b);
            awe_shift c = awe_compare(a, n_a, b, n_b, room);
            enumerate(n_a, n_b, u, &low, &high);
            double least = low < high ? low : high;
            check(c.u, u);
            check(c.p, 2 * least < 1 ? 2 * least : 1);
        }
    }
}

static void test_p_is_that_of_all_orders(void **state)
{
    (void)state;
    check_all_deals(3, 3);
    check_all_deals(2, 6);
    check_all_deals(4, 5);
    check_all_deals(5, 4);
}

/* Distinct values of which `u` pairs have the larger one in B. */
static awe_shift compare_with_u(size_t n, size_t u)
{
    double a[AWE_COMPARE_EXACT], b[AWE_COMPARE_EXACT];
    for (size_t i = 0; i < n; i++) {
        size_t n_below = u < n ? u : n;
        u -= n_below;
        a[i] = 100 + 10 * (double)i;
        b[i] = 100 + 10 * (double)n_below - 5 + 0.1 * (double)i;
    }
    return awe_compare(a, n, b, n, room);
}

/* The largest U that is significant, two-sided: 5 % and 1 %, as in the usual tables. */
static void test_critical_values_are_those_of_the_tables(void **state)
{
    (void)state;
    static const struct {
        size_t n, u_5, u_1;
    } rows[] = {{5, 2, 0}, {8, 13, 7}, {9, 17, 11}, {10, 23, 16}, {15, 64, 51}, {20, 127, 105}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t n = rows[i].n;
        check(compare_with_u(n, rows[i].u_5).u, (double)rows[i].u_5);
        assert_true(compare_with_u(n, rows[i].u_5).p <= 0.05);
        assert_true(compare_with_u(n, rows[i].u_5 + 1).p > 0.05);
        assert_true(compare_with_u(n, rows[i].u_1).p <= 0.01);
        assert_true(compare_with_u(n, rows[i].u_1 + 1).p > 0.01);
    }
}

/* U: 2 + 3.5 + 4 + 4. Groups of 3, 2 and 2 equal values: t^3 - t is 24 + 6 + 6. */
static void test_equal_values_by_hand(void **state)
{
    (void)state;
    const double a[] = {1, 2, 2, 3}, b[] = {2, 3, 4, 4};
    awe_shift c = awe_compare(a, 4, b, 4, room);
    check(c.u, 13.5);
    double deviation = sqrt(16.0 / 12 * (9 - 36.0 / (8 * 7)));
    check(c.p, erfc((13.5 - 8 - 0.5) / deviation / sqrt(2)));
    check(awe_compare(a, 4, a, 4, room).p, 1);
}

/* 9 and 9: 17 is the largest U below 2.5 %, so 18 is the order of the ends among 81 ratios. */
static void test_the_interval_is_cut_from_the_sorted_ratios(void **state)
{
    (void)state;
    double a[9], b[9], ratios[81];
    size_t n = 0;
    for (int i = 0; i < 9; i++) {
        a[i] = 1;
        b[i] = 2 + 0.01 * (i * 4 % 9);
    }
    for (int i = 0; i < 9; i++) {
        a[i] += 1e-6 * i; /* distinct */
    }
    awe_shift c = awe_compare(a, 9, b, 9, room);
    for (int j = 0; j < 9; j++) {
        for (int i = 8; i >= 0; i--) {
            ratios[n++] = (2 + 0.01 * j) / a[i]; /* they are in order already */
        }
    }
    check(c.ratio, ratios[40]);
    check(c.low, ratios[17]);
    check(c.high, ratios[81 - 18]);
}

static void test_three_runs_have_no_interval(void **state)
{
    (void)state;
    const double a[] = {1, 2, 3}, b[] = {4, 5, 6};
    awe_shift c = awe_compare(a, 3, b, 3, room);
    check(c.p, 0.1); /* 2 of the 20 orders */
    assert_true(c.low == 0 && isinf(c.high));
    assert_int_equal(awe_compare_judge(&c, 0.03), AWE_VERDICT_UNCLEAR);
}

/* Holm by hand: 0.01 x 4, 0.02 x 3, 0.03 x 2 and 0.04 x 1, none below the one before. */
static void test_many_at_once_need_more(void **state)
{
    (void)state;
    double p[] = {0.03, 0.01, 0.04, 0.02}, one[] = {0.005}, large[] = {0.6, 0.7};
    awe_compare_adjust(p, 4);
    check(p[1], 0.04);
    check(p[3], 0.06);
    check(p[0], 0.06);
    check(p[2], 0.06);
    awe_compare_adjust(one, 1);
    check(one[0], 0.005);
    awe_compare_adjust(large, 2);
    check(large[0], 1);
    check(large[1], 1);
}

static void test_the_margin_grows_with_the_spread(void **state)
{
    (void)state;
    check(awe_compare_margin(0.005), 0.03);
    check(awe_compare_margin(0.02), 0.06);
}

static void test_verdicts(void **state)
{
    (void)state;
    const struct {
        awe_shift c;
        awe_verdict verdict;
    } rows[] = {
        {{.p = 0.0001, .ratio = 1.05, .low = 1.04, .high = 1.06}, AWE_VERDICT_SLOWER},
        {{.p = 0.0001, .ratio = 0.95, .low = 0.94, .high = 0.96}, AWE_VERDICT_FASTER},
        {{.p = 0.0001, .ratio = 1.02, .low = 1.015, .high = 1.025}, AWE_VERDICT_SAME},
        {{.p = 0.5, .ratio = 1.001, .low = 0.99, .high = 1.01}, AWE_VERDICT_SAME},
        {{.p = 0.02, .ratio = 1.05, .low = 1.01, .high = 1.09}, AWE_VERDICT_UNCLEAR},
        {{.p = 0.0001, .ratio = 1.025, .low = 1.01, .high = 1.04}, AWE_VERDICT_UNCLEAR},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(awe_compare_judge(&rows[i].c, 0.03), rows[i].verdict);
    }
    assert_string_equal(awe_verdict_name(AWE_VERDICT_SLOWER), "slower");
    assert_string_equal(awe_verdict_name(AWE_VERDICT_UNCLEAR), "unclear");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_p_is_that_of_all_orders),
        cmocka_unit_test(test_critical_values_are_those_of_the_tables),
        cmocka_unit_test(test_equal_values_by_hand),
        cmocka_unit_test(test_the_interval_is_cut_from_the_sorted_ratios),
        cmocka_unit_test(test_three_runs_have_no_interval),
        cmocka_unit_test(test_many_at_once_need_more),
        cmocka_unit_test(test_the_margin_grows_with_the_spread),
        cmocka_unit_test(test_verdicts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
