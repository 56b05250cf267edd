/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Plucked strings: the standing waves of a string pulled aside at one point, the body that it
   drives, the noise of finger or pick. High modes die first, as in a string with losses (the
   Karplus-Strong model solved per mode). */

#include "sets.h"

#include <math.h>

#define HALF_TURN 3.14159265358979

/* A string: where it is plucked (part of its length), how the levels fall with the mode number, the
   frequency at which bridge and air take 1/e, where the loop has lost half a mode's level, and how
   fast the lead gets there. */
typedef struct string {
    double point;
    double tilt;
    double dull_hz;
    double keep_hz;
    double keep;
    double decay_s;
    int n_modes;
} string;

static double (*const no_body)(double hz) = 0;

static void add_string(wave *w, string s, double (*body)(double hz))
{
    for (int k = 1; k <= s.n_modes; k++) {
        double hz = k * w->hz;
        double level =
            (0.06 + fabs(sin(HALF_TURN * k * s.point))) * pow(k, -s.tilt) * exp(-hz / s.dull_hz);
        level *= body ? body(hz) : 1.0;
        double keep = s.keep / (1.0 + pow(hz / s.keep_hz, 1.3));
        double decay = s.decay_s / (1.0 + hz / (2.0 * s.keep_hz));
        wave_partial(w, k, wave_random(w), (swell){level, level * keep, decay, 0.0005});
    }
}

static double wooden_box(double hz)
{
    return 0.35 + resonance(hz, 105.0, 60.0) + 0.8 * resonance(hz, 215.0, 90.0) +
           0.5 * resonance(hz, 420.0, 200.0) + 0.4 * resonance(hz, 2300.0, 2200.0);
}

static void make_nylon(wave *w)
{
    add_string(w, (string){0.23, 1.0, 2800.0, 900.0, 0.65, 0.25, 40}, wooden_box);
    wave_noise(w, (band){150.0, 1400.0, 0.0}, (swell){0.14, 0.0, 0.012, 0.001});
}

static void make_steel(wave *w)
{
    add_string(w, (string){0.12, 0.75, 5200.0, 2000.0, 0.65, 0.3, 50}, wooden_box);
    wave_noise(w, (band){2500.0, 8000.0, 0.0}, (swell){0.30, 0.0, 0.006, 0.0004});
    wave_noise(w, (band){150.0, 900.0, 0.0}, (swell){0.12, 0.0, 0.010, 0.001});
}

static void make_jazz(wave *w)
{
    add_string(w, (string){0.31, 1.15, 1700.0, 900.0, 0.7, 0.3, 30}, no_body);
    wave_noise(w, (band){200.0, 1200.0, 0.0}, (swell){0.12, 0.0, 0.008, 0.001});
}

static void make_clean(wave *w)
{
    add_string(w, (string){0.17, 0.8, 3600.0, 1600.0, 0.7, 0.3, 45}, no_body);
    wave_filter(w, FILTER_PEAK, 2400.0, 5.0);
    wave_noise(w, (band){2000.0, 6000.0, 0.0}, (swell){0.18, 0.0, 0.005, 0.0004});
}

static void make_muted(wave *w)
{
    add_string(w, (string){0.17, 0.8, 2600.0, 600.0, 0.45, 0.09, 30}, no_body);
    wave_noise(w, (band){300.0, 2500.0, 0.0}, (swell){0.28, 0.0, 0.010, 0.0005});
}

static void drive_cabinet(wave *w, double gain, double bias, double top_hz)
{
    wave_drive(w, gain, bias);
    wave_filter(w, FILTER_HIGH_PASS, 90.0, 0.7);
    wave_filter(w, FILTER_PEAK, 1900.0, 5.0);
    wave_filter(w, FILTER_LOW_PASS, top_hz, 0.8);
}

static void make_overdrive(wave *w)
{
    add_string(w, (string){0.14, 0.9, 2500.0, 1600.0, 0.8, 0.3, 40}, no_body);
    wave_noise(w, (band){800.0, 4000.0, 0.0}, (swell){0.6, 0.0, 0.008, 0.0006});
    drive_cabinet(w, 1.1, 0.25, 3800.0);
}

