/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_COMPARE_H
#define AWE_PERF_COMPARE_H

/* Is B slower than A? Two sets of timings of the same work, compared by their ranks, so that a few
   wild ones do not matter. Pure arithmetic. All main thread.

   Sources: Mann and Whitney, "On a test of whether one of two random variables is stochastically
   larger than the other" (1947); Hodges and Lehmann, "Estimates of location based on rank tests"
   (1963); Holm, "A simple sequentially rejective multiple test procedure" (1979). */

#include <stddef.h>

#define AWE_COMPARE_MAX 512  /* timings on a side */
#define AWE_COMPARE_EXACT 20 /* so many on both sides, without ties: the exact distribution */
#define AWE_COMPARE_P 0.01   /* rarer than this by chance is a difference */
#define AWE_COMPARE_MIN_EFFECT 0.03 /* less than this is none that matters */
#define AWE_COMPARE_MAX_SPREAD 0.03 /* a machine that does more is too noisy */

typedef enum awe_verdict {
    AWE_VERDICT_SAME,    /* any difference is smaller than the margin */
    AWE_VERDICT_FASTER,  /* B takes less time */
    AWE_VERDICT_SLOWER,  /* B takes more */
    AWE_VERDICT_UNCLEAR, /* more runs are needed */
    AWE_N_VERDICTS,
} awe_verdict;

/* B against A. */
typedef struct awe_shift {
    double u;         /* pairs in which B is the larger, equal ones count a half */
    double p;         /* two-sided: how often chance alone does this */
    double ratio;     /* the median of all b / a: what B costs, 1 is as much as A */
    double low, high; /* its 95 % interval; 0 and infinity: too few for one */
} awe_shift;

/* "same", "faster", "slower" or "unclear". [any] */
const char *awe_verdict_name(awe_verdict verdict);

/* Compares `b` [n_b] with `a` [n_a], all above 0, 1 to AWE_COMPARE_MAX of each. `room` is for
   n_a x n_b values. [main] */
awe_shift awe_compare(const double *a, size_t n_a, const double *b, size_t n_b, double *room);

/* Raises each of `n` p values, at most AWE_COMPARE_MAX, for being one of so many. [main] */
void awe_compare_adjust(double *p, size_t n);

/* The effect that a difference must exceed: 3 %, or three times the spread if more. That is how far
   the ratio of two sets of the same program's runs is from 1: what the machine does to equal work;
   above AWE_COMPARE_MAX_SPREAD no verdict is worth anything. [any] */
double awe_compare_margin(double spread);

/* What `c` says, its p adjusted, of effects beyond `margin`. [any] */
awe_verdict awe_compare_judge(const awe_shift *c, double margin);

#endif
