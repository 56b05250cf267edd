/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Struck strings, struck bars and organs. Strings and bars are sums of their modes: high modes die
   away in the lead, the loop keeps what rings long, and the volume envelope of the patch does the
   rest of the decay. */

#include "sets.h"

#include <math.h>

/* One mode of a bar, bell or reed: frequency ratio, level when struck, part of it that the loop
   keeps. */
typedef struct mode {
    double ratio;
    double level;
    double keep;
    double decay_s;
} mode;

static void add_modes(wave *w, const mode *modes, int n)
{
    for (int i = 0; i < n; i++) {
        const mode *m = &modes[i];
        wave_partial(w, m->ratio, 0.25 + 0.31 * i,
                     (swell){m->level, m->level * m->keep, m->decay_s, 0.0006});
    }
}

static void make_piano(wave *w)
{
    double stiffness = 0.00035 * pow(2.0, (w->key - 60) / 9.0);
    for (int k = 1; k <= 48; k++) {
        double hz = k * w->hz * sqrt(1.0 + stiffness * k * k);
        double struck = 0.25 + 0.75 * fabs(sin(3.14159265 * k / 7.6));
        double level = struck * pow(k, -0.75) * exp(-hz / 3600.0) * hz / (hz + 90.0);
        double keep = 0.6 / (1.0 + pow(hz / 1900.0, 1.6));
        double decay = 0.30 / (1.0 + hz / 2500.0);
        double ratio = hz / w->hz / sqrt(1.0 + stiffness);
        wave_partial(w, ratio, wave_random(w), (swell){level, level * keep, decay, 0.0007});
        double beat = 1.0 / w->n_periods;
        swell side = {0.0, 0.13 * level * keep, 0.15, 0.05};
        wave_partial(w, ratio + beat, wave_random(w), side);
        wave_partial(w, ratio - beat, wave_random(w), side);
    }
    wave_noise(w, (band){120.0, 900.0, 0.0}, (swell){0.16, 0.0, 0.018, 0.001});
    wave_noise(w, (band){1500.0, 5000.0, 0.0}, (swell){0.10, 0.0, 0.006, 0.0005});
}

static void make_tine(wave *w)
{
    static const mode body[] = {{1, 1.0, 0.75, 0.35},  {2, 0.42, 0.30, 0.25}, {3, 0.22, 0.18, 0.18},
                                {4, 0.12, 0.10, 0.12}, {5, 0.09, 0.05, 0.09}, {6, 0.05, 0.0, 0.06}};
    add_modes(w, body, 6);
    wave_partial(w, 8.21, 0.1, (swell){0.20, 0.0, 0.07, 0.0005});
    wave_partial(w, 13.4, 0.6, (swell){0.08, 0.0, 0.03, 0.0005});
    wave_noise(w, (band){300.0, 1500.0, 0.0}, (swell){0.08, 0.0, 0.008, 0.001});
}

/* Phase modulation: the bell of a high modulator over a warm pair. */
static void make_fm_piano(wave *w)
{
    static const mode body[] = {{1, 1.0, 0.8, 0.4},     {2, 0.30, 0.4, 0.3},
                                {3, 0.26, 0.3, 0.3},    {4, 0.06, 0.3, 0.2},
                                {5, 0.10, 0.15, 0.15},  {7, 0.05, 0.1, 0.1},
                                {13, 0.16, 0.04, 0.16}, {14, 0.26, 0.06, 0.20},
                                {15, 0.16, 0.04, 0.16}, {28, 0.05, 0.0, 0.05}};
    add_modes(w, body, 10);
    wave_partial(w, 1.0 + 1.0 / w->n_periods, 0.3, (swell){0.0, 0.10, 0.1, 0.05});
    wave_partial(w, 1.0 - 1.0 / w->n_periods, 0.7, (swell){0.0, 0.10, 0.1, 0.05});
}

static void make_harpsichord(wave *w)
{
    for (int k = 1; k <= 50; k++) {
        double hz = k * w->hz;
        double level =
            (0.15 + fabs(sin(3.14159265 * k * 0.137))) * pow(k, -0.45) * exp(-hz / 6500.0);
        double keep = 0.6 / (1.0 + hz / 3000.0);
        wave_partial(w, k, wave_random(w), (swell){level, level * keep, 0.22, 0.0004});
        swell second = {0.17 * level, 0.10 * level, 0.2, 0.0004};
        wave_partial(w, k + 1.0 / w->n_periods, wave_random(w), second);
        wave_partial(w, k - 1.0 / w->n_periods, wave_random(w), second);
    }
    wave_noise(w, (band){2500.0, 8000.0, 0.0}, (swell){0.5, 0.0, 0.004, 0.0003});
}

