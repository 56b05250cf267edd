/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* When there is a verdict, when not, and what a gate makes of it. What a verdict is worth is looked
   at in tests/perf/test_verdicts.c. */

#include "app/bench_verdict.h"

#include <math.h>
#include <stdio.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void check_near(double got, double want, double within)
{
    assert_true(fabs(got - want) <= within);
}

#define N_RUNS 9

/* Runs around 1000 that are `factor` times as long, and 0.4 % apart at most. */
static bench_case make_case(const char *name, double factor)
{
    bench_case item = {
        .block_frames = 64,
        .n_frames = 44100,
        .n_voice_frames = 1000,
        .hash = 7,
        .instructions = -1,
        .n_runs = N_RUNS,
    };
    snprintf(item.workload, sizeof item.workload, "%s", name);
    awe_histogram_clear(&item.busy);
    for (int i = 0; i < N_RUNS; i++) {
        item.cpu_ns[i] = factor * (1000 + i * 4 % N_RUNS * 0.5);
        item.wall_ns[i] = item.cpu_ns[i];
    }
    return item;
}

/* The same runs, a little later: no two are equal. */
static bench_case make_control(const bench_case *of)
{
    bench_case item = *of;
    for (int i = 0; i < N_RUNS; i++) {
        item.cpu_ns[i] *= 1.0001;
    }
    return item;
}

static bench_verdict judge(bench_case base, bench_case candidate, bench_case control)
{
    bench_verdict verdict;
    bench_list lists[] = {{&base, 1}, {&candidate, 1}, {&control, 1}};
    assert_true(bench_verdict_judge(&lists[0], &lists[1], &lists[2], &verdict));
    return verdict;
}

static void check(double factor, awe_verdict verdict)
{
    bench_case candidate = make_case("x", factor);
    bench_verdict v = judge(make_case("x", 1), candidate, make_control(&candidate));
    assert_null(v.void_reason);
    assert_int_equal(v.verdict, verdict);
    check_near(v.compared.ratio, factor, 0.002);
    check_near(v.margin, 0.03, 1e-9);
    assert_true(isnan(v.instructions_percent));
}

static void test_verdicts(void **state)
{
    (void)state;
    check(1, AWE_VERDICT_SAME);
    check(1.02, AWE_VERDICT_SAME);
    check(1.05, AWE_VERDICT_SLOWER);
    check(0.95, AWE_VERDICT_FASTER);
}

static void check_void(bench_case base, bench_case control, const char *reason)
{
    bench_verdict v = judge(base, make_case("x", 1.1), control);
    assert_string_equal(v.void_reason, reason);
    assert_false(bench_verdict_passes(&v, 1, 1000));
}

static void test_void(void **state)
{
    (void)state;
    bench_case control = make_case("x", 1.1);
    bench_case base = make_case("x", 1);
    base.hash ^= 1;
    check_void(base, control, "the sound is not the same");
    base = make_case("x", 1);
    base.n_frames++;
    check_void(base, control, "not of the same length");
    check_void(make_case("y", 1), control, "nothing to compare with");
    base = make_case("x", 1);
    base.block_frames = 128;
    check_void(base, control, "nothing to compare with");
    check_void(make_case("x", 1), make_case("x", 1.1 * 1.035),
               "too noisy: the program differs from itself");
}

/* A control that is 2 % off makes 4 % not enough. */
static void test_noise_widens_the_margin(void **state)
{
    (void)state;
    bench_verdict v = judge(make_case("x", 1), make_case("x", 1.03), make_case("x", 1.03 * 1.02));
    assert_null(v.void_reason);
    check_near(v.margin, 0.06, 0.003);
    assert_int_equal(v.verdict, AWE_VERDICT_SAME);
}

/* Of eight cases, 9 against 18 runs, the second half is slower: the smallest p there is, times the
   cases that are left. */
static void test_p_is_adjusted_over_all(void **state)
{
    (void)state;
    bench_case bases[8], candidates[8], controls[8];
    bench_verdict verdicts[8];
    for (int i = 0; i < 8; i++) {
        const char name[] = {(char)('0' + i), '\0'};
        bases[i] = make_case(name, 1);
        candidates[i] = make_case(name, i < 4 ? 1 : 1.2);
        controls[i] = make_control(&candidates[i]);
    }
    bases[0].hash = 1; /* void: seven are left */
    bench_list base = {bases, 8}, candidate = {candidates, 8}, control = {controls, 8};
    assert_true(bench_verdict_judge(&base, &candidate, &control, verdicts));
    assert_non_null(verdicts[0].void_reason);
    assert_int_equal(verdicts[1].verdict, AWE_VERDICT_SAME);
    for (int i = 4; i < 8; i++) {
        assert_int_equal(verdicts[i].verdict, AWE_VERDICT_SLOWER);
        check_near(verdicts[i].compared.p, 7 * 2 / 4686825.0, 1e-12);
    }
}

static void test_gate(void **state)
{
    (void)state;
    bench_case slower = make_case("x", 1.08);
    bench_verdict v = judge(make_case("x", 1), slower, make_control(&slower));
    assert_false(bench_verdict_passes(&v, 1, 3));
    assert_true(bench_verdict_passes(&v, 1, 9));
    assert_false(bench_verdict_passes(&v, 0, 9)); /* nothing was compared */
    bench_verdict_void(&v, 1, "because");
    assert_false(bench_verdict_passes(&v, 1, 9));
    bench_case faster = make_case("x", 0.5);
    v = judge(make_case("x", 1), faster, make_control(&faster));
    assert_true(bench_verdict_passes(&v, 1, 0));
}

static void test_instructions_are_a_gate_of_their_own(void **state)
{
    (void)state;
    bench_case base = make_case("x", 1), candidate = make_case("x", 0.5);
    base.instructions = 40;
    candidate.instructions = 40.5;
    bench_verdict v = judge(base, candidate, make_control(&candidate));
    check_near(v.instructions_percent, 1.25, 1e-9);
    assert_false(bench_verdict_passes(&v, 1, 100));
    candidate.instructions = 40.3;
    v = judge(base, candidate, make_control(&candidate));
    assert_true(bench_verdict_passes(&v, 1, 100));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verdicts),
        cmocka_unit_test(test_void),
        cmocka_unit_test(test_noise_widens_the_margin),
        cmocka_unit_test(test_p_is_adjusted_over_all),
        cmocka_unit_test(test_gate),
        cmocka_unit_test(test_instructions_are_a_gate_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
