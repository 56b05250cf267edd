/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SONG_EXCLUSIVES_H
#define AWE_SONG_EXCLUSIVES_H

/* The bytes of a song's system exclusives, for who wants to see them: kept as they are read, track
   by track, and put in the order of time by marks in the event list. [main] */

#include "awe/allocator.h"
#include "base/bytes.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct awe_exclusive {
    uint64_t frame; /* once it has been placed */
    uint32_t first; /* of its bytes */
    uint32_t n_bytes;
    uint8_t port;
} awe_exclusive;

typedef struct awe_exclusives {
    const awe_allocator *allocator; /* NULL: nothing is kept */
    uint8_t *bytes;
    awe_exclusive *items; /* [n] as they were added */
    uint32_t *order;      /* [n_placed] indices of items, ascending by time */
    uint32_t n, n_placed, n_bytes;
    uint32_t capacity, bytes_capacity;
} awe_exclusives;

void awe_exclusives_free(awe_exclusives *exclusives);

/* Keeps one; its number is `n` before the call. False: no memory. */
bool awe_exclusives_add(awe_exclusives *exclusives, awe_bytes bytes, uint8_t port);

/* Number `i` is the next in time. */
void awe_exclusives_place(awe_exclusives *exclusives, uint32_t i, uint64_t frame);

#endif
