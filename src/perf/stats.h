/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_STATS_H
#define AWE_PERF_STATS_H

/* Statistics that outliers do not move. All main thread. */

#include <stddef.h>

/* The number of pairs of n values: the room that awe_theil_sen() needs. */
#define AWE_N_PAIRS(n) ((n) * ((n)-1) / 2)

/* A slope and its 95 % interval. */
typedef struct awe_slope {
    double slope, low, high;
} awe_slope;

/* Mann-Kendall test for a trend, with ties and continuity correction. */
typedef struct awe_trend {
    double s; /* rising pairs less falling ones */
    double z; /* S in standard deviations; 0: no trend */
    double p; /* two-sided */
} awe_trend;

/* The middle value, or the mean of the two; 0 if n is 0. Sorts `values`. [main] */
double awe_median(double *values, size_t n);

/* The median of the slopes between all pairs of points, after Theil and Sen; the interval from
   Kendall's variance. Pairs with equal x do not count. All is 0 if no pair is left.
   `x`, `y` hold n values; `slopes` has room for AWE_N_PAIRS(n). [main] */
awe_slope awe_theil_sen(const double *x, const double *y, size_t n, double *slopes);

/* Does `y`, in order of time, rise or fall steadily? Meant for n of 10 and more. [main] */
awe_trend awe_mann_kendall(const double *y, size_t n);

#endif
