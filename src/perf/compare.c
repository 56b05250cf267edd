/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/compare.h"

#include "perf/stats.h"

#include <math.h>
#include <stdbool.h>

#define Z_95 1.95996398454005424 /* 97.5 % of a normal distribution lie below */
#define MAX_U (AWE_COMPARE_EXACT * AWE_COMPARE_EXACT)

const char *awe_verdict_name(awe_verdict verdict)
{
    static const char *const names[] = {"same", "faster", "slower", "unclear"};
    return names[verdict];
}

/* The sum of t^3 - t over the groups of t equal values among both sides. */
static double sum_ties(const double *a, size_t n_a, const double *b, size_t n_b)
{
    double sum = 0;
    for (size_t i = 0; i < n_a + n_b; i++) {
        double value = i < n_a ? a[i] : b[i - n_a];
        double n_equal = 0;
        for (size_t j = 0; j < n_a + n_b; j++) {
            n_equal += (j < n_a ? a[j] : b[j - n_a]) == value;
        }
        sum += n_equal * n_equal - 1; /* t members of a group add t (t^2 - 1) */
    }
    return sum;
}

/* In how many orders of n_a and n_b values does U come out as 0, 1 .. n_a n_b? The coefficients of
   the Gaussian binomial: (1 - q^(n_b + i)) / (1 - q^i), multiplied for i from 1 to n_a. */
static void count_orders(size_t n_a, size_t n_b, double counts[MAX_U + 1])
{
    size_t last = n_a * n_b;
    for (size_t u = 0; u <= last; u++) {
        counts[u] = u == 0;
    }
    for (size_t i = 1; i <= n_a; i++) {
        for (size_t u = last; u >= n_b + i; u--) {
            counts[u] -= counts[u - n_b - i];
        }
        for (size_t u = i; u <= last; u++) {
            counts[u] += counts[u - i];
        }
    }
}

/* What the distribution of U gives for these two sides. */
typedef struct tails {
    double p;
    size_t n_cut; /* the interval is from this of the sorted ratios, counted from 1, to its like
                     from the other end; 0: so few values have none */
} tails;

static tails find_exact_tails(size_t n_a, size_t n_b, double u)
{
    double counts[MAX_U + 1];
    double total = 0, below = 0;
    tails t = {0};
    size_t last = n_a * n_b;
    double least = u < (double)last - u ? u : (double)last - u;
    count_orders(n_a, n_b, counts);
    for (size_t i = 0; i <= last; i++) {
        total += counts[i];
    }
    for (size_t i = 0; i <= last; i++) {
        below += counts[i];
        t.p += (double)i <= least ? 2 * counts[i] / total : 0;
        t.n_cut += below < 0.025 * total;
    }
    t.p = t.p > 1 ? 1 : t.p;
    return t;
}

static tails find_normal_tails(size_t n_a, size_t n_b, double u, double ties)
{
    tails t = {.p = 1};
    double pairs = (double)n_a * (double)n_b;
    double n = (double)(n_a + n_b);
    double deviation = sqrt(pairs / 12 * (n + 1 - ties / (n * (n - 1))));
    double distance = fabs(u - pairs / 2) - 0.5;
    double cut = round(pairs / 2 - Z_95 * deviation);
    if (deviation > 0 && distance > 0) {
        t.p = erfc(distance / deviation / sqrt(2));
    }
    t.n_cut = cut > 0 ? (size_t)cut : 0;
    return t;
}

awe_shift awe_compare(const double *a, size_t n_a, const double *b, size_t n_b, double *room)
{
    awe_shift c = {0};
    size_t n_pairs = n_a * n_b;
    for (size_t i = 0; i < n_a; i++) {
        for (size_t j = 0; j < n_b; j++) {
            c.u += b[j] > a[i] ? 1 : b[j] == a[i] ? 0.5 : 0;
            room[i * n_b + j] = b[j] / a[i];
        }
    }
    double ties = sum_ties(a, n_a, b, n_b);
    bool is_exact = n_a <= AWE_COMPARE_EXACT && n_b <= AWE_COMPARE_EXACT && ties == 0;
    tails t = is_exact ? find_exact_tails(n_a, n_b, c.u) : find_normal_tails(n_a, n_b, c.u, ties);
    c.p = t.p;
    c.ratio = awe_median(room, n_pairs);
    c.low = t.n_cut > 0 ? room[t.n_cut - 1] : 0;
    c.high = t.n_cut > 0 ? room[n_pairs - t.n_cut] : INFINITY;
    return c;
}

/* The smallest p that is not done yet. */
static size_t find_smallest(const double *p, const bool *is_done, size_t n)
{
    size_t best = n;
    for (size_t i = 0; i < n; i++) {
        if (!is_done[i] && (best == n || p[i] < p[best])) {
            best = i;
        }
    }
    return best;
}

void awe_compare_adjust(double *p, size_t n)
{
    bool is_done[AWE_COMPARE_MAX] = {false};
    double floor = 0;
    for (size_t rank = 0; rank < n; rank++) {
        size_t i = find_smallest(p, is_done, n);
        double raised = p[i] * (double)(n - rank);
        floor = raised > floor ? raised : floor;
        p[i] = floor < 1 ? floor : 1;
        is_done[i] = true;
    }
}

double awe_compare_margin(double spread)
{
    return 3 * spread > AWE_COMPARE_MIN_EFFECT ? 3 * spread : AWE_COMPARE_MIN_EFFECT;
}

awe_verdict awe_compare_judge(const awe_shift *c, double margin)
{
    if (c->p < AWE_COMPARE_P && c->ratio > 1 + margin) {
        return AWE_VERDICT_SLOWER;
    }
    if (c->p < AWE_COMPARE_P && c->ratio < 1 - margin) {
        return AWE_VERDICT_FASTER;
    }
    bool is_inside = c->low >= 1 - margin && c->high <= 1 + margin;
    return is_inside ? AWE_VERDICT_SAME : AWE_VERDICT_UNCLEAR;
}
