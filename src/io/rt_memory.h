/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_RT_MEMORY_H
#define AWE_IO_RT_MEMORY_H

/* Memory that is there when the audio callback needs it. To prefault is to have it set up before;
   to lock is to keep it from being taken away again. Lock in the order of need (stack, rings,
   synth, banks): the limit may not reach for all. Locks end with the memory. [main] */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How far locking came. All zeros to begin with. */
typedef struct rt_memory {
    uint64_t wished_bytes;
    uint64_t locked_bytes;
    int reason; /* errno of the first refusal; 0: none */
} rt_memory;

typedef enum rt_memory_when {
    RT_MEMORY_NOW,     /* all of it is set up at once */
    RT_MEMORY_TOUCHED, /* each page when it is used for the first time; where the kernel cannot, at
                          once */
} rt_memory_when;

/* Sets up memory that will be read, such as a mapped file. Any memory will do: it is only read. */
void rt_memory_prefault(const void *start, size_t n_bytes);

/* Sets up memory that will be written. No other thread may use it yet. */
void rt_memory_prepare(void *start, size_t n_bytes);

/* Locks whole pages around the `n_bytes`, or as many of the first of them as the limit allows. */
void rt_memory_lock(rt_memory *memory, const void *start, size_t n_bytes, rt_memory_when when);

/* Writes what could not be locked and what to change; "": nothing. [any] */
void rt_memory_format_lack(const rt_memory *memory, char *out, size_t size);

#endif
