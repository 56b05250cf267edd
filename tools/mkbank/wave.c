/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Synthesis building blocks. Plain double arithmetic in a fixed order, so that every machine gets
   the same frames but for the last bit or two of libm's functions, far below one step of a 16-bit
   sample. */

#include "wave.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TURN 6.283185307179586

/* Lines above this part of the sample rate are left out: synths transpose up by half an octave and
   more. */
#define TOP_OF_BAND 0.455

static double *new_doubles(int n)
{
    double *block = calloc((size_t)(n > 0 ? n : 1), sizeof *block);
    if (!block) {
        fputs("mkbank: out of memory\n", stderr);
        exit(1);
    }
    return block;
}

void wave_open(wave *w, int key, extent size, uint32_t seed)
{
    *w = (wave){.key = key, .seed = seed, .rate_hz = (int)lround(size.rate_hz)};
    w->hz = 440.0 * pow(2.0, (key - 69) / 12.0);
    w->n_lead = (int)lround(size.lead_s * size.rate_hz);
    if (size.loop_s > 0.0) {
        double periods = w->hz * size.loop_s;
        w->n_periods = periods < 1.5 ? 1 : 2 * (int)lround(periods / 2.0);
        w->n_loop = (int)lround(size.rate_hz * w->n_periods / w->hz);
        w->rate_hz = (int)lround(w->hz * w->n_loop / w->n_periods);
        w->cosine = new_doubles(w->n_loop);
        for (int i = 0; i < w->n_loop; i++) {
            w->cosine[i] = cos(TURN * i / w->n_loop);
        }
    }
    w->frames = new_doubles(wave_frames(w));
}

void wave_free(wave *w)
{
    free(w->frames);
    free(w->cosine);
    *w = (wave){0};
}

int wave_frames(const wave *w)
{
    return w->n_lead + w->n_loop;
}

double wave_random(wave *w)
{
    uint32_t x = w->seed ? w->seed : 1;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    w->seed = x;
    return (double)x / 2147483648.0 - 1.0;
}

/* A swell as two falling exponentials, stepped once per frame. They stand still a little before the
   loop, so that filters and limiters have settled when it begins. */
typedef struct stepper {
    double fall, fall_step;
    double rise, rise_step;
    swell s;
    int n_moving;
} stepper;

static double step_factor(double seconds, int rate_hz)
{
    return exp(-1.0 / (fmax(seconds, 1e-9) * rate_hz)); /* 0 for no time */
}

static stepper start_swell(const wave *w, swell s)
{
    int margin = (int)(0.012 * w->rate_hz);
    if (margin > w->n_lead / 4) {
        margin = w->n_lead / 4;
    }
    return (stepper){.fall = 1.0,
                     .fall_step = step_factor(s.decay_s, w->rate_hz),
                     .rise = 1.0,
                     .rise_step = step_factor(s.rise_s, w->rate_hz),
                     .s = s,
                     .n_moving = w->n_loop > 0 ? w->n_lead - margin : wave_frames(w)};
}

static double next_gain(stepper *p)
{
    double gain = (p->s.level + (p->s.onset - p->s.level) * p->fall) * (1.0 - p->rise);
    if (p->n_moving > 0) {
        p->n_moving--;
        p->fall *= p->fall_step;
        p->rise *= p->rise_step;
    }
    return gain;
}

static void add_line(wave *w, int line, double turns, swell s)
{
    if (line <= 0 || line > TOP_OF_BAND * w->n_loop) {
        return;
    }
    stepper p = start_swell(w, s);
    int at = (int)floor((turns - floor(turns)) * w->n_loop) % w->n_loop;
    for (int i = 0; i < wave_frames(w); i++) {
        w->frames[i] += next_gain(&p) * w->cosine[at];
        at = (at + line) % w->n_loop;
    }
}

static void add_free_sine(wave *w, double hz, double turns, swell s)
{
    if (hz > TOP_OF_BAND * w->rate_hz) {
        return;
    }
    stepper p = start_swell(w, s);
    for (int i = 0; i < wave_frames(w); i++) {
        w->frames[i] += next_gain(&p) * cos(TURN * (turns + hz * i / w->rate_hz));
    }
}

void wave_partial(wave *w, double ratio, double turns, swell s)
{
    if (w->n_loop > 0) {
        add_line(w, (int)lround(ratio * w->n_periods), turns, s);
    } else {
        add_free_sine(w, ratio * w->hz, turns, s);
    }
}

void wave_cluster(wave *w, double ratio, double width_cents, swell s)
{
    int centre = (int)lround(ratio * w->n_periods);
    double width = centre * (pow(2.0, width_cents / 1200.0) - 1.0);
    int reach = (int)(2.5 * width);
    int stride = reach / 24 + 1;
    double power = 0.0;
    for (int d = -(reach / stride); d <= reach / stride; d++) {
        double x = width > 0.0 ? d * stride / width : 0.0;
        power += exp(-x * x);
    }
    for (int d = -(reach / stride); d <= reach / stride; d++) {
        double x = width > 0.0 ? d * stride / width : 0.0;
        double gain = exp(-0.5 * x * x) / sqrt(power);
        swell part = {s.onset * gain, s.level * gain, s.decay_s, s.rise_s};
        /* Lines at even distances would beat together: wide bundles are shaken. */
        int shake = (int)lround(0.5 * (stride - 1) * wave_random(w));
        add_line(w, centre + d * stride + shake, wave_random(w), part);
    }
}

