/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Expected values: scipy 1.10.1. stats.theilslopes(y, x, 0.95); for the trend S and its variance as
   in stats.kendalltau, z = (S -+ 1) / sqrt(variance), p = 2 stats.norm.sf(|z|). */

#include "perf/stats.h"

#include <math.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define N_1 12
#define N_2 13
static const double steps[N_1] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
static const double rising[N_1] = {12.1, 11.8, 13.0, 12.7, 13.9, 12.7,
                                   14.8, 15.1, 14.2, 15.9, 16.3, 15.1};
static const double times[N_2] = {0, 1, 2.5, 4, 5, 7, 8, 11, 12, 15, 18, 20, 21};
static const double falling[N_2] = {5, 3, 4.5, 3, 6, 2, 2, 3, 1, 0, 1, -1, -1};

static void check(double got, double want)
{
    assert_true(fabs(got - want) <= 1e-12 * (1 + fabs(want)));
}

static void test_median(void **state)
{
    (void)state;
    double odd[] = {3, 1, 2}, even[] = {4, 1, 3, 2};
    check(awe_median(odd, 3), 2);
    check(awe_median(even, 4), 2.5);
    check(awe_median(odd, 0), 0);
}

static void test_slopes_are_those_of_scipy(void **state)
{
    (void)state;
    double room[AWE_N_PAIRS(N_2)];
    awe_slope slope = awe_theil_sen(steps, rising, N_1, room);
    check(slope.slope, 0.40000000000000036);
    check(slope.low, 0.26249999999999996);
    check(slope.high, 0.4500000000000002);
    slope = awe_theil_sen(times, falling, N_2, room);
    check(slope.slope, -0.25);
    check(slope.low, -0.36);
    check(slope.high, -0.18181818181818182);
}

static void test_trends_are_those_of_scipy(void **state)
{
    (void)state;
    awe_trend trend = awe_mann_kendall(rising, N_1);
    check(trend.s, 48);
    check(trend.z, 3.2381722458311084);
    check(trend.p, 0.0012029815608931291);
    trend = awe_mann_kendall(falling, N_2);
    check(trend.s, -56);
    check(trend.z, -3.397911347683685);
    check(trend.p, 0.0006790242025315146);
}

/* By hand: 1 2 3 has S = 3 and the variance 3 x 2 x 11 / 18; slopes 1, 1, 1. */
static void test_three_points_by_hand(void **state)
{
    (void)state;
    const double y[] = {1, 2, 3};
    double room[3];
    check(awe_mann_kendall(y, 3).z, 2 / sqrt(66.0 / 18));
    awe_slope slope = awe_theil_sen(y, y, 3, room);
    check(slope.slope, 1);
    check(slope.low, 1);
    check(slope.high, 1);
}

static void test_nothing_moves(void **state)
{
    (void)state;
    const double flat[] = {7, 7, 7, 7}, up[] = {1, 2, 3, 4};
    double room[6];
    check(awe_mann_kendall(flat, 4).p, 1);
    check(awe_theil_sen(up, flat, 4, room).slope, 0);
    check(awe_theil_sen(flat, up, 4, room).slope, 0); /* all x are equal: no pair */
    check(awe_theil_sen(up, up, 1, room).slope, 0);
    check(awe_mann_kendall(up, 0).p, 1);
}

static void test_a_third_of_wild_points_does_not_move_the_slope(void **state)
{
    (void)state;
    double x[30], y[30], room[AWE_N_PAIRS(30)];
    for (int i = 0; i < 30; i++) {
        x[i] = i;
        y[i] = i % 3 == 1 ? 1e6 * (i % 2 ? 1 : -1) : 5 * i;
    }
    assert_true(fabs(awe_theil_sen(x, y, 30, room).slope - 5) < 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_median),
        cmocka_unit_test(test_slopes_are_those_of_scipy),
        cmocka_unit_test(test_trends_are_those_of_scipy),
        cmocka_unit_test(test_three_points_by_hand),
        cmocka_unit_test(test_nothing_moves),
        cmocka_unit_test(test_a_third_of_wild_points_does_not_move_the_slope),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
