/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/response.h"

#include <math.h>

#define PI 3.14159265358979323846
#define RATE_HZ 44100.0

double response_to_db(double ratio)
{
    return 20.0 * log10(ratio);
}

double response_db(const float *h, size_t n, double hz)
{
    double re = 0.0, im = 0.0;
    for (size_t i = 0; i < n; i++) {
        double angle = 2 * PI * hz / RATE_HZ * (double)i;
        re += h[i] * cos(angle);
        im -= h[i] * sin(angle);
    }
    return response_to_db(hypot(re, im));
}

double response_rms(const float *x, size_t n, size_t stride)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        sum += (double)x[i * stride] * x[i * stride];
    }
    return sqrt(sum / (double)n);
}

double response_tone(const float *x, size_t n, size_t stride, double hz)
{
    double re = 0.0, im = 0.0;
    for (size_t i = 0; i < n; i++) {
        double window = 0.5 - 0.5 * cos(2 * PI * ((double)i + 0.5) / (double)n);
        double angle = 2 * PI * hz / RATE_HZ * (double)i;
        re += window * x[i * stride] * cos(angle);
        im += window * x[i * stride] * sin(angle);
    }
    return 4.0 * hypot(re, im) / (double)n;
}
