/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Drums with skins: a tone that falls as the skin relaxes, further modes of a round membrane, and
   the stick. Frequencies are absolute; the kit transposes by its own table. */

#include "sets.h"

#include <math.h>

static void add_hz(wave *w, double hz, double level, double decay_s)
{
    wave_partial(w, hz / w->hz, -0.25, (swell){level, 0.0, decay_s, 0.0008});
}

static void make_kick(wave *w)
{
    wave_slide(w, 190.0, 52.0, 0.018, (swell){1.0, 0.0, 0.13, 0.0006});
    wave_slide(w, 420.0, 90.0, 0.008, (swell){0.35, 0.0, 0.02, 0.0004});
    wave_noise(w, (band){1800.0, 5500.0, 0.0}, (swell){0.35, 0.0, 0.004, 0.0002});
    wave_noise(w, (band){80.0, 500.0, 0.0}, (swell){0.10, 0.0, 0.05, 0.001});
    wave_drive(w, 1.4, 0.0);
    wave_fade_out(w, 0.05);
}

static void make_room_kick(wave *w)
{
    wave_slide(w, 120.0, 46.0, 0.03, (swell){1.0, 0.0, 0.18, 0.001});
    wave_slide(w, 300.0, 75.0, 0.010, (swell){0.35, 0.0, 0.03, 0.0006});
    wave_noise(w, (band){600.0, 2500.0, 0.0}, (swell){0.20, 0.0, 0.006, 0.0005});
    wave_noise(w, (band){60.0, 400.0, 0.0}, (swell){0.14, 0.0, 0.08, 0.002});
    wave_drive(w, 1.2, 0.0);
    wave_fade_out(w, 0.06);
}

static void make_snare(wave *w)
{
    wave_slide(w, 260.0, 185.0, 0.02, (swell){0.9, 0.0, 0.06, 0.0005});
    wave_slide(w, 430.0, 332.0, 0.02, (swell){0.45, 0.0, 0.04, 0.0005});
    add_hz(w, 512.0, 0.16, 0.03);
    wave_noise(w, (band){1200.0, 9500.0, 0.0}, (swell){0.55, 0.0, 0.085, 0.0006});
    wave_noise(w, (band){4000.0, 0.0, 0.0}, (swell){0.5, 0.0, 0.035, 0.0002});
    wave_noise(w, (band){300.0, 1500.0, 0.0}, (swell){0.4, 0.0, 0.02, 0.0004});
    wave_drive(w, 0.9, 0.0);
    wave_fade_out(w, 0.05);
}

static void make_electric_snare(wave *w)
{
    wave_slide(w, 340.0, 170.0, 0.012, (swell){1.1, 0.0, 0.07, 0.0005});
    wave_noise(w, (band){900.0, 7500.0, 0.0}, (swell){0.65, 0.0, 0.10, 0.0004});
    wave_noise(w, (band){2000.0, 0.0, 0.0}, (swell){0.6, 0.0, 0.02, 0.0002});
    wave_drive(w, 1.5, 0.0);
    wave_fade_out(w, 0.05);
}

static void make_side_stick(wave *w)
{
    add_hz(w, 480.0, 0.6, 0.014);
    add_hz(w, 1690.0, 1.0, 0.012);
    add_hz(w, 2450.0, 0.5, 0.008);
    wave_noise(w, (band){1500.0, 7000.0, 0.0}, (swell){0.7, 0.0, 0.006, 0.0002});
    wave_noise(w, (band){300.0, 1200.0, 0.0}, (swell){0.25, 0.0, 0.03, 0.0008});
    wave_fade_out(w, 0.02);
}

/* Several hands, not quite together, in a room. */
static void make_clap(wave *w)
{
    static const double at_s[] = {0.0, 0.0105, 0.0215, 0.031};
    for (int hand = 0; hand < 4; hand++) {
        wave one;
        double rest_s = (double)wave_frames(w) / w->rate_hz - at_s[hand];
        double decay_s = hand == 3 ? 0.055 : 0.006;
        wave_open(&one, w->key, (extent){w->rate_hz, rest_s, 0.0},
                  w->seed + (uint32_t)hand * 7919u);
        wave_noise(&one, (band){750.0, 2600.0, 1.0}, (swell){1.0, 0.0, decay_s, 0.0004});
        wave_noise(&one, (band){2500.0, 8000.0, 0.0}, (swell){0.35, 0.0, decay_s * 0.6, 0.0003});
        int first = wave_frames(w) - wave_frames(&one);
        for (int i = 0; i < wave_frames(&one); i++) {
            w->frames[first + i] += one.frames[i];
        }
        wave_free(&one);
    }
    wave_fade_out(w, 0.05);
}

static void add_skin(wave *w, double hz, double bend, double decay_s)
{
    static const double modes[] = {1.0, 1.594, 2.136, 2.296, 2.653, 2.918};
    static const double levels[] = {1.0, 0.42, 0.22, 0.16, 0.10, 0.08};
    for (int i = 0; i < 6; i++) {
        double f = hz * modes[i];
        wave_slide(w, f * bend, f, 0.035,
                   (swell){levels[i], 0.0, decay_s / (1.0 + 0.9 * i), 0.0007});
    }
}

/* Toms and taiko sound one or two octaves below their key, so that melodies can be played on them.
 */
