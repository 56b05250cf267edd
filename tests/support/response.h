/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_RESPONSE_H
#define TESTS_SUPPORT_RESPONSE_H

/* Frequency responses and levels, computed in double precision by their definitions. */

#include <stddef.h>

/* Gain in dB at `hz` of the impulse response `h` [n] at 44,100 Hz. */
double response_db(const float *h, size_t n, double hz);

/* Root mean square of x [n] taken every `stride` values. */
double response_rms(const float *x, size_t n, size_t stride);

/* Amplitude of the sine at `hz` in x [n], taken every `stride` values (Hann window). */
double response_tone(const float *x, size_t n, size_t stride, double hz);

/* 20 log10(ratio). */
double response_to_db(double ratio);

#endif
