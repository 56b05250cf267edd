/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_ALLOCATOR_H
#define AWE_ALLOCATOR_H

#include <stddef.h>

/// Where the library gets its memory. Used by `_new`, `_load`, `_parse` and `_free` only, never
/// while rendering.
typedef struct awe_allocator {
    /// Returns `size` bytes aligned for any C type, or NULL. `size` is above 0.
    void *(*allocate)(void *context, size_t size);
    /// Takes back a block of this allocator. `block` is not NULL.
    void (*release)(void *context, void *block);
    void *context; ///< handed to both
} awe_allocator;

#endif
