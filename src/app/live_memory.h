/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_LIVE_MEMORY_H
#define APP_LIVE_MEMORY_H

/* Memory for what the callback touches: set up when it is taken, so that no first touch is left to
   the callback, and locked if that was asked for. [main], or a worker's own */

#include "app/memory_tags.h"
#include "awe/allocator.h"
#include "io/rt_memory.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct live_memory {
    awe_allocator allocator; /* give this to the library */
    memory_tag tag;          /* of what is taken next; may be changed */
    rt_memory locked;
    bool shall_lock;
} live_memory;

/* `memory` must stay where it is as long as anything is allocated from it. */
void live_memory_init(live_memory *memory, memory_tag tag, bool shall_lock);

/* `size` bytes of zeros, or NULL; free with live_memory_free(). */
void *live_memory_new(live_memory *memory, size_t size);
void live_memory_free(void *block);

/* Readies memory that is somebody else's and only read, such as a mapped bank. */
void live_memory_keep(live_memory *memory, const void *start, size_t size);

/* Keeps memory that another thread uses, such as its stack, if locking was asked for. */
void live_memory_lock(live_memory *memory, const void *start, size_t size);

/* Says how much is locked, and what was not. `what` it is: "banks and synths". */
void live_memory_say(const live_memory *memory, const char *what);

#endif
