/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Bowed strings and voices, alone and many together. A section is a bundle of lines around each
   harmonic: players who are never quite on one pitch. Its loop lasts about a second, so the ear
   finds no period in it. */

#include "sets.h"

#include <math.h>

/* A vowel: centre and width of five formants in Hz, and their levels. */
typedef struct vowel {
    double hz[5];
    double width[5];
    double level[5];
} vowel;

static const vowel aah = {
    {720, 1150, 2600, 3300, 4500}, {110, 120, 170, 220, 400}, {1.0, 0.65, 0.26, 0.20, 0.06}};
static const vowel ooh = {
    {330, 720, 2350, 3100, 4200}, {90, 110, 170, 220, 400}, {1.0, 0.40, 0.05, 0.04, 0.01}};
static const vowel doo = {
    {450, 850, 2400, 3200, 4200}, {100, 130, 170, 220, 400}, {1.0, 0.55, 0.14, 0.10, 0.03}};

static double throat(const vowel *v, double hz)
{
    double gain = 0.02;
    for (int i = 0; i < 5; i++) {
        double r = resonance(hz, v->hz[i], 1.6 * v->width[i] + 0.12 * v->hz[i]);
        gain += v->level[i] * r * r;
    }
    return gain;
}

static double violin_box(double hz)
{
    return (0.35 + 0.9 * resonance(hz, 280.0, 90.0) + 0.9 * resonance(hz, 480.0, 140.0) +
            0.5 * resonance(hz, 1100.0, 400.0) + 0.9 * resonance(hz, 2500.0, 1500.0)) *
           exp(-hz / 9000.0);
}

static double cello_box(double hz)
{
    return (0.35 + 0.9 * resonance(hz, 105.0, 50.0) + 0.9 * resonance(hz, 210.0, 90.0) +
            0.7 * resonance(hz, 430.0, 220.0) + 0.6 * resonance(hz, 1500.0, 1100.0)) *
           exp(-hz / 5500.0);
}

static void add_bowed(wave *w, double (*body)(double hz), double catch_s)
{
    for (int k = 1; k <= 50; k++) {
        double level = body(k * w->hz) * pow(k, -0.75);
        swell s = {0.5 * level, level, catch_s * 2.0, catch_s * (0.35 + 0.65 * k / 12.0)};
        wave_partial(w, k, wave_random(w), s);
        /* A little unrest in the bow arm. */
        swell unrest = {0.0, 0.05 * level, 0.1, catch_s};
        wave_partial(w, k + 1.0 / w->n_periods, wave_random(w), unrest);
        wave_partial(w, k - 1.0 / w->n_periods, wave_random(w), unrest);
    }
    wave_noise(w, (band){900.0, 6000.0, 0.0}, (swell){0.16, 0.035, catch_s, 0.01});
}

static void make_violin(wave *w)
{
    add_bowed(w, violin_box, 0.022);
}

static void make_cello(wave *w)
{
    add_bowed(w, cello_box, 0.028);
}

static void make_section(wave *w)
{
    for (int k = 1; k <= 44; k++) {
        double hz = k * w->hz;
        double body = w->key < 58 ? cello_box(hz) + 0.3 * violin_box(hz) : violin_box(hz);
        double level = body * pow(k, -0.8) * exp(-hz / 7500.0);
        wave_cluster(w, k, k == 1 ? 7.0 : 11.0, (swell){level, level, 1.0, 0.0});
    }
    wave_noise(w, (band){1500.0, 6000.0, 0.0}, (swell){0.05, 0.05, 1.0, 0.0});
}

static void add_choir(wave *w, const vowel *v, double width_cents, double breath)
{
    for (int k = 1; k <= 40; k++) {
        double hz = k * w->hz;
        double level = throat(v, hz) * pow(k, -0.35) * exp(-hz / 6500.0);
        wave_cluster(w, k, width_cents, (swell){level, level, 1.0, 0.0});
    }
    wave_noise(w, (band){1800.0, 6000.0, 0.0}, (swell){breath, breath, 1.0, 0.0});
}

static void make_aahs(wave *w)
{
    add_choir(w, &aah, 13.0, 0.03);
}

static void make_oohs(wave *w)
{
    add_choir(w, &ooh, 11.0, 0.02);
}

