/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BASE_MEMORY_H
#define AWE_BASE_MEMORY_H

/* Allocation through the caller's allocator, or malloc where it gave none. [main] */

#include "awe/allocator.h"

#include <stddef.h>

/* `allocator`, or the default one if it is NULL. */
const awe_allocator *awe_memory_resolve(const awe_allocator *allocator);

/* `count` zeroed elements of `size` bytes. NULL: no memory, or count x size overflows. A count of 0
   gives one. */
void *awe_memory_new(const awe_allocator *allocator, size_t count, size_t size);

/* Takes a block of the same allocator back; NULL is ignored. */
void awe_memory_free(const awe_allocator *allocator, void *block);

/* Moves `old_count` elements of a growing array into a block of `new_count`. On NULL the old block
   is unchanged. */
void *awe_memory_grow(const awe_allocator *allocator, void *block, size_t old_count,
                      size_t new_count, size_t size);

#endif