static void make_clavinet(wave *w)
{
    for (int k = 1; k <= 40; k++) {
        double hz = k * w->hz;
        double level = fabs(sin(3.14159265 * k * 0.21) * sin(3.14159265 * k * 0.37) + 0.1) *
                       pow(k, -0.35) * exp(-hz / 4200.0) * hz / (hz + 250.0);
        double keep = 0.5 / (1.0 + hz / 2200.0);
        wave_partial(w, k, wave_random(w), (swell){level, level * keep, 0.12, 0.0004});
    }
    wave_noise(w, (band){800.0, 4000.0, 0.0}, (swell){0.2, 0.0, 0.006, 0.0004});
}

static void make_celesta(wave *w)
{
    static const mode modes[] = {{1, 1, 0.8, 0.3},
                                 {2, 0.12, 0.3, 0.2},
                                 {4.03, 0.35, 0.1, 0.12},
                                 {2.76, 0.2, 0, 0.05},
                                 {8.6, 0.12, 0, 0.03}};
    add_modes(w, modes, 5);
    wave_noise(w, (band){500.0, 2500.0, 0.0}, (swell){0.10, 0.0, 0.006, 0.0005});
}

static void make_glockenspiel(wave *w)
{
    static const mode modes[] = {{1, 1, 0.9, 0.4},
                                 {2.756, 0.45, 0.05, 0.12},
                                 {5.404, 0.35, 0, 0.05},
                                 {8.93, 0.15, 0, 0.02},
                                 {2, 0.06, 0.4, 0.2}};
    add_modes(w, modes, 5);
    wave_noise(w, (band){4000.0, 9000.0, 0.0}, (swell){0.15, 0.0, 0.003, 0.0002});
}

static void make_music_box(wave *w)
{
    static const mode modes[] = {{1, 1, 0.8, 0.3},
                                 {2.0, 0.25, 0.2, 0.15},
                                 {3.0, 0.30, 0.12, 0.12},
                                 {6.27, 0.30, 0.02, 0.06},
                                 {4.1, 0.08, 0.1, 0.1}};
    add_modes(w, modes, 5);
    wave_noise(w, (band){2000.0, 7000.0, 0.0}, (swell){0.3, 0.0, 0.003, 0.0003});
}

static void make_vibraphone(wave *w)
{
    static const mode modes[] = {{1, 1, 0.9, 0.4},
                                 {4.0, 0.30, 0.10, 0.16},
                                 {10.0, 0.12, 0, 0.03},
                                 {3.0, 0.03, 0.3, 0.2},
                                 {2.0, 0.05, 0.5, 0.2}};
    add_modes(w, modes, 5);
    wave_noise(w, (band){200.0, 1200.0, 0.0}, (swell){0.12, 0.0, 0.008, 0.001});
}

static void make_marimba(wave *w)
{
    static const mode modes[] = {
        {1, 1, 0.5, 0.14}, {3.92, 0.35, 0.02, 0.05}, {9.24, 0.16, 0, 0.016}, {2.0, 0.03, 0.5, 0.1}};
    add_modes(w, modes, 4);
    wave_noise(w, (band){300.0, 1600.0, 0.0}, (swell){0.30, 0.0, 0.006, 0.0006});
}

static void make_xylophone(wave *w)
{
    static const mode modes[] = {
        {1, 1, 0.35, 0.10}, {3.0, 0.55, 0.06, 0.05}, {6.1, 0.35, 0, 0.022}, {9.8, 0.2, 0, 0.01}};
    add_modes(w, modes, 4);
    wave_noise(w, (band){1500.0, 5000.0, 0.0}, (swell){0.45, 0.0, 0.004, 0.0003});
}

/* The ear hears a tubular bell an octave below its fourth mode: that octave is the key's own pitch
   here. */
static void make_tubular(wave *w)
{
    static const mode modes[] = {{2.0, 1.0, 0.75, 0.6},   {3.0, 0.65, 0.55, 0.5},
                                 {4.2, 0.5, 0.3, 0.35},   {5.42, 0.38, 0.12, 0.25},
                                 {6.8, 0.25, 0.05, 0.16}, {8.2, 0.12, 0, 0.1},
                                 {1.0, 0.5, 0.8, 0.6},    {1.34, 0.10, 0.4, 0.4}};
    add_modes(w, modes, 8);
    wave_noise(w, (band){1500.0, 6000.0, 0.0}, (swell){0.25, 0.0, 0.01, 0.0005});
}

