/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_HISTOGRAM_H
#define AWE_PERF_HISTOGRAM_H

/* A distribution of unsigned 32-bit values: 32 buckets per power of two, values below 32 exactly.
   A bucket is at most 1/32 wide, so what is read from one is at most 3.2 % off, and always to the
   side that does not flatter. Merging is adding. */

#include "awe/api.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AWE_N_BUCKETS 896

typedef struct awe_histogram {
    uint32_t buckets[AWE_N_BUCKETS];
    uint32_t count;
    uint32_t min; /* UINT32_MAX if empty */
    uint32_t max;
    uint64_t sum;
} awe_histogram;

/* The bucket that holds `value`, and the smallest and largest value that `bucket` holds. [any] */
AWE_RT uint32_t awe_histogram_bucket(uint32_t value);
AWE_RT uint32_t awe_histogram_bucket_low(uint32_t bucket);
AWE_RT uint32_t awe_histogram_bucket_high(uint32_t bucket);

/* Makes it empty. [main] */
void awe_histogram_clear(awe_histogram *histogram);

/* [main] */
void awe_histogram_add(awe_histogram *histogram, uint32_t value);

/* Adds a wait of `gap` for something that was due every `period`, as everyone saw it who was due
   meanwhile: gap, gap - period, gap - 2 period, ... above 0. Else a stall of a second would count
   as one bad buffer. A period of 0 adds `gap` alone. [main] */
void awe_histogram_add_gap(awe_histogram *histogram, uint32_t gap, uint32_t period);

/* Adds all values of `other`. [main] */
void awe_histogram_merge(awe_histogram *histogram, const awe_histogram *other);

/* The value that `permille` (1..999) thousandths of all values do not exceed, rounded up to its
   bucket's edge, but not above the largest value. 0 if empty. [main] */
uint32_t awe_histogram_percentile(const awe_histogram *histogram, uint32_t permille);

/* The same for values of which the small ones are bad: rounded down, not below the smallest. */
uint32_t awe_histogram_percentile_low(const awe_histogram *histogram, uint32_t permille);

/* A percentile tells something only with 5 values beyond it: are there, or would there be of
   `count`? [any] */
bool awe_histogram_has_percentile(const awe_histogram *histogram, uint32_t permille);
bool awe_histogram_is_enough(uint32_t count, uint32_t permille);

/* Writes the buckets as pairs of LEB128 numbers: empty buckets before this one, its count.
   Returns the bytes used, 0 if `size` is too small or the histogram is empty. [main] */
size_t awe_histogram_store(const awe_histogram *histogram, uint8_t *bytes, size_t size);

/* Reads what awe_histogram_store() wrote. Only the buckets are stored: min, max and sum become
   those of their edges. False: not such bytes; the histogram is empty then. [main] */
bool awe_histogram_load(awe_histogram *histogram, const uint8_t *bytes, size_t size);

#endif
