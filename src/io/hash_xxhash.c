/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/hash.h"

#include <stdlib.h>

#include <xxhash.h>

struct hash {
    XXH3_state_t *xxh3;
};

hash *hash_new(void)
{
    hash *state = malloc(sizeof *state);
    if (!state) {
        return NULL;
    }
    state->xxh3 = XXH3_createState();
    if (!state->xxh3) {
        free(state);
        return NULL;
    }
    XXH3_64bits_reset(state->xxh3);
    return state;
}

void hash_free(hash *state)
{
    if (state) {
        XXH3_freeState(state->xxh3);
        free(state);
    }
}

void hash_update(hash *state, const void *data, size_t size)
{
    XXH3_64bits_update(state->xxh3, data, size);
}

uint64_t hash_digest(const hash *state)
{
    return XXH3_64bits_digest(state->xxh3);
}

uint64_t hash_block(const void *data, size_t size)
{
    return XXH3_64bits(data, size);
}
