/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_VECTOR8_H
#define AWE_CHIP_VECTOR8_H

/* Vectors of eight for kernel.inc: AVX2. */

#include <stdint.h>
#include <string.h>

#define WIDTH 8

typedef float vec __attribute__((vector_size(32)));
typedef int32_t ints __attribute__((vector_size(32)));
typedef uint32_t words __attribute__((vector_size(32)));
typedef int16_t shorts __attribute__((vector_size(32)));
typedef float four __attribute__((vector_size(16)));
typedef double half __attribute__((vector_size(16)));

static const words lane_numbers = {0, 1, 2, 3, 4, 5, 6, 7};

#include "chip/vector_common.h"

static inline vec same(float x)
{
    return (vec){x, x, x, x, x, x, x, x};
}

/* Lane `k`, 0 to 3, of each four in all lanes of those four. */
#define SPREAD(v, k) __builtin_shufflevector(v, v, k, k, k, k, k + 4, k + 4, k + 4, k + 4)

/* Four floats of each of WIDTH / 4 rows, from `at` on. */
static inline vec load_fours(const float *const *rows, uint32_t at)
{
    four a, b;
    memcpy(&a, rows[0] + at, sizeof a);
    memcpy(&b, rows[1] + at, sizeof b);
    return __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7);
}

static inline void store_fours(float *const *rows, uint32_t at, vec v)
{
    four a = __builtin_shufflevector(v, v, 0, 1, 2, 3);
    four b = __builtin_shufflevector(v, v, 4, 5, 6, 7);
    memcpy(rows[0] + at, &a, sizeof a);
    memcpy(rows[1] + at, &b, sizeof b);
}

/* The low and high halves of 64-bit pieces in memory. Pieces 2 and 3 change places with 4 and 5
   first, so that no value has to cross the middle of a vector; as floats, because those have an
   instruction that takes halves from two vectors. */
static inline void load_pieces(const void *const at[WIDTH], ints *low, ints *high)
{
    double piece[WIDTH]; /* only moved */
    for (int i = 0; i < WIDTH; i++) {
        memcpy(&piece[i], at[i], sizeof piece[i]);
    }
    half p = {piece[0], piece[1]}, q = {piece[2], piece[3]};
    half r = {piece[4], piece[5]}, s = {piece[6], piece[7]};
    vec a = (vec)__builtin_shufflevector(p, r, 0, 1, 2, 3);
    vec b = (vec)__builtin_shufflevector(q, s, 0, 1, 2, 3);
    *low = (ints)__builtin_shufflevector(a, b, 0, 2, 8, 10, 4, 6, 12, 14);
    *high = (ints)__builtin_shufflevector(a, b, 1, 3, 9, 11, 5, 7, 13, 15);
}

/* A bit for each lane whose mask is set. */
static inline uint32_t bits_of(ints mask)
{
    return (uint32_t)__builtin_ia32_movmskps256((vec)mask);
}

static inline vec larger(vec a, vec b)
{
    return __builtin_ia32_maxps256(a, b);
}

static inline vec smaller(vec a, vec b)
{
    return __builtin_ia32_minps256(a, b);
}

/* Without the lower 16 bits. */
static inline ints upper_halves(ints x)
{
    return (ints)__builtin_shufflevector((shorts)(x - x), (shorts)x, 0, 17, 2, 19, 4, 21, 6, 23, 8,
                                         25, 10, 27, 12, 29, 14, 31);
}

/* Swaps rows and columns. */
static inline void transpose(vec r[WIDTH])
{
    vec t[WIDTH], u[WIDTH];
    for (int i = 0; i < 4; i++) {
        t[2 * i] = __builtin_shufflevector(r[2 * i], r[2 * i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
        t[2 * i + 1] = __builtin_shufflevector(r[2 * i], r[2 * i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
    }
    for (int i = 0; i < 8; i += 4) {
        u[i] = __builtin_shufflevector(t[i], t[i + 2], 0, 1, 8, 9, 4, 5, 12, 13);
        u[i + 1] = __builtin_shufflevector(t[i], t[i + 2], 2, 3, 10, 11, 6, 7, 14, 15);
        u[i + 2] = __builtin_shufflevector(t[i + 1], t[i + 3], 0, 1, 8, 9, 4, 5, 12, 13);
        u[i + 3] = __builtin_shufflevector(t[i + 1], t[i + 3], 2, 3, 10, 11, 6, 7, 14, 15);
    }
    for (int i = 0; i < 4; i++) {
        r[i] = __builtin_shufflevector(u[i], u[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
        r[i + 4] = __builtin_shufflevector(u[i], u[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
    }
}

#endif
