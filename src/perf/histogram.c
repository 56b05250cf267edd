/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/histogram.h"

#include <string.h>

#define SUB_BITS 5 /* 2^5 buckets per power of two */
#define N_SUB (1u << SUB_BITS)
#define MIN_BEYOND 5 /* values beyond a percentile that make it one */
#define BYTES_PER_NUMBER 5

uint32_t awe_histogram_bucket(uint32_t value)
{
    if (value < N_SUB) {
        return value;
    }
    uint32_t exponent = 31u - (uint32_t)__builtin_clz(value);
    uint32_t sub = (value >> (exponent - SUB_BITS)) & (N_SUB - 1);
    return ((exponent - SUB_BITS + 1) << SUB_BITS) | sub;
}

uint32_t awe_histogram_bucket_low(uint32_t bucket)
{
    if (bucket < N_SUB) {
        return bucket;
    }
    return (N_SUB + (bucket & (N_SUB - 1))) << ((bucket >> SUB_BITS) - 1);
}

uint32_t awe_histogram_bucket_high(uint32_t bucket)
{
    return bucket + 1 < AWE_N_BUCKETS ? awe_histogram_bucket_low(bucket + 1) - 1 : UINT32_MAX;
}

void awe_histogram_clear(awe_histogram *histogram)
{
    memset(histogram, 0, sizeof *histogram);
    histogram->min = UINT32_MAX;
}

static void widen(awe_histogram *histogram, uint32_t min, uint32_t max)
{
    histogram->min = min < histogram->min ? min : histogram->min;
    histogram->max = max > histogram->max ? max : histogram->max;
}

void awe_histogram_add(awe_histogram *histogram, uint32_t value)
{
    histogram->buckets[awe_histogram_bucket(value)]++;
    histogram->count++;
    histogram->sum += value;
    widen(histogram, value, value);
}

void awe_histogram_add_gap(awe_histogram *histogram, uint32_t gap, uint32_t period)
{
    awe_histogram_add(histogram, gap);
    while (period > 0 && gap > period) {
        gap -= period;
        awe_histogram_add(histogram, gap);
    }
}

void awe_histogram_merge(awe_histogram *histogram, const awe_histogram *other)
{
    if (other->count == 0 && other->sum == 0) { /* the sum of a shared one may come later */
        return;
    }
    for (size_t i = 0; i < AWE_N_BUCKETS; i++) {
        histogram->buckets[i] += other->buckets[i];
    }
    histogram->count += other->count;
    histogram->sum += other->sum;
    widen(histogram, other->min, other->max);
}

/* The lowest bucket that, with all below it, holds permille of all values. */
static uint32_t bucket_at(const awe_histogram *histogram, uint32_t permille)
{
    uint64_t rank = ((uint64_t)histogram->count * permille + 999) / 1000;
    uint64_t sum = histogram->buckets[0];
    uint32_t bucket = 0;
    while (sum < rank && bucket + 1 < AWE_N_BUCKETS) {
        sum += histogram->buckets[++bucket];
    }
    return bucket;
}

uint32_t awe_histogram_percentile(const awe_histogram *histogram, uint32_t permille)
{
    uint32_t edge = awe_histogram_bucket_high(bucket_at(histogram, permille));
    return edge < histogram->max ? edge : histogram->max;
}

uint32_t awe_histogram_percentile_low(const awe_histogram *histogram, uint32_t permille)
{
    if (histogram->count == 0) {
        return 0;
    }
    uint32_t edge = awe_histogram_bucket_low(bucket_at(histogram, permille));
    return edge > histogram->min ? edge : histogram->min;
}

bool awe_histogram_has_percentile(const awe_histogram *histogram, uint32_t permille)
{
    return awe_histogram_is_enough(histogram->count, permille);
}

bool awe_histogram_is_enough(uint32_t count, uint32_t permille)
{
    uint32_t beyond = permille < 500 ? permille : 1000 - permille;
    return (uint64_t)count * beyond >= MIN_BEYOND * 1000;
}

static size_t put_number(uint8_t *bytes, uint32_t number)
{
    size_t n = 0;
    for (; number > 127; number >>= 7) {
        bytes[n++] = (uint8_t)(number | 128);
    }
    bytes[n++] = (uint8_t)number;
    return n;
}

size_t awe_histogram_store(const awe_histogram *histogram, uint8_t *bytes, size_t size)
{
    size_t used = 0;
    uint32_t n_empty = 0;
    for (size_t i = 0; i < AWE_N_BUCKETS; i++) {
        uint8_t pair[2 * BYTES_PER_NUMBER];
        if (histogram->buckets[i] == 0) {
            n_empty++;
            continue;
        }
        size_t n = put_number(pair, n_empty);
        n += put_number(pair + n, histogram->buckets[i]);
        if (n > size - used) {
            return 0;
        }
        memcpy(bytes + used, pair, n);
        used += n;
        n_empty = 0;
    }
    return used;
}

/* Moves past the number. False: it does not end, or is above 32 bits. */
static bool take_number(const uint8_t **bytes, const uint8_t *end, uint32_t *number)
{
    uint64_t value = 0;
    for (uint32_t shift = 0; shift < 7 * BYTES_PER_NUMBER && *bytes < end; shift += 7) {
        uint8_t byte = *(*bytes)++;
        value |= (uint64_t)(byte & 127) << shift;
        if (byte < 128) {
            *number = (uint32_t)value;
            return value <= UINT32_MAX;
        }
    }
    return false;
}

static bool take_buckets(awe_histogram *histogram, const uint8_t *bytes, size_t size)
{
    const uint8_t *end = bytes + size;
    uint64_t bucket = 0;
    for (; bytes < end; bucket++) {
        uint32_t n_empty, count;
        if (!take_number(&bytes, end, &n_empty) || !take_number(&bytes, end, &count)) {
            return false;
        }
        bucket += n_empty;
        if (bucket >= AWE_N_BUCKETS || count == 0 || count > UINT32_MAX - histogram->count) {
            return false;
        }
        uint32_t high = awe_histogram_bucket_high((uint32_t)bucket);
        histogram->buckets[bucket] = count;
        histogram->count += count;
        histogram->sum += (uint64_t)count * high;
        widen(histogram, awe_histogram_bucket_low((uint32_t)bucket), high);
    }
    return true;
}

bool awe_histogram_load(awe_histogram *histogram, const uint8_t *bytes, size_t size)
{
    awe_histogram_clear(histogram);
    if (!take_buckets(histogram, bytes, size)) {
        awe_histogram_clear(histogram);
        return false;
    }
    return true;
}
