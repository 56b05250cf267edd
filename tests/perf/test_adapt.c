/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The rules of the ladder one by one: trials, forbidden steps, bounds, what is reckoned with. */

#include "perf/adapt.h"
#include "support/ladder_sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static uint32_t count(const ladder_sim *p, awe_decision_kind kind, uint8_t to)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->n_decisions; i++) {
        n += p->decisions[i].kind == kind && p->decisions[i].to == to;
    }
    return n;
}

/* Level 2 was believed to save 40 %, and saves nothing. */
static void test_a_step_that_does_not_help_is_taken_back(void **state)
{
    (void)state;
    ladder_sim *p = ladder_sim_new(5);
    p->sim.levels[2] = 1;
    ladder_sim_play(p, 5, 0.3);
    ladder_sim_play(p, 30, 1.05); /* 63 % expected at level 2 */
    assert_int_equal(p->decisions[0].to, 2);
    assert_int_equal(p->decisions[1].kind, AWE_DECISION_REVERT);
    assert_int_equal(p->decisions[1].from, 2);
    assert_int_equal(p->decisions[1].to, 0);
    assert_true(p->decisions[1].measured_gain < 0.1);
    assert_int_equal(p->adapt.level, 3); /* which does */
    assert_int_equal(count(p, AWE_DECISION_DOWN, 2), 1);
}

/* Nothing helps: each level is tried, taken back, and left alone for a minute, then two. */
static void test_forbidden_steps_wait_longer_each_time(void **state)
{
    (void)state;
    ladder_sim *p = ladder_sim_new(6);
    p->sim.levels[1] = p->sim.levels[2] = p->sim.levels[3] = 1;
    ladder_sim_play(p, 5, 0.3);
    ladder_sim_play(p, 50, 0.95);
    assert_int_equal(p->adapt.level, 0);
    for (uint8_t level = 2; level < 4; level++) {
        assert_int_equal(count(p, AWE_DECISION_DOWN, level), 1);
    }
    ladder_sim_play(p, 100, 0.95);
    assert_int_equal(count(p, AWE_DECISION_DOWN, 2), 2);
    ladder_sim_play(p, 180, 0.95);
    assert_int_equal(count(p, AWE_DECISION_DOWN, 2), 2);
    ladder_sim_play(p, 250, 0.95);
    assert_int_equal(count(p, AWE_DECISION_DOWN, 2), 3);
    assert_int_equal(p->adapt.level, 0);
}

static void test_skipped_levels_and_the_floor_are_kept(void **state)
{
    (void)state;
    ladder_sim *p = ladder_sim_new(7);
    awe_adapt_config config = ladder_sim_config;
    config.skipped = 1 << 1 | 1 << 2;
    awe_adapt_configure(&p->adapt, &config);
    ladder_sim_play(p, 5, 0.3);
    ladder_sim_play(p, 10, 0.9);
    assert_int_equal(p->adapt.level, 3);
    ladder_sim_play(p, 60, 0.3);
    assert_int_equal(p->adapt.level, 0);
    p = ladder_sim_new(8);
    config = ladder_sim_config;
    config.worst = 1;
    awe_adapt_configure(&p->adapt, &config);
    ladder_sim_play(p, 60, 1.3);
    assert_int_equal(p->adapt.level, 1);
}

static void test_exact_never_changes(void **state)
{
    (void)state;
    ladder_sim *p = ladder_sim_new(9);
    awe_adapt_config config = {.n_voices = {32, 32, 24, 16}};
    awe_adapt_configure(&p->adapt, &config);
    ladder_sim_play(p, 60, 1.5);
    assert_int_equal(p->n_decisions, 0);
}

static void test_moved_bounds_are_obeyed(void **state)
{
    (void)state;
    ladder_sim *p = ladder_sim_new(10);
    awe_adapt_config config = ladder_sim_config;
    config.best = 2;
    awe_adapt_configure(&p->adapt, &config);
    ladder_sim_play(p, 1, 0.2);
    assert_int_equal(p->adapt.level, 2);
    config.best = config.worst = 1;
    awe_adapt_configure(&p->adapt, &config);
    ladder_sim_play(p, 2, 0.2);
    assert_int_equal(p->adapt.level, 1);
    assert_int_equal(p->n_decisions, 2);
}

static void test_nothing_is_decided_while_frozen(void **state)
{
    (void)state;
    ladder_sim *p = ladder_sim_new(11);
    ladder_sim_play(p, 0.9, 1.2);
    assert_int_equal(p->n_decisions, 0);
    for (double s = 0.9; s < 20; s += 0.9) {
        awe_adapt_freeze(&p->adapt, p->now_ns);
        ladder_sim_play(p, s, 1.2);
        assert_int_equal(p->n_decisions, 0);
    }
    ladder_sim_play(p, 22, 1.2);
    assert_true(p->n_decisions > 0);
}

