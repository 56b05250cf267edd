/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SONG_PACKET_H
#define AWE_SONG_PACKET_H

/* Puts a system exclusive that a track holds in several packets together again. [main] */

#include "awe/allocator.h"
#include "base/bytes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AWE_PACKET_MAX_SIZE 65536

typedef struct awe_packet {
    const awe_allocator *allocator;
    uint8_t *data; /* [AWE_PACKET_MAX_SIZE] once a packet came, else NULL */
    size_t size;
    bool is_open; /* a message has begun and not ended */
    bool is_huge; /* it does not fit; its bytes are gone */
} awe_packet;

void awe_packet_init(awe_packet *packet, const awe_allocator *allocator);

void awe_packet_free(awe_packet *packet);

/* Adds a packet to the open message, or opens one. False without memory. */
bool awe_packet_add(awe_packet *packet, awe_bytes bytes);

/* Closes the message and gives its bytes (none if it was huge); valid until the next
   awe_packet_add(). */
awe_bytes awe_packet_close(awe_packet *packet);

#endif
