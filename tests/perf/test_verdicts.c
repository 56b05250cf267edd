/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* How often the verdict on real timings is right. A run is the fastest of three timings in a row,
   as in the bench; three sets of nine are drawn from all of them, 1,000 times with a fixed seed:
   the base, the program that is judged, and that again as its control. Its runs tell how much the
   machine's noise can do, and are compared with the base along with the others. */

#include "perf/compare.h"
#include "support/random.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "bench_timings.inc"

#define N_PASSES 3
#define N_RUNS (sizeof timings / sizeof timings[0] / N_PASSES)
#define N_SIDE 9
#define N_DRAWS 1000
#define N_VOID AWE_N_VERDICTS /* the verdict on a machine that is too noisy */

static double runs[N_RUNS];

static void find_runs(void)
{
    for (size_t i = 0; i < N_RUNS; i++) {
        runs[i] = timings[i * N_PASSES];
        for (size_t j = 1; j < N_PASSES; j++) {
            double timing = timings[i * N_PASSES + j];
            runs[i] = timing < runs[i] ? timing : runs[i];
        }
    }
}

/* Three sets, no run in two or twice; all but the first take `slowness` times as long. */
static size_t draw(uint64_t *chance, double slowness, size_t n_at_once)
{
    double sides[3][N_SIDE], room[2 * N_SIDE * N_SIDE], p[64];
    for (size_t i = 0; i < (size_t)3 * N_SIDE; i++) {
        size_t other = i + random_bits(chance) % (N_RUNS - i);
        double run = runs[other];
        runs[other] = runs[i];
        runs[i] = run;
        sides[i / N_SIDE][i % N_SIDE] = run * (i < N_SIDE ? 1 : slowness);
    }
    double spread = fabs(awe_compare(sides[2], N_SIDE, sides[1], N_SIDE, room).ratio - 1);
    if (spread > AWE_COMPARE_MAX_SPREAD) {
        return N_VOID;
    }
    awe_shift c = awe_compare(sides[0], N_SIDE, sides[1], (size_t)2 * N_SIDE, room);
    for (size_t i = 0; i < n_at_once; i++) {
        p[i] = c.p;
    }
    awe_compare_adjust(p, n_at_once);
    c.p = p[0];
    return awe_compare_judge(&c, awe_compare_margin(spread));
}

static void count(double slowness, size_t n_at_once, size_t counts[N_VOID + 1])
{
    uint64_t chance = 1;
    find_runs();
    memset(counts, 0, (N_VOID + 1) * sizeof *counts);
    for (int i = 0; i < N_DRAWS; i++) {
        counts[draw(&chance, slowness, n_at_once)]++;
    }
    printf("%.2f: %zu same, %zu faster, %zu slower, %zu unclear, %zu void\n", slowness,
           counts[AWE_VERDICT_SAME], counts[AWE_VERDICT_FASTER], counts[AWE_VERDICT_SLOWER],
           counts[AWE_VERDICT_UNCLEAR], counts[N_VOID]);
}

static void test_five_percent_are_found(void **state)
{
    (void)state;
    size_t counts[N_VOID + 1];
    count(1.05, 1, counts);
    assert_true(counts[AWE_VERDICT_SLOWER] >= N_DRAWS * 95 / 100);
    assert_int_equal(counts[AWE_VERDICT_FASTER], 0);
    count(1 / 1.05, 1, counts);
    assert_true(counts[AWE_VERDICT_FASTER] >= N_DRAWS * 95 / 100);
    assert_int_equal(counts[AWE_VERDICT_SLOWER], 0);
    count(1.05, 28, counts); /* all workloads at once, with all sizes */
    assert_true(counts[AWE_VERDICT_SLOWER] >= N_DRAWS * 95 / 100);
}

static void test_equal_programs_raise_no_alarm(void **state)
{
    (void)state;
    size_t counts[N_VOID + 1];
    count(1, 1, counts);
    assert_true(counts[AWE_VERDICT_SLOWER] + counts[AWE_VERDICT_FASTER] <= N_DRAWS / 100);
    assert_true(counts[AWE_VERDICT_SAME] >= N_DRAWS * 95 / 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_five_percent_are_found),
        cmocka_unit_test(test_equal_programs_raise_no_alarm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
