/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Values need not be drawn one by one: the k-th smallest of n draws from a distribution is its
   quantile at the k-th smallest of n uniform numbers, and the largest few of those come one below
   the other. Source: Devroye, "Non-Uniform Random Variate Generation" (1986), V.3. */

#include "perf/tail.h"

#include <math.h>
#include <stdlib.h>

#define N_DRAWS 2000
#define N_OUTSIDE 10 /* of the draws, on each side of the interval */
#define SEED 0x9E3779B97F4A7C15u

/* 0 < x < 1, by xorshift64*. Source: Vigna, "An experimental exploration of Marsaglia's xorshift
   generators, scrambled" (2016). */
static double draw_uniform(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return ((double)(*state * 2685821657736338717u >> 12) + 0.5) / 4503599627370496.0;
}

/* The value that a share of all values does not exceed. */
static double find_quantile(const awe_histogram *h, double share)
{
    double below = 0;
    uint32_t bucket = 0;
    while (bucket < AWE_N_BUCKETS - 1) {
        below += h->buckets[bucket];
        if (below >= share * h->count) {
            break;
        }
        bucket++;
    }
    double value = awe_histogram_bucket_high(bucket);
    return value > 0 ? value : 1;
}

/* How many values are not below the percentile, itself included. */
static uint32_t count_beyond(const awe_histogram *h, uint32_t permille)
{
    uint64_t rank = ((uint64_t)h->count * permille + 999) / 1000;
    return h->count - (uint32_t)(rank > 0 ? rank : 1) + 1;
}

/* The percentile of a histogram drawn from `h`. */
static double draw_percentile(const awe_histogram *h, uint32_t permille, uint64_t *state)
{
    double share = 1;
    uint32_t n_beyond = count_beyond(h, permille);
    for (uint32_t i = 0; i < n_beyond; i++) {
        share *= pow(draw_uniform(state), 1.0 / (h->count - i));
    }
    return find_quantile(h, share);
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

bool awe_tail_compare(const awe_histogram *a, const awe_histogram *b, uint32_t permille,
                      awe_tail_ratio *out)
{
    double ratios[N_DRAWS];
    uint64_t state = SEED;
    *out = (awe_tail_ratio){0};
    if (!awe_histogram_has_percentile(a, permille) || !awe_histogram_has_percentile(b, permille)) {
        return false;
    }
    for (size_t i = 0; i < N_DRAWS; i++) {
        double base = draw_percentile(a, permille, &state);
        ratios[i] = draw_percentile(b, permille, &state) / base;
    }
    qsort(ratios, N_DRAWS, sizeof ratios[0], compare);
    double share = permille / 1000.0;
    out->ratio = find_quantile(b, share) / find_quantile(a, share);
    out->low = ratios[N_OUTSIDE];
    out->high = ratios[N_DRAWS - 1 - N_OUTSIDE];
    return true;
}
