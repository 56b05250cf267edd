/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The sound effects of General MIDI. Birds, waves and rotors get their rhythm from LFOs of the
   patches where they can, so that a second of sound lasts for ever. */

#include "sets.h"

#include <math.h>

#define TURN 6.28318530717959

/* Which frame of the loop frame `i` shows: the lead shows the loop's end. */
static int place_in_loop(const wave *w, int i)
{
    return (i - w->n_lead + 8 * w->n_loop) % w->n_loop;
}

/* How far frame `i` is in its beat, 0..1, where `n` beats fill the loop. Counted in integers: a
   beat must begin on the same frame on every machine. */
static double place_in_beat(const wave *w, int i, int n)
{
    return (double)((int64_t)place_in_loop(w, i) * n % w->n_loop) / w->n_loop;
}

/* Adds one clap of noise; what runs past the loop's end goes on at its start. */
static void add_burst(wave *w, double at_s, double length_s, band b, double level)
{
    int first = (int)(at_s * w->rate_hz);
    int n = (int)(length_s * w->rate_hz);
    int total = wave_frames(w);
    wave burst;
    wave_open(&burst, w->key, (extent){w->rate_hz, length_s, 0.0}, w->seed);
    wave_noise(&burst, b, (swell){level, level, 1.0, 0.0});
    w->seed = burst.seed;
    for (int i = 0; i < n && i < wave_frames(&burst); i++) {
        double x = (double)i / n;
        int to = w->n_loop > 0 && first + i >= total ? first + i - w->n_loop : first + i;
        if (to >= 0 && to < total) {
            w->frames[to] += burst.frames[i] * x * exp(1.0 - 6.0 * x) * 6.0 * (1.0 - x);
        }
    }
    wave_free(&burst);
}

static void make_fret_noise(wave *w)
{
    for (int i = 0; i < 3; i++) {
        double from = 1100.0 + 500.0 * i;
        wave_slide(w, from, from * 1.9, 0.09, (swell){0.35 / (i + 1.0), 0.0, 0.06, 0.015});
    }
    wave_noise(w, (band){1200.0, 5000.0, 0.0}, (swell){1.0, 0.0, 0.05, 0.012});
    wave_fade_out(w, 0.04);
}

static void make_breath(wave *w)
{
    wave_noise(w, (band){400.0, 1800.0, 0.0}, (swell){0.5, 0.0, 0.16, 0.05});
    wave_noise(w, (band){2200.0, 6500.0, 0.0}, (swell){0.6, 0.0, 0.13, 0.04});
    wave_fade_out(w, 0.1);
}

static void make_sea(wave *w)
{
    wave_noise(w, (band){60.0, 900.0, 0.0}, (swell){0.7, 0.7, 1.0, 0.0});
    wave_noise(w, (band){600.0, 7000.0, 0.0}, (swell){0.5, 0.5, 1.0, 0.0});
}

/* A chirp repeated: the loop holds two different calls and a rest. */
static void make_bird(wave *w)
{
    int n_call = w->rate_hz * 11 / 100;
    double turns = 0.0;
    for (int i = 0; i < wave_frames(w); i++) {
        int place = place_in_loop(w, i);
        double t = (double)place / w->rate_hz;
        double call = (double)(place % n_call) / n_call;
        int trill = place < 3 * n_call;
        double hz = trill ? 3300.0 + 1500.0 * call : 4300.0 - 1300.0 * fmin(1.0, (t - 0.33) / 0.2);
        double gain =
            trill ? sin(TURN * 0.5 * call) : fmax(0.0, sin(TURN * 0.5 * (t - 0.33) / 0.2));
        if (!trill && t > 0.53) {
            gain = 0.0;
        }
        turns += hz / w->rate_hz;
        w->frames[i] = gain * gain * (sin(TURN * turns) + 0.15 * sin(2.0 * TURN * turns));
    }
}

/* Two clappers of an electric bell on brass bowls, 20 strokes a second. */
static void make_telephone(wave *w)
{
    static const double bowls[] = {4.0, 4.76, 10.8, 12.8, 20.4};
    static const double levels[] = {1.0, 0.8, 0.6, 0.5, 0.2};
    for (int i = 0; i < 5; i++) {
        wave_partial(w, bowls[i], wave_random(w), (swell){levels[i], levels[i], 1.0, 0.002});
    }
    int strokes = (int)lround(20.0 * w->n_loop / w->rate_hz);
    for (int i = 0; i < wave_frames(w); i++) {
        double x = place_in_beat(w, i, strokes);
        w->frames[i] *=
            0.25 + 0.75 * exp(-4.0 * x) * (1.0 - exp(-60.0 * x)) * (1.0 - x * x * x * x);
    }
}

