/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/spectra.h"

#include "awe/synth.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LOWEST_HZ 110.0
#define PI 3.14159265358979323846

/* Fourier transform in place, radix 2; `turn` holds cos and sin of each step. */
static void transform(double *re, double *im)
{
    static double turn_re[SPECTRA_WINDOW / 2], turn_im[SPECTRA_WINDOW / 2];
    if (turn_re[0] == 0.0) {
        for (size_t k = 0; k < SPECTRA_WINDOW / 2; k++) {
            turn_re[k] = cos(2 * PI * (double)k / SPECTRA_WINDOW);
            turn_im[k] = -sin(2 * PI * (double)k / SPECTRA_WINDOW);
        }
    }
    for (size_t i = 1, j = 0; i < SPECTRA_WINDOW; i++) {
        size_t bit = SPECTRA_WINDOW >> 1;
        for (; j & bit; bit >>= 1) {
            j ^= bit;
        }
        j ^= bit;
        if (i < j) {
            double t = re[i], u = im[i];
            re[i] = re[j];
            im[i] = im[j];
            re[j] = t;
            im[j] = u;
        }
    }
    for (size_t half = 1; half < SPECTRA_WINDOW; half *= 2) {
        for (size_t start = 0; start < SPECTRA_WINDOW; start += 2 * half) {
            for (size_t k = 0; k < half; k++) {
                size_t a = start + k, b = a + half, t = k * (SPECTRA_WINDOW / 2 / half);
                double xr = re[b] * turn_re[t] - im[b] * turn_im[t];
                double xi = re[b] * turn_im[t] + im[b] * turn_re[t];
                re[b] = re[a] - xr;
                im[b] = im[a] - xi;
                re[a] += xr;
                im[a] += xi;
            }
        }
    }
}

/* The semitone band of a bin; SPECTRA_SIDE_BANDS and above: none. */
static size_t band_of(size_t bin)
{
    static size_t bands[SPECTRA_WINDOW / 2];
    if (bands[1] == 0) {
        for (size_t i = 1; i < SPECTRA_WINDOW / 2; i++) {
            double semitones =
                12.0 * log2((double)i * AWE_RATE_HZ / SPECTRA_WINDOW / LOWEST_HZ) + 0.5;
            bands[i] = semitones < 0.0 ? SPECTRA_SIDE_BANDS : (size_t)semitones;
        }
    }
    return bands[bin];
}

/* Adds the power of a bin to its band, left and right. Both sides went through one transform, left
   as its real and right as its imaginary part: the symmetry of real signals takes them apart. */
static void add_bin(double *band, const double *re, const double *im, size_t bin)
{
    size_t b = band_of(bin), mirror = SPECTRA_WINDOW - bin;
    if (b < SPECTRA_SIDE_BANDS) {
        double left_re = re[bin] + re[mirror], left_im = im[bin] - im[mirror];
        double right_re = im[bin] + im[mirror], right_im = re[mirror] - re[bin];
        band[b] += left_re * left_re + left_im * left_im;
        band[b + SPECTRA_SIDE_BANDS] += right_re * right_re + right_im * right_im;
    }
}

static int is_low(size_t band)
{
    return band % SPECTRA_SIDE_BANDS < SPECTRA_LOW_BANDS;
}

static void measure_window(const float *stereo, double *band, double *level_db, double *low_db)
{
    static double re[SPECTRA_WINDOW], im[SPECTRA_WINDOW];
    for (size_t i = 0; i < SPECTRA_WINDOW; i++) {
        double window = 0.5 - 0.5 * cos(2 * PI * ((double)i + 0.5) / SPECTRA_WINDOW);
        re[i] = stereo[2 * i] * window;
        im[i] = stereo[2 * i + 1] * window;
    }
    transform(re, im);
    memset(band, 0, SPECTRA_BANDS * sizeof *band);
    for (size_t bin = 1; bin < SPECTRA_WINDOW / 2; bin++) {
        add_bin(band, re, im, bin);
    }
    double total = 1e-9, low = 1e-9;
    for (size_t b = 0; b < SPECTRA_BANDS; b++) {
        total += band[b];
        low += is_low(b) ? band[b] : 0.0;
        band[b] = sqrt(band[b]);
    }
    *level_db = 10.0 * log10(total);
    *low_db = 10.0 * log10(low);
}

spectra spectra_measure(const float *stereo, size_t n_frames)
{
    spectra m = {.n =
                     n_frames < SPECTRA_WINDOW ? 0 : (n_frames - SPECTRA_WINDOW) / SPECTRA_HOP + 1};
    m.band = calloc(m.n + 1, sizeof *m.band);
    m.level_db = calloc(m.n + 1, sizeof *m.level_db);
    m.low_db = calloc(m.n + 1, sizeof *m.low_db);
    for (size_t i = 0; i < m.n; i++) {
        measure_window(stereo + 2 * i * SPECTRA_HOP, m.band[i], &m.level_db[i], &m.low_db[i]);
    }
    return m;
}

void spectra_free(spectra *m)
{
    free(m->band);
    free(m->level_db);
    free(m->low_db);
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double percentile(double *values, size_t n, double share)
{
    qsort(values, n, sizeof *values, ascending);
    return n ? values[(size_t)(share * (double)(n - 1))] : 1e9;
}

/* 0: the same amplitudes, 1: none in common. */
static double distance(const double *a, const double *b, double factor, int low_only)
{
    double apart = 0.0, together = 1e-12;
    for (size_t k = 0; k < SPECTRA_BANDS; k++) {
        if (!low_only || is_low(k)) {
            apart += fabs(a[k] - factor * b[k]);
            together += a[k] + factor * b[k];
        }
    }
    return apart / together;
}

verdict spectra_compare(const spectra *a, const spectra *b)
{
    size_t n = 0, n_all = a->n < b->n ? a->n : b->n;
    double *gain = calloc(n_all + 1, sizeof *gain), *loudness = calloc(n_all + 1, sizeof *loudness);
    double *spectrum = calloc(n_all + 1, sizeof *spectrum);
    double loudest = -200.0;
    verdict v = {0};
    for (size_t i = 0; i < n_all; i++) {
        loudest = fmax(loudest, fmax(a->level_db[i], b->level_db[i]));
    }
    for (size_t i = 0; i < n_all; i++) {
        if (fmax(a->level_db[i], b->level_db[i]) > loudest - 40.0) {
            gain[n++] = a->level_db[i] - b->level_db[i];
        }
    }
    v.loudest_db = loudest;
    double common = percentile(gain, n, 0.5), factor = pow(10.0, common / 20.0);
    n = 0;
    for (size_t i = 0; i < n_all; i++) {
        if (fmax(a->level_db[i], b->level_db[i]) <= loudest - 40.0) {
            continue;
        }
        double low = distance(a->band[i], b->band[i], factor, 1);
        loudness[n] = fabs(a->level_db[i] - b->level_db[i] - common);
        spectrum[n++] = distance(a->band[i], b->band[i], factor, 0);
        if (low > v.low_max && fmax(a->low_db[i], b->low_db[i]) > loudest - 30.0) {
            v.low_max = low;
            v.worst_at_s = (double)i * SPECTRA_HOP / AWE_RATE_HZ;
        }
    }
    v.loudness_p90 = percentile(loudness, n, 0.9);
    v.loudness_p99 = percentile(loudness, n, 0.99);
    v.spectrum_median = percentile(spectrum, n, 0.5);
    v.spectrum_p99 = percentile(spectrum, n, 0.99);
    free(gain);
    free(loudness);
    free(spectrum);
    return v;
}
