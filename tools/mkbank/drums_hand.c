/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Wood, gourds, shakers, clicks: short modes and shaped noise. */

#include "sets.h"

#include <math.h>

static void add_hz(wave *w, double hz, double level, double decay_s)
{
    wave_partial(w, hz / w->hz, -0.25, (swell){level, 0.0, decay_s, 0.0004});
}

/* Adds noise bursts every `gap_s`; the n-th is `growth`^n as loud as the first. */
static void add_scrape(wave *w, int n, double gap_s, double growth, band b)
{
    for (int i = 0; i < n; i++) {
        wave one;
        wave_open(&one, w->key, (extent){w->rate_hz, gap_s * 2.0, 0.0},
                  w->seed + (uint32_t)i * 31u);
        wave_noise(&one, b, (swell){pow(growth, i), 0.0, gap_s * 0.35, 0.0006});
        wave_fade_out(&one, gap_s * 0.5);
        int first = (int)(i * gap_s * w->rate_hz);
        for (int j = 0; j < wave_frames(&one) && first + j < wave_frames(w); j++) {
            w->frames[first + j] += one.frames[j];
        }
        wave_free(&one);
    }
}

static void make_woodblock(wave *w)
{
    wave_partial(w, 1.0, -0.25, (swell){1.0, 0.0, 0.028, 0.0004});
    wave_partial(w, 1.52, -0.25, (swell){0.5, 0.0, 0.018, 0.0004});
    wave_partial(w, 2.81, -0.25, (swell){0.35, 0.0, 0.010, 0.0003});
    wave_noise(w, (band){1500.0, 6000.0, 0.0}, (swell){0.35, 0.0, 0.003, 0.0002});
    wave_fade_out(w, 0.03);
}

static void make_claves(wave *w)
{
    add_hz(w, 2480.0, 1.0, 0.030);
    add_hz(w, 6200.0, 0.12, 0.010);
    wave_noise(w, (band){3000.0, 9000.0, 0.0}, (swell){0.25, 0.0, 0.002, 0.0002});
    wave_fade_out(w, 0.03);
}

static void make_castanets(wave *w)
{
    add_hz(w, 1330.0, 0.8, 0.010);
    add_hz(w, 2780.0, 0.8, 0.008);
    add_hz(w, 4100.0, 0.4, 0.006);
    wave_noise(w, (band){1500.0, 8000.0, 0.0}, (swell){0.7, 0.0, 0.006, 0.0002});
    wave_fade_out(w, 0.02);
}

static void make_sticks(wave *w)
{
    add_hz(w, 1150.0, 0.4, 0.012);
    add_hz(w, 2910.0, 0.9, 0.012);
    add_hz(w, 4240.0, 0.4, 0.008);
    wave_noise(w, (band){2500.0, 9000.0, 0.0}, (swell){0.45, 0.0, 0.004, 0.0002});
    wave_fade_out(w, 0.03);
}

static void make_click(wave *w)
{
    for (int k = 1; k <= 9; k += 2) {
        wave_partial(w, k, -0.25, (swell){1.0 / k, 0.0, 0.010, 0.0003});
    }
    wave_noise(w, (band){2000.0, 8000.0, 0.0}, (swell){0.2, 0.0, 0.003, 0.0002});
    wave_fade_out(w, 0.015);
}

static void make_metronome_bell(wave *w)
{
    add_hz(w, 1980.0, 1.0, 0.09);
    add_hz(w, 5350.0, 0.5, 0.05);
    add_hz(w, 3960.0, 0.2, 0.06);
    wave_noise(w, (band){3000.0, 9000.0, 0.0}, (swell){0.3, 0.0, 0.003, 0.0002});
    wave_fade_out(w, 0.05);
}

static void make_high_q(wave *w)
{
    wave_slide(w, 4200.0, 620.0, 0.012, (swell){1.0, 0.0, 0.028, 0.0003});
    wave_slide(w, 8400.0, 1240.0, 0.012, (swell){0.2, 0.0, 0.015, 0.0003});
    wave_noise(w, (band){1500.0, 8000.0, 0.0}, (swell){0.15, 0.0, 0.004, 0.0002});
    wave_fade_out(w, 0.03);
}

static void make_slap_noise(wave *w)
{
    wave_noise(w, (band){500.0, 2600.0, 0.0}, (swell){1.0, 0.0, 0.022, 0.0003});
    wave_noise(w, (band){2500.0, 9000.0, 0.0}, (swell){0.7, 0.0, 0.010, 0.0002});
    add_hz(w, 310.0, 0.5, 0.02);
    wave_fade_out(w, 0.03);
}

