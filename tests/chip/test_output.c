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

#include <cmocka.h>

#define N_FRAMES 32
#define QUIET 3.16e-5f

static float left[N_FRAMES], right[N_FRAMES], out[2 * N_FRAMES];

static void test_what_goes_out(void **state)
{
    (void)state;
    awe_output output;
    float peak = 0.0f;
    uint32_t quiet = 22050;
    uint64_t seed = 1;
    awe_output_start(&output);
    for (uint32_t round = 0; round < 2000; round++) {
        uint32_t n = 1 + random_bits(&seed) % N_FRAMES;
        double level = pow(10, -(double)(random_bits(&seed) % 8));
        for (uint32_t i = 0; i < n; i++) {
            left[i] = (float)(level * (random_bits(&seed) % 201 / 100.0 - 1));
            right[i] = (float)(level * (random_bits(&seed) % 201 / 100.0 - 1));
            float loudest = fmaxf(fabsf(left[i]), fabsf(right[i]));
            peak = fmaxf(peak, loudest);
            quiet = loudest > QUIET ? 0 : quiet + 1;
        }
        awe_output_write(&output, left, right, n, out);
        for (uint32_t i = 0; i < n; i++) {
            assert_true(out[2 * i] == left[i] && out[2 * i + 1] == right[i]);
        }
        assert_true(output.peak == peak);
        assert_int_equal(output.quiet_frames, quiet);
        assert_int_equal(awe_output_is_silent(&output), quiet >= 22050);
    }
}

static void test_scale_and_clip(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < N_FRAMES; i++) {
        left[i] = right[i] = (float)i * 0.25f - 4.0f;
    }
    awe_output_scale(left, N_FRAMES, 0.5f, 0.8f, 0);
    awe_output_scale(right, N_FRAMES, 0.5f, 0.8f, 1);
    for (uint32_t i = 0; i < N_FRAMES; i++) {
        double want = (i * 0.25 - 4.0) * 0.5 * 0.8 * 57737 / 65536;
        assert_true(fabs(left[i] - want) < 1e-6);
        assert_true(fabs(right[i] - fmin(0.8, fmax(-0.8, want))) < 1e-6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_goes_out),
        cmocka_unit_test(test_scale_and_clip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
