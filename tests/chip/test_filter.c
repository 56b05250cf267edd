/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Both filter forms against their transfer functions, through the kernel that runs them. That the
   chip designs them so is tests/chip/test_tick.c. */

#include "chip/kernel.h"
#include "support/response.h"
#include "support/scalar_tick.h"

#include <complex.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define PI 3.14159265358979323846
#define N_RESPONSE 16384

static float response[N_RESPONSE];

static double cents_of(double hz)
{
    return 6900.0 + 1200.0 * log2(hz / 440.0);
}

/* The impulse response of the recursion as the kernel runs it: one voice that plays a single
   full-scale frame. */
static void measure(awe_filter_form form, double cutoff_hz, float resonance_cb)
{
    scalar_filter f = scalar_filter_design(form, (float)cents_of(cutoff_hz), resonance_cb);
    static int16_t impulse[AWE_TICK_FRAMES + 8] = {0, 0, 16384};
    awe_voice_group group = {.active = 1, .send = {{1.0f}}};
    for (uint32_t i = 0; i < AWE_TICK_FRAMES; i++) {
        group.gain[0][i] = 2.0f;
    }
    group.filtered = !f.open;
    group.frames[0] = impulse;
    group.last[0] = AWE_TICK_FRAMES + 8;
    group.increment[0] = 1u << AWE_POSITION_BITS;
    group.position[0] = 2u << AWE_POSITION_BITS;
    memset(group.tail[0], 0, sizeof group.tail[0]);
    scalar_filter_store(&f, group.filter[0]);
    for (uint32_t at = 0; at < N_RESPONSE; at += AWE_TICK_FRAMES) {
        awe_mix mix = {0};
        awe_kernels[0]->render[AWE_INTERP_LINEAR](&group, 1, 0, AWE_TICK_FRAMES, &mix);
        memcpy(response + at, mix.bus[AWE_BUS_LEFT], AWE_TICK_FRAMES * sizeof *response);
    }
}

/* Bilinear transform of the analogue low-pass w^2 / (s^2 + s w / Q + w^2), cutoff pre-warped. */
static double sf2_db(double hz, double cutoff_hz, double peak_cb)
{
    double complex z = cexp(-I * 2 * PI * hz / 44100.0);
    double complex s = (1 - z) / (1 + z);
    double w = tan(PI * cutoff_hz / 44100.0);
    double q = pow(10.0, peak_cb / 200.0) / sqrt(2.0);
    double complex h = w * w / (s * s + s * w / q + w * w);
    return response_to_db(cabs(h)) - 0.5 * peak_cb / 10.0;
}

static void test_sf2_form(void **state)
{
    (void)state;
    const double cutoffs[] = {100.0, 440.0, 1000.0, 3000.0, 8000.0, 16000.0};
    const float peaks[] = {0.0f, 60.0f, 180.0f};
    for (size_t c = 0; c < sizeof cutoffs / sizeof *cutoffs; c++) {
        for (size_t p = 0; p < sizeof peaks / sizeof *peaks; p++) {
            measure(AWE_FILTER_SF2, cutoffs[c], peaks[p]);
            for (double hz = 40.0; hz < 18000.0; hz *= 1.31) {
                double want = sf2_db(hz, cutoffs[c], peaks[p]);
                if (want > -70.0) {
                    assert_true(fabs(response_db(response, N_RESPONSE, hz) - want) < 0.3);
                }
            }
        }
    }
}

/* The card's measured law: F = 2 sin(pi fc / fs), Q = 0.931 x peak, band lowered by the Q's own
   attenuation. */
static double card_db(double hz, double cutoff_hz, int index, double dc_db)
{
    double complex z = cexp(-I * 2 * PI * hz / 44100.0);
    double f = 2 * sin(PI * cutoff_hz / 44100.0);
    double q = 0.931 * pow(10.0, 1.5 * index / 20.0);
    double complex h = f * f / (1 - (2 - f / q - f * f) * z + (1 - f / q) * z * z);
    return response_to_db(cabs(h)) + dc_db;
}

static void test_card_form(void **state)
{
    (void)state;
    const double cutoffs[] = {101.81, 301.7, 894.0, 2019.0};
    const int indices[] = {0, 4, 8, 15};
    const double dc_db[] = {0.0, -2.5, -6.0, -11.0};
    for (size_t c = 0; c < sizeof cutoffs / sizeof *cutoffs; c++) {
        for (size_t q = 0; q < sizeof indices / sizeof *indices; q++) {
            measure(AWE_FILTER_CARD, cutoffs[c], 15.0f * (float)indices[q]);
            for (double hz = 60.0; hz < 16000.0; hz *= 1.31) {
                double want = card_db(hz, cutoffs[c], indices[q], dc_db[q]);
                if (want > -70.0) {
                    assert_true(fabs(response_db(response, N_RESPONSE, hz) - want) < 0.3);
                }
            }
        }
    }
}

static void test_open_passes_everything(void **state)
{
    (void)state;
    assert_true(scalar_filter_design(AWE_FILTER_SF2, 13500.0f, 0.0f).open);
    assert_true(scalar_filter_design(AWE_FILTER_CARD, 13500.0f, 0.0f).open);
    assert_false(scalar_filter_design(AWE_FILTER_SF2, 13500.0f, 10.0f).open);
    assert_false(scalar_filter_design(AWE_FILTER_CARD, 11700.0f, 0.0f).open);
}

static float peak_of(const float *x, size_t n)
{
    float peak = 0.0f;
    for (size_t i = 0; i < n; i++) {
        peak = fmaxf(peak, fabsf(x[i]));
    }
    return peak;
}

/* Every cutoff and resonance, also those that no file should ask for, gives a filter that rings
   out. */
static void test_always_stable(void **state)
{
    (void)state;
    for (int form = AWE_FILTER_CARD; form <= AWE_FILTER_SF2; form++) {
        for (double hz = 5.0; hz < 40000.0; hz *= 1.7) {
            for (float cb = -100.0f; cb < 2000.0f; cb += 300.0f) {
                measure((awe_filter_form)form, hz, cb);
                float early = peak_of(response, N_RESPONSE / 2);
                float late = peak_of(response + N_RESPONSE / 2, N_RESPONSE / 2);
                assert_true(early < 2.0f);
                assert_true(late <= 1.001f * early);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sf2_form),
        cmocka_unit_test(test_card_form),
        cmocka_unit_test(test_open_passes_everything),
        cmocka_unit_test(test_always_stable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
