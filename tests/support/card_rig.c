/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/card_rig.h"

#include "support/response.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define PI 3.14159265358979323846
#define PERIOD 100
#define N_RESPONSE 16384
#define FULL_SCALE 32000

static uint32_t add_sine(sf2_builder *builder)
{
    enum { N = 8000 };
    int16_t frames[N];
    for (int i = 0; i < N; i++) {
        frames[i] = (int16_t)lrint(16384.0 * sin(2 * PI * i / PERIOD));
    }
    return sf2_add_sample(
        builder, &(sf2_sample){.name = "sine", .frames = frames, .n_frames = N, .loop_end = N});
}

static uint32_t add_dc(sf2_builder *builder)
{
    int16_t frames[64];
    for (int i = 0; i < 64; i++) {
        frames[i] = 16384;
    }
    return sf2_add_sample(
        builder, &(sf2_sample){.name = "dc", .frames = frames, .n_frames = 64, .loop_end = 64});
}

static uint32_t add_impulse(sf2_builder *builder)
{
    uint32_t n = IMPULSE_AT + N_RESPONSE + 1000;
    int16_t *frames = calloc(n, sizeof *frames);
    frames[IMPULSE_AT] = FULL_SCALE;
    uint32_t index =
        sf2_add_sample(builder, &(sf2_sample){.name = "impulse", .frames = frames, .n_frames = n});
    free(frames);
    return index;
}

sf2_builder *card_bank(card_wave wave, const card_generator *generators)
{
    sf2_builder *builder = sf2_new();
    uint32_t sample = wave == CARD_SINE ? add_sine(builder)
                      : wave == CARD_DC ? add_dc(builder)
                                        : add_impulse(builder);
    sf2_add_preset(builder, "preset", 0, 0);
    sf2_add_zone(builder);
    sf2_add_generator(builder, AWE_GEN_INSTRUMENT, 0);
    sf2_add_instrument(builder, "instrument");
    sf2_add_zone(builder);
    for (const card_generator *g = generators; g && g->id; g++) {
        sf2_add_generator(builder, g->id, g->amount);
    }
    if (wave != CARD_IMPULSE) {
        sf2_add_generator(builder, AWE_GEN_SAMPLE_MODES, 1);
    }
    sf2_add_generator(builder, AWE_GEN_SAMPLE, (int)sample);
    return builder;
}

awe_synth_config card_dry(awe_model model)
{
    return (awe_synth_config){.model = model,
                              .reverb = AWE_REVERB_OFF,
                              .chorus = AWE_CHORUS_OFF,
                              .treble = AWE_TONE_FLAT,
                              .gain = 1.0f};
}

void card_open(synth_rig *rig, card_wave wave, const card_generator *generators,
               const awe_synth_config *config)
{
    awe_synth_config dry = card_dry(AWE_MODEL_EMU8000);
    rig_open(rig, card_bank(wave, generators), config ? config : &dry);
    card_prepare(rig, 0);
}

void card_prepare(synth_rig *rig, uint8_t channel)
{
    rig_control(rig, 0, channel, 7, 127);
    rig_control(rig, 0, channel, 91, 0);
    rig_control(rig, 0, channel, 93, 0);
}

void card_nrpn(synth_rig *rig, uint32_t frame, uint8_t msb, uint8_t lsb, int value)
{
    int entered = value + 8192;
    rig_control(rig, frame, 0, 99, msb);
    rig_control(rig, frame, 0, 98, lsb);
    rig_control(rig, frame, 0, 6, (uint8_t)(entered >> 7));
    rig_control(rig, frame, 0, 38, (uint8_t)(entered & 127));
}

size_t card_cents(const synth_rig *rig, size_t from, size_t to, double *at, double *cents,
                  size_t max)
{
    double last = -1.0;
    size_t n = 0;
    for (size_t i = from + 1; i < to && n < max; i++) {
        double a = rig->out[2 * (i - 1)], b = rig->out[2 * i];
        if (a < 0.0 && b >= 0.0) {
            double now = (double)(i - 1) + a / (a - b);
            if (last >= 0.0) {
                at[n] = 0.5 * (now + last) / SECOND;
                cents[n++] = 1200.0 * log2(PERIOD / (now - last));
            }
            last = now;
        }
    }
    return n;
}

/* Values count as much as the time that they stand for: pitch is sampled more often where it is
   high. */
static double weight(const double *at, size_t n, size_t i)
{
    return at[i + 1 < n ? i + 1 : i] - at[i > 0 ? i - 1 : i];
}

