/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_OUTPUT_H
#define AWE_CHIP_OUTPUT_H

/* The way out: levels, the card's clipping, interleaving, and a look at what goes out. [audio] */

#include "awe/api.h"

#include <stdint.h>

typedef struct awe_output {
    float peak;            /* largest absolute value so far */
    uint32_t quiet_frames; /* since the last one above -90 dB of full scale */
} awe_output;

/* Nothing has been heard. */
AWE_RT void awe_output_start(awe_output *output);

/* True when the last half second was quiet: an echo may come back after less. */
AWE_RT int awe_output_is_silent(const awe_output *output);

/* Scales `x` [n] in place by `level` and `gain`; `clips`: cut off at `gain`, as the card's
   converter does with what two and a half voices at full level exceed. */
AWE_RT void awe_output_scale(float *x, uint32_t n, float level, float gain, int clips);

/* Writes `n` frames to `out`, interleaved. */
AWE_RT void awe_output_write(awe_output *output, const float *left, const float *right, uint32_t n,
                             float *out);

#endif
