/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "song/exclusives.h"

#include "awe/song.h"
#include "base/memory.h"
#include "song/song.h"

#include <string.h>

#define FIRST_ITEMS 16
#define FIRST_BYTES 256

void awe_exclusives_free(awe_exclusives *exclusives)
{
    if (exclusives->allocator) {
        awe_memory_free(exclusives->allocator, exclusives->bytes);
        awe_memory_free(exclusives->allocator, exclusives->items);
        awe_memory_free(exclusives->allocator, exclusives->order);
    }
    *exclusives = (awe_exclusives){0};
}

static bool make_room_for_item(awe_exclusives *x)
{
    if (x->n < x->capacity) {
        return true;
    }
    uint32_t capacity = x->capacity ? 2 * x->capacity : FIRST_ITEMS;
    awe_exclusive *items = awe_memory_grow(x->allocator, x->items, x->n, capacity, sizeof *items);
    if (!items) {
        return false;
    }
    x->items = items;
    uint32_t *order = awe_memory_grow(x->allocator, x->order, x->n, capacity, sizeof *order);
    if (!order) {
        return false;
    }
    x->order = order;
    x->capacity = capacity;
    return true;
}

static bool make_room_for_bytes(awe_exclusives *x, size_t size)
{
    uint32_t capacity = x->bytes_capacity ? x->bytes_capacity : FIRST_BYTES;
    while (capacity < UINT32_MAX / 2 && capacity - x->n_bytes < size) {
        capacity *= 2;
    }
    if (capacity == x->bytes_capacity || capacity - x->n_bytes < size) {
        return capacity - x->n_bytes >= size;
    }
    uint8_t *bytes = awe_memory_grow(x->allocator, x->bytes, x->n_bytes, capacity, 1);
    if (!bytes) {
        return false;
    }
    x->bytes = bytes;
    x->bytes_capacity = capacity;
    return true;
}

bool awe_exclusives_add(awe_exclusives *x, awe_bytes bytes, uint8_t port)
{
    if (!make_room_for_item(x) || !make_room_for_bytes(x, bytes.size)) {
        return false;
    }
    if (bytes.size > 0) {
        memcpy(x->bytes + x->n_bytes, bytes.data, bytes.size);
    }
    x->items[x->n++] =
        (awe_exclusive){.first = x->n_bytes, .n_bytes = (uint32_t)bytes.size, .port = port};
    x->n_bytes += (uint32_t)bytes.size;
    return true;
}

void awe_exclusives_place(awe_exclusives *exclusives, uint32_t i, uint64_t frame)
{
    exclusives->items[i].frame = frame;
    exclusives->order[exclusives->n_placed++] = i;
}

int awe_song_get_exclusive(const awe_song *song, uint32_t index, awe_song_exclusive *exclusive)
{
    const awe_exclusives *x = &song->exclusives;
    if (index >= x->n_placed) {
        return 0;
    }
    const awe_exclusive *item = &x->items[x->order[index]];
    *exclusive = (awe_song_exclusive){
        .frame = item->frame,
        .bytes = x->bytes + item->first,
        .n_bytes = item->n_bytes,
        .port = item->port,
    };
    return 1;
}
