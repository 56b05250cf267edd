/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Plates and bells: many modes without a common pitch. The dense upper part is noise. Cymbals ring
   longer than their recording: their loop is as dense as the lead, and the envelope of the kit
   closes it. */

#include "sets.h"

#include <math.h>

static void add_hz(wave *w, double hz, swell s)
{
    wave_partial(w, hz / w->hz, wave_random(w), s);
}

/* `n` modes between two frequencies, evenly in pitch but shaken. */
static void add_plate(wave *w, int n, double low_hz, double high_hz, swell s)
{
    for (int i = 0; i < n; i++) {
        double place = (i + 0.5 + 0.45 * wave_random(w)) / n;
        double gain = 0.6 + 0.4 * wave_random(w);
        add_hz(w, low_hz * pow(high_hz / low_hz, place),
               (swell){s.onset * gain, s.level * gain, s.decay_s, s.rise_s});
    }
}

/* Six squares at clashing frequencies, high-passed: what drum machines have for metal, under real
   noise. */
static void add_hat(wave *w, double decay_s, double level)
{
    static const double squares[] = {1141.0, 1493.0, 1737.0, 2003.0, 2411.0, 2819.0};
    for (int i = 0; i < 6; i++) {
        for (int k = 1; k <= 7; k += 2) {
            double hz = squares[i] * k;
            double gain = hz / (hz + 6000.0) / k;
            add_hz(w, hz, (swell){0.45 * gain, 0.45 * gain * level, decay_s, 0.0004});
        }
    }
    wave_noise(w, (band){6500.0, 0.0, 0.0}, (swell){0.5, 0.5 * level, decay_s, 0.0002});
    wave_noise(w, (band){2500.0, 6000.0, 0.0}, (swell){0.3, 0.15 * level, 0.008, 0.0002});
}

static void make_closed_hat(wave *w)
{
    add_hat(w, 0.024, 0.0);
    wave_fade_out(w, 0.03);
}

static void make_pedal_hat(wave *w)
{
    add_hat(w, 0.018, 0.0);
    wave_noise(w, (band){300.0, 1400.0, 0.0}, (swell){0.3, 0.0, 0.01, 0.001});
    wave_fade_out(w, 0.03);
}

static void make_open_hat(wave *w)
{
    add_hat(w, 0.12, 0.5);
}

static void make_crash(wave *w)
{
    add_plate(w, 40, 380.0, 9000.0, (swell){0.16, 0.07, 0.15, 0.003});
    wave_noise(w, (band){1800.0, 0.0, 0.0}, (swell){0.8, 0.28, 0.12, 0.002});
    wave_noise(w, (band){5500.0, 0.0, 0.0}, (swell){0.8, 0.28, 0.18, 0.001});
    wave_noise(w, (band){200.0, 1200.0, 0.0}, (swell){0.5, 0.03, 0.04, 0.001});
}

static void make_china(wave *w)
{
    add_plate(w, 36, 280.0, 6500.0, (swell){0.24, 0.07, 0.12, 0.001});
    wave_noise(w, (band){900.0, 7000.0, 0.0}, (swell){0.9, 0.18, 0.10, 0.001});
    wave_noise(w, (band){5000.0, 0.0, 0.0}, (swell){0.6, 0.12, 0.10, 0.0008});
}

static void make_ride(wave *w)
{
    add_plate(w, 30, 420.0, 8500.0, (swell){0.16, 0.10, 0.12, 0.0008});
    add_hz(w, 3130.0, (swell){0.35, 0.08, 0.06, 0.0004});
    add_hz(w, 4670.0, (swell){0.30, 0.06, 0.05, 0.0004});
    wave_noise(w, (band){4500.0, 0.0, 0.0}, (swell){0.45, 0.16, 0.05, 0.0004});
    wave_noise(w, (band){2500.0, 9000.0, 0.0}, (swell){0.6, 0.0, 0.005, 0.0002});
}

static void make_ride_bell(wave *w)
{
    static const double hz[] = {787.0, 1181.0, 1863.0, 2529.0, 3291.0, 4153.0, 5290.0};
    for (int i = 0; i < 7; i++) {
        double level = i == 1 || i == 3 ? 0.9 : 0.5;
        add_hz(w, hz[i], (swell){level, 0.45 * level / (1.0 + 0.4 * i), 0.15, 0.0005});
    }
    add_plate(w, 16, 2000.0, 8500.0, (swell){0.12, 0.05, 0.12, 0.0008});
    wave_noise(w, (band){4500.0, 0.0, 0.0}, (swell){0.4, 0.08, 0.04, 0.0003});
}

static void make_cowbell(wave *w)
{
    static const double hz[] = {562.0, 845.0, 1690.0, 2260.0, 3420.0, 4350.0};
    static const double levels[] = {0.8, 1.0, 0.35, 0.25, 0.18, 0.10};
    for (int i = 0; i < 6; i++) {
        add_hz(w, hz[i], (swell){levels[i], 0.0, 0.07 / (1.0 + 0.25 * i), 0.0005});
    }
    wave_noise(w, (band){1500.0, 6000.0, 0.0}, (swell){0.3, 0.0, 0.006, 0.0002});
    wave_fade_out(w, 0.04);
}

