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
static inline ints choose_ints(ints mask, ints a, ints b)
{
    return (a & mask) | (b & ~mask);
}

static inline vec choose(ints mask, vec a, vec b)
{
    return (vec)choose_ints(mask, (ints)a, (ints)b);
}

static inline vec magnitude(vec x)
{
    return (vec)((ints)x & 0x7FFFFFFF);
}

static inline ints load_ints(const void *from)
{
    ints v;
    memcpy(&v, from, sizeof v);
    return v;
}

static inline void store_ints(void *to, ints v)
{
    memcpy(to, &v, sizeof v);
}

static inline ints same_int(int32_t x)
{
    return (ints)(lane_numbers * 0u) + x;
}

/* -1 in the lanes whose bit is set. */
static inline ints mask_of(uint32_t bits)
{
    words own = (words)same_int(1) << lane_numbers;
    return (ints)((own & bits) != 0);
}

/* awe_triangle() in each lane. */
static inline vec triangle(words phase)
{
    words shifted = phase + 0x40000000u;
    words folded = shifted ^ (words)((ints)shifted >> 31);
    return __builtin_convertvector((ints)folded, vec) * (1.0f / 1073741824.0f) - 1.0f;
}

#define SETTLE_BIAS 1e-9f

/* Rounds what cannot be heard, below 1e-16, to zero, and others by a part in 2^24: for sound that
   goes round; states that decide when silence has come are snapped. */
static inline vec settle(vec x)
{
    return (x + SETTLE_BIAS) - SETTLE_BIAS;
}

/* awe_snap() in each lane. */
static inline vec snap(vec x)
{
    return (vec)((ints)x & (magnitude(x) > AWE_INAUDIBLE));
}

#endif
