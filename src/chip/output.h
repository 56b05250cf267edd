/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_OUTPUT_H
#define AWE_CHIP_OUTPUT_H

/* The way out: levels, the card's clipping, limiter, interleaving, and a look at what goes out.
   [audio] */

#include "awe/api.h"
#include "chip/limiter.h"
#include "chip/voice.h"

#include <stdint.h>

typedef struct awe_output {
    float gain;
    int clips; /* cut off at `gain`, as the card's converter does with what two and a half voices at
                  full level exceed */
    awe_limiter limiter;
    _Alignas(64) float side[2][AWE_TICK_FRAMES + AWE_ROW_PADDING]; /* what goes out in this tick */
    float peak; /* largest absolute value so far */
    uint32_t
        quiet_frames; /* since the last one above -90 dB of full scale; half a second at most */
} awe_output;

/* Silence, and nothing has been heard; `gain` and `clips` stay. */
AWE_RT void awe_output_start(awe_output *output, int limits);

/* True when the last half second was quiet: an echo may come back after less. */
AWE_RT int awe_output_is_silent(const awe_output *output);

/* Writes frames first .. first + n - 1 of the sides to `out`, interleaved, times `gain` and `level`
   (of left and right). They are changed in place. */
AWE_RT void awe_output_render(awe_output *output, uint32_t first, uint32_t n, const float level[2],
                              float *out);

#endif
