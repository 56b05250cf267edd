/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_HASH_H
#define AWE_IO_HASH_H

/* XXH3, 64 bits: names a sound or a bank file shortly, so that results can be compared. Not for
   security. [main] */

#include <stddef.h>
#include <stdint.h>

typedef struct hash hash;

/* An empty hash, or NULL if there is no memory. Free with hash_free(). */
hash *hash_new(void);
void hash_free(hash *state);

/* Adds `size` bytes; how bytes are cut into calls does not matter. */
void hash_update(hash *state, const void *data, size_t size);

/* The hash of everything added so far. */
uint64_t hash_digest(const hash *state);

/* The hash of one block. */
uint64_t hash_block(const void *data, size_t size);

#endif
