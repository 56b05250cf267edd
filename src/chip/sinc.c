/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/sinc.h"

#include "base/tables.h"
#include "chip/voice.h"

#define KERNELS_PER_OCTAVE 4
#define CENTS_PER_KERNEL 300
#define TOLERANCE_CENTS 50 /* a kernel serves what lies so far above its own pitch */
#define PHASE_BITS 7       /* of the narrowest kernels; twice as wide ones need half the phases */

/* 2^(cents / 1200) */
static double ratio_of(uint32_t cents)
{
    return (double)awe_table_cents[cents % 1200] * (1u << cents / 1200);
}

/* The table's curve at `x` >= 0, by the cubic through its four nearest points. */
static double curve_at(double x)
{
    double at = x * AWE_SINC_POINTS;
    if (at >= AWE_SINC_HALF_WIDTH * AWE_SINC_POINTS) {
        return 0.0;
    }
    uint32_t i = (uint32_t)at;
    double f = at - i;
    const float *y = awe_table_sinc + i;
    double before = i == 0 ? y[1] : y[-1]; /* the curve is even */
    return -f * (f - 1) * (f - 2) / 6 * before + (f + 1) * (f - 1) * (f - 2) / 2 * y[0] -
           (f + 1) * f * (f - 2) / 2 * y[1] + (f + 1) * f * (f - 1) / 6 * y[2];
}

/* Sums to 1, so that a constant stays what it is at any fraction. */
static void make_row(float *row, uint32_t n_taps, double stretch, double fraction)
{
    double sum = 0.0;
    for (uint32_t i = 0; i < n_taps; i++) {
        double distance = (double)i - (n_taps / 2 - 1) - fraction;
        double weight = curve_at((distance < 0.0 ? -distance : distance) / stretch);
        row[i] = (float)weight;
        sum += weight;
    }
    for (uint32_t i = 0; i < n_taps; i++) {
        row[i] = (float)(row[i] / sum);
    }
}

void awe_sinc_make(awe_sinc *sinc)
{
    uint32_t at = 0;
    for (uint32_t k = 0; k < AWE_SINC_KERNELS; k++) {
        double stretch = ratio_of(k * CENTS_PER_KERNEL);
        double highest = ratio_of(k * CENTS_PER_KERNEL + TOLERANCE_CENTS);
        awe_sinc_kernel *kernel = &sinc->kernel[k];
        kernel->highest_increment = (uint32_t)(highest * (1u << AWE_POSITION_BITS));
        kernel->n_taps = (uint32_t)(2 * AWE_SINC_HALF_WIDTH * stretch + 7.99) / 8 * 8;
        kernel->phase_bits = PHASE_BITS - k / KERNELS_PER_OCTAVE;
        kernel->first = at;
        for (uint32_t p = 0; p <= 1u << kernel->phase_bits; p++) {
            double fraction = (double)p / (1u << kernel->phase_bits);
            make_row(sinc->rows + at, kernel->n_taps, stretch, fraction);
            at += kernel->n_taps;
        }
    }
    sinc->kernel[AWE_SINC_KERNELS - 1].highest_increment = UINT32_MAX;
}
