/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef MKBANK_WAVE_H
#define MKBANK_WAVE_H

/* One recording under construction: a lead that is played once, then a loop. Everything added to a
   looped wave repeats exactly after `n_loop` frames: lines sit on whole numbers of turns per loop
   and noise is filtered around the loop. So no crossfade is needed and the pitch is exact. A wave
   without loop (n_loop 0) is a one-shot. Memory errors end the program. */

#include <stdint.h>

typedef struct wave {
    double *frames; /* [n_lead + n_loop] */
    double *cosine; /* [n_loop] one turn; NULL for a one-shot */
    int n_lead;
    int n_loop;
    int n_periods; /* turns of the fundamental per loop: 1 or even */
    int rate_hz;   /* chosen so that key and loop agree within 0.1 cent */
    int key;
    double hz; /* of `key` */
    uint32_t seed;
} wave;

/* The size of a wave. */
typedef struct extent {
    double rate_hz; /* wanted; the wave takes the nearest that is in tune */
    double lead_s;
    double loop_s; /* 0: one-shot; shorter than a period: one period */
} extent;

/* How loud a component is over time: from `onset` it falls (or grows) to `level`. */
typedef struct swell {
    double onset;
    double level;   /* kept through the loop; one-shots want 0 */
    double decay_s; /* time constant from onset to level */
    double rise_s;  /* time constant of the fade-in */
} swell;

/* A band of noise. 0 leaves that side open. */
typedef struct band {
    double low_hz;
    double high_hz;
    double q; /* resonance of both edges; 0 means 0.7 */
} band;

typedef enum filter_kind { FILTER_LOW_PASS, FILTER_HIGH_PASS, FILTER_PEAK } filter_kind;

void wave_open(wave *w, int key, extent size, uint32_t seed);
void wave_free(wave *w);
int wave_frames(const wave *w);

/* Uniform in [-1, 1). */
double wave_random(wave *w);

/* Adds a sine at `ratio` times the fundamental, moved to the nearest line of the loop. `turns` is
   its phase. */
void wave_partial(wave *w, double ratio, double turns, swell s);

/* Adds a harmonic as many players do it: lines around `ratio`, `width_cents` wide to each side.
   Looped waves only. */
void wave_cluster(wave *w, double ratio, double width_cents, swell s);

/* Adds noise with an RMS of 1 times the swell. */
void wave_noise(wave *w, band b, swell s);

/* Adds a sine that slides from `from_hz` to `to_hz` with time constant `slide_s`. One-shots only.
 */
void wave_slide(wave *w, double from_hz, double to_hz, double slide_s, swell s);

/* Bends the sum through a soft limiter: `gain` at the input, `bias` makes even harmonics. */
void wave_drive(wave *w, double gain, double bias);

/* Filters the sum. `amount` is Q, or for FILTER_PEAK the gain in dB at Q 1. */
void wave_filter(wave *w, filter_kind kind, double hz, double amount);

/* Multiplies one-shots by a fade over the last `seconds`. */
void wave_fade_out(wave *w, double seconds);

/* Turns frame order around: for sounds that swell and stop. One-shots only. */
void wave_reverse(wave *w);

/* Resonance curve at `hz`: 1 at `centre_hz`, falling to half its power `width_hz` / 2 away. */
double resonance(double hz, double centre_hz, double width_hz);

#endif
