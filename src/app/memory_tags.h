/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_MEMORY_TAGS_H
#define APP_MEMORY_TAGS_H

/* Memory that is counted by what it is for. Every block knows its size and tag, so that any thread
   may give it back; at the program's end every tag has to be 0. The counters are the process's, as
   malloc() is. */

#include "awe/allocator.h"
#include "perf/meters.h"

#include <stddef.h>
#include <stdint.h>

typedef enum memory_tag {
    MEMORY_BANK,
    MEMORY_SONG,
    MEMORY_SYNTH, /* with its effects: the library has them in one block */
    MEMORY_RINGS, /* between threads, and the callback's own */
    MEMORY_MONITOR,
    MEMORY_UI,
    N_MEMORY_TAGS,
} memory_tag;

/* For the library's objects; lives as long as the program. [any] */
const awe_allocator *memory_tags_allocator(memory_tag tag);

/* `size` bytes of zeros, or NULL; free with memory_tags_free(), which ignores NULL. [any] */
void *memory_tags_new(memory_tag tag, size_t size);
void memory_tags_free(void *block);

/* Bytes that are allocated now, and the most at one time. [any] */
uint64_t memory_tags_bytes(memory_tag tag);
uint64_t memory_tags_peak_bytes(memory_tag tag);

/* Sets the metrics memory.bank to memory.ui. [main] */
void memory_tags_meter(awe_meters *meters);

/* What was not given back, said when verbose: for the program's end. [main] */
void memory_tags_say(void);

#endif