static void make_tom(wave *w)
{
    add_skin(w, 0.5 * w->hz, 1.35, 0.17);
    wave_noise(w, (band){900.0, 4500.0, 0.0}, (swell){0.35, 0.0, 0.010, 0.0003});
    wave_noise(w, (band){100.0, 600.0, 0.0}, (swell){0.25, 0.0, 0.04, 0.001});
    wave_drive(w, 0.8, 0.0);
    wave_fade_out(w, 0.05);
}

static void make_synth_tom(wave *w)
{
    wave_slide(w, 2.0 * w->hz, 0.5 * w->hz, 0.07, (swell){1.0, 0.0, 0.16, 0.0008});
    wave_slide(w, 4.0 * w->hz, w->hz, 0.07, (swell){0.18, 0.0, 0.10, 0.0008});
    wave_noise(w, (band){1200.0, 6000.0, 0.0}, (swell){0.4, 0.0, 0.012, 0.0003});
    wave_drive(w, 1.2, 0.0);
    wave_fade_out(w, 0.05);
}

static void make_taiko(wave *w)
{
    add_skin(w, 0.25 * w->hz, 1.30, 0.22);
    wave_noise(w, (band){80.0, 900.0, 0.0}, (swell){0.55, 0.0, 0.03, 0.001});
    wave_noise(w, (band){1200.0, 5000.0, 0.0}, (swell){0.30, 0.0, 0.006, 0.0003});
    wave_drive(w, 1.0, 0.0);
    wave_fade_out(w, 0.08);
}

static void make_bongo(wave *w)
{
    add_skin(w, 400.0, 1.10, 0.055);
    wave_noise(w, (band){1500.0, 6000.0, 0.0}, (swell){0.35, 0.0, 0.004, 0.0002});
    wave_fade_out(w, 0.03);
}

static void make_conga(wave *w)
{
    add_skin(w, 210.0, 1.06, 0.11);
    add_hz(w, 830.0, 0.10, 0.03);
    wave_noise(w, (band){700.0, 4000.0, 0.0}, (swell){0.30, 0.0, 0.006, 0.0003});
    wave_fade_out(w, 0.05);
}

static void make_slapped_conga(wave *w)
{
    add_skin(w, 330.0, 1.12, 0.025);
    wave_noise(w, (band){1000.0, 5500.0, 0.0}, (swell){0.8, 0.0, 0.010, 0.0002});
    wave_fade_out(w, 0.02);
}

static void make_timbale(wave *w)
{
    add_skin(w, 330.0, 1.05, 0.10);
    add_hz(w, 1240.0, 0.20, 0.09);
    add_hz(w, 1910.0, 0.16, 0.07);
    add_hz(w, 2870.0, 0.12, 0.05);
    wave_noise(w, (band){2500.0, 9000.0, 0.0}, (swell){0.5, 0.0, 0.007, 0.0002});
    wave_fade_out(w, 0.05);
}

static void make_surdo(wave *w)
{
    add_skin(w, 72.0, 1.08, 0.26);
    wave_noise(w, (band){60.0, 500.0, 0.0}, (swell){0.5, 0.0, 0.02, 0.001});
    wave_noise(w, (band){500.0, 2000.0, 0.0}, (swell){0.12, 0.0, 0.008, 0.0006});
    wave_fade_out(w, 0.08);
}

/* A rubbed stick under the skin: the friction drum's glide. */
static void make_cuica(wave *w)
{
    for (int k = 1; k <= 5; k++) {
        double level = k == 2 ? 0.25 : 1.0 / (k * k);
        wave_slide(w, 460.0 * k, 760.0 * k, 0.05, (swell){level, 0.0, 0.10, 0.012});
    }
    wave_noise(w, (band){500.0, 2500.0, 0.0}, (swell){0.15, 0.0, 0.06, 0.01});
    wave_fade_out(w, 0.05);
}

const sample_set skin_sets[] = {
    {"kick", make_kick, {18000, 0.28, 0.0}, 0.0, {60, 0}},
    {"roomkick", make_room_kick, {12000, 0.36, 0.0}, 0.0, {60, 0}},
    {"snare", make_snare, {26000, 0.3, 0.0}, 0.0, {60, 0}},
    {"elecsnare", make_electric_snare, {24000, 0.3, 0.0}, 0.0, {60, 0}},
    {"sidestick", make_side_stick, {26000, 0.10, 0.0}, 0.0, {60, 0}},
    {"clap", make_clap, {20000, 0.22, 0.0}, 0.0, {60, 0}},
    {"tom", make_tom, {14000, 0.45, 0.0}, 0.0, {60, 0}},
    {"synthtom", make_synth_tom, {14000, 0.38, 0.0}, 0.0, {60, 0}},
    {"taiko", make_taiko, {11000, 0.6, 0.0}, 0.0, {60, 0}},
    {"bongo", make_bongo, {22050, 0.18, 0.0}, 0.0, {60, 0}},
    {"conga", make_conga, {16000, 0.28, 0.0}, 0.0, {60, 0}},
    {"slapconga", make_slapped_conga, {20000, 0.12, 0.0}, 0.0, {60, 0}},
    {"timbale", make_timbale, {22050, 0.24, 0.0}, 0.0, {60, 0}},
    {"surdo", make_surdo, {8000, 0.7, 0.0}, 0.0, {60, 0}},
    {"cuica", make_cuica, {15000, 0.28, 0.0}, 0.0, {60, 0}},
    {0},
};
