/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The cap follows from the costs by the documented arithmetic, and a step of load costs no more
   late buffers than it takes to notice it. */

#include "perf/reflex.h"
#include "support/record_sim.h"

#include <math.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define PERIOD_NS 1000000u

/* 100 us, 20 us a voice with 50 frames, nothing else. */
static const double costs[AWE_N_COSTS] = {100000, 400, 0, 0};

static awe_reflex reflex;

static int set_up(void **state)
{
    (void)state;
    awe_reflex_init(&reflex);
    awe_reflex_set_costs(&reflex, costs);
    return 0;
}

static uint32_t decide(uint32_t n_voices)
{
    return awe_reflex_decide(&reflex, &(awe_work){n_voices, 50, 0}, PERIOD_NS);
}

static void test_off_until_costs_are_known(void **state)
{
    (void)state;
    awe_reflex_init(&reflex);
    assert_int_equal(decide(1000), AWE_REFLEX_NO_CAP);
    awe_reflex_set_costs(&reflex, costs);
    assert_true(decide(1000) != AWE_REFLEX_NO_CAP);
    awe_reflex_set_costs(&reflex, NULL);
    assert_int_equal(decide(1000), AWE_REFLEX_NO_CAP);
}

/* 85 % of 1 ms less 100 us is room for 37 voices. */
static void test_cap_is_what_fits(void **state)
{
    (void)state;
    assert_int_equal(decide(37), AWE_REFLEX_NO_CAP);
    assert_int_equal(decide(38), 37);
}

static void test_at_most_eight_a_buffer_and_eight_remain(void **state)
{
    (void)state;
    const double dear[AWE_N_COSTS] = {2000000, 400, 0, 0};
    assert_int_equal(decide(60), 52);
    assert_int_equal(decide(60), 44); /* the first cap holds: 52 are left to judge */
    assert_int_equal(decide(60), 37);
    awe_reflex_set_costs(&reflex, dear);
    assert_int_equal(decide(60), 29);
    assert_int_equal(decide(21), 13);
    assert_int_equal(decide(13), 8);
    assert_int_equal(decide(8), 8);
}

static void test_cap_holds_for_a_quarter_of_a_second(void **state)
{
    (void)state;
    assert_int_equal(decide(40), 37);
    for (int i = 0; i < 249; i++) {
        assert_int_equal(decide(30), 37);
    }
    assert_int_equal(decide(30), AWE_REFLEX_NO_CAP);
}

static void test_events_and_frames_count(void **state)
{
    (void)state;
    const double all[AWE_N_COSTS] = {100000, 400, 2000, 10000};
    awe_reflex_set_costs(&reflex, all);
    /* 100 + 100 + 50 us are fixed: 600 us are room for 30 voices */
    assert_int_equal(awe_reflex_decide(&reflex, &(awe_work){30, 50, 5}, PERIOD_NS),
                     AWE_REFLEX_NO_CAP);
    assert_int_equal(awe_reflex_decide(&reflex, &(awe_work){31, 50, 5}, PERIOD_NS), 30);
}

static void learn(uint32_t n_voices, double slow, bool is_clean)
{
    decide(n_voices);
    awe_reflex_learn(&reflex, (uint32_t)((100000 + 20000 * n_voices) * slow), is_clean);
}

static void test_slowness_is_believed_when_it_comes_twice(void **state)
{
    (void)state;
    learn(20, 2, true);
    assert_int_equal(decide(30), AWE_REFLEX_NO_CAP);
    learn(20, 1, true);
    learn(20, 2, true);
    assert_int_equal(decide(30), AWE_REFLEX_NO_CAP);
    learn(20, 2, true); /* room for (425 - 100) / 20 voices, but 8 at a time */
    assert_int_equal(decide(20), 16);
}

static void test_slowness_with_another_cause_is_not_ours(void **state)
{
    (void)state;
    for (int i = 0; i < 100; i++) {
        learn(20, 5, false);
    }
    assert_int_equal(decide(30), AWE_REFLEX_NO_CAP);
}

static void test_slowness_is_forgotten(void **state)
{
    (void)state;
    learn(20, 2, true);
    learn(20, 2, true);
    for (int i = 0; i < 300; i++) {
        learn(8, 1, true);
    }
    assert_int_equal(decide(30), AWE_REFLEX_NO_CAP);
}

static void test_odd_numbers_are_borne(void **state)
{
    (void)state;
    const double odd[AWE_N_COSTS] = {NAN, 1e300, -5, INFINITY};
    awe_reflex_set_costs(&reflex, odd);
    for (int i = 0; i < 100; i++) {
        uint32_t cap = awe_reflex_decide(&reflex, &(awe_work){65535, 65535, 65535}, 1);
        assert_true(cap >= 8);
        awe_reflex_learn(&reflex, i % 2 ? UINT32_MAX : 0, true);
    }
    assert_int_equal(awe_reflex_decide(&reflex, &(awe_work){0, 0, 0}, 0), 65535 - 8 * 100);
}

/* Three times the voices, or a machine of 40 % of the speed, from one buffer to the next. */
static uint32_t count_late(bool is_by_voices)
{
    record_sim sim;
    double model[AWE_N_COSTS];
    record_sim_init(&sim, 7);
    sim.n_voices = 24;
    sim.costs_ns[1] = 2.7; /* so that three quarters of the work can be shed */
    record_sim_set_share(&sim, 0.45);
    set_up(NULL);
    for (int i = 0; i < AWE_N_COSTS; i++) {
        model[i] = sim.costs_ns[i] * sim.load;
    }
    awe_reflex_set_costs(&reflex, model);
    uint32_t wanted = sim.n_voices, n_late = 0;
    for (int i = 0; i < 1180; i++) { /* as long as the cap holds; then the ladder has acted */
        if (i == 1000) {
            wanted *= is_by_voices ? 3 : 1;
            sim.load *= is_by_voices ? 1 : 2.5;
        }
        awe_work work = {wanted, sim.n_frames, sim.n_events};
        uint32_t cap = awe_reflex_decide(&reflex, &work, 1333333);
        sim.n_voices = cap < wanted ? cap : wanted;
        awe_record record = record_sim_next(&sim);
        awe_reflex_learn(&reflex, record.busy_ns, true);
        n_late += record.busy_ns > 1333333;
    }
    print_message("%s: %u late\n", is_by_voices ? "more voices" : "slower machine", n_late);
    return n_late;
}

static void test_step_of_load_costs_few_late_buffers(void **state)
{
    (void)state;
    /* 72 voices at once can be capped to 64 in the first buffer: 8 at a time, 3 late ones */
    assert_in_range(count_late(true), 0, 3);
    /* two to believe it, and one after the reflex */
    assert_in_range(count_late(false), 0, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_off_until_costs_are_known, set_up),
        cmocka_unit_test_setup(test_cap_is_what_fits, set_up),
        cmocka_unit_test_setup(test_at_most_eight_a_buffer_and_eight_remain, set_up),
        cmocka_unit_test_setup(test_cap_holds_for_a_quarter_of_a_second, set_up),
        cmocka_unit_test_setup(test_events_and_frames_count, set_up),
        cmocka_unit_test_setup(test_slowness_is_believed_when_it_comes_twice, set_up),
        cmocka_unit_test_setup(test_slowness_with_another_cause_is_not_ours, set_up),
        cmocka_unit_test_setup(test_slowness_is_forgotten, set_up),
        cmocka_unit_test_setup(test_odd_numbers_are_borne, set_up),
        cmocka_unit_test(test_step_of_load_costs_few_late_buffers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
