/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Envelope stages against their definition: times in frames, levels as fractions. */

#include "chip/envelope.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const awe_envelope_params params = {
    .delay_frames = 100,
    .attack_frames = 200,
    .hold_frames = 50,
    .decay_frames = 1000,
    .release_frames = 400,
    .sustain_fall = 0.25f,
};

static void assert_near(float got, double want)
{
    assert_true(fabs(got - want) < 1e-5);
}

#define LANE 5 /* any */

/* What the envelope is after `frame` frames. */
typedef struct state_at {
    uint32_t stage;
    float rise, fall;
} state_at;

static state_at state_of(const awe_envelopes *e)
{
    awe_level level = awe_envelope_level(e, LANE);
    return (state_at){e->stage[LANE], level.rise, level.fall};
}

static state_at at(uint32_t frame)
{
    awe_envelopes e;
    awe_envelope_start(&e, LANE, &params);
    awe_envelope_advance(&e, LANE, &params, frame);
    return state_of(&e);
}

static void test_stages_begin_on_their_frame(void **state)
{
    (void)state;
    assert_int_equal(at(99).stage, AWE_STAGE_DELAY);
    assert_int_equal(at(100).stage, AWE_STAGE_ATTACK);
    assert_int_equal(at(300).stage, AWE_STAGE_HOLD);
    assert_int_equal(at(350).stage, AWE_STAGE_DECAY);
    /* a quarter of 1000 frames reaches the sustain level */
    assert_int_equal(at(599).stage, AWE_STAGE_DECAY);
    assert_int_equal(at(600).stage, AWE_STAGE_SUSTAIN);
}

static void test_levels(void **state)
{
    (void)state;
    assert_near(at(50).rise, 0.0);
    assert_near(at(150).rise, 0.25);
    assert_near(at(299).rise, 0.995);
    assert_near(at(320).rise, 1.0);
    assert_near(at(320).fall, 0.0);
    assert_near(at(450).fall, 0.1);
    assert_near(at(5000).fall, 0.25);
}

static void test_release_falls_from_where_it_is(void **state)
{
    (void)state;
    awe_envelopes e;
    awe_envelope_start(&e, LANE, &params);
    awe_envelope_advance(&e, LANE, &params, 5000);
    awe_envelope_release(&e, LANE, &params, state_of(&e).fall);
    awe_envelope_advance(&e, LANE, &params, 100);
    assert_near(state_of(&e).fall, 0.25 + 100.0 / 400.0);
    awe_envelope_advance(&e, LANE, &params, 199);
    assert_int_equal(state_of(&e).stage, AWE_STAGE_RELEASE);
    /* three quarters of the range take 300 frames */
    awe_envelope_advance(&e, LANE, &params, 1);
    assert_int_equal(state_of(&e).stage, AWE_STAGE_DONE);
    assert_near(state_of(&e).fall, 1.0);
}

static void test_any_steps_give_the_same_levels(void **state)
{
    (void)state;
    awe_envelopes steps;
    awe_envelope_start(&steps, LANE, &params);
    for (uint32_t frame = 0; frame < 1200; frame += 7) {
        state_at whole = at(frame), one = state_of(&steps);
        assert_true(whole.rise == one.rise && whole.fall == one.fall);
        assert_int_equal(whole.stage, one.stage);
        awe_envelope_advance(&steps, LANE, &params, 7);
    }
}

static void test_times_of_zero_are_passed_at_once(void **state)
{
    (void)state;
    const awe_envelope_params none = {.sustain_fall = 1.0f};
    awe_envelopes e;
    awe_envelope_start(&e, LANE, &none);
    assert_int_equal(state_of(&e).stage, AWE_STAGE_SUSTAIN);
    assert_near(state_of(&e).fall, 1.0);
    awe_envelope_release(&e, LANE, &none, 0.5f);
    assert_near(state_of(&e).fall, 0.5);
    awe_envelope_advance(&e, LANE, &none, 1);
    assert_int_equal(state_of(&e).stage, AWE_STAGE_DONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stages_begin_on_their_frame),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_release_falls_from_where_it_is),
        cmocka_unit_test(test_any_steps_give_the_same_levels),
        cmocka_unit_test(test_times_of_zero_are_passed_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