static void make_distortion(wave *w)
{
    add_string(w, (string){0.11, 0.8, 3500.0, 2500.0, 0.9, 0.3, 45}, no_body);
    wave_noise(w, (band){800.0, 5000.0, 0.0}, (swell){0.8, 0.0, 0.012, 0.0006});
    drive_cabinet(w, 4.0, 0.35, 4600.0);
}

static void make_flageolet(wave *w)
{
    static const double levels[] = {1.0, 0.28, 0.22, 0.10, 0.07, 0.05};
    for (int k = 1; k <= 6; k++) {
        double level = levels[k - 1];
        wave_partial(w, k, wave_random(w), (swell){level, level * 0.7 / k, 0.25, 0.001});
    }
    wave_noise(w, (band){1500.0, 6000.0, 0.0}, (swell){0.3, 0.0, 0.006, 0.0005});
}

static void make_upright(wave *w)
{
    add_string(w, (string){0.27, 1.0, 900.0, 450.0, 0.6, 0.2, 30}, wooden_box);
    wave_noise(w, (band){80.0, 700.0, 0.0}, (swell){0.35, 0.0, 0.014, 0.002});
    wave_noise(w, (band){1200.0, 3000.0, 0.0}, (swell){0.10, 0.0, 0.006, 0.0006});
}

static void make_finger_bass(wave *w)
{
    add_string(w, (string){0.21, 0.85, 1300.0, 700.0, 0.75, 0.25, 40}, no_body);
    wave_noise(w, (band){150.0, 1500.0, 0.0}, (swell){0.30, 0.0, 0.010, 0.001});
}

static void make_pick_bass(wave *w)
{
    add_string(w, (string){0.11, 0.65, 2600.0, 1100.0, 0.75, 0.25, 50}, no_body);
    wave_noise(w, (band){1500.0, 5000.0, 0.0}, (swell){0.40, 0.0, 0.006, 0.0004});
}

static void make_fretless(wave *w)
{
    add_string(w, (string){0.33, 1.0, 1000.0, 600.0, 0.8, 0.3, 30}, no_body);
    for (int k = 2; k <= 7; k++) { /* the string buzzes along the wood a little after the attack */
        double level = 0.16 / sqrt(k);
        wave_partial(w, k, wave_random(w), (swell){0.0, level, 0.08, 0.02});
    }
}

static void make_slap(wave *w)
{
    add_string(w, (string){0.07, 0.45, 4200.0, 900.0, 0.6, 0.15, 60}, no_body);
    wave_filter(w, FILTER_PEAK, 650.0, -5.0);
    wave_noise(w, (band){2500.0, 8000.0, 0.0}, (swell){0.5, 0.0, 0.005, 0.0003});
}

static void make_pop(wave *w)
{
    add_string(w, (string){0.05, 0.35, 5000.0, 1200.0, 0.55, 0.12, 60}, no_body);
    wave_filter(w, FILTER_PEAK, 500.0, -6.0);
    wave_noise(w, (band){1500.0, 9000.0, 0.0}, (swell){0.7, 0.0, 0.006, 0.0003});
}

static double gut(double hz)
{
    return 0.5 + resonance(hz, 180.0, 120.0) + 0.5 * resonance(hz, 420.0, 250.0);
}

static void make_harp(wave *w)
{
    add_string(w, (string){0.38, 1.1, 2600.0, 800.0, 0.7, 0.3, 30}, gut);
    wave_noise(w, (band){200.0, 1500.0, 0.0}, (swell){0.14, 0.0, 0.008, 0.001});
}

static void make_pizzicato(wave *w)
{
    add_string(w, (string){0.28, 0.95, 2200.0, 700.0, 0.4, 0.10, 30}, gut);
    add_string(w, (string){0.21, 0.95, 2000.0, 600.0, 0.15, 0.08, 30}, gut);
    wave_noise(w, (band){150.0, 1800.0, 0.0}, (swell){0.3, 0.0, 0.010, 0.0008});
}

