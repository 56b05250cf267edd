/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* A converted sine is the same sine at the other rate: length, phase, level and purity; and the
   result does not depend on how the frames are cut. */

#include "io/resample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define N_IN 44100
#define FREQUENCY_HZ 1000.0
#define PI 3.14159265358979323846

static float in[N_IN][2];

/* Converts all of `in` in steps of `n_step` frames into `out`; returns how many frames came. */
static size_t convert(double to_hz, resample_quality quality, size_t n_step, float *out,
                      size_t room)
{
    resample *converter;
    io_error error;
    size_t at = 0;
    size_t n_out = 0;
    assert_true(resample_new(44100, to_hz, quality, &converter, &error));
    for (;;) {
        bool is_last = at == N_IN;
        resample_step step = {
            .in = is_last ? NULL : in[at],
            .n_in = N_IN - at < n_step ? N_IN - at : n_step,
            .out = out + 2 * n_out,
            .n_out = room - n_out < n_step ? room - n_out : n_step,
            .is_last = is_last,
        };
        resample_run(converter, &step);
        at += step.n_in;
        n_out += step.n_out;
        if (is_last && step.n_out == 0) {
            break;
        }
    }
    resample_free(converter);
    return n_out;
}

static int set_up(void **state)
{
    (void)state;
    for (int i = 0; i < N_IN; i++) {
        double phase = 2 * PI * FREQUENCY_HZ * i / 44100;
        in[i][0] = (float)(0.5 * sin(phase));
        in[i][1] = (float)(0.25 * cos(phase));
    }
    return 0;
}

static void check_sine(double to_hz, resample_quality quality)
{
    size_t room = (size_t)to_hz + 1000;
    float *out = calloc(room, 2 * sizeof *out);
    assert_non_null(out);
    size_t n = convert(to_hz, quality, 500, out, room);
    assert_true(fabs((double)n - to_hz) <= 1);
    double worst = 0;
    for (size_t i = 500; i < n - 500; i++) { /* the ends are steps: they ring */
        double phase = 2 * PI * FREQUENCY_HZ * (double)i / to_hz;
        worst = fmax(worst, fabs((double)out[2 * i] - 0.5 * sin(phase)));
        worst = fmax(worst, fabs((double)out[2 * i + 1] - 0.25 * cos(phase)));
    }
    assert_true(worst <
                1e-4); /* the step at the end rings that far; the converter's own noise is lower */
    free(out);
}

static void test_sines(void **state)
{
    (void)state;
    static const double rates[] = {22050, 32000, 44100, 48000, 96000, 192000};
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++) {
        check_sine(rates[i], RESAMPLE_PLAY);
        check_sine(rates[i], RESAMPLE_BEST);
    }
}

static void test_cutting_changes_nothing(void **state)
{
    (void)state;
    size_t room = 49000;
    float *one = calloc(room, 2 * sizeof *one);
    float *other = calloc(room, 2 * sizeof *other);
    size_t n = convert(48000, RESAMPLE_PLAY, 64, one, room);
    assert_int_equal(convert(48000, RESAMPLE_PLAY, 1777, other, room), n);
    for (size_t i = 0; i < 2 * n; i++) {
        assert_true(fabsf(one[i] - other[i]) < 1e-5f);
    }
    free(one);
    free(other);
}

static void test_impossible_rates(void **state)
{
    (void)state;
    resample *converter;
    io_error error;
    assert_true(resample_can(44100, 8000));
    assert_true(resample_can(44100, 192000));
    assert_false(resample_can(44100, 0));
    assert_false(resample_can(44100, 44100.0 * 1000));
    assert_false(resample_new(44100, 1, RESAMPLE_PLAY, &converter, &error));
    assert_null(converter);
    resample_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sines),
        cmocka_unit_test(test_cutting_changes_nothing),
        cmocka_unit_test(test_impossible_rates),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
