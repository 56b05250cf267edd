/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* The equaliser's settings against the gains measured on the card (docs/sound.md "Equaliser"), its
   blocks against the shelves' recursion, and its bits. */

#include "chip/eq.h"

#include "base/tables.h"
#include "chip/kernel.h"
#include "support/random.h"
#include "support/response.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define N_FRAMES 8192

static float left[N_FRAMES], right[N_FRAMES];

/* `left` and `right`, cut at ticks and every `piece` frames. */
static void play(const awe_kernel *kernel, uint32_t bass, uint32_t treble, uint32_t piece)
{
    awe_eq eq;
    float mix[2][AWE_TICK_FRAMES], wet[2][AWE_TICK_FRAMES];
    const float *const in[2] = {mix[0], mix[1]};
    float *const out[2] = {wet[0], wet[1]};
    awe_eq_start(&eq, bass, treble);
    for (uint32_t at = 0, n; at < N_FRAMES; at += n) {
        uint32_t first = at % AWE_TICK_FRAMES;
        n = piece - at % piece;
        n = first + n > AWE_TICK_FRAMES ? AWE_TICK_FRAMES - first : n;
        if (first == 0) {
            memset(mix, 0, sizeof mix);
        }
        memcpy(mix[0] + first, left + at, n * sizeof *left);
        memcpy(mix[1] + first, right + at, n * sizeof *right);
        kernel->render_eq(&eq, in, first, n, out);
        memcpy(left + at, wet[0] + first, n * sizeof *left);
        memcpy(right + at, wet[1] + first, n * sizeof *right);
    }
}

static void play_impulse(uint32_t bass, uint32_t treble)
{
    memset(left, 0, sizeof left);
    memset(right, 0, sizeof right);
    left[0] = right[0] = 1.0f;
    play(&awe_kernel_base, bass, treble, N_FRAMES);
    assert_memory_equal(left, right, sizeof left);
}

static void assert_db(double hz, double want, double tolerance)
{
    assert_true(fabs(response_db(left, N_FRAMES, hz) - want) < tolerance);
}

static void test_card_treble(void **state)
{
    (void)state;
    play_impulse(AWE_EQ_FLAT, AWE_EQ_CARD_TREBLE);
    assert_db(1000.0, 1.2, 0.4);
    assert_db(4000.0, 5.7, 0.4);
    assert_db(8000.0, 7.3, 0.4);
}

static void test_full_bass(void **state)
{
    (void)state;
    play_impulse(11, AWE_EQ_FLAT);
    assert_db(100.0, 11.8, 0.5);
    assert_db(914.0, 6.0, 0.5);
    assert_db(8000.0, 0.2, 0.5);
}

static void test_flat_is_identity(void **state)
{
    (void)state;
    play_impulse(AWE_EQ_FLAT, AWE_EQ_FLAT);
    assert_true(left[0] == 1.0f);
    for (size_t i = 1; i < N_FRAMES; i++) {
        assert_true(left[i] == 0.0f);
    }
}

/* Shelves reach their gain far from the corner, half of it at the corner. */
static void test_every_setting(void **state)
{
    (void)state;
    const double bass_db[12] = {-11.9, -8.4, -5.9, -4.0, -1.1, 0, 2.0, 3.5, 6.0, 8.0, 9.6, 12.0};
    const double treble_db[12] = {-11.9, -8.5, -5.9, -4.1, -1.2, 0,
                                  1.9,   3.5,  5.97, 7.90, 9.69, 11.16};
    for (uint32_t i = 0; i < AWE_EQ_SETTINGS; i++) {
        play_impulse(i, AWE_EQ_FLAT);
        assert_db(5.0, bass_db[i], 0.1);
        play_impulse(AWE_EQ_FLAT, i);
        assert_db(22000.0, treble_db[i], 0.1);
    }
}

static void fill_with_noise(void)
{
    uint64_t seed = 5;
    for (uint32_t i = 0; i < N_FRAMES; i++) {
        left[i] = i > N_FRAMES / 2 ? 0.0f : (float)(random_bits(&seed) % 2001 / 1000.0 - 1);
        right[i] = sinf((float)i * 0.01f);
    }
}

/* y = b0 x + b1 x' + b2 x'' - a1 y' - a2 y'' */
static void run_shelf(const float c[5], double *x)
{
    double x1 = 0, x2 = 0, y1 = 0, y2 = 0;
    for (uint32_t i = 0; i < N_FRAMES; i++) {
        double y = c[0] * x[i] + c[1] * x1 + c[2] * x2 - c[3] * y1 - c[4] * y2;
        x2 = x1;
        x1 = x[i];
        y2 = y1;
        y1 = x[i] = y;
    }
}

static void assert_near(const float *got, const double *want)
{
    double error = 0, power = 0;
    for (uint32_t i = 0; i < N_FRAMES; i++) {
        error += (got[i] - want[i]) * (got[i] - want[i]);
        power += want[i] * want[i];
    }
    assert_true(error < 1e-12 * power); /* -120 dB */
}

static void test_blocks_are_the_recursion(void **state)
{
    (void)state;
    static double want[2][N_FRAMES];
    for (uint32_t bass = 0; bass < AWE_EQ_SETTINGS; bass++) {
        uint32_t treble = AWE_EQ_SETTINGS - 1 - bass;
        fill_with_noise();
        for (uint32_t i = 0; i < N_FRAMES; i++) {
            want[0][i] = left[i];
            want[1][i] = right[i];
        }
        for (uint32_t side = 0; side < 2; side++) {
            run_shelf(awe_table_bass[bass], want[side]);
            run_shelf(awe_table_treble[treble], want[side]);
        }
        play(&awe_kernel_base, bass, treble, N_FRAMES);
        assert_near(left, want[0]);
        assert_near(right, want[1]);
    }
}

static void test_same_bits(void **state)
{
    (void)state;
    static float whole[2][N_FRAMES];
    const uint32_t pieces[] = {N_FRAMES, 7, 2, 1};
    fill_with_noise();
    play(&awe_kernel_base, 2, 11, N_FRAMES);
    memcpy(whole[0], left, sizeof left);
    memcpy(whole[1], right, sizeof right);
    for (uint32_t v = 0; v < awe_n_kernels; v++) {
        for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
            fill_with_noise();
            play(awe_kernel_choose(awe_kernels[v]->cpu), 2, 11, pieces[i]);
            assert_memory_equal(left, whole[0], sizeof left);
            assert_memory_equal(right, whole[1], sizeof right);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_card_treble),
        cmocka_unit_test(test_full_bass),
        cmocka_unit_test(test_flat_is_identity),
        cmocka_unit_test(test_every_setting),
        cmocka_unit_test(test_blocks_are_the_recursion),
        cmocka_unit_test(test_same_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
