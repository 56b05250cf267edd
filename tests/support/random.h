/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_RANDOM_H
#define TESTS_SUPPORT_RANDOM_H

/* The same chance in every run: xorshift64*, after Vigna, "An experimental exploration of
   Marsaglia's xorshift generators, scrambled" (2016). */

#include <stdint.h>

static inline uint32_t random_bits(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (uint32_t)(*state * 2685821657736338717u >> 32);
}

/* 0 <= x < 1 */
static inline double random_unit(uint64_t *state)
{
    return random_bits(state) / 4294967296.0;
}

/* Mean 0, variance 1: the sum of twelve uniform numbers. */
static inline double random_normal(uint64_t *state)
{
    double sum = -6;
    for (int i = 0; i < 12; i++) {
        sum += random_unit(state);
    }
    return sum;
}

#endif
