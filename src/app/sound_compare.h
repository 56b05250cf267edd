/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_SOUND_COMPARE_H
#define APP_SOUND_COMPARE_H

/* How far two sounds are apart, frame by frame. One that ends before the other goes on as silence.
   [main] */

#include <stddef.h>
#include <stdint.h>

typedef struct sound_compare {
    uint32_t n_channels;
    uint32_t window_frames; /* 50 ms */
    double max_diff;        /* what cannot be heard; 1 is full scale */
    uint64_t n_frames;      /* compared so far */
    uint64_t first;         /* frame that differs at all; UINT64_MAX: none */
    uint64_t first_heard;   /* that differs by more than `max_diff`; UINT64_MAX: none */
    double largest;         /* difference of two values */
    uint64_t worst_frame;   /* where the window begins that differs most */
    double worst_rms;       /* its difference */
    double window_sum;      /* of the present window: squares */
    double sums[2];         /* of both sounds: squares, for their levels */
} sound_compare;

/* Begins; `rate_hz` tells how long 50 ms are. */
void sound_compare_start(sound_compare *c, uint32_t n_channels, uint32_t rate_hz, double max_diff);

/* Takes the next frames of both, [n_frames][n_channels] each; of the shorter one, and of both at
   their end, NULL is silence. */
void sound_compare_take(sound_compare *c, const double *a, const double *b, size_t n_frames);

/* Ends the last window. */
void sound_compare_finish(sound_compare *c);

/* In dB of full scale; of 0, and of what is silent, -INFINITY. */
double sound_compare_db(double value);

/* How loud both are, RMS. */
double sound_compare_level(const sound_compare *c, int which);

#endif
