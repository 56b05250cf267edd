/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_LOUDNESS_H
#define AWE_IO_LOUDNESS_H

/* How loud a whole programme is, by ITU-R BS.1770 with the gates of EBU R 128. [main] */

#include <stddef.h>
#include <stdint.h>

typedef struct loudness loudness;

/* A meter for stereo at `rate_hz`, or NULL if there is no memory. Free with loudness_free(). */
loudness *loudness_new(uint32_t rate_hz);
void loudness_free(loudness *meter);

/* Adds [n_frames][2] frames; full scale is +-1. */
void loudness_add(loudness *meter, const float *frames, size_t n_frames);

/* In LUFS; -infinity where nothing was louder than -70. */
double loudness_integrated_lufs(const loudness *meter);

#endif
