/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/counted_memory.h"

#include <stddef.h>
#include <stdlib.h>

/* Stands before each block; as large as the strictest alignment, so that the block keeps it. */
typedef union header {
    size_t size;
    max_align_t alignment;
} header;

static void *allocate(void *context, size_t size)
{
    counted_memory *memory = context;
    header *block = size <= SIZE_MAX - sizeof *block ? malloc(sizeof *block + size) : NULL;
    if (!block) {
        return NULL;
    }
    block->size = size;
    memory->n_bytes += size;
    if (memory->n_bytes > memory->n_peak_bytes) {
        memory->n_peak_bytes = memory->n_bytes;
    }
    return block + 1;
}

static void release(void *context, void *block)
{
    counted_memory *memory = context;
    header *start = (header *)block - 1;
    memory->n_bytes -= start->size;
    free(start);
}

void counted_memory_init(counted_memory *memory)
{
    *memory = (counted_memory){.allocator = {allocate, release, memory}};
}
