/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/failing_allocator.h"

#include <stdlib.h>

/* Before each block stands its size; the union keeps the block aligned for any type. */
typedef union block_head {
    size_t size;
    max_align_t alignment;
} block_head;

static void *allocate(void *context, size_t size)
{
    failing_allocator *memory = context;
    memory->n_allocations++;
    if (memory->n_allocations == memory->fail_at) {
        return NULL;
    }
    block_head *head = malloc(sizeof *head + size);
    if (!head) {
        return NULL;
    }
    head->size = size;
    memory->n_blocks++;
    memory->n_bytes += size;
    if (memory->n_bytes > memory->n_peak_bytes) {
        memory->n_peak_bytes = memory->n_bytes;
    }
    return head + 1;
}

static void release(void *context, void *block)
{
    failing_allocator *memory = context;
    block_head *head = (block_head *)block - 1;
    memory->n_blocks--;
    memory->n_bytes -= head->size;
    free(head);
}

void failing_allocator_init(failing_allocator *memory, size_t fail_at)
{
    *memory = (failing_allocator){
        .allocator = {allocate, release, memory},
        .fail_at = fail_at,
    };
}
