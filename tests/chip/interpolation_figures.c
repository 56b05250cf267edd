/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Writes the tables of docs/sound.md "Interpolation" to standard output, measured from rendered
   audio. test_interpolation_doc.sh compares. */

#include "support/tone_rig.h"

#include <math.h>
#include <stdio.h>

#define N_KINDS 4
#define MEAN_PITCH -5 /* whose positions fall on all fractions alike */

static const awe_interp kinds[N_KINDS] = {AWE_INTERP_HW, AWE_INTERP_LINEAR, AWE_INTERP_CUBIC,
                                          AWE_INTERP_SINC};

/* Nothing is 0, not -0. */
static double db(double ratio)
{
    double level = 20 * log10(ratio);
    return fabs(level) < 0.05 ? 0.0 : level;
}

static double sinad(awe_interp kind, double frequency, int semitones)
{
    tone_rig tone;
    tone_open(&tone, kind, frequency);
    double result = tone_sinad_db(&tone, semitones);
    tone_close(&tone);
    return result;
}

static double worst_sinad(awe_interp kind, int semitones)
{
    double worst = 1e9;
    for (double frequency = 0.01; frequency < 0.25; frequency += 0.0199) {
        if (frequency * exp2(semitones / 12.0) < 0.4) {
            worst = fmin(worst, sinad(kind, frequency, semitones));
        }
    }
    return worst;
}

static double passed_db(awe_interp kind, double frequency, int semitones)
{
    tone_rig tone;
    tone_open(&tone, kind, frequency);
    const float *x = tone_play(&tone, semitones);
    double amplitude = tone_fit_sine(&tone, x, tone.frequency * exp2(semitones / 12.0)).amplitude;
    tone_close(&tone);
    return db(amplitude);
}

/* The strongest frequency that the recording does not have, below the one that it has: the first
   images below and above the recording's rate, and the second ones. */
static double image_db(awe_interp kind, double frequency)
{
    tone_rig tone;
    tone_open(&tone, kind, frequency);
    const float *x = tone_play(&tone, MEAN_PITCH);
    double ratio = exp2(MEAN_PITCH / 12.0), strongest = 0.0;
    double kept = tone_fit_sine(&tone, x, tone.frequency * ratio).amplitude;
    for (int k = 1; k <= 2; k++) {
        for (int side = -1; side <= 1; side += 2) {
            double at = (k + side * tone.frequency) * ratio;
            double folded = fabs(at - round(at));
            strongest = fmax(strongest, tone_amplitude_at(&tone, x, folded));
        }
    }
    tone_close(&tone);
    return db(kept / strongest);
}

/* How far what comes out lies below a tone that the output cannot hold. */
static double alias_db(awe_interp kind, double frequency, int semitones)
{
    tone_rig tone;
    tone_open(&tone, kind, frequency);
    double amplitude = tone_amplitude(&tone, tone_play(&tone, semitones));
    tone_close(&tone);
    return db(1 / amplitude);
}

static void print_head(const char *first)
{
    printf("\n| %s | hw | linear | cubic | sinc |\n|---|---|---|---|---|\n", first);
}

static void print_sinads(void)
{
    static const int pitches[] = {-24, -17, -12, -5, 2, 7, 11, 17, 23};
    print_head("SINAD, worst tone, at semitones");
    for (size_t i = 0; i < sizeof pitches / sizeof *pitches; i++) {
        printf("| %+d |", pitches[i]);
        for (int k = 0; k < N_KINDS; k++) {
            printf(" %.0f |", worst_sinad(kinds[k], pitches[i]));
        }
        printf("\n");
    }
}

static void print_images(void)
{
    static const double tones[] = {0.05, 0.1, 0.2, 0.25, 0.3, 0.4};
    print_head("a tone at x of the recording's rate: level, image");
    for (size_t i = 0; i < sizeof tones / sizeof *tones; i++) {
        printf("| %.2f |", tones[i]);
        for (int k = 0; k < N_KINDS; k++) {
            printf(" %.1f, %.0f |", passed_db(kinds[k], tones[i], MEAN_PITCH),
                   image_db(kinds[k], tones[i]));
        }
        printf("\n");
    }
}

static void print_aliases(void)
{
    static const int pitches[] = {7, 11, 17, 23};
    static const double outs[] = {0.6, 0.7, 0.9, 1.4};
    print_head("a tone that comes to x of the output's rate, at semitones");
    for (size_t p = 0; p < sizeof pitches / sizeof *pitches; p++) {
        for (size_t i = 0; i < sizeof outs / sizeof *outs; i++) {
            double frequency = outs[i] / exp2(pitches[p] / 12.0);
            if (frequency >= 0.48) {
                break;
            }
            printf("| %.1f, %+d |", outs[i], pitches[p]);
            for (int k = 0; k < N_KINDS; k++) {
                printf(" %.0f |", alias_db(kinds[k], frequency, pitches[p]));
            }
            printf("\n");
        }
    }
}

int main(void)
{
    print_sinads();
    print_images();
    print_aliases();
    return 0;
}