static void make_helicopter(wave *w)
{
    int beats = (int)lround(11.0 * w->n_loop / w->rate_hz);
    wave_noise(w, (band){40.0, 350.0, 0.0}, (swell){1.0, 1.0, 1.0, 0.0});
    wave_noise(w, (band){300.0, 2500.0, 0.0}, (swell){0.35, 0.35, 1.0, 0.0});
    for (int i = 0; i < wave_frames(w); i++) {
        double x = place_in_beat(w, i, beats);
        double blade = exp(-7.0 * x) * (1.0 - exp(-40.0 * x));
        w->frames[i] *= 0.15 + 1.6 * blade;
    }
    wave_partial(w, 98.0 / w->hz, 0.0, (swell){0.12, 0.12, 1.0, 0.0});
}

static void make_applause(wave *w)
{
    double loop_s = (double)w->n_loop / w->rate_hz;
    wave_noise(w, (band){700.0, 3000.0, 0.0}, (swell){0.12, 0.12, 1.0, 0.0});
    for (int i = 0; i < 110; i++) {
        double at =
            (wave_random(w) + 1.0) * 0.5 * (loop_s - 0.001) + (double)w->n_lead / w->rate_hz;
        double hz = 1100.0 + 500.0 * wave_random(w);
        add_burst(w, at, 0.03, (band){hz * 0.75, hz * 1.5, 1.2}, 0.45 + 0.3 * wave_random(w));
    }
}

static void make_gunshot(wave *w)
{
    wave_noise(w, (band){0.0, 0.0, 0.0}, (swell){1.6, 0.0, 0.012, 0.0002});
    wave_noise(w, (band){80.0, 1800.0, 0.0}, (swell){1.2, 0.0, 0.08, 0.001});
    wave_noise(w, (band){60.0, 500.0, 0.0}, (swell){0.9, 0.0, 0.18, 0.004});
    wave_slide(w, 240.0, 50.0, 0.02, (swell){1.5, 0.0, 0.06, 0.0005});
    wave_drive(w, 0.7, 0.0);
    wave_fade_out(w, 0.1);
}

/* A cymbal played backwards. */
static void make_reverse(wave *w)
{
    wave_noise(w, (band){2500.0, 0.0, 0.0}, (swell){1.0, 0.0, 0.30, 0.002});
    wave_noise(w, (band){5500.0, 0.0, 0.0}, (swell){0.9, 0.0, 0.15, 0.001});
    for (int i = 0; i < 24; i++) {
        double hz = 700.0 * pow(9.0, (wave_random(w) + 1.0) * 0.5);
        wave_partial(w, hz / w->hz, wave_random(w), (swell){0.14, 0.0, 0.25, 0.004});
    }
    wave_fade_out(w, 0.25);
    wave_reverse(w);
    wave_fade_out(w, 0.004);
}

/* Drops of rain on glass: many small bells, each with its own time. */
static void make_drops(wave *w)
{
    for (int i = 0; i < 5; i++) {
        wave_partial(w, pow(2.0, i), wave_random(w),
                     (swell){1.0 / (i + 1), 0.35 / (i + 1), 0.10, 0.0006});
    }
    wave_partial(w, 2.997, 0.2, (swell){0.6, 0.05, 0.05, 0.0006});
    wave_partial(w, 5.4, 0.1, (swell){0.5, 0.0, 0.03, 0.0006});
    wave_noise(w, (band){3000.0, 9000.0, 0.0}, (swell){0.5, 0.0, 0.006, 0.0003});
}

const sample_set scene_sets[] = {
    {"fretnoise", make_fret_noise, {20000, 0.2, 0.0}, 0.0, {60, 0}},
    {"breathnoise", make_breath, {15000, 0.36, 0.0}, 0.0, {60, 0}},
    {"sea", make_sea, {12000, 0.01, 0.75}, 0.0, {60, 0}},
    {"bird", make_bird, {18000, 0.01, 0.56}, 0.0, {60, 0}},
    {"telephone", make_telephone, {18000, 0.01, 0.2}, 0.0, {60, 0}},
    {"helicopter", make_helicopter, {8000, 0.01, 0.727}, 0.0, {60, 0}},
    {"applause", make_applause, {15000, 0.01, 0.58}, 0.0, {60, 0}},
    {"gunshot", make_gunshot, {12000, 0.38, 0.0}, 0.0, {60, 0}},
    {"reverse", make_reverse, {16000, 0.5, 0.0}, 0.0, {60, 0}},
    {"drops", make_drops, {25000, 0.16, 0.01}, 0.0, {76, 0}},
    {0},
};
