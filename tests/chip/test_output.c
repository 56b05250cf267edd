/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* The way out: scaling, clipping, interleaving, peak and silence. */

#include "chip/output.h"

#include "support/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define N_FRAMES 32
#define QUIET 3.16e-5f

#define SCALE (57737.0f / 65536.0f)

static float out[2 * N_FRAMES];

static void test_what_goes_out(void **state)
{
    (void)state;
    awe_output output = {.gain = 1.0f / SCALE};
    float peak = 0.0f;
    uint32_t quiet = 22050;
    uint64_t seed = 1;
    awe_output_start(&output, 0);
    const float level[2] = {1.0f, 0.5f};
    for (uint32_t round = 0; round < 2000; round++) {
        uint32_t first = random_bits(&seed) % N_FRAMES;
        uint32_t n = 1 + random_bits(&seed) % (N_FRAMES - first);
        double loudness = pow(10, -(double)(random_bits(&seed) % 8));
        float want[2 * N_FRAMES];
        for (uint32_t i = 0; i < AWE_TICK_FRAMES; i++) {
            int is_played = i >= first && i < first + n;
            for (uint32_t side = 0; side < 2; side++) {
                float x = (float)(loudness * (random_bits(&seed) % 201 / 100.0 - 1));
                output.side[side][i] = is_played ? x : 100.0f;
                want[2 * i + side] = x * (SCALE * output.gain * level[side]);
            }
        }
        for (uint32_t i = first; i < first + n; i++) {
            float loudest = fmaxf(fabsf(want[2 * i]), fabsf(want[2 * i + 1]));
            peak = fmaxf(peak, loudest);
            quiet = loudest > QUIET ? 0 : quiet + 1;
            quiet = quiet < 22050 ? quiet : 22050;
        }
        out[2 * n % (2 * N_FRAMES)] = 7.0f;
        awe_output_render(&output, first, n, level, out);
        assert_memory_equal(out, want + 2 * first, 2 * n * sizeof *out);
        assert_true(n == N_FRAMES || out[2 * n] == 7.0f);
        assert_true(output.peak == peak);
        assert_int_equal(output.quiet_frames, quiet);
        assert_int_equal(awe_output_is_silent(&output), quiet >= 22050);
    }
}

static void test_scale_and_clip(void **state)
{
    (void)state;
    for (int clips = 0; clips < 2; clips++) {
        awe_output output = {.gain = 0.8f, .clips = clips};
        awe_output_start(&output, 0);
        for (uint32_t i = 0; i < N_FRAMES; i++) {
            output.side[0][i] = (float)i * 0.25f - 4.0f;
            output.side[1][i] = -output.side[0][i];
        }
        awe_output_render(&output, 0, N_FRAMES, (const float[2]){0.5f, 0.25f}, out);
        for (uint32_t i = 0; i < N_FRAMES; i++) {
            double left = (i * 0.25 - 4.0) * 0.5 * 0.8 * 57737 / 65536, right = -0.5 * left;
            double most = clips ? 0.8 : 10.0;
            assert_true(fabs(out[2 * i] - fmin(most, fmax(-most, left))) < 1e-6);
            assert_true(fabs(out[2 * i + 1] - fmin(most, fmax(-most, right))) < 1e-6);
        }
    }
}

/* What the limiter leaves is what the peak tells of. */
static void test_limited(void **state)
{
    (void)state;
    awe_output output = {.gain = 1.0f};
    awe_output_start(&output, 1);
    for (uint32_t i = 0; i < N_FRAMES; i++) {
        output.side[0][i] = output.side[1][i] = i == 9 ? -3.0f : 0.5f;
    }
    awe_output_render(&output, 0, N_FRAMES, (const float[2]){1.0f, 1.0f}, out);
    assert_true(fabsf(out[18]) <= 0.980001f && fabsf(out[18]) > 0.979f);
    assert_true(output.peak == fabsf(out[18]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_goes_out),
        cmocka_unit_test(test_scale_and_clip),
        cmocka_unit_test(test_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
