/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_VECTOR_COMMON_H
#define AWE_CHIP_VECTOR_COMMON_H

/* What vectors of any width can do: part of vector4.h and vector8.h, which define `vec` and
   `ints`. */

#include "chip/silence.h"

#include <string.h>

static inline vec load(const float *from)
{
    vec v;
    memcpy(&v, from, sizeof v);
    return v;
}

static inline void store(float *to, vec v)
{
    memcpy(to, &v, sizeof v);
}

/* `a` where `mask` is -1, `b` where it is 0. */
static inline vec choose(ints mask, vec a, vec b)
{
    return (vec)(((ints)a & mask) | ((ints)b & ~mask));
}

static inline vec magnitude(vec x)
{
    return (vec)((ints)x & 0x7FFFFFFF);
}

static inline vec larger(vec a, vec b)
{
    return choose(a > b, a, b);
}

/* Rounds what cannot be heard, below 1e-16, to zero, and others by a part in 2^24: for sound that
   goes round; states that decide when silence has come are snapped. */
static inline vec settle(vec x)
{
    return (x + 1e-9f) - 1e-9f;
}

/* awe_snap() in each lane. */
static inline vec snap(vec x)
{
    return (vec)((ints)x & (magnitude(x) > AWE_INAUDIBLE));
}

#endif
