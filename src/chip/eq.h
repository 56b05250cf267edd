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

/* One stereo biquad of the tables' coefficients in transposed direct form II. The output is left
   out of the recursion, so that a frame waits for less of the frame before:

       out = b0 in + z1;  z1' = (c1 in + z2) - a1 z1;  z2' = c2 in - a2 z1 */
typedef struct awe_shelf {
    float b0, c1, c2, a1, a2;
    float z[2][2]; /* z1 and z2 of left and right */
    int flat;
} awe_shelf;

typedef struct awe_eq {
    awe_shelf bass, treble;
} awe_eq;

/* Clears the states and chooses the settings, 0..11 each. [audio] */
AWE_RT void awe_eq_start(awe_eq *eq, uint32_t bass, uint32_t treble);

/* Filters `left` and `right` [n] in place. [audio] */
AWE_RT void awe_eq_render(awe_eq *eq, float *left, float *right, uint32_t n);

/* Empties states that are too small to be heard, so that they never become denormal. At every tick.
   [audio] */
AWE_RT void awe_eq_tick(awe_eq *eq);

#endif
