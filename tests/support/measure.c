/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/measure.h"

#include <math.h>

#define PI 3.14159265358979323846
#define MAX_PERIODS 16384

static const double output_scale = 57737.0 / 65536.0;

typedef struct curve {
    double at[MAX_PERIODS], cents[MAX_PERIODS];
    size_t n;
} curve;

static const curve *follow(const synth_rig *rig)
{
    static curve c;
    c.n = card_cents(rig, 0, rig->n_frames, c.at, c.cents, MAX_PERIODS);
    return &c;
}

double measure_mean_cents(const synth_rig *rig, double from, double to)
{
    const curve *c = follow(rig);
    double sum = 0.0;
    int n = 0;
    for (size_t i = 0; i < c->n; i++) {
        if (c->at[i] >= from && c->at[i] < to) {
            sum += c->cents[i];
            n++;
        }
    }
    return sum / n;
}

double measure_cents_at(const synth_rig *rig, double seconds)
{
    const curve *c = follow(rig);
    size_t i = 0;
    while (i + 2 < c->n && c->at[i + 1] < seconds) {
        i++;
    }
    double part = (seconds - c->at[i]) / (c->at[i + 1] - c->at[i]);
    return c->cents[i] + part * (c->cents[i + 1] - c->cents[i]);
}

double measure_vibrato(const synth_rig *rig, double want_hz, double *cents, int *sign)
{
    double phase;
    const curve *c = follow(rig);
    double hz = card_fit_hz(c->at, c->cents, c->n, want_hz * 0.9, want_hz * 1.1);
    double fundamental = card_component(c->at, c->cents, c->n, hz, &phase);
    if (cents) {
        *cents = fundamental * PI * PI / 8.0;
    }
    if (sign) {
        *sign = cos(phase) > 0.0 ? 1 : -1;
    }
    return hz;
}

double measure_db_at(const synth_rig *rig, double seconds)
{
    double whole = 0.5 * sqrt(0.5) * output_scale;
    return 20 * log10(fabs(rig->out[2 * (size_t)(seconds * SECOND)]) / whole + 1e-12);
}

double measure_corner_hz(const synth_rig *rig)
{
    double low = 10.0, high = 22000.0, dc = card_response_db(rig, 0, 1.0);
    for (int i = 0; i < 40; i++) {
        double middle = sqrt(low * high);
        if (card_response_db(rig, 0, middle) - dc > -3.0103) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

double measure_peak_db(const synth_rig *rig, double low_hz, double high_hz)
{
    double most = -200.0;
    for (double hz = low_hz; hz < high_hz; hz *= 1.003) {
        most = fmax(most, card_response_db(rig, 0, hz));
    }
    return most;
}

/* Sum of the left side around a place behind the impulse. */
static double tap(const synth_rig *rig, long after)
{
    double sum = 0.0;
    for (long i = after - 3; i <= after + 3; i++) {
        sum += rig->out[2 * (IMPULSE_AT + i)];
    }
    return sum / (output_scale * 32000.0 / 32768.0);
}

double measure_reverb(const synth_rig *rig)
{
    return tap(rig, 5060) / 0.945;
}

double measure_chorus(const synth_rig *rig)
{
    return tap(rig, 2822);
}

double measure_hz(double absolute_cents)
{
    return 8.1757989 * exp2(absolute_cents / 1200.0);
}

int measure_timecents(double seconds)
{
    return (int)lrint(1200.0 * log2(seconds));
}
