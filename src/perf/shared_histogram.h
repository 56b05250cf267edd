/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_SHARED_HISTOGRAM_H
#define AWE_PERF_SHARED_HISTOGRAM_H

/* A histogram that exactly one thread writes while another reads it. It only grows; the reader
   subtracts what it saw before. Every number is loaded and stored by itself, relaxed, without a
   locked operation: a reading may miss the newest value, which is then part of the next one. */

#include "awe/api.h"
#include "perf/histogram.h"

#include <stdatomic.h>
#include <stdint.h>

typedef struct awe_shared_histogram {
    _Atomic uint32_t buckets[AWE_N_BUCKETS];
    _Atomic uint64_t sum;
} awe_shared_histogram;

/* Makes it empty. [main], before both threads use it */
void awe_shared_histogram_init(awe_shared_histogram *shared);

/* [any], one thread */
AWE_RT void awe_shared_histogram_add(awe_shared_histogram *shared, uint32_t value);

/* Writes what was added since `seen` to `fresh`, and moves `seen` (at first empty) to now. Both
   have the edges of their buckets for extremes. [main] */
void awe_shared_histogram_read(const awe_shared_histogram *shared, awe_histogram *seen,
                               awe_histogram *fresh);

#endif
