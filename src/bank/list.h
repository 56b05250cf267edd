/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BANK_LIST_H
#define AWE_BANK_LIST_H

/* A growing array, used while a bank is read. [main] */

#include "awe/allocator.h"

#include <stddef.h>
#include <stdint.h>

typedef struct awe_list {
    void *items; /* [n]; NULL while nothing was ever reserved */
    uint32_t n;
    uint32_t room;
} awe_list;

/* Makes room for `n_more` items of `size` bytes after the last. False: no memory; the list is
   unchanged. */
int awe_list_reserve(awe_list *list, const awe_allocator *allocator, uint32_t n_more, size_t size);

/* Gives unused room back if the allocator has a smaller block. Always keeps the items. */
void awe_list_trim(awe_list *list, const awe_allocator *allocator, size_t size);

/* Frees the items and empties the list. */
void awe_list_clear(awe_list *list, const awe_allocator *allocator);

#endif
