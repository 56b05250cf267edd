/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Electronic sounds: band-limited classic waves in single periods, several oscillators against each
   other, and phase modulation. Their movement comes from the filters and LFOs of the patches. */

#include "sets.h"

#include <math.h>

#define HALF_TURN 3.14159265358979

/* A phase that spreads the harmonics over the period: the peak stays low, so the wave can be
   louder. */
static double spread(int k)
{
    return 0.5 * k * k / 60.0;
}

static void make_saw(wave *w)
{
    for (int k = 1; k <= 400; k++) {
        double level = 1.0 / k;
        wave_partial(w, k, spread(k), (swell){level, level, 1.0, 0.0});
    }
}

static void make_square(wave *w)
{
    for (int k = 1; k <= 401; k += 2) {
        double level = 1.0 / k;
        wave_partial(w, k, -0.25, (swell){level, level, 1.0, 0.0});
    }
}

static void make_pulse(wave *w)
{
    for (int k = 1; k <= 400; k++) {
        double level = sin(HALF_TURN * k * 0.22) / k;
        wave_partial(w, k, 0.0, (swell){level, level, 1.0, 0.0});
    }
}

/* Seven saws around the pitch, as they stand on the loop's own lines. */
static void make_super_saw(wave *w)
{
    static const int offsets[] = {0, 1, -1, 2, -2, 3, -3};
    static const double gains[] = {1.0, 0.8, 0.8, 0.65, 0.65, 0.45, 0.45};
    for (int v = 0; v < 7; v++) {
        double tune = 1.0 + (double)offsets[v] / w->n_periods;
        for (int k = 1; k <= 120; k++) {
            double level = gains[v] / k;
            wave_partial(w, k * tune, wave_random(w), (swell){level, level, 1.0, 0.0});
        }
    }
}

/* A modulator of the carrier's own frequency whose depth falls: bright, then round. */
static void make_fm_bass(wave *w)
{
    for (int k = 1; k <= 24; k++) {
        double bright = exp(-k / 6.0) * (k % 2 ? 1.0 : 0.7);
        double round = exp(-k / 1.8);
        wave_partial(w, k, spread(k), (swell){bright, round, 0.12, 0.0008});
    }
    wave_noise(w, (band){800.0, 4000.0, 0.0}, (swell){0.2, 0.0, 0.005, 0.0005});
}

static void make_fm_bell(wave *w)
{
    static const double ratios[] = {1.0, 2.0, 3.5, 4.5, 5.5, 7.0, 8.0, 10.5, 2.5};
    static const double levels[] = {1.0, 0.45, 0.55, 0.25, 0.30, 0.25, 0.18, 0.16, 0.15};
    static const double keeps[] = {0.85, 0.7, 0.4, 0.2, 0.12, 0.08, 0.04, 0.0, 0.2};
    for (int i = 0; i < 9; i++) {
        wave_partial(w, ratios[i], wave_random(w),
                     (swell){levels[i], levels[i] * keeps[i], 0.35 / (1.0 + 0.3 * i), 0.0006});
    }
    wave_partial(w, 1.0 + 1.0 / w->n_periods, 0.3, (swell){0.15, 0.15, 1.0, 0.02});
    wave_partial(w, 1.0 - 1.0 / w->n_periods, 0.7, (swell){0.15, 0.15, 1.0, 0.02});
}

static void make_calliope(wave *w)
{
    static const double levels[] = {1.0, 0.25, 0.30, 0.05, 0.12, 0.02, 0.05};
    for (int k = 1; k <= 7; k++) {
        double level = levels[k - 1];
        wave_partial(w, k, wave_random(w), (swell){level, level, 1.0, 0.012});
    }
    wave_noise(w, (band){1200.0, 6000.0, 0.0}, (swell){0.5, 0.07, 0.03, 0.002});
}

static void make_chiff(wave *w)
{
    for (int k = 1; k <= 16; k++) {
        double level = pow(k, -1.0) * (k % 2 ? 1.0 : 0.4);
        wave_partial(w, k, wave_random(w), (swell){level, level, 1.0, 0.006});
    }
    wave_partial(w, 6.0, 0.4, (swell){0.5, 0.0, 0.03, 0.001});
    wave_noise(w, (band){2000.0, 8000.0, 0.0}, (swell){1.4, 0.0, 0.025, 0.001});
}

/* Distorted lead: a driven pair of saws. */
static void make_charang(wave *w)
{
    for (int k = 1; k <= 40; k++) {
        double level = pow(k, -0.8) * exp(-k * w->hz / 6000.0);
        wave_partial(w, k, wave_random(w), (swell){1.3 * level, level, 0.15, 0.001});
        swell side = {0.28 * level, 0.28 * level, 0.15, 0.001};
        wave_partial(w, k + k * 1.0 / w->n_periods, wave_random(w), side);
        wave_partial(w, k - k * 1.0 / w->n_periods, wave_random(w), side);
    }
    wave_drive(w, 1.6, 0.2);
    wave_filter(w, FILTER_PEAK, 2200.0, 5.0);
}

static void make_metal_pad(wave *w)
{
    static const double ratios[] = {1.0, 2.0, 2.76, 4.07, 5.43, 6.8, 8.21, 3.0, 1.5};
    static const double levels[] = {1.0, 0.6, 0.35, 0.35, 0.25, 0.2, 0.12, 0.3, 0.2};
    for (int i = 0; i < 9; i++) {
        wave_cluster(w, ratios[i], 7.0, (swell){levels[i], levels[i], 1.0, 0.0});
    }
    wave_noise(w, (band){3000.0, 7000.0, 0.0}, (swell){0.08, 0.08, 1.0, 0.0});
}

/* Noise in narrow bands at the harmonics: air that has a pitch. */
static void make_air(wave *w)
{
    for (int k = 1; k <= 12; k++) {
        double level = pow(k, -0.6);
        wave_cluster(w, k, 22.0, (swell){level, level, 1.0, 0.0});
    }
    wave_noise(w, (band){1000.0, 7000.0, 0.0}, (swell){0.3, 0.3, 1.0, 0.0});
}

const sample_set wire_sets[] = {
    {"saw", make_saw, {32000, 0.004, 0.001}, 0.0, {31, 43, 55, 65, 75, 85, 0}},
    {"square", make_square, {32000, 0.004, 0.001}, 0.0, {31, 43, 55, 65, 75, 85, 0}},
    {"pulse", make_pulse, {32000, 0.004, 0.001}, 0.0, {31, 43, 55, 65, 75, 85, 0}},
    {"supersaw", make_super_saw, {22050, 0.004, 0.37}, 0.0, {44, 58, 72, 0}},
    {"fmbass", make_fm_bass, {18000, 0.22, 0.02}, 0.0, {36, 0}},
    {"fmbell", make_fm_bell, {22050, 0.26, 0.16}, 0.0, {67, 0}},
    {"calliope", make_calliope, {20000, 0.07, 0.16}, 0.0, {69, 0}},
    {"chiff", make_chiff, {25000, 0.08, 0.02}, 0.0, {60, 74, 0}},
    {"charang", make_charang, {19000, 0.10, 0.22}, 0.0, {52, 68, 0}},
    {"metalpad", make_metal_pad, {18000, 0.01, 0.37}, 0.0, {62, 0}},
    {"air", make_air, {16000, 0.01, 0.38}, 0.0, {64, 0}},
    {0},
};
