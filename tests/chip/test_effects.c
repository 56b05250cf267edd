/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Effects that leave and come back: their fades, and that they are computed only where heard. */

#include "chip/effects.h"

#include <math.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define N_TICKS 400

static awe_effects effects, other;
static float left[N_TICKS * AWE_TICK_FRAMES], reference[N_TICKS * AWE_TICK_FRAMES];

static void start(awe_effects *e, int reverb, int chorus)
{
    memset(e, 0, sizeof *e);
    awe_effects_init(e, &awe_kernel_base, reverb, chorus);
    awe_effects_start(e, 0);
}

/* One tick of a constant send to both. */
static void play_tick(awe_effects *e, uint32_t tick, float *out)
{
    awe_mix mix = {0};
    for (uint32_t i = 0; i < AWE_TICK_FRAMES; i++) {
        mix.bus[AWE_BUS_REVERB][i] = mix.bus[AWE_BUS_CHORUS][i] = 0.5f;
    }
    awe_effects_tick(e, (uint64_t)tick * AWE_TICK_FRAMES);
    awe_effects_render(e, &mix, 0, AWE_TICK_FRAMES);
    memcpy(out, mix.bus[AWE_BUS_LEFT], AWE_TICK_FRAMES * sizeof *out);
}

/* A constant through a chorus that does not modulate: the return is constant, so the fade is seen
   as such. */
static void test_a_chorus_leaves(void **state)
{
    (void)state;
    const uint32_t leaves = 200 * AWE_TICK_FRAMES;
    start(&effects, -1, 6);
    for (uint32_t tick = 0; tick < N_TICKS; tick++) {
        effects.cuts.drops_chorus = tick >= 200;
        play_tick(&effects, tick, left + (size_t)tick * AWE_TICK_FRAMES);
    }
    for (uint32_t i = leaves - 1000; i < N_TICKS * AWE_TICK_FRAMES; i++) {
        double gone = i < leaves ? 0 : (double)(i - leaves) / AWE_BYPASS_FRAMES;
        double want = gone < 1 ? 0.5 * (1 - gone) : 0;
        assert_true(fabs((double)left[i] - want) < 1e-6);
    }
    assert_true(awe_bypass_is_out(&effects.chorus_bypass));
}

/* It comes back empty: nothing is heard before its delay, and then what it was sent, faded in. */
static void test_a_chorus_comes(void **state)
{
    (void)state;
    const uint32_t comes = 100 * AWE_TICK_FRAMES, delay = 0xB06;
    start(&effects, -1, 6);
    effects.cuts.drops_chorus = 1;
    awe_effects_start(&effects, 0);
    for (uint32_t tick = 0; tick < N_TICKS; tick++) {
        effects.cuts.drops_chorus = tick < 100;
        play_tick(&effects, tick, left + (size_t)tick * AWE_TICK_FRAMES);
    }
    for (uint32_t i = 0; i < N_TICKS * AWE_TICK_FRAMES; i++) {
        double come = i < comes + delay ? 0 : (double)(i - comes - delay) / AWE_BYPASS_FRAMES;
        assert_true(fabs((double)left[i] - 0.5 * (come < 1 ? come : 1)) < 1e-6);
    }
}

/* Away and back within the fade: the reverb has gone on meanwhile, and ends up as one that never
   left. */
static void test_back_before_it_is_gone(void **state)
{
    (void)state;
    start(&effects, 3, 2);
    start(&other, 3, 2);
    for (uint32_t tick = 0; tick < N_TICKS; tick++) {
        effects.cuts.drops_reverb = effects.cuts.drops_chorus = tick >= 100 && tick < 120;
        play_tick(&effects, tick, left + (size_t)tick * AWE_TICK_FRAMES);
        play_tick(&other, tick, reference + (size_t)tick * AWE_TICK_FRAMES);
    }
    const size_t n = 100 * AWE_TICK_FRAMES;
    assert_memory_equal(left, reference, n * sizeof *left);
    assert_memory_not_equal(left + n, reference + n, n * sizeof *left);
    assert_memory_equal(left + 2 * n, reference + 2 * n, 2 * n * sizeof *left);
}

/* Where the configuration has none, quality brings none. */
static void test_off_stays_off(void **state)
{
    (void)state;
    start(&effects, -1, -1);
    awe_effects_set_types(&effects, 2, 2);
    for (uint32_t tick = 0; tick < 200; tick++) {
        effects.cuts.drops_reverb = effects.cuts.drops_chorus = tick > 20 && tick < 100;
        play_tick(&effects, tick, left);
        for (uint32_t i = 0; i < AWE_TICK_FRAMES; i++) {
            assert_true(left[i] == 0.0f);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_chorus_leaves),
        cmocka_unit_test(test_a_chorus_comes),
        cmocka_unit_test(test_back_before_it_is_gone),
        cmocka_unit_test(test_off_stays_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