/* One clear voice for the "doo" of close harmony and for solo leads. */
static void make_doo(wave *w)
{
    for (int k = 1; k <= 36; k++) {
        double hz = k * w->hz;
        double dark = throat(&ooh, hz) * pow(k, -0.5);
        double open = throat(&doo, hz) * pow(k, -0.4) * exp(-hz / 6000.0);
        wave_partial(w, k, wave_random(w), (swell){0.7 * dark, open, 0.06, 0.008});
        wave_partial(w, k + 1.0 / w->n_periods, wave_random(w),
                     (swell){0.0, 0.10 * open, 0.1, 0.05});
        wave_partial(w, k - 1.0 / w->n_periods, wave_random(w),
                     (swell){0.0, 0.10 * open, 0.1, 0.05});
    }
    wave_noise(w, (band){200.0, 900.0, 0.0}, (swell){0.12, 0.0, 0.012, 0.002});
    wave_noise(w, (band){1500.0, 6000.0, 0.0}, (swell){0.06, 0.02, 0.05, 0.01});
}

/* The whole orchestra on one chord: root, fifth and octaves, with timpani and cymbal, as the
   samplers had it. */
static void make_orchestra_hit(wave *w)
{
    static const double chord[] = {0.5, 1.0, 1.5, 2.0, 2.519842, 3.0, 4.0};
    static const double gains[] = {0.9, 1.0, 0.7, 0.8, 0.35, 0.5, 0.4};
    for (int c = 0; c < 7; c++) {
        for (int player = 0; player < 3; player++) {
            double tune = 1.0 + 0.0028 * (player - 1);
            for (int k = 1; k <= 12; k++) {
                double hz = k * chord[c] * w->hz;
                double level = gains[c] * pow(k, -0.8) * exp(-hz / 4500.0);
                double decay = 0.16 / (1.0 + hz / 4000.0);
                wave_partial(w, k * chord[c] * tune, wave_random(w),
                             (swell){level, 0.0, decay, 0.006});
            }
        }
    }
    wave_slide(w, 110.0, 62.0, 0.03, (swell){3.0, 0.0, 0.13, 0.002});
    wave_noise(w, (band){300.0, 5000.0, 0.0}, (swell){1.8, 0.0, 0.035, 0.001});
    wave_noise(w, (band){4000.0, 0.0, 0.0}, (swell){0.5, 0.0, 0.12, 0.002});
    wave_drive(w, 0.22, 0.0);
    wave_fade_out(w, 0.08);
}

static void make_timpani(wave *w)
{
    static const double ratios[] = {1.0, 1.504, 1.742, 2.0, 2.245, 2.494, 2.8, 2.98, 0.62};
    static const double levels[] = {1.0, 0.75, 0.22, 0.45, 0.15, 0.30, 0.1, 0.14, 0.35};
    static const double keeps[] = {0.75, 0.55, 0.1, 0.3, 0.05, 0.12, 0.0, 0.02, 0.0};
    for (int i = 0; i < 9; i++) {
        double level = levels[i];
        wave_partial(w, ratios[i], 0.25,
                     (swell){level, level * keeps[i], 0.22 / (1.0 + 0.2 * i), 0.001});
    }
    wave_noise(w, (band){60.0, 500.0, 0.0}, (swell){0.8, 0.0, 0.025, 0.001});
    wave_noise(w, (band){500.0, 2500.0, 0.0}, (swell){0.25, 0.0, 0.010, 0.0006});
}

/* A wine glass under a wet finger. */
static void make_glass(wave *w)
{
    static const double ratios[] = {1, 2.0, 3.0, 4.0, 5.0, 6.98, 9.01};
    static const double levels[] = {1, 0.42, 0.34, 0.12, 0.14, 0.07, 0.05};
    for (int i = 0; i < 7; i++) {
        wave_cluster(w, ratios[i], 5.0, (swell){levels[i], levels[i], 1.0, 0.0});
    }
    wave_noise(w, (band){2500.0, 6000.0, 0.0}, (swell){0.06, 0.06, 1.0, 0.0});
}

const sample_set bow_sets[] = {
    {"violin", make_violin, {21000, 0.08, 0.18}, 0.0, {60, 74, 0}},
    {"cello", make_cello, {16000, 0.10, 0.18}, 0.0, {38, 52, 0}},
    {"section", make_section, {17000, 0.01, 0.67}, 0.0, {40, 53, 66, 79, 0}},
    {"aahs", make_aahs, {16000, 0.01, 0.58}, 0.0, {50, 63, 76, 0}},
    {"oohs", make_oohs, {11500, 0.01, 0.56}, 0.0, {53, 69, 0}},
    {"doo", make_doo, {18000, 0.12, 0.2}, 0.0, {60, 0}},
    {"hit", make_orchestra_hit, {16000, 0.52, 0.0}, 0.0, {60, 0}},
    {"timpani", make_timpani, {10000, 0.32, 0.25}, 0.0, {45, 0}},
    {"glass", make_glass, {14000, 0.01, 0.5}, 0.0, {67, 0}},
    {0},
};
