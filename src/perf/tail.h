/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_TAIL_H
#define AWE_PERF_TAIL_H

/* Has the tail of a distribution become longer? [main] */

#include "perf/histogram.h"

#include <stdint.h>

/* A percentile of one distribution divided by that of another, with its 99 % interval. */
typedef struct awe_tail_ratio {
    double ratio, low, high;
} awe_tail_ratio;

/* The `permille` percentile of `b` by that of `a`. The interval is that of 2,000 pairs of
   histograms drawn anew from both, by the same chance in every run. False: one of them has fewer
   than five values beyond it. Source: Efron, "Bootstrap methods: another look at the jackknife"
   (1979). [main] */
bool awe_tail_compare(const awe_histogram *a, const awe_histogram *b, uint32_t permille,
                      awe_tail_ratio *out);

#endif