typedef struct biquad {
    double b0, b1, b2, a1, a2;
    double x1, x2, y1, y2;
} biquad;

/* The well-known bilinear-transform second-order sections. */
static biquad design(filter_kind kind, double hz, double amount, int rate_hz)
{
    double top = 0.49 * rate_hz;
    double w0 = TURN * (hz < top ? hz : top) / rate_hz;
    double c = cos(w0);
    double q = kind == FILTER_PEAK ? 1.0 : amount;
    double alpha = sin(w0) / (2.0 * q);
    double gain = kind == FILTER_PEAK ? pow(10.0, amount / 40.0) : 1.0;
    double a0 = 1.0 + alpha / gain;
    biquad f = {.a1 = -2.0 * c / a0, .a2 = (1.0 - alpha / gain) / a0};
    if (kind == FILTER_PEAK) {
        f.b0 = (1.0 + alpha * gain) / a0;
        f.b1 = f.a1;
        f.b2 = (1.0 - alpha * gain) / a0;
    } else {
        double sign = kind == FILTER_LOW_PASS ? 1.0 : -1.0;
        f.b0 = f.b2 = (1.0 - sign * c) / 2.0 / a0;
        f.b1 = sign * (1.0 - sign * c) / a0;
    }
    return f;
}

static double run_biquad(biquad *f, double x)
{
    double y = f->b0 * x + f->b1 * f->x1 + f->b2 * f->x2 - f->a1 * f->y1 - f->a2 * f->y2;
    f->x2 = f->x1;
    f->x1 = x;
    f->y2 = f->y1;
    f->y1 = y;
    return y;
}

/* Filters a ring of noise until it is periodic: the state after one round starts the next. */
static void filter_ring(double *ring, int n, biquad f)
{
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < n; i++) {
            double y = run_biquad(&f, ring[i]);
            if (round == 1) {
                ring[i] = y;
            }
        }
    }
}

static void normalise_rms(double *ring, int n)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        sum += ring[i] * ring[i];
    }
    double scale = sum > 0.0 ? sqrt(n / sum) : 0.0;
    for (int i = 0; i < n; i++) {
        ring[i] *= scale;
    }
}

void wave_noise(wave *w, band b, swell s)
{
    int n = w->n_loop > 0 ? w->n_loop : wave_frames(w);
    double q = b.q > 0.0 ? b.q : 0.7;
    double *ring = new_doubles(n);
    for (int i = 0; i < n; i++) {
        ring[i] = wave_random(w);
    }
    if (b.low_hz > 0.0) {
        filter_ring(ring, n, design(FILTER_HIGH_PASS, b.low_hz, q, w->rate_hz));
    }
    if (b.high_hz > 0.0) {
        filter_ring(ring, n, design(FILTER_LOW_PASS, b.high_hz, q, w->rate_hz));
    }
    normalise_rms(ring, n);
    stepper p = start_swell(w, s);
    for (int i = 0; i < wave_frames(w); i++) {
        w->frames[i] += next_gain(&p) * ring[i % n];
    }
    free(ring);
}

void wave_slide(wave *w, double from_hz, double to_hz, double slide_s, swell s)
{
    stepper p = start_swell(w, s);
    double step = step_factor(slide_s, w->rate_hz);
    double bend = 1.0;
    double turns = -0.25;
    for (int i = 0; i < wave_frames(w); i++) {
        w->frames[i] += next_gain(&p) * cos(TURN * turns);
        turns += (to_hz + (from_hz - to_hz) * bend) / w->rate_hz;
        bend *= step;
    }
}

void wave_drive(wave *w, double gain, double bias)
{
    double rest = tanh(bias);
    for (int i = 0; i < wave_frames(w); i++) {
        w->frames[i] = tanh(gain * w->frames[i] + bias) - rest;
    }
}

void wave_filter(wave *w, filter_kind kind, double hz, double amount)
{
    biquad f = design(kind, hz, amount, w->rate_hz);
    for (int i = 0; i < w->n_lead; i++) {
        w->frames[i] = run_biquad(&f, w->frames[i]);
    }
    if (w->n_loop > 0) {
        filter_ring(w->frames + w->n_lead, w->n_loop, f);
    }
}

void wave_fade_out(wave *w, double seconds)
{
    int n = (int)(seconds * w->rate_hz);
    int total = wave_frames(w);
    for (int i = 0; i < n && i < total; i++) {
        w->frames[total - 1 - i] *= (double)i / n;
    }
}

void wave_reverse(wave *w)
{
    int total = wave_frames(w);
    for (int i = 0; i < total / 2; i++) {
        double frame = w->frames[i];
        w->frames[i] = w->frames[total - 1 - i];
        w->frames[total - 1 - i] = frame;
    }
}

double resonance(double hz, double centre_hz, double width_hz)
{
    double x = 2.0 * (hz - centre_hz) / width_hz;
    return 1.0 / sqrt(1.0 + x * x);
}
