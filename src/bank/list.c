/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "bank/list.h"

#include "base/memory.h"

int awe_list_reserve(awe_list *list, const awe_allocator *allocator, uint32_t n_more, size_t size)
{
    if (n_more <= list->room - list->n) {
        return 1;
    }
    if (n_more > UINT32_MAX / 4 || list->room > UINT32_MAX / 4) {
        return 0;
    }
    uint32_t room = 2 * list->room + n_more;
    void *items = awe_memory_grow(allocator, list->items, list->n, room, size);
    if (!items) {
        return 0;
    }
    list->items = items;
    list->room = room;
    return 1;
}

void awe_list_trim(awe_list *list, const awe_allocator *allocator, size_t size)
{
    if (list->n == list->room) {
        return;
    }
    void *items = awe_memory_grow(allocator, list->items, list->n, list->n, size);
    if (items) {
        list->items = items;
        list->room = list->n;
    }
}

void awe_list_clear(awe_list *list, const awe_allocator *allocator)
{
    awe_memory_free(allocator, list->items);
    *list = (awe_list){0};
}
