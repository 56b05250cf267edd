/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/deck_pool.h"

#include "app/say.h"
#include "app/stage_clock.h"
#include "app/zone.h"

#include <stdlib.h>

static bool make_deck(deck_pool *pool, uint32_t i, const awe_synth_config *config)
{
    AWE_ZONE("synth new");
    pool->decks[i] = live_memory_new(&pool->memory, sizeof *pool->decks[i]);
    if (!pool->decks[i]) {
        return say_no_memory();
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
    AWE_ZONE("bank prefault");
    for (uint32_t i = 0; i < pool->banks.n; i++) {
        live_memory_keep(&pool->memory, pool->banks.maps[i].data, pool->banks.maps[i].size);
    }
}

static bool open_pool(deck_pool *pool, const common_banks *common, const char *song_path)
{
    const sound_settings *wanted = common->banks.wanted;
    awe_synth_config config = wanted->synth;
    config.limiter = wanted->limiter != 0;
    if (!stage_clock_find(&config.clock)) {
        say_detail("stage times: unavailable: reading the clock takes too long here");
    }
    *pool = (deck_pool){.song_path = song_path};
    live_memory_init(&pool->memory, MEMORY_BANK, common->memory.shall_lock);
    pool->memory.locked = common->memory.locked;
    config.allocator = &pool->memory.allocator;
    banks_borrow(&pool->banks, &common->banks, &pool->memory.allocator);
    if (song_path && !banks_push_song(&pool->banks, song_path)) {
        return false;
    }
    pool->memory.tag = MEMORY_SYNTH;
    for (uint32_t i = 0; i < DECK_POOL_SIZE; i++) {
        if (!make_deck(pool, i, &config)) {
            return false;
        }
    }
    keep_banks(pool);
    live_memory_say(&pool->memory, "banks and synths");
    return true;
}

deck_pool *deck_pool_new(const common_banks *common, const char *song_path)
{
    deck_pool *pool = calloc(1, sizeof *pool);
    if (!pool) {
        say_no_memory();
        return NULL;
    }
    if (!open_pool(pool, common, song_path)) {
        deck_pool_free(pool);
        return NULL;
    }
    return pool;
}

bool deck_pool_suits(const deck_pool *pool, const char *song_path)
{
    bool is_general = pool->banks.n == pool->banks.n_common;
    return (song_path && song_path == pool->song_path) ||
           (is_general && (!song_path || !banks_has_own(pool->banks.wanted, song_path)));
}

void deck_pool_free(deck_pool *pool)
{
    if (!pool) {
        return;
    }
    for (uint32_t i = 0; i < DECK_POOL_SIZE; i++) {
        if (pool->decks[i]) {
            awe_synth_free(pool->decks[i]->synth);
            live_memory_free(pool->decks[i]);
        }
    }
    banks_free(&pool->banks);
    free(pool);
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
