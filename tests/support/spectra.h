/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_SPECTRA_H
#define TESTS_SUPPORT_SPECTRA_H

/* How alike two renders of one song sound. Both are cut into Hann windows; each window becomes the
   amplitudes of semitone bands from A2 up, left and right apart. After one common gain (the median
   difference in level):

       loudness   |difference of level| per window
       spectrum   sum |a - b| / sum (a + b) over the bands: 0 alike, 1 nothing in common

   Windows more than 40 dB below the loudest are left out; for the low bands, where notes are and
   cymbals are not, windows whose low bands lie 30 dB below. */

#include <stddef.h>

#define SPECTRA_WINDOW 8192
#define SPECTRA_HOP 2048
#define SPECTRA_SIDE_BANDS 72
#define SPECTRA_BANDS (2 * SPECTRA_SIDE_BANDS) /* left, then right */
#define SPECTRA_LOW_BANDS 52                   /* of each side: up to 2.1 kHz */

/* Band amplitudes of every window. */
typedef struct spectra {
    double (*band)[SPECTRA_BANDS];
    double *level_db;
    double *low_db; /* level of the lowest SPECTRA_LOW_BANDS */
    size_t n;
} spectra;

typedef struct verdict {
    double loudness_p90, loudness_p99, spectrum_median, spectrum_p99, low_max;
    double loudest_db; /* of both; silence is not alike, it is nothing */
    double worst_at_s;
} verdict;

/* Measures `stereo` [n_frames][2] at 44,100 Hz; free with spectra_free(). */
spectra spectra_measure(const float *stereo, size_t n_frames);
void spectra_free(spectra *m);

verdict spectra_compare(const spectra *a, const spectra *b);

#endif