/* The polyphony of a level comes back with it: 16 of 32 voices at 35 % are 70 % at the next. */
static void test_voices_kept_away_are_reckoned_with(void **state)
{
    (void)state;
    ladder_sim *p = ladder_sim_new(12);
    awe_adapt_config config = {.n_voices = {32, 32, 32, 16}, .worst = 3};
    awe_adapt_configure(&p->adapt, &config);
    p->adapt.level = p->sim.level = 3;
    p->sim.n_voices = 16;
    ladder_sim_play(p, 30,
                    0.6); /* 24 % at level 3, 36 % at level 2 with as many voices, 72 % with all */
    assert_int_equal(p->adapt.level, 3);
    p->sim.n_voices = 15;
    ladder_sim_play(p, 40, 0.6);
    assert_true(p->adapt.level < 3);
}

/* A step that silences voices shows its gain in the share alone. */
static void test_silenced_voices_are_a_gain(void **state)
{
    (void)state;
    ladder_sim *p = ladder_sim_new(13);
    awe_adapt_config config = {.n_voices = {32, 32, 24, 16}, .worst = 3};
    awe_adapt_configure(&p->adapt, &config);
    ladder_sim_play(p, 5, 0.3);
    ladder_sim_play(p, 10, 1.0);
    assert_int_equal(p->decisions[1].kind, AWE_DECISION_CONFIRM);
}

/* Without a calibration the steps are tried one by one, and kept where they help. */
static void test_unknown_costs_are_tried(void **state)
{
    (void)state;
    ladder_sim *p = ladder_sim_new(14);
    for (int i = 0; i < AWE_N_LEVELS; i++) {
        p->predicted[i] = 0;
    }
    ladder_sim_play(p, 5, 0.3);
    ladder_sim_play(p, 30, 1.1);
    assert_true(p->adapt.level >= 2);
    ladder_sim_play(p, 200, 0.3);
    assert_int_equal(p->adapt.level, 0);
}

/* Buffers of 100 ms: there are not 16 of them in 2 s, so the step stays untested. */
static void test_too_few_buffers_leave_a_step_untested(void **state)
{
    (void)state;
    awe_adapt adapt;
    awe_decision decision;
    uint32_t n = 0;
    awe_adapt_init(&adapt, &ladder_sim_config, 0);
    for (uint64_t now_ns = 0; now_ns < 60000000000u; now_ns += 200000000) {
        awe_load load = {now_ns,      adapt.level ? 0.62 : 0.95, {1, 0.8, 0.6, 0.4}, 32,
                         adapt.level, AWE_CAUSE_RENDER};
        awe_adapt_take(&adapt, &load);
        if (awe_adapt_tick(&adapt, now_ns, &decision)) {
            n++;
        }
    }
    assert_int_equal(n, 1);
    assert_int_equal(decision.kind, AWE_DECISION_DOWN);
    assert_false(adapt.trial.is_open);
}

static void test_share_is_the_second_highest_of_the_last(void **state)
{
    (void)state;
    awe_adapt adapt;
    awe_adapt_init(&adapt, &ladder_sim_config, 0);
    assert_true(awe_adapt_share(&adapt) == 0);
    for (uint64_t i = 0; i < 100; i++) { /* 2 ms each: 32 buffers are longer than 50 ms */
        awe_load load = {.entry_ns = i * 2000000, .share = i == 67 ? 0.9 : i == 80 ? 0.7 : 0.1};
        awe_adapt_take(&adapt, &load);
        assert_true(awe_adapt_share(&adapt) == (i < 1 ? 0 : i < 80 ? 0.1 : i < 99 ? 0.7 : 0.1));
        load.level = 1; /* of another level: ignored */
        load.share = 5;
        awe_adapt_take(&adapt, &load);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_step_that_does_not_help_is_taken_back),
        cmocka_unit_test(test_forbidden_steps_wait_longer_each_time),
        cmocka_unit_test(test_skipped_levels_and_the_floor_are_kept),
        cmocka_unit_test(test_exact_never_changes),
        cmocka_unit_test(test_moved_bounds_are_obeyed),
        cmocka_unit_test(test_nothing_is_decided_while_frozen),
        cmocka_unit_test(test_voices_kept_away_are_reckoned_with),
        cmocka_unit_test(test_silenced_voices_are_a_gain),
        cmocka_unit_test(test_unknown_costs_are_tried),
        cmocka_unit_test(test_too_few_buffers_leave_a_step_untested),
        cmocka_unit_test(test_share_is_the_second_highest_of_the_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
