/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/shared_histogram.h"

_Static_assert(ATOMIC_INT_LOCK_FREE == 2 && ATOMIC_LLONG_LOCK_FREE == 2, "the writer never waits");

void awe_shared_histogram_init(awe_shared_histogram *shared)
{
    *shared = (awe_shared_histogram){.sum = 0};
}

void awe_shared_histogram_add(awe_shared_histogram *shared, uint32_t value)
{
    _Atomic uint32_t *count = &shared->buckets[awe_histogram_bucket(value)];
    uint32_t n = atomic_load_explicit(count, memory_order_relaxed);
    uint64_t sum = atomic_load_explicit(&shared->sum, memory_order_relaxed);
    atomic_store_explicit(count, n + 1, memory_order_relaxed);
    atomic_store_explicit(&shared->sum, sum + value, memory_order_relaxed);
}

static void note_bucket(awe_histogram *histogram, uint32_t bucket, uint32_t count)
{
    uint32_t low = awe_histogram_bucket_low(bucket);
    histogram->buckets[bucket] += count;
    histogram->count += count;
    histogram->min = low < histogram->min ? low : histogram->min;
    histogram->max = awe_histogram_bucket_high(bucket) > histogram->max
                         ? awe_histogram_bucket_high(bucket)
                         : histogram->max;
}

void awe_shared_histogram_read(const awe_shared_histogram *shared, awe_histogram *seen,
                               awe_histogram *fresh)
{
    uint64_t sum = atomic_load_explicit(&shared->sum, memory_order_relaxed);
    awe_histogram_clear(fresh);
    for (uint32_t i = 0; i < AWE_N_BUCKETS; i++) {
        uint32_t count = atomic_load_explicit(&shared->buckets[i], memory_order_relaxed);
        if (count != seen->buckets[i]) {
            note_bucket(fresh, i, count - seen->buckets[i]);
        }
    }
    fresh->sum = sum - seen->sum;
    awe_histogram_merge(seen, fresh);
}