static void make_dulcimer(wave *w)
{
    for (int k = 1; k <= 30; k++) {
        double hz = k * w->hz;
        double level = (0.2 + fabs(sin(3.14159265 * k * 0.11))) * pow(k, -0.8) * exp(-hz / 5200.0);
        double keep = 0.5 / (1.0 + hz / 2500.0);
        double beat = 1.0 / w->n_periods;
        wave_partial(w, k, wave_random(w), (swell){level, level * keep, 0.2, 0.0005});
        wave_partial(w, k + beat, wave_random(w),
                     (swell){0.3 * level, 0.3 * level * keep, 0.2, 0.01});
        wave_partial(w, k - beat, wave_random(w),
                     (swell){0.3 * level, 0.3 * level * keep, 0.2, 0.01});
    }
    wave_noise(w, (band){1500.0, 6000.0, 0.0}, (swell){0.35, 0.0, 0.006, 0.0004});
}

static void make_kalimba(wave *w)
{
    static const mode modes[] = {{1, 1, 0.7, 0.3},
                                 {2.0, 0.10, 0.3, 0.1},
                                 {5.9, 0.30, 0, 0.04},
                                 {3.0, 0.06, 0.2, 0.1},
                                 {10.3, 0.10, 0, 0.015}};
    add_modes(w, modes, 5);
    wave_noise(w, (band){400.0, 2500.0, 0.0}, (swell){0.35, 0.0, 0.006, 0.0005});
}

static void make_steel_drum(wave *w)
{
    static const mode modes[] = {{1, 1, 0.6, 0.2},        {2, 0.85, 0.5, 0.22},
                                 {3, 0.35, 0.3, 0.16},    {4.02, 0.30, 0.2, 0.12},
                                 {5.1, 0.12, 0.05, 0.08}, {6.3, 0.18, 0, 0.06},
                                 {8.4, 0.10, 0, 0.04}};
    add_modes(w, modes, 7);
    wave_partial(w, 2.0 + 1.0 / w->n_periods, 0.4, (swell){0.0, 0.25, 0.1, 0.03});
    wave_noise(w, (band){800.0, 4000.0, 0.0}, (swell){0.25, 0.0, 0.006, 0.0005});
}

static void make_tinkle(wave *w)
{
    static const mode modes[] = {
        {1, 1, 0.8, 0.3}, {2.32, 0.6, 0.3, 0.2}, {3.25, 0.4, 0.1, 0.12}, {4.6, 0.25, 0, 0.08}};
    add_modes(w, modes, 4);
    wave_partial(w, 1.0 + 1.0 / w->n_periods, 0.4, (swell){0.2, 0.15, 0.3, 0.001});
    wave_partial(w, 1.0 - 1.0 / w->n_periods, 0.8, (swell){0.2, 0.15, 0.3, 0.001});
}

static void add_drawbars(wave *w, const double *levels)
{
    static const double feet[9] = {0.5, 1.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0};
    for (int i = 0; i < 9; i++) {
        wave_partial(w, feet[i], wave_random(w), (swell){levels[i], levels[i], 1.0, 0.003});
    }
}

static void make_drawbar(wave *w)
{
    static const double levels[9] = {0.8, 0.55, 1.0, 0.75, 0.35, 0.4, 0.16, 0.12, 0.22};
    add_drawbars(w, levels);
    wave_noise(w, (band){1500.0, 6000.0, 0.0}, (swell){0.25, 0.0, 0.004, 0.0005});
}

static void make_organ_ping(wave *w)
{
    static const double levels[9] = {0.9, 0.5, 1.0, 0.3, 0, 0.1, 0, 0, 0};
    add_drawbars(w, levels);
    wave_partial(w, 3.0, 0.2, (swell){1.1, 0.0, 0.09, 0.001});
    wave_partial(w, 6.0, 0.7, (swell){0.3, 0.0, 0.06, 0.001});
    wave_noise(w, (band){1500.0, 6000.0, 0.0}, (swell){0.4, 0.0, 0.004, 0.0005});
}

static void make_rock_organ(wave *w)
{
    static const double levels[9] = {0.4, 0.3, 0.5, 0.4, 0.24, 0.34, 0.22, 0.2, 0.36};
    add_drawbars(w, levels);
    wave_drive(w, 1.1, 0.2);
}

