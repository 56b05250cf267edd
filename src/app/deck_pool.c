/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/deck_pool.h"

#include "app/say.h"

#include <stdlib.h>

static bool make_deck(deck_pool *pool, uint32_t i, const awe_synth_config *config)
{
    pool->decks[i] = live_memory_new(&pool->memory, sizeof *pool->decks[i]);
    if (!pool->decks[i]) {
        say_error("%s", awe_status_text(AWE_NO_MEM));
        return false;
    }
    awe_status status =
        awe_synth_new(config, pool->banks.stack, pool->banks.n, &pool->decks[i]->synth);
    if (status) {
        say_error("%s", awe_status_text(status));
    }
    return !status;
}

static void keep_banks(deck_pool *pool)
{
    for (uint32_t i = 0; i < pool->banks.n; i++) {
        live_memory_keep(&pool->memory, pool->banks.maps[i].data, pool->banks.maps[i].size);
    }
}

bool deck_pool_open(deck_pool *pool, const sound_settings *wanted, bool shall_lock)
{
    awe_synth_config config = wanted->synth;
    config.limiter = wanted->limiter != 0;
    *pool = (deck_pool){0};
    live_memory_init(&pool->memory, shall_lock);
    config.allocator = &pool->memory.allocator;
    if (!banks_load(&pool->banks, wanted, &pool->memory.allocator)) {
        return false;
    }
    for (uint32_t i = 0; i < DECK_POOL_SIZE; i++) {
        if (!make_deck(pool, i, &config)) {
            return false;
        }
    }
    keep_banks(pool);
    live_memory_say(&pool->memory);
    return true;
}

void deck_pool_free(deck_pool *pool)
{
    for (uint32_t i = 0; i < DECK_POOL_SIZE; i++) {
        if (pool->decks[i]) {
            awe_synth_free(pool->decks[i]->synth);
            live_memory_free(pool->decks[i]);
        }
    }
    banks_free(&pool->banks);
    *pool = (deck_pool){0};
}

deck *deck_pool_take(deck_pool *pool)
{
    for (uint32_t i = 0; i < DECK_POOL_SIZE; i++) {
        if (!pool->is_out[i]) {
            pool->is_out[i] = true;
            return pool->decks[i];
        }
    }
    return NULL;
}

bool deck_pool_put(deck_pool *pool, const deck *d)
{
    for (uint32_t i = 0; i < DECK_POOL_SIZE; i++) {
        if (pool->decks[i] == d) {
            pool->is_out[i] = false;
            return true;
        }
    }
    return false;
}

uint32_t deck_pool_count_out(const deck_pool *pool)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < DECK_POOL_SIZE; i++) {
        n += pool->is_out[i];
    }
    return n;
}

bool deck_pool_plays(const deck_pool *pool, const awe_song *song)
{
    for (uint32_t i = 0; i < DECK_POOL_SIZE; i++) {
        if (pool->is_out[i] && pool->decks[i]->song == song) {
            return true;
        }
    }
    return false;
}
