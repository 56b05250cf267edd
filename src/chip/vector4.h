/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_VECTOR4_H
#define AWE_CHIP_VECTOR4_H

/* Vectors of four for kernel.inc: SSE2, NEON, or plain code. */

#include <stdint.h>
#include <string.h>

#define WIDTH 4

typedef float vec __attribute__((vector_size(16)));
typedef int32_t ints __attribute__((vector_size(16)));
typedef uint32_t words __attribute__((vector_size(16)));
typedef double doubles __attribute__((vector_size(16)));

static const words lane_numbers = {0, 1, 2, 3};

#include "chip/vector_common.h"

static inline vec same(float x)
{
    return (vec){x, x, x, x};
}

/* Lane `k`, 0 to 3, of each four in all lanes of those four. */
#define SPREAD(v, k) __builtin_shufflevector(v, v, k, k, k, k)

/* Four floats of each of WIDTH / 4 rows, from `at` on. */
static inline vec load_fours(const float *const *rows, uint32_t at)
{
    return load(rows[0] + at);
}

static inline void store_fours(float *const *rows, uint32_t at, vec v)
{
    store(rows[0] + at, v);
}

/* The lanes of `a` and `b` in turn. */
static inline void store_pairs(float *to, vec a, vec b)
{
    store(to, __builtin_shufflevector(a, b, 0, 4, 1, 5));
    store(to + WIDTH, __builtin_shufflevector(a, b, 2, 6, 3, 7));
}

/* The low and high halves of 64-bit pieces in memory; as floats, because SSE has an instruction
   that takes halves from two vectors of those. */
static inline void load_pieces(const void *const at[WIDTH], ints *low, ints *high)
{
    double piece[WIDTH]; /* only moved */
    for (int i = 0; i < WIDTH; i++) {
        memcpy(&piece[i], at[i], sizeof piece[i]);
    }
    vec a = (vec)(doubles){piece[0], piece[1]}, b = (vec)(doubles){piece[2], piece[3]};
    *low = (ints)__builtin_shufflevector(a, b, 0, 2, 4, 6);
    *high = (ints)__builtin_shufflevector(a, b, 1, 3, 5, 7);
}

#if defined(__SSE2__)

/* A bit for each lane whose mask is set. */
static inline uint32_t bits_of(ints mask)
{
    return (uint32_t)__builtin_ia32_movmskps((vec)mask);
}

static inline vec larger(vec a, vec b)
{
    return __builtin_ia32_maxps(a, b);
}

static inline vec smaller(vec a, vec b)
{
    return __builtin_ia32_minps(a, b);
}

#else

static inline uint32_t bits_of(ints mask)
{
    return ((uint32_t)mask[0] & 1) | ((uint32_t)mask[1] & 2) | ((uint32_t)mask[2] & 4) |
           ((uint32_t)mask[3] & 8);
}

static inline vec larger(vec a, vec b)
{
    return choose(a > b, a, b);
}

static inline vec smaller(vec a, vec b)
{
    return choose(a < b, a, b);
}

#endif

/* Without the lower 16 bits. */
static inline ints upper_halves(ints x)
{
    return (x >> 16) << 16;
}

/* Swaps rows and columns. */
static inline void transpose(vec r[WIDTH])
{
    vec a = __builtin_shufflevector(r[0], r[1], 0, 4, 1, 5);
    vec b = __builtin_shufflevector(r[0], r[1], 2, 6, 3, 7);
    vec c = __builtin_shufflevector(r[2], r[3], 0, 4, 1, 5);
    vec d = __builtin_shufflevector(r[2], r[3], 2, 6, 3, 7);
    r[0] = __builtin_shufflevector(a, c, 0, 1, 4, 5);
    r[1] = __builtin_shufflevector(a, c, 2, 3, 6, 7);
    r[2] = __builtin_shufflevector(b, d, 0, 1, 4, 5);
    r[3] = __builtin_shufflevector(b, d, 2, 3, 6, 7);
}

#endif
