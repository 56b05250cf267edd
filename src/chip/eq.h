/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_EQ_H
#define AWE_CHIP_EQ_H

/* Bass and treble shelf over the whole mix, in the card's twelve settings each. Source:
   docs/sound.md "Equaliser". */

#include "awe/api.h"

#include <stdint.h>

#define AWE_EQ_SETTINGS 12
#define AWE_EQ_FLAT 5        /* setting that changes nothing */
#define AWE_EQ_CARD_TREBLE 9 /* +8 dB, what the card's drivers start with */
#define AWE_EQ_BLOCK 4       /* frames that are computed together, and values of the state */

/* Four columns, each of them twice, for vectors that hold both sides. */
typedef float awe_eq_matrix[AWE_EQ_BLOCK][2 * AWE_EQ_BLOCK];

/* Both shelves, one behind the other, as what they do to a block x of four frames: frame by frame,
   each would wait for the one before.

       y = direct x + heard s;  s' = kept x + moved s

   The state s is two values of bass and two of treble: z1 and z1 + z2 of the transposed direct form
   II. With z2 itself, which nearly cancels z1, rounding would be heard a hundred times as loud. */
typedef struct awe_eq {
    awe_eq_matrix direct, heard, kept, moved;
    float state[2 * AWE_EQ_BLOCK]; /* of left, then of right, where a block begins */
    int flat;
} awe_eq;

/* Frames first .. first + n - 1 of a tick, of left and right, from rows `in` to rows `out`. Blocks
   begin at multiples of AWE_EQ_BLOCK: `in` still holds the frames of a block that is begun, and
   zeros for those to come; `out` has room for whole blocks. At frame 0 states are emptied that are
   too small to be heard. Every variant of the kernel has one, and gives the same bits. */
typedef void (*awe_eq_fn)(awe_eq *eq, const float *const in[2], uint32_t first, uint32_t n,
                          float *const out[2]) AWE_RT;

/* Clears the states and chooses the settings, 0..11 each. [audio] */
AWE_RT void awe_eq_start(awe_eq *eq, uint32_t bass, uint32_t treble);

#endif
