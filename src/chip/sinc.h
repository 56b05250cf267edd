/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_SINC_H
#define AWE_CHIP_SINC_H

/* Windowed-sinc interpolation: its kernels, made once per synth, and which of them serves a pitch.
   A kernel passes up to 0.4 and stops from 0.6 of the lower one of the two rates. Up to the
   recording's own pitch that takes 32 taps; above, the kernels are stretched, by four steps an
   octave up to three octaves, so that what the output cannot hold is stopped and not folded down.
   sinc.inc, a part of the voice kernel, uses them. Source: docs/sound.md "Interpolation". */

#include "awe/api.h"

#include <stdint.h>

#define AWE_SINC_KERNELS 13
#define AWE_SINC_REACH 128 /* frames on either side of a position that any kernel may weigh */
#define AWE_SINC_FLOATS 72640

typedef struct awe_sinc_kernel {
    uint32_t highest_increment; /* per frame, in AWE_POSITION_BITS, that it serves */
    uint32_t n_taps;            /* a multiple of 8; half of them lie behind the position */
    uint32_t phase_bits;
    uint32_t first; /* of its rows: weights of n_taps frames for fraction p / 2^phase_bits,
                       p = 0 .. 2^phase_bits */
} awe_sinc_kernel;

typedef struct awe_sinc {
    float rows[AWE_SINC_FLOATS];
    awe_sinc_kernel kernel[AWE_SINC_KERNELS];
} awe_sinc;

/* Takes about a millisecond. [main] */
void awe_sinc_make(awe_sinc *sinc);

/* The kernel for `increment`. [audio] */
static inline const awe_sinc_kernel *awe_sinc_find(const awe_sinc *sinc, uint32_t increment)
{
    const awe_sinc_kernel *kernel = sinc->kernel;
    while (increment > kernel->highest_increment) {
        kernel++;
    }
    return kernel;
}

#endif
