/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_BYPASS_H
#define AWE_CHIP_BYPASS_H

/* Takes an effect out of the sound and puts it back without a click: when it leaves, what it
   returns fades out over 50 ms, and then it is not computed; when it comes, it begins empty and
   what it is sent fades in. [audio] */

#include "awe/api.h"

#include <stdint.h>

#define AWE_BYPASS_FRAMES 2205 /* 50 ms */

typedef struct awe_bypass {
    uint32_t sent;     /* of AWE_BYPASS_FRAMES: how far the input has faded in */
    uint32_t returned; /* how much of the output is heard */
    int leaves;        /* nonzero: the effect shall not be heard */
} awe_bypass;

/* Where `leaves` says, without a fade. */
AWE_RT void awe_bypass_settle(awe_bypass *bypass);

/* True where the effect need not be computed. */
static inline int awe_bypass_is_out(const awe_bypass *bypass)
{
    return bypass->returned == 0;
}

/* True where the effect is heard in full: the next two calls need not be made. */
static inline int awe_bypass_is_in(const awe_bypass *bypass)
{
    return bypass->sent == AWE_BYPASS_FRAMES && bypass->returned == AWE_BYPASS_FRAMES &&
           !bypass->leaves;
}

/* Puts back an effect that is out; it has just been emptied. */
AWE_RT void awe_bypass_come(awe_bypass *bypass);

/* Fades what is sent to the effect, `in` [n] in place, and moves on. */
AWE_RT void awe_bypass_send(awe_bypass *bypass, float *in, uint32_t n);

/* Adds what the effect returned, `wet`, to `out` (left and right, [n] each), and moves on. */
AWE_RT void awe_bypass_return(awe_bypass *bypass, float *const wet[2], float *const out[2],
                              uint32_t n);

#endif
