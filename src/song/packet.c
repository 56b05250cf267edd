/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "song/packet.h"

#include "base/memory.h"

#include <string.h>

void awe_packet_init(awe_packet *packet, const awe_allocator *allocator)
{
    *packet = (awe_packet){.allocator = allocator};
}

void awe_packet_free(awe_packet *packet)
{
    awe_memory_free(packet->allocator, packet->data);
    awe_packet_init(packet, packet->allocator);
}

bool awe_packet_add(awe_packet *packet, awe_bytes bytes)
{
    if (!packet->data) {
        packet->data = awe_memory_new(packet->allocator, AWE_PACKET_MAX_SIZE, 1);
        if (!packet->data) {
            return false;
        }
    }
    if (!packet->is_open) {
        packet->is_open = true;
        packet->is_huge = false;
        packet->size = 0;
    }
    if (bytes.size > AWE_PACKET_MAX_SIZE - packet->size) {
        packet->is_huge = true;
        packet->size = 0;
    } else if (!packet->is_huge) {
        memcpy(packet->data + packet->size, bytes.data, bytes.size);
        packet->size += bytes.size;
    }
    return true;
}

awe_bytes awe_packet_close(awe_packet *packet)
{
    packet->is_open = false;
    return (awe_bytes){packet->data, packet->is_huge ? 0 : packet->size};
}
