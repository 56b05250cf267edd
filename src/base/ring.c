/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "base/ring.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

void awe_ring_init(awe_ring *ring, void *storage, uint32_t n_records, uint32_t record_size)
{
    assert(n_records > 0 && (n_records & (n_records - 1)) == 0);
    *ring = (awe_ring){.records = storage, .n_records = n_records, .record_size = record_size};
}

static uint8_t *record_at(const awe_ring *ring, uint32_t count)
{
    return ring->records + (size_t)(count & (ring->n_records - 1)) * ring->record_size;
}

int awe_ring_push(awe_ring *ring, const void *record)
{
    uint32_t n_pushed = atomic_load_explicit(&ring->n_pushed, memory_order_relaxed);
    uint32_t n_popped = atomic_load_explicit(&ring->n_popped, memory_order_acquire);
    if (n_pushed - n_popped == ring->n_records) {
        atomic_fetch_add_explicit(&ring->n_dropped, 1, memory_order_relaxed);
        return 0;
    }
    memcpy(record_at(ring, n_pushed), record, ring->record_size);
    atomic_store_explicit(&ring->n_pushed, n_pushed + 1, memory_order_release);
    return 1;
}

int awe_ring_peek(const awe_ring *ring, void *record)
{
    uint32_t n_popped = atomic_load_explicit(&ring->n_popped, memory_order_relaxed);
    uint32_t n_pushed = atomic_load_explicit(&ring->n_pushed, memory_order_acquire);
    if (n_pushed == n_popped) {
        return 0;
    }
    memcpy(record, record_at(ring, n_popped), ring->record_size);
    return 1;
}

int awe_ring_pop(awe_ring *ring, void *record)
{
    if (!awe_ring_peek(ring, record)) {
        return 0;
    }
    uint32_t n_popped = atomic_load_explicit(&ring->n_popped, memory_order_relaxed);
    atomic_store_explicit(&ring->n_popped, n_popped + 1, memory_order_release);
    return 1;
}

/* The popped count is read first: whatever the others do in between, it cannot overtake the pushed
   one. */
uint32_t awe_ring_count(const awe_ring *ring)
{
    uint32_t n_popped = atomic_load_explicit(&ring->n_popped, memory_order_acquire);
    uint32_t n_pushed = atomic_load_explicit(&ring->n_pushed, memory_order_acquire);
    uint32_t n = n_pushed - n_popped;
    return n < ring->n_records ? n : ring->n_records;
}

uint32_t awe_ring_dropped(const awe_ring *ring)
{
    return atomic_load_explicit(&ring->n_dropped, memory_order_relaxed);
}
