/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Chorus by its register data: delays in frames, feedback per pass, modulation depth and rate. */

#include "chip/chorus.h"

#include "chip/kernel.h"
#include "support/response.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define N_FRAMES 16384

static awe_chorus_unit chorus;
static float left[N_FRAMES], right[N_FRAMES];

static void play_impulse(int type, uint64_t frame)
{
    static float in[N_FRAMES];
    in[0] = 1.0f;
    memset(left, 0, sizeof left);
    memset(right, 0, sizeof right);
    awe_chorus_start(&chorus, type, frame);
    float *const out[2] = {left, right};
    awe_chorus_render(&chorus, in, out, N_FRAMES, 1.0f);
}

static size_t loudest(const float *x, size_t from, size_t to)
{
    size_t best = from;
    for (size_t i = from; i < to; i++) {
        best = fabsf(x[i]) > fabsf(x[best]) ? i : best;
    }
    return best;
}

static void test_short_delay(void **state)
{
    (void)state;
    play_impulse(6, 0);
    assert_int_equal(loudest(left, 0, N_FRAMES), 0xB06);
    assert_int_equal(loudest(right, 0, N_FRAMES), 0xB06 - 1760);
    assert_true(left[0xB06] == 1.0f && right[0xB06 - 1760] == 1.0f);
}

static void test_feedback_per_pass(void **state)
{
    (void)state;
    play_impulse(7, 0);
    for (size_t pass = 1; pass < 5; pass++) {
        assert_true(fabs(left[pass * 0xB06] - pow(0.75, (double)pass - 1)) < 1e-6);
    }
}

/* Type 2 moves its tap +-132 frames around 794 at 0x83 x 44100 / 2^24 Hz: measured at a quarter,
   half and three quarters of that period. */
static void test_modulation(void **state)
{
    (void)state;
    double period = 16777216.0 / 0x83;
    const double want[4] = {794.0, 794.0 + 132.0, 794.0, 794.0 - 132.0};
    for (int quarter = 0; quarter < 4; quarter++) {
        /* The impulse arrives when the tap has moved on by its own delay. */
        double at = period * quarter / 4.0 - want[quarter];
        play_impulse(2, (uint64_t)(at < 0 ? at + period : at));
        assert_in_range(loudest(left, 0, 1200), (size_t)want[quarter] - 1,
                        (size_t)want[quarter] + 1);
    }
}

/* A burst, then silence, in pieces of `piece` frames. */
static void play_burst(int type, uint32_t piece)
{
    static float in[N_FRAMES];
    for (size_t i = 0; i < N_FRAMES; i++) {
        in[i] = i > 5000 && i < 7000 ? sinf((float)i) : 0.0f;
    }
    memset(left, 0, sizeof left);
    memset(right, 0, sizeof right);
    awe_chorus_start(&chorus, type, 77);
    for (uint32_t i = 0; i < N_FRAMES; i += piece) {
        uint32_t n = N_FRAMES - i < piece ? N_FRAMES - i : piece;
        float *const out[2] = {left + i, right + i};
        awe_chorus_render(&chorus, in + i, out, n, 0.7f);
    }
}

/* All variants of the kernel, and any pieces. */
static void test_same_bits(void **state)
{
    (void)state;
    static float whole[2][N_FRAMES];
    const uint32_t pieces[] = {N_FRAMES, 32, 7, 1};
    for (int type = 0; type < AWE_CHORUS_TYPES; type++) {
        chorus.render_block = awe_kernel_base.render_chorus;
        play_burst(type, 32);
        memcpy(whole[0], left, sizeof left);
        memcpy(whole[1], right, sizeof right);
        assert_true(loudest(left, 0, N_FRAMES) > 5000);
        for (uint32_t v = 0; v < awe_n_kernels; v++) {
            chorus.render_block = awe_kernel_choose(awe_kernels[v]->cpu)->render_chorus;
            for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
                play_burst(type, pieces[i]);
                assert_memory_equal(left, whole[0], sizeof left);
                assert_memory_equal(right, whole[1], sizeof right);
            }
        }
    }
}

int main(void)
{
    chorus.render_block = awe_kernel_base.render_chorus;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_short_delay),
        cmocka_unit_test(test_feedback_per_pass),
        cmocka_unit_test(test_modulation),
        cmocka_unit_test(test_same_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
