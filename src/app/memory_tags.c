/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/memory_tags.h"

#include "app/say.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

/* Stands before each block; as large as the strictest alignment, so that the block keeps it. */
typedef union header {
    struct {
        size_t size;
        memory_tag tag;
    } of;
    max_align_t alignment;
} header;

_Static_assert(sizeof(header) % _Alignof(max_align_t) == 0, "the block is aligned");

typedef struct counter {
    _Atomic uint64_t n_bytes;
    _Atomic uint64_t n_peak_bytes;
} counter;

static counter counters[N_MEMORY_TAGS];

static const struct tag_row {
    const char *name;
    awe_metric metric;
    memory_tag tag; /* its own place, as the allocators' context */
} tags[N_MEMORY_TAGS] = {
    [MEMORY_BANK] = {"bank", AWE_METRIC_MEMORY_BANK, MEMORY_BANK},
    [MEMORY_SONG] = {"song", AWE_METRIC_MEMORY_SONG, MEMORY_SONG},
    [MEMORY_SYNTH] = {"synth", AWE_METRIC_MEMORY_SYNTH, MEMORY_SYNTH},
    [MEMORY_RINGS] = {"rings", AWE_METRIC_MEMORY_RINGS, MEMORY_RINGS},
    [MEMORY_MONITOR] = {"monitor", AWE_METRIC_MEMORY_MONITOR, MEMORY_MONITOR},
    [MEMORY_UI] = {"ui", AWE_METRIC_MEMORY_UI, MEMORY_UI},
};

static void count(counter *c, uint64_t size)
{
    uint64_t now = atomic_fetch_add_explicit(&c->n_bytes, size, memory_order_relaxed) + size;
    uint64_t peak = atomic_load_explicit(&c->n_peak_bytes, memory_order_relaxed);
    while (now > peak &&
           !atomic_compare_exchange_weak_explicit(&c->n_peak_bytes, &peak, now,
                                                  memory_order_relaxed, memory_order_relaxed)) {
    }
}

static void *take(memory_tag tag, size_t size, bool is_zeroed)
{
    size_t whole = size + sizeof(header);
    header *block = whole < size ? NULL : is_zeroed ? calloc(1, whole) : malloc(whole);
    if (!block) {
        return NULL;
    }
    block->of.size = size;
    block->of.tag = tag;
    count(&counters[tag], size);
    return block + 1;
}

void *memory_tags_new(memory_tag tag, size_t size)
{
    return take(tag, size, true);
}

void memory_tags_free(void *block)
{
    if (block) {
        header *start = (header *)block - 1;
        atomic_fetch_sub_explicit(&counters[start->of.tag].n_bytes, start->of.size,
                                  memory_order_relaxed);
        free(start);
    }
}

static void *allocate(void *context, size_t size)
{
    const struct tag_row *row = context;
    return take(row->tag, size, false);
}

static void release(void *context, void *block)
{
    (void)context;
    memory_tags_free(block);
}

/* Nobody writes through the context. */
#define ALLOCATOR(tag) [tag] = {allocate, release, (void *)(uintptr_t)&tags[tag]}

const awe_allocator *memory_tags_allocator(memory_tag tag)
{
    static const awe_allocator allocators[N_MEMORY_TAGS] = {
        ALLOCATOR(MEMORY_BANK),  ALLOCATOR(MEMORY_SONG),    ALLOCATOR(MEMORY_SYNTH),
        ALLOCATOR(MEMORY_RINGS), ALLOCATOR(MEMORY_MONITOR), ALLOCATOR(MEMORY_UI),
    };
    return &allocators[tag];
}

uint64_t memory_tags_bytes(memory_tag tag)
{
    return atomic_load_explicit(&counters[tag].n_bytes, memory_order_relaxed);
}

uint64_t memory_tags_peak_bytes(memory_tag tag)
{
    return atomic_load_explicit(&counters[tag].n_peak_bytes, memory_order_relaxed);
}

void memory_tags_meter(awe_meters *meters)
{
    for (int tag = 0; tag < N_MEMORY_TAGS; tag++) {
        awe_meters_set(meters, tags[tag].metric, (double)memory_tags_bytes((memory_tag)tag));
    }
    awe_meters_miss(meters, AWE_METRIC_MEMORY_EFFECTS, "part of the synth's memory");
}

void memory_tags_say(void)
{
    uint64_t n_left = 0;
    for (int tag = 0; tag < N_MEMORY_TAGS; tag++) {
        uint64_t n = memory_tags_bytes((memory_tag)tag);
        n_left += n;
        if (n > 0) {
            say_detail("memory: %" PRIu64 " bytes of %s were not given back", n, tags[tag].name);
        }
    }
    if (n_left == 0) {
        say_detail("memory: all was given back");
    }
}
