/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* The limiter: what is below the ceiling passes untouched, nothing passes above it, and its gain
   comes back. */

#include "chip/limiter.h"

#include "support/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define N_FRAMES 44100
#define CEILING 0.98f

static float left[N_FRAMES], right[N_FRAMES], in[2][N_FRAMES];

static float find_peak(const float *a, const float *b, uint32_t n)
{
    float peak = 0.0f;
    for (uint32_t i = 0; i < n; i++) {
        peak = fmaxf(peak, fmaxf(fabsf(a[i]), fabsf(b[i])));
    }
    return peak;
}

static void play(uint32_t piece)
{
    awe_limiter limiter;
    awe_limiter_start(&limiter, 1);
    memcpy(left, in[0], sizeof left);
    memcpy(right, in[1], sizeof right);
    for (uint32_t i = 0; i < N_FRAMES; i += piece) {
        uint32_t n = N_FRAMES - i < piece ? N_FRAMES - i : piece;
        float *const sides[2] = {left + i, right + i};
        float peak = find_peak(left + i, right + i, n);
        peak = awe_limiter_render(&limiter, sides, n, peak);
        assert_true(peak == find_peak(left + i, right + i, n));
    }
}

static void fill(float amplitude)
{
    uint64_t seed = 3;
    for (uint32_t i = 0; i < N_FRAMES; i++) {
        in[0][i] = amplitude * (float)(random_bits(&seed) % 2001 / 1000.0 - 1);
        in[1][i] = 0.5f * in[0][i];
    }
}

static void test_below_the_ceiling_nothing_changes(void **state)
{
    (void)state;
    fill(CEILING);
    play(32);
    assert_memory_equal(left, in[0], sizeof left);
    assert_memory_equal(right, in[1], sizeof right);
}

static void test_nothing_passes_the_ceiling(void **state)
{
    (void)state;
    fill(3.0f);
    play(32);
    for (uint32_t i = 0; i < N_FRAMES; i++) {
        assert_true(fabsf(left[i]) <= CEILING * 1.000001f);
        assert_true(fabs((double)(right[i] - 0.5f * left[i])) < 1e-6);
    }
}

/* After one peak of twice the ceiling the gain is 1 - 0.5 (1 - 1e-4)^n. */
static void test_the_gain_comes_back(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < N_FRAMES; i++) {
        in[0][i] = in[1][i] = 0.1f;
    }
    in[0][100] = 2 * CEILING;
    play(32);
    for (uint32_t i = 101; i < N_FRAMES; i += 7) {
        double want = 1 - 0.5 * pow(1 - 1e-4, i - 100);
        assert_true(fabs(left[i] / 0.1 - want) < 1e-4);
    }
    assert_true(left[99] == 0.1f && left[100] <= CEILING * 1.000001f);
}

/* It comes back all the way: what lacks falls below 1e-5 within ln(50) / 1e-4 = 39,120 frames. */
static void test_at_last_nothing_changes(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < N_FRAMES; i++) {
        in[0][i] = in[1][i] = 0.1f;
    }
    in[0][100] = 1.0005f * CEILING;
    play(32);
    assert_true(left[1000] < 0.1f);
    for (uint32_t i = 40000; i < N_FRAMES; i++) {
        assert_true(left[i] == 0.1f);
    }
}

static void test_cut_changes_nothing(void **state)
{
    (void)state;
    static float whole[N_FRAMES];
    fill(1.2f);
    memset(in[0] + 20000, 0, 24100 * sizeof in[0][0]);
    play(N_FRAMES);
    memcpy(whole, left, sizeof whole);
    play(32);
    assert_memory_equal(whole, left, sizeof whole);
    play(7);
    assert_memory_equal(whole, left, sizeof whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_below_the_ceiling_nothing_changes),
        cmocka_unit_test(test_nothing_passes_the_ceiling),
        cmocka_unit_test(test_the_gain_comes_back),
        cmocka_unit_test(test_at_last_nothing_changes),
        cmocka_unit_test(test_cut_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
