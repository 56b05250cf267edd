/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BASE_RING_H
#define AWE_BASE_RING_H

/* A queue of fixed-size records between exactly two threads: one pushes, one pops. Neither waits.
   Each side owns one index, which only it writes. It reads the other side's index once (acquire),
   copies the record, and publishes its own (release). The indices run freely and are masked on use,
   so full and empty differ. */

#include "awe/api.h"

#include <stdatomic.h>
#include <stdint.h>

/* Bytes: at least a cache line, so that the two sides do not share one. */
#define AWE_RING_LINE 64

typedef struct awe_ring {
    uint8_t *records;
    uint32_t n_records; /* a power of two */
    uint32_t record_size;
    char line_1[AWE_RING_LINE];
    _Atomic uint32_t n_pushed;  /* written by the pushing side */
    _Atomic uint32_t n_dropped; /* written by the pushing side */
    char line_2[AWE_RING_LINE];
    _Atomic uint32_t n_popped; /* written by the popping side */
    char line_3[AWE_RING_LINE];
} awe_ring;

/* Makes `ring` empty.
   `storage` holds n_records x record_size bytes, is borrowed and outlives the ring. `n_records` is
   a power of two. [main], before either side uses it */
void awe_ring_init(awe_ring *ring, void *storage, uint32_t n_records, uint32_t record_size);

/* Copies `record` into the queue. Returns 0 if the queue is full: the record is dropped and
   counted. [any], one thread at a time */
AWE_RT int awe_ring_push(awe_ring *ring, const void *record);

/* Moves the oldest record to `record`. Returns 0 if there is none. [any], one thread at a time */
AWE_RT int awe_ring_pop(awe_ring *ring, void *record);

/* Copies the oldest record to `record` and leaves it there. Returns 0 if there is none. [any], the
   popping thread */
AWE_RT int awe_ring_peek(const awe_ring *ring, void *record);

/* How many records wait: no more than that for the pushing thread, no fewer for the popping one.
   [any] */
AWE_RT uint32_t awe_ring_count(const awe_ring *ring);

/* How many records were dropped so far. [any] */
AWE_RT uint32_t awe_ring_dropped(const awe_ring *ring);

#endif