static void make_agogo(wave *w)
{
    static const double ratios[] = {1.0, 1.49, 2.71, 3.94, 5.3};
    static const double levels[] = {1.0, 0.45, 0.5, 0.3, 0.15};
    for (int i = 0; i < 5; i++) {
        wave_partial(w, ratios[i], wave_random(w),
                     (swell){levels[i], 0.0, 0.11 / (1.0 + 0.5 * i), 0.0005});
    }
    wave_noise(w, (band){2500.0, 8000.0, 0.0}, (swell){0.4, 0.0, 0.005, 0.0002});
    wave_fade_out(w, 0.05);
}

static void make_triangle(wave *w)
{
    static const double hz[] = {1620.0, 3310.0, 4870.0, 5630.0, 7210.0, 8930.0};
    static const double levels[] = {0.35, 0.6, 1.0, 0.7, 0.5, 0.4};
    static const double keeps[] = {0.3, 0.5, 0.7, 0.5, 0.3, 0.15};
    for (int i = 0; i < 6; i++) {
        add_hz(w, hz[i], (swell){levels[i], levels[i] * keeps[i], 0.15, 0.0006});
        add_hz(w, hz[i] + 6.0, (swell){0.3 * levels[i], 0.3 * levels[i] * keeps[i], 0.15, 0.0006});
    }
    wave_noise(w, (band){5000.0, 0.0, 0.0}, (swell){0.4, 0.0, 0.004, 0.0002});
}

static void make_tambourine(wave *w)
{
    add_plate(w, 26, 3800.0, 10500.0, (swell){0.12, 0.0, 0.07, 0.0006});
    wave_noise(w, (band){5000.0, 0.0, 0.0}, (swell){0.6, 0.0, 0.05, 0.001});
    wave_noise(w, (band){400.0, 2000.0, 0.0}, (swell){0.25, 0.0, 0.012, 0.0005});
    wave_fade_out(w, 0.04);
}

static void make_sleigh_bells(wave *w)
{
    add_plate(w, 34, 2600.0, 9500.0, (swell){0.12, 0.0, 0.10, 0.006});
    wave_noise(w, (band){5500.0, 0.0, 0.0}, (swell){0.25, 0.0, 0.06, 0.006});
    wave_fade_out(w, 0.05);
}

/* A row of bars brushed downwards: each starts a little after the one before. */
static void make_bell_tree(wave *w)
{
    for (int bar = 0; bar < 15; bar++) {
        wave one;
        double start_s = 0.026 * bar;
        double length_s = (double)wave_frames(w) / w->rate_hz - start_s;
        double hz = 6300.0 * pow(0.925, bar);
        wave_open(&one, w->key, (extent){w->rate_hz, length_s, 0.0}, w->seed + (uint32_t)bar);
        wave_partial(&one, hz / w->hz, 0.25, (swell){0.5, 0.0, 0.22, 0.001});
        wave_partial(&one, hz * 1.36 / w->hz, 0.25, (swell){0.25, 0.0, 0.12, 0.001});
        int first = wave_frames(w) - wave_frames(&one);
        for (int i = 0; i < wave_frames(&one); i++) {
            w->frames[first + i] += one.frames[i];
        }
        wave_free(&one);
    }
    wave_fade_out(w, 0.15);
}

const sample_set metal_sets[] = {
    {"closedhat", make_closed_hat, {30000, 0.14, 0.0}, 0.0, {60, 0}},
    {"pedalhat", make_pedal_hat, {28000, 0.11, 0.0}, 0.0, {60, 0}},
    {"openhat", make_open_hat, {27000, 0.15, 0.2}, 0.0, {60, 0}},
    {"crash", make_crash, {24000, 0.34, 0.32}, 0.0, {60, 0}},
    {"china", make_china, {19000, 0.22, 0.2}, 0.0, {60, 0}},
    {"ride", make_ride, {23000, 0.19, 0.26}, 0.0, {60, 0}},
    {"ridebell", make_ride_bell, {19000, 0.18, 0.18}, 0.0, {60, 0}},
    {"cowbell", make_cowbell, {20000, 0.22, 0.0}, 0.0, {60, 0}},
    {"agogo", make_agogo, {22050, 0.23, 0.0}, 0.0, {81, 0}},
    {"triangle", make_triangle, {25000, 0.12, 0.12}, 0.0, {60, 0}},
    {"tambourine", make_tambourine, {25000, 0.18, 0.0}, 0.0, {60, 0}},
    {"sleighbells", make_sleigh_bells, {23000, 0.24, 0.0}, 0.0, {60, 0}},
    {"belltree", make_bell_tree, {16000, 0.62, 0.0}, 0.0, {60, 0}},
    {0},
};
