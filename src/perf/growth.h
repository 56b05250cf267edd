/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_GROWTH_H
#define AWE_PERF_GROWTH_H

/* Does a size grow steadily? The slope over ten minutes, where Mann-Kendall calls it a trend. The
   first two minutes after the start are not looked at: caches and pools fill then. */

#include "perf/stats.h"

#include <stdbool.h>
#include <stddef.h>

#define AWE_GROWTH_SAMPLES 120 /* one in five seconds */

typedef struct awe_growth {
    double seconds[AWE_GROWTH_SAMPLES]; /* a ring, oldest first from `next` once it is full */
    double bytes[AWE_GROWTH_SAMPLES];
    double slopes[AWE_N_PAIRS(AWE_GROWTH_SAMPLES)];
    size_t n, next;
    double due_s; /* of the next sample */
    double bytes_per_min;
} awe_growth;

/* [main] */
void awe_growth_init(awe_growth *growth);

/* Tells the size at `seconds` since the start; may be called more often than samples are kept. */
void awe_growth_add(awe_growth *growth, double seconds, double bytes);

/* Writes the growth, 0 if it is not significant (p < 0.01). False: not known yet. [main] */
bool awe_growth_get(const awe_growth *growth, double *bytes_per_min);

#endif