double card_component(const double *at, const double *y, size_t n, double hz, double *phase)
{
    double mean = 0.0, sum = 0.0, cc = 0.0, ss = 0.0, cs = 0.0, yc = 0.0, ys = 0.0;
    for (size_t i = 0; i < n; i++) {
        mean += weight(at, n, i) * y[i];
        sum += weight(at, n, i);
    }
    mean /= sum;
    for (size_t i = 0; i < n; i++) {
        double w = weight(at, n, i), v = y[i] - mean;
        double c = cos(2 * PI * hz * at[i]), s = sin(2 * PI * hz * at[i]);
        cc += w * c * c;
        ss += w * s * s;
        cs += w * c * s;
        yc += w * v * c;
        ys += w * v * s;
    }
    double d = cc * ss - cs * cs;
    double a = (yc * ss - ys * cs) / d, b = (ys * cc - yc * cs) / d;
    if (phase) {
        *phase = atan2(a, b);
    }
    return hypot(a, b);
}

double card_fit_hz(const double *at, const double *y, size_t n, double low_hz, double high_hz)
{
    double best = low_hz, step = (high_hz - low_hz) / 200.0;
    for (int round = 0; round < 4; round++) {
        double centre = best, most = -1.0;
        double first = round == 0 ? low_hz : centre - 20 * step;
        int n_steps = round == 0 ? 200 : 40;
        for (int i = 0; i <= n_steps; i++) {
            double a = card_component(at, y, n, first + i * step, NULL);
            if (a > most) {
                most = a;
                best = first + i * step;
            }
        }
        step /= 10.0;
    }
    return best;
}

double card_response_db(const synth_rig *rig, size_t start, double hz)
{
    size_t first = start + IMPULSE_AT - 4;
    double turn_re = cos(2 * PI * hz / SECOND), turn_im = -sin(2 * PI * hz / SECOND);
    double re = 0.0, im = 0.0, w_re = 1.0, w_im = 0.0;
    for (size_t i = first; i < first + N_RESPONSE && i < rig->n_frames; i++) {
        re += rig->out[2 * i] * w_re;
        im += rig->out[2 * i] * w_im;
        double next = w_re * turn_re - w_im * turn_im;
        w_im = w_re * turn_im + w_im * turn_re;
        w_re = next;
    }
    /* centre pan (129 / 256), output scale, full scale of the impulse */
    double whole = 129.0 / 256.0 * (57737.0 / 65536.0) * (FULL_SCALE / 32768.0);
    return response_to_db(hypot(re, im) / whole);
}

double card_filter_db(double hz, double cutoff_hz, int q_index)
{
    double f = 2 * sin(PI * fmin(fmax(cutoff_hz, 101.81), 7350.0) / 44100.0);
    double q = 0.931 * pow(10.0, 1.5 * q_index / 20.0);
    double w = 2 * PI * hz / 44100.0, b = 2 - f / q - f * f, c = 1 - f / q;
    double re = 1 - b * cos(w) + c * cos(2 * w), im = b * sin(w) - c * sin(2 * w);
    return response_to_db(f * f / hypot(re, im));
}

static double misfit(const synth_rig *rig, size_t start, int q_index, double cutoff_hz)
{
    double sum = 0.0,
           base = card_response_db(rig, start, 20.0) - card_filter_db(20.0, cutoff_hz, q_index);
    for (double ratio = 0.5; ratio < 3.0; ratio *= 1.3) {
        double hz = cutoff_hz * ratio;
        double off =
            card_response_db(rig, start, hz) - base - card_filter_db(hz, cutoff_hz, q_index);
        sum += off * off;
    }
    return sum;
}

double card_fit_cutoff(const synth_rig *rig, size_t start, int q_index)
{
    double best = 0.0, least = 1e30; /* octaves above 900 Hz */
    for (double step = 0.08; step > 1e-4; step /= 20.0) {
        double centre = best;
        for (int i = -40; i <= 40; i++) {
            double octaves = centre + i * step;
            double off = misfit(rig, start, q_index, 900.0 * exp2(octaves));
            if (off < least) {
                least = off;
                best = octaves;
            }
        }
    }
    return 900.0 * exp2(best);
}

void card_expect(int row, double got, double want, double tolerance)
{
    if (!(fabs(got - want) <= tolerance)) {
        fail_msg("row %d: %g instead of %g, +-%g", row, got, want, tolerance);
    }
}
