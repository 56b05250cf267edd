/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Triangle LFO against its definition. */

#include "chip/lfo.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static double triangle(double turns)
{
    double t = turns - floor(turns);
    return t < 0.25 ? 4 * t : t < 0.75 ? 2 - 4 * t : 4 * t - 4;
}

static void test_shape(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 4096; i++) {
        uint32_t phase = i << 20;
        assert_true(fabs(awe_triangle(phase) - triangle(i / 4096.0)) < 1e-6);
    }
}

static void test_delay_then_rate(void **state)
{
    (void)state;
    /* 1024 frames a period */
    const awe_lfo_params params = {.delay_frames = 1000, .step = 1u << 22};
    awe_lfos lfos;
    awe_lfo_start(&lfos, 6, &params);
    for (uint32_t frame = 0; frame < 5000; frame += 13) {
        double want = frame < 1000 ? 0.0 : triangle((frame - 1000) / 1024.0);
        assert_true(fabs(awe_triangle(lfos.phase[6]) - want) < 1e-6);
        awe_lfo_advance(&lfos, 6, 13);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shape),
        cmocka_unit_test(test_delay_then_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