static void make_pipes(wave *w)
{
    static const double ranks[] = {1, 2, 4, 8, 3, 6, 0.5};
    static const double gains[] = {1, 0.8, 0.5, 0.3, 0.25, 0.12, 0.4};
    for (int r = 0; r < 7; r++) {
        for (int k = 1; k <= 9; k++) {
            double level = gains[r] * pow(k, -1.3) * exp(-k * ranks[r] * w->hz / 5500.0);
            double delay = 0.02 + 0.02 * r / 7.0;
            double shift = (r % 3 - 1.0) * (ranks[r] > 1.0 ? 1.0 : 0.0) / w->n_periods;
            wave_partial(w, k * ranks[r] + shift, wave_random(w),
                         (swell){level, level, 1.0, delay});
        }
    }
    wave_noise(w, (band){800.0, 5000.0, 0.0}, (swell){0.30, 0.035, 0.04, 0.006});
}

static void add_reed(wave *w, double tilt, double shine_hz, double shift)
{
    for (int k = 1; k <= 36; k++) {
        double hz = k * w->hz;
        double level =
            pow(k, -tilt) * (1.0 + 1.6 * resonance(hz, shine_hz, shine_hz)) * exp(-hz / 6000.0);
        level *= k % 2 ? 1.0 : 0.75;
        wave_partial(w, k + shift / w->n_periods, wave_random(w),
                     (swell){level, level, 1.0, 0.012 + 0.01 / k});
    }
}

static void make_harmonium(wave *w)
{
    add_reed(w, 0.9, 1300.0, 0.0);
    wave_noise(w, (band){500.0, 3000.0, 0.0}, (swell){0.1, 0.0, 0.03, 0.01});
}

static void make_musette(wave *w)
{
    add_reed(w, 0.7, 2000.0, -1.0);
    add_reed(w, 0.7, 2300.0, 1.0);
}

static void make_harmonica(wave *w)
{
    add_reed(w, 0.75, 2600.0, 0.0);
    wave_noise(w, (band){1500.0, 6000.0, 0.0}, (swell){0.5, 0.0, 0.05, 0.01});
}

const sample_set key_sets[] = {
    {"piano", make_piano, {22050, 0.36, 0.24}, 0.5, {31, 43, 55, 67, 81, 0}},
    {"tine", make_tine, {20000, 0.2, 0.02}, 0.3, {50, 72, 0}},
    {"fmpiano", make_fm_piano, {20000, 0.18, 0.14}, 0.3, {52, 72, 0}},
    {"harpsichord", make_harpsichord, {23000, 0.17, 0.13}, 0.3, {48, 68, 0}},
    {"clavinet", make_clavinet, {21000, 0.13, 0.02}, 0.3, {43, 60, 0}},
    {"celesta", make_celesta, {26000, 0.16, 0.01}, 0.3, {72, 0}},
    {"glockenspiel", make_glockenspiel, {30000, 0.15, 0.01}, 0.0, {84, 0}},
    {"musicbox", make_music_box, {28000, 0.18, 0.01}, 0.0, {77, 0}},
    {"vibraphone", make_vibraphone, {22050, 0.2, 0.01}, 0.3, {65, 0}},
    {"marimba", make_marimba, {22050, 0.16, 0.01}, 0.3, {52, 69, 0}},
    {"xylophone", make_xylophone, {28000, 0.13, 0.01}, 0.0, {74, 0}},
    {"tubular", make_tubular, {19000, 0.26, 0.18}, 0.0, {64, 0}},
    {"dulcimer", make_dulcimer, {20000, 0.15, 0.14}, 0.2, {52, 69, 0}},
    {"kalimba", make_kalimba, {22050, 0.16, 0.01}, 0.0, {67, 0}},
    {"steeldrum", make_steel_drum, {22050, 0.18, 0.15}, 0.0, {64, 0}},
    {"tinkle", make_tinkle, {26000, 0.1, 0.16}, 0.0, {84, 0}},
    {"drawbar", make_drawbar, {22050, 0.03, 0.035}, 0.0, {45, 62, 79, 0}},
    {"organping", make_organ_ping, {18000, 0.2, 0.035}, 0.0, {50, 71, 0}},
    {"rockorgan", make_rock_organ, {24000, 0.02, 0.035}, 0.0, {45, 62, 79, 0}},
    {"pipes", make_pipes, {20000, 0.08, 0.16}, 0.0, {48, 62, 76, 0}},
    {"harmonium", make_harmonium, {22050, 0.06, 0.03}, 0.0, {50, 65, 80, 0}},
    {"musette", make_musette, {21000, 0.04, 0.16}, 0.0, {60, 77, 0}},
    {"harmonica", make_harmonica, {23000, 0.10, 0.03}, 0.0, {60, 74, 0}},
    {0},
};
