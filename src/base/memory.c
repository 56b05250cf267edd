/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void *allocate_default(void *context, size_t size)
{
    (void)context;
    return malloc(size);
}

static void release_default(void *context, void *block)
{
    (void)context;
    free(block);
}

const awe_allocator *awe_memory_resolve(const awe_allocator *allocator)
{
    static const awe_allocator fallback = {allocate_default, release_default, NULL};
    return allocator ? allocator : &fallback;
}

void *awe_memory_new(const awe_allocator *allocator, size_t count, size_t size)
{
    if (count == 0) {
        count = 1;
    }
    if (count > SIZE_MAX / size) {
        return NULL;
    }
    void *block = allocator->allocate(allocator->context, count * size);
    if (block) {
        memset(block, 0, count * size);
    }
    return block;
}

void awe_memory_free(const awe_allocator *allocator, void *block)
{
    if (block) {
        allocator->release(allocator->context, block);
    }
}

void *awe_memory_grow(const awe_allocator *allocator, void *block, size_t old_count,
                      size_t new_count, size_t size)
{
    void *grown = awe_memory_new(allocator, new_count, size);
    if (grown) {
        if (block) {
            memcpy(grown, block, old_count * size);
        }
        awe_memory_free(allocator, block);
    }
    return grown;
}
