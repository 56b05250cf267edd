/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/tone_rig.h"

#include "bank/zone.h"
#include "support/response.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846
#define RATE_HZ 44100.0
#define LOOP_FRAMES 4799
#define SETTLED 2048
#define ROOT_KEY 60
#define PEAK 0.9
#define N_TERMS 4

static uint32_t add_sine(sf2_builder *builder, double frequency, uint32_t n_frames,
                         uint32_t rate_hz)
{
    int16_t frames[LOOP_FRAMES];
    uint8_t low[LOOP_FRAMES];
    for (uint32_t i = 0; i < n_frames; i++) {
        long value = lrint(PEAK * 8388608.0 * sin(2 * PI * frequency * i));
        frames[i] = (int16_t)(value >> 8);
        low[i] = (uint8_t)(value & 0xFF);
    }
    sf2_sample sample = {.name = "sine",
                         .frames = frames,
                         .low = low,
                         .n_frames = n_frames,
                         .loop_end = n_frames,
                         .rate_hz = rate_hz,
                         .root_key = ROOT_KEY};
    return sf2_add_sample(builder, &sample);
}

void tone_open(tone_rig *tone, awe_interp interp, double frequency)
{
    tone_open_recording(tone, interp, frequency, LOOP_FRAMES, 44100);
}

void tone_open_recording(tone_rig *tone, awe_interp interp, double frequency, uint32_t n_frames,
                         uint32_t rate_hz)
{
    const awe_synth_config config = {.model = AWE_MODEL_SF2,
                                     .interp = interp,
                                     .reverb = AWE_REVERB_OFF,
                                     .chorus = AWE_CHORUS_OFF,
                                     .gain = 1.0f};
    sf2_builder *builder = sf2_new();
    tone->frequency = round(frequency * n_frames) / n_frames;
    tone->ratio = rate_hz / RATE_HZ;
    sf2_add_voice(builder, 0, 0, add_sine(builder, tone->frequency, n_frames, rate_hz));
    rig_open(&tone->rig, builder, &config);
    /* docs/sound.md: full level, half of the power on this side, the output's scale */
    tone->gain = PEAK * sqrt(0.5) * 57737.0 / 65536.0;
}

void tone_close(tone_rig *tone)
{
    rig_close(&tone->rig);
}

const float *tone_play(tone_rig *tone, int semitones)
{
    rig_control(&tone->rig, 0, 0, 7, 127);
    rig_note_on(&tone->rig, 0, 0, (uint8_t)(ROOT_KEY + semitones), 127);
    rig_play(&tone->rig, SETTLED + TONE_FRAMES, 1024);
    return tone->rig.out + (ptrdiff_t)2 * SETTLED;
}

/* Solves a x = b by elimination; a is symmetric and positive. */
static void solve(double a[N_TERMS][N_TERMS], double b[N_TERMS], double x[N_TERMS])
{
    for (int i = 0; i < N_TERMS; i++) {
        for (int k = i + 1; k < N_TERMS; k++) {
            double share = a[k][i] / a[i][i];
            for (int j = i; j < N_TERMS; j++) {
                a[k][j] -= share * a[i][j];
            }
            b[k] -= share * b[i];
        }
    }
    for (int i = N_TERMS - 1; i >= 0; i--) {
        x[i] = b[i];
        for (int j = i + 1; j < N_TERMS; j++) {
            x[i] -= a[i][j] * x[j];
        }
        x[i] /= a[i][i];
    }
}

/* Cosine, sine, mean, and how the curve moves with its frequency: IEEE 1057, four parameters. */
static void find_terms(double t, double frequency, const double p[N_TERMS], double terms[N_TERMS])
{
    double c = cos(2 * PI * frequency * t), s = sin(2 * PI * frequency * t);
    terms[0] = c;
    terms[1] = s;
    terms[2] = 1.0;
    terms[3] = 2 * PI * t * (p[1] * c - p[0] * s);
}

static void improve(const float *x, double *frequency, double p[N_TERMS], int moves)
{
    double a[N_TERMS][N_TERMS] = {{0}}, b[N_TERMS] = {0}, last[N_TERMS];
    memcpy(last, p, sizeof last);
    for (int i = 0; i < TONE_FRAMES; i++) {
        double terms[N_TERMS];
        find_terms(i - TONE_FRAMES / 2, *frequency, last, terms);
        for (int k = 0; k < N_TERMS; k++) {
            for (int j = 0; j < N_TERMS; j++) {
                a[k][j] += terms[k] * terms[j];
            }
            b[k] += terms[k] * x[2 * (ptrdiff_t)i];
        }
    }
    if (!moves) { /* amplitudes only */
        for (int j = 0; j < N_TERMS; j++) {
            a[3][j] = a[j][3] = j == 3;
        }
        b[3] = 0.0;
    }
    solve(a, b, p);
    *frequency += p[3];
}

tone_fit tone_fit_sine(const tone_rig *tone, const float *x, double frequency)
{
    double p[N_TERMS] = {0};
    for (int round = 0; round < 6; round++) {
        improve(x, &frequency, p, round > 0 && round < 5);
    }
    double sum = 0.0;
    for (int i = 0; i < TONE_FRAMES; i++) {
        double terms[N_TERMS];
        find_terms(i - TONE_FRAMES / 2, frequency, p, terms);
        double left = x[2 * (ptrdiff_t)i] - p[0] * terms[0] - p[1] * terms[1] - p[2];
        sum += left * left;
    }
    return (tone_fit){hypot(p[0], p[1]) / tone->gain, frequency,
                      sqrt(sum / TONE_FRAMES) / tone->gain};
}

double tone_amplitude_at(const tone_rig *tone, const float *x, double frequency)
{
    return response_tone(x, TONE_FRAMES, 2, frequency * RATE_HZ) / tone->gain;
}

double tone_amplitude(const tone_rig *tone, const float *x)
{
    double sum = 0.0;
    for (int i = 0; i < TONE_FRAMES; i++) {
        sum += (double)x[2 * (ptrdiff_t)i] * x[2 * (ptrdiff_t)i];
    }
    return sqrt(2 * sum / TONE_FRAMES) / tone->gain;
}

double tone_sinad_db(tone_rig *tone, int semitones)
{
    const float *x = tone_play(tone, semitones);
    tone_fit fit = tone_fit_sine(tone, x, tone->frequency * tone->ratio * exp2(semitones / 12.0));
    return 20 * log10(fit.amplitude / (fit.residual * sqrt(2.0)));
}