static void make_scratch(wave *w)
{
    for (int i = 0; i < 4; i++) {
        double hz = 380.0 * (1.0 + i * 1.13);
        wave_slide(w, hz, hz * 3.6, 0.05, (swell){0.5 / (1.0 + i), 0.0, 0.07, 0.012});
    }
    wave_noise(w, (band){700.0, 4500.0, 1.2}, (swell){0.9, 0.0, 0.06, 0.010});
    wave_fade_out(w, 0.03);
}

static void make_vibraslap(wave *w)
{
    add_scrape(w, 26, 0.021, 0.88, (band){2000.0, 5200.0, 2.0});
    add_hz(w, 2650.0, 0.25, 0.12);
    wave_fade_out(w, 0.1);
}

static void make_guiro(wave *w)
{
    add_scrape(w, 24, 0.014, 1.02, (band){2200.0, 6500.0, 1.2});
    wave_fade_out(w, 0.03);
}

static void make_short_guiro(wave *w)
{
    add_scrape(w, 9, 0.010, 1.05, (band){2200.0, 6500.0, 1.2});
    wave_fade_out(w, 0.02);
}

static void make_shaker(wave *w)
{
    wave_noise(w, (band){4500.0, 11000.0, 0.0}, (swell){1.0, 0.0, 0.030, 0.012});
    wave_noise(w, (band){5500.0, 12000.0, 0.0}, (swell){0.6, 0.0, 0.012, 0.004});
    wave_fade_out(w, 0.03);
}

static void make_maracas(wave *w)
{
    wave_noise(w, (band){4000.0, 10000.0, 0.0}, (swell){1.0, 0.0, 0.014, 0.003});
    wave_fade_out(w, 0.02);
}

static void make_cabasa(wave *w)
{
    add_scrape(w, 12, 0.0055, 0.95, (band){4500.0, 11000.0, 1.0});
    wave_noise(w, (band){5000.0, 12000.0, 0.0}, (swell){0.5, 0.0, 0.025, 0.006});
    wave_fade_out(w, 0.02);
}

/* A referee's whistle: the pea beats about forty times a second. */
static void make_referee(wave *w)
{
    for (int side = -1; side <= 1; side++) {
        double level = side == 0 ? 1.0 : 0.45;
        double hz = 2300.0 + 42.0 * side;
        wave_partial(w, hz / w->hz, 0.1 * side, (swell){level, level, 1.0, 0.008});
        wave_partial(w, (hz + 270.0) / w->hz, 0.2 * side,
                     (swell){0.4 * level, 0.4 * level, 1.0, 0.008});
    }
    wave_noise(w, (band){2000.0, 6000.0, 0.0}, (swell){0.6, 0.14, 0.04, 0.004});
}

const sample_set hand_sets[] = {
    {"woodblock", make_woodblock, {24000, 0.16, 0.0}, 0.0, {79, 0}},
    {"claves", make_claves, {24000, 0.16, 0.0}, 0.0, {60, 0}},
    {"castanets", make_castanets, {24000, 0.09, 0.0}, 0.0, {60, 0}},
    {"sticks", make_sticks, {26000, 0.1, 0.0}, 0.0, {60, 0}},
    {"click", make_click, {26000, 0.06, 0.0}, 0.0, {86, 0}},
    {"metrobell", make_metronome_bell, {16000, 0.24, 0.0}, 0.0, {60, 0}},
    {"highq", make_high_q, {26000, 0.14, 0.0}, 0.0, {60, 0}},
    {"slapnoise", make_slap_noise, {24000, 0.14, 0.0}, 0.0, {60, 0}},
    {"scratch", make_scratch, {22050, 0.2, 0.0}, 0.0, {60, 0}},
    {"vibraslap", make_vibraslap, {15000, 0.36, 0.0}, 0.0, {60, 0}},
    {"guiro", make_guiro, {18000, 0.30, 0.0}, 0.0, {60, 0}},
    {"shortguiro", make_short_guiro, {22050, 0.12, 0.0}, 0.0, {60, 0}},
    {"shaker", make_shaker, {26000, 0.13, 0.0}, 0.0, {60, 0}},
    {"maracas", make_maracas, {28000, 0.09, 0.0}, 0.0, {60, 0}},
    {"cabasa", make_cabasa, {30000, 0.14, 0.0}, 0.0, {60, 0}},
    {"referee", make_referee, {22050, 0.08, 0.1}, 0.0, {60, 0}},
    {0},
};
