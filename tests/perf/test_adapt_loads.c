/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The ladder under the loads that docs/perf.md names: it reacts to an overload, does not swing, and
   comes back in calm. */

#include "perf/adapt.h"
#include "support/ladder_sim.h"
#include "support/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void report(const ladder_sim *p, const char *what)
{
    print_message("%s: %u changes, %.4f %% of %u buffers late, ends at %s\n", what, p->n_changes,
                  100.0 * p->n_late / p->n_buffers, p->n_buffers, awe_level_name(p->adapt.level));
}

/* The reference's first pattern; plain thresholds on the mean need 29 changes, 0.037 % are late. */
static void test_alternating_load(void **state)
{
    (void)state;
    ladder_sim *p = ladder_sim_new(1);
    for (int s = 4; s <= 120; s += 8) {
        ladder_sim_play(p, s, 0.4);
        ladder_sim_play(p, s + 4, 1.1);
    }
    report(p, "0.4 and 1.1 every 4 s");
    assert_in_range(p->n_changes, 1, 7);
    assert_true(p->n_late <= 5);
}

/* The second one: plain thresholds never come back to the best level. */
static void test_overload_then_calm(void **state)
{
    (void)state;
    ladder_sim *p = ladder_sim_new(2);
    ladder_sim_play(p, 10, 0.3);
    assert_int_equal(p->n_changes, 0);
    ladder_sim_play(p, 40, 1.3);
    assert_int_equal(p->adapt.level, 3);
    ladder_sim_play(p, 120, 0.3);
    report(p, "1.3 for 30 s, then 0.3");
    assert_int_equal(p->adapt.level, 0);
    assert_true(p->n_changes <= 6 && p->n_late <= 3);
}

static void test_a_step_is_answered_at_once(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 20; seed++) {
        ladder_sim *p = ladder_sim_new(seed);
        ladder_sim_play(p, 5 + 0.013 * (double)seed, 0.3);
        ladder_sim_play(p, 8, 1.2);
        assert_true(p->n_late <= 2); /* one to see it, and one after the reflex */
        assert_int_equal(p->decisions[0].kind, AWE_DECISION_DOWN);
        assert_int_equal(p->decisions[0].cause, AWE_CAUSE_RENDER);
        assert_true(p->decisions[0].predicted_gain > 0.1);
        assert_int_equal(p->decisions[1].kind, AWE_DECISION_CONFIRM);
        assert_true(p->decisions[1].measured_gain > 0.5 * p->decisions[1].predicted_gain);
        assert_true(p->decisions[1].time_ns - p->decisions[0].time_ns <=
                    310000000); /* 250 ms and a tick */
    }
}

/* Any periodic load: after the first minute at most one change in 10 s. */
static void test_periodic_loads_do_not_swing(void **state)
{
    (void)state;
    const double periods[] = {0.3, 1, 2.5, 4, 7, 12, 17, 25, 31, 50, 75, 140};
    for (size_t i = 0; i < sizeof periods / sizeof periods[0]; i++) {
        for (int j = 1; j < 4; j++) {
            ladder_sim *p = ladder_sim_new(i);
            uint32_t n_first_minute = 0;
            for (double s = 0; s < 660; s += 2 * periods[i]) {
                ladder_sim_play(p, s + periods[i], 0.2);
                ladder_sim_play(p, s + 2 * periods[i], 0.7 + 0.2 * j);
                n_first_minute = s < 60 ? p->n_changes : n_first_minute;
            }
            double rest_s = record_sim_seconds(&p->sim) - 60;
            assert_true(p->n_changes - n_first_minute <= rest_s / 10);
            assert_true(p->n_late <= 3 * (660 / (2 * periods[i]) + 1));
        }
    }
}

static void test_random_load(void **state)
{
    (void)state;
    uint64_t random = 5;
    ladder_sim *p = ladder_sim_new(3);
    double load = 0.5;
    for (double s = 0; s < 600; s += 0.25) {
        load += 0.1 * random_normal(&random);
        load = load < 0.1 ? 0.1 : load > 1.3 ? 1.3 : load;
        ladder_sim_play(p, s, load);
    }
    report(p, "a random walk from 0.1 to 1.3");
    assert_in_range(p->n_changes, 2, 60);
    assert_true(p->n_late < p->n_buffers / 1000);
}

/* Out of the worst case, with the longest hold, in 70 s. */
static void test_calm_brings_back_the_best_level(void **state)
{
    (void)state;
    ladder_sim *p = ladder_sim_new(4);
    double s = 0;
    while (p->adapt.hold_ns < 60000000000u && s < 2000) {
        ladder_sim_play(p, s += 2 + (double)p->adapt.hold_ns * 1e-9, 0.2);
        ladder_sim_play(p, s += 1, 1.4);
    }
    assert_int_equal(p->adapt.hold_ns, 60000000000u);
    ladder_sim_play(p, s += 5, 1.4);
    assert_int_equal(p->adapt.level, 3);
    ladder_sim_play(p, s + 70, 0.2);
    assert_int_equal(p->adapt.level, 0);
    assert_int_equal(p->adapt.hold_ns, 2000000000u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alternating_load),
        cmocka_unit_test(test_overload_then_calm),
        cmocka_unit_test(test_a_step_is_answered_at_once),
        cmocka_unit_test(test_periodic_loads_do_not_swing),
        cmocka_unit_test(test_random_load),
        cmocka_unit_test(test_calm_brings_back_the_best_level),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
