/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_COUNTED_MEMORY_H
#define APP_COUNTED_MEMORY_H

/* An allocator that knows how much is taken from it. [main] */

#include "awe/allocator.h"

#include <stdint.h>

typedef struct counted_memory {
    awe_allocator allocator; /* give this to the library */
    uint64_t n_bytes;        /* taken now */
    uint64_t n_peak_bytes;   /* most at one time */
} counted_memory;

/* `memory` must stay where it is as long as anything is allocated from it. */
void counted_memory_init(counted_memory *memory);

#endif
