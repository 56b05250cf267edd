/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Every task is done once, before spread_run() returns, and several at a time where there are
   several processors. */

#define _GNU_SOURCE /* sched_getaffinity() */

#include "app/spread.h"

#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#define N_TASKS 1000

static _Atomic uint32_t n_runs[N_TASKS];
static atomic_int n_inside, n_most;

static void count(void *work, size_t i)
{
    atomic_int *n_done = work;
    atomic_fetch_add(&n_runs[i], 1);
    atomic_fetch_add(n_done, 1);
}

static void runs_each_once(void **state)
{
    (void)state;
    atomic_int n_done = 0;
    spread_run(NULL, N_TASKS, count, &n_done);
    assert_int_equal(n_done, N_TASKS);
    for (size_t i = 0; i < N_TASKS; i++) {
        assert_int_equal(n_runs[i], 1);
    }
    spread_run(NULL, 0, count, &n_done);
    assert_int_equal(n_done, N_TASKS);
}

static void overlap(void *work, size_t i)
{
    (void)work;
    (void)i;
    int n = atomic_fetch_add(&n_inside, 1) + 1;
    int most = atomic_load(&n_most);
    while (n > most && !atomic_compare_exchange_weak(&n_most, &most, n)) {
    }
    usleep(5000);
    atomic_fetch_sub(&n_inside, 1);
}

/* Tasks that wait meet each other, even on a machine that is busy with other things. */
static void runs_several_at_a_time(void **state)
{
    (void)state;
    cpu_set_t processors;
    if (sched_getaffinity(0, sizeof processors, &processors) != 0 || CPU_COUNT(&processors) < 2) {
        skip();
    }
    for (int i = 0; i < 100 && atomic_load(&n_most) < 2; i++) {
        spread_run(NULL, 20, overlap, NULL);
    }
    assert_true(n_most >= 2);
    assert_true(n_most <= CPU_COUNT(&processors));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_each_once),
        cmocka_unit_test(runs_several_at_a_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
