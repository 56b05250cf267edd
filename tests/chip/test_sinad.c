/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* A sine keeps 90 dB above all that sinc interpolation adds, at every semitone of four octaves:
   tones below 0.25 of the recording's rate and 0.4 of the output's. */

#include "support/tone_rig.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define N_TONES 12
#define WANTED_DB 90.0

/* Denser at the top, where it is harder. */
static double tone_of(int i)
{
    double below = (N_TONES - i - 1) / (double)N_TONES;
    return 0.2499 * (1 - below * sqrt(below));
}

static void test_sinc_keeps_90_db(void **state)
{
    (void)state;
    double worst = 1e9;
    for (int i = 0; i < N_TONES; i++) {
        tone_rig tone;
        tone_open(&tone, AWE_INTERP_SINC, tone_of(i));
        for (int semitones = -24; semitones <= 24; semitones++) {
            if (tone.frequency * exp2(semitones / 12.0) >= 0.4) {
                break;
            }
            double db = tone_sinad_db(&tone, semitones);
            worst = db < worst ? db : worst;
            if (!(db >= WANTED_DB)) {
                fail_msg("%.4f of the rate, %+d semitones: %.1f dB", tone.frequency, semitones, db);
            }
        }
        tone_close(&tone);
    }
    print_message("worst: %.1f dB\n", worst);
}

/* The highest tone that a pitch allows, up to 0.4 of the output's rate. */
static void test_sinc_keeps_90_db_at_the_edge(void **state)
{
    (void)state;
    for (int semitones = 9; semitones <= 24; semitones++) {
        tone_rig tone;
        tone_open(&tone, AWE_INTERP_SINC, 0.3995 / exp2(semitones / 12.0));
        assert_true(tone_sinad_db(&tone, semitones) >= WANTED_DB);
        tone_close(&tone);
    }
}

/* Other rates of recordings move the pitch as keys do. */
static void test_sinc_keeps_90_db_of_other_recordings(void **state)
{
    (void)state;
    static const uint32_t rates_hz[] = {8000, 11025, 22050, 48000, 96000};
    for (size_t i = 0; i < sizeof rates_hz / sizeof *rates_hz; i++) {
        for (int semitones = -24; semitones <= 12; semitones += 3) {
            double ratio = rates_hz[i] / 44100.0 * exp2(semitones / 12.0);
            tone_rig tone;
            tone_open_recording(&tone, AWE_INTERP_SINC, fmin(0.249, 0.39 / ratio), 4001,
                                rates_hz[i]);
            assert_true(tone_sinad_db(&tone, semitones) >= WANTED_DB);
            tone_close(&tone);
        }
    }
}

/* One period that repeats, read many times within a single kernel. */
static void test_sinc_keeps_90_db_in_short_loops(void **state)
{
    (void)state;
    for (uint32_t n_frames = 5; n_frames <= 8; n_frames++) {
        for (int semitones = -24; semitones <= 12; semitones++) {
            if (exp2(semitones / 12.0) / n_frames >= 0.4) {
                break;
            }
            tone_rig tone;
            tone_open_recording(&tone, AWE_INTERP_SINC, 1.0 / n_frames, n_frames, 44100);
            assert_true(tone_sinad_db(&tone, semitones) >= WANTED_DB);
            tone_close(&tone);
        }
    }
}

/* What is below the edge of every kernel's pass band keeps its level. */
static void test_sinc_keeps_the_level(void **state)
{
    (void)state;
    for (int semitones = -24; semitones <= 24; semitones += 1) {
        double ratio = exp2(semitones / 12.0);
        tone_rig tone;
        tone_open(&tone, AWE_INTERP_SINC, fmin(0.4, 0.335 / ratio));
        double frequency = tone.frequency * ratio;
        tone_fit fit = tone_fit_sine(&tone, tone_play(&tone, semitones), frequency);
        assert_true(fabs(20 * log10(fit.amplitude)) < 0.01);
        assert_true(fabs(1200 * log2(fit.frequency / frequency)) < 0.01);
        tone_close(&tone);
    }
}

/* The measure itself, by linear interpolation an octave down: every other frame is a mean of two,
   lowered to cos(pi f). Half of what is lost is missing in the tone, the other half is an image. */
static void test_measure_sees_what_is_wrong(void **state)
{
    (void)state;
    tone_rig tone;
    tone_open(&tone, AWE_INTERP_LINEAR, 0.1);
    double lost = 1 - cos(3.14159265358979323846 * tone.frequency);
    double want = 20 * log10((1 - lost / 2) / (lost / 2));
    assert_true(fabs(tone_sinad_db(&tone, -12) - want) < 0.05);
    tone_close(&tone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sinc_keeps_90_db),
        cmocka_unit_test(test_sinc_keeps_90_db_at_the_edge),
        cmocka_unit_test(test_sinc_keeps_90_db_of_other_recordings),
        cmocka_unit_test(test_sinc_keeps_90_db_in_short_loops),
        cmocka_unit_test(test_sinc_keeps_the_level),
        cmocka_unit_test(test_measure_sees_what_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
