/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* A group that changes its interpolation sounds like both at once, each by its weight; and groups
   take turns. */

#include "chip/blend.h"

#include "support/scalar_tick.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define LOOP_FRAMES 1600
#define N_TICKS 12

static int16_t frames[LOOP_FRAMES + 100];

/* Eight filtered voices on a sine of 16 frames. */
static void make_group(awe_voice_group *group)
{
    memset(group, 0, sizeof *group);
    for (uint32_t i = 0; i < LOOP_FRAMES + 100; i++) {
        frames[i] = (int16_t)lrint(16000 * sin(2 * acos(-1.0) * i / 16));
    }
    scalar_filter filter = scalar_filter_design(AWE_FILTER_SF2, 11000.0f, 60.0f);
    group->active = group->filtered = 0xFF;
    for (uint32_t lane = 0; lane < AWE_LANES; lane++) {
        group->frames[lane] = frames;
        group->last[lane] = LOOP_FRAMES;
        group->position[lane] = (uint64_t)(10 + lane) << AWE_POSITION_BITS;
        group->increment[lane] = 7654321 + 1000000 * lane;
        for (uint32_t i = 0; i < AWE_TICK_FRAMES; i++) {
            group->gain[lane][i] = 0.1f;
        }
        scalar_filter_store(&filter, group->filter[lane]);
        group->send[AWE_BUS_LEFT][lane] = 1.0f;
    }
}

static void render(awe_blend *blend, awe_voice_group *group, uint32_t piece, float *out)
{
    awe_mix mix = {0};
    for (uint32_t first = 0; first < AWE_TICK_FRAMES; first += piece) {
        const awe_blend_span span = {&awe_kernel_base, first, piece, &mix};
        awe_blend_render(blend, group, &span);
    }
    memcpy(out, mix.bus[AWE_BUS_LEFT], AWE_TICK_FRAMES * sizeof *out);
}

/* Plays twelve ticks; from the third on, `to` is wanted. */
static void play(awe_interp from, awe_interp to, uint32_t piece, float *out)
{
    awe_voice_group group;
    awe_blend blend;
    make_group(&group);
    awe_blend_start(&blend, from);
    for (uint32_t tick = 0; tick < N_TICKS; tick++) {
        awe_blend_tick(&blend, &group, 1, tick < 2 ? from : to);
        render(&blend, &group, piece, out + (size_t)tick * AWE_TICK_FRAMES);
    }
}

static void test_both_by_their_weights(void **state)
{
    (void)state;
    float a[N_TICKS * AWE_TICK_FRAMES], b[N_TICKS * AWE_TICK_FRAMES], mixed[N_TICKS * 32];
    const uint32_t start = 2 * AWE_TICK_FRAMES, length = AWE_BLEND_TICKS * AWE_TICK_FRAMES;
    double differing = 0;
    play(AWE_INTERP_HW, AWE_INTERP_HW, 32, a);
    play(AWE_INTERP_LINEAR, AWE_INTERP_LINEAR, 32, b);
    play(AWE_INTERP_HW, AWE_INTERP_LINEAR, 32, mixed);
    for (uint32_t i = 0; i < N_TICKS * AWE_TICK_FRAMES; i++) {
        double weight = i < start ? 0 : i < start + length ? (double)(i - start) / length : 1;
        double want = (1 - weight) * (double)a[i] + weight * (double)b[i];
        differing = fmax(differing, fabs((double)(a[i] - b[i])));
        /* the new filter's state begins with that of the old one: a small rest that rings off */
        double slack = i < start ? 0 : i < start + 64 ? 0.002 : 2e-5;
        assert_true(fabs((double)mixed[i] - want) <= slack);
    }
    print_message("they differ by up to %g\n", differing);
    assert_true(differing > 0.001);
}

static void test_any_cut(void **state)
{
    (void)state;
    float whole[N_TICKS * AWE_TICK_FRAMES], cut[N_TICKS * AWE_TICK_FRAMES];
    play(AWE_INTERP_CUBIC, AWE_INTERP_LINEAR, 32, whole);
    play(AWE_INTERP_CUBIC, AWE_INTERP_LINEAR, 4, cut);
    assert_memory_equal(whole, cut, sizeof whole);
}

#define N_GROUPS 40

/* Of 36 sounding groups three change at a time; those that are silent change at once. */
static void test_groups_take_turns(void **state)
{
    (void)state;
    static awe_voice_group groups[N_GROUPS];
    static awe_blend blends[N_GROUPS];
    uint32_t n_ticks = 0, n_most = 0, n_left;
    for (uint32_t i = 0; i < N_GROUPS; i++) {
        groups[i].active = i % 10 ? 1 : 0;
        awe_blend_start(&blends[i], AWE_INTERP_HW);
    }
    do {
        uint32_t n_moving = 0;
        n_left = 0;
        awe_blend_tick(blends, groups, N_GROUPS, AWE_INTERP_LINEAR);
        for (uint32_t i = 0; i < N_GROUPS; i++) {
            n_moving += blends[i].from != blends[i].to;
            n_left += blends[i].to != AWE_INTERP_LINEAR;
        }
        assert_int_equal(blends[0].from, AWE_INTERP_LINEAR);
        n_most = n_moving > n_most ? n_moving : n_most;
        n_left += n_moving;
        n_ticks++;
    } while (n_left > 0 && n_ticks < 1000);
    assert_int_equal(n_most, 3);
    assert_int_equal(n_ticks, 36 / 3 * AWE_BLEND_TICKS + 1);
}

/* Back before it was there, and a voice that stops on the way. */
static void test_turns_back(void **state)
{
    (void)state;
    awe_voice_group group;
    awe_blend blend;
    float out[AWE_TICK_FRAMES];
    make_group(&group);
    awe_blend_start(&blend, AWE_INTERP_HW);
    for (uint32_t tick = 0; tick < 3 * AWE_BLEND_TICKS; tick++) {
        awe_blend_tick(&blend, &group, 1, tick == 1 ? AWE_INTERP_LINEAR : AWE_INTERP_HW);
        render(&blend, &group, 32, out);
    }
    assert_int_equal(blend.from, AWE_INTERP_HW);
    assert_int_equal(blend.to, AWE_INTERP_HW);
    awe_blend_tick(&blend, &group, 1, AWE_INTERP_LINEAR);
    assert_int_not_equal(blend.from, blend.to);
    group.active = 0;
    awe_blend_tick(&blend, &group, 1, AWE_INTERP_LINEAR);
    assert_int_equal(blend.from, AWE_INTERP_LINEAR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_by_their_weights),
        cmocka_unit_test(test_any_cut),
        cmocka_unit_test(test_groups_take_turns),
        cmocka_unit_test(test_turns_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