static void make_banjo(wave *w)
{
    add_string(w, (string){0.09, 0.4, 4200.0, 1300.0, 0.3, 0.10, 40}, no_body);
    wave_filter(w, FILTER_PEAK, 750.0, 6.0);
    wave_noise(w, (band){500.0, 2500.0, 0.0}, (swell){0.45, 0.0, 0.012, 0.0005});
}

static void make_shamisen(wave *w)
{
    add_string(w, (string){0.07, 0.45, 3400.0, 1500.0, 0.35, 0.12, 40}, no_body);
    wave_filter(w, FILTER_PEAK, 1100.0, 6.0);
    wave_noise(w, (band){600.0, 5000.0, 0.0}, (swell){0.7, 0.0, 0.010, 0.0004});
}

static void make_koto(wave *w)
{
    add_string(w, (string){0.13, 0.8, 4000.0, 1500.0, 0.6, 0.25, 40}, no_body);
    wave_noise(w, (band){1500.0, 6000.0, 0.0}, (swell){0.5, 0.0, 0.007, 0.0004});
}

/* The flat bridge of a sitar feeds the high modes from the low ones: they come late and stay. */
static void make_sitar(wave *w)
{
    for (int k = 1; k <= 45; k++) {
        double hz = k * w->hz;
        double level = (0.2 + fabs(sin(HALF_TURN * k * 0.11))) * pow(k, -0.35) * exp(-hz / 4200.0);
        double late = 1.0 + 0.5 * sin(k * 0.9);
        wave_partial(w, k, wave_random(w),
                     (swell){0.4 * level, 0.6 * level * late, 0.10 + 0.004 * k, 0.0006});
        wave_partial(w, k + 1.0 / w->n_periods, wave_random(w),
                     (swell){0.0, 0.2 * level, 0.2, 0.1});
    }
    wave_noise(w, (band){1500.0, 7000.0, 0.0}, (swell){0.6, 0.0, 0.008, 0.0004});
}

const sample_set pluck_sets[] = {
    {"nylon", make_nylon, {19000, 0.2, 0.03}, 0.35, {46, 60, 74, 0}},
    {"steel", make_steel, {21000, 0.2, 0.03}, 0.35, {46, 60, 74, 0}},
    {"jazz", make_jazz, {18000, 0.2, 0.04}, 0.35, {48, 64, 0}},
    {"clean", make_clean, {21000, 0.18, 0.03}, 0.35, {48, 66, 0}},
    {"muted", make_muted, {18000, 0.12, 0.03}, 0.3, {48, 64, 0}},
    {"overdrive", make_overdrive, {19000, 0.15, 0.03}, 0.3, {46, 60, 74, 0}},
    {"distortion", make_distortion, {20000, 0.16, 0.03}, 0.3, {43, 57, 71, 0}},
    {"flageolet", make_flageolet, {22050, 0.16, 0.02}, 0.0, {67, 0}},
    {"upright", make_upright, {14000, 0.18, 0.03}, 0.3, {33, 47, 0}},
    {"fingerbass", make_finger_bass, {14000, 0.2, 0.03}, 0.3, {31, 45, 0}},
    {"pickbass", make_pick_bass, {18000, 0.18, 0.03}, 0.3, {38, 0}},
    {"fretless", make_fretless, {12000, 0.22, 0.03}, 0.3, {40, 0}},
    {"slap", make_slap, {22050, 0.17, 0.03}, 0.3, {38, 0}},
    {"pop", make_pop, {22050, 0.15, 0.03}, 0.3, {40, 0}},
    {"harp", make_harp, {18000, 0.18, 0.03}, 0.35, {50, 72, 0}},
    {"pizzicato", make_pizzicato, {18000, 0.14, 0.03}, 0.3, {50, 68, 0}},
    {"banjo", make_banjo, {22050, 0.15, 0.02}, 0.3, {60, 0}},
    {"shamisen", make_shamisen, {23000, 0.18, 0.02}, 0.0, {62, 0}},
    {"koto", make_koto, {22050, 0.18, 0.02}, 0.3, {62, 0}},
    {"sitar", make_sitar, {20000, 0.26, 0.16}, 0.3, {57, 0}},
    {0},
};
