/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/live_memory.h"

#include "app/say.h"

static void *allocate(void *context, size_t size)
{
    return live_memory_new(context, size);
}

static void release(void *context, void *block)
{
    (void)context;
    live_memory_free(block);
}

void live_memory_init(live_memory *memory, memory_tag tag, bool shall_lock)
{
    *memory = (live_memory){
        .allocator = {.allocate = allocate, .release = release, .context = memory},
        .tag = tag,
        .shall_lock = shall_lock,
    };
}

void *live_memory_new(live_memory *memory, size_t size)
{
    void *block = memory_tags_new(memory->tag, size);
    if (block) {
        rt_memory_prepare(block, size);
        if (memory->shall_lock) {
            rt_memory_lock(&memory->locked, block, size, RT_MEMORY_NOW);
        }
    }
    return block;
}

void live_memory_free(void *block)
{
    memory_tags_free(block);
}

void live_memory_keep(live_memory *memory, const void *start, size_t size)
{
    rt_memory_prefault(start, size);
    live_memory_lock(memory, start, size);
}

void live_memory_lock(live_memory *memory, const void *start, size_t size)
{
    if (memory->shall_lock) {
        rt_memory_lock(&memory->locked, start, size, RT_MEMORY_TOUCHED);
    }
}

void live_memory_say(const live_memory *memory, const char *what)
{
    char lack[400];
    rt_memory_format_lack(&memory->locked, lack, sizeof lack);
    if (memory->shall_lock) {
        say_info("memory of %s: %.1f of %.1f MB locked", what,
                 (double)memory->locked.locked_bytes / 1e6,
                 (double)memory->locked.wished_bytes / 1e6);
    }
    if (lack[0]) {
        say_warning("memory of %s: %s", what, lack);
    }
}
