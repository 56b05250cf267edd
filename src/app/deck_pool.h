/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_DECK_POOL_H
#define APP_DECK_POOL_H

/* Decks, and the banks that they play from: the common ones, and on top of them a song's own. One
   deck is heard, one fades, one waits to loop, and one is there to be prepared. Other banks are
   another pool; the old one is freed when its last deck has come back. [main] */

#include "app/common_banks.h"
#include "app/deck.h"

#include <stdbool.h>
#include <stdint.h>

#define DECK_POOL_SIZE 4

typedef struct deck_pool {
    live_memory memory;
    const char *song_path;
    banks banks;
    deck *decks[DECK_POOL_SIZE];
    bool is_out[DECK_POOL_SIZE]; /* given to the callback */
} deck_pool;

/* Loads the own banks of the song at `song_path` (NULL: none; borrowed, as `common` is), makes
   decks, and keeps all of it in memory. NULL: what is wrong has been said; --strict alone makes a
   song's own bank a reason. May run on a worker. */
deck_pool *deck_pool_new(const common_banks *common, const char *song_path);

/* The callback has none of the decks any more, or never runs again. NULL is ignored. */
void deck_pool_free(deck_pool *pool);

/* The song can be played from this pool: made for it (the very pointer), or neither has banks of
   its own. */
bool deck_pool_suits(const deck_pool *pool, const char *song_path);

/* A deck to be cued, and then either handed to the callback or put back; NULL if all are out. */
deck *deck_pool_take(deck_pool *pool);

/* Takes a deck back. False: it is another pool's. */
bool deck_pool_put(deck_pool *pool, const deck *d);

/* How many decks are out. */
uint32_t deck_pool_count_out(const deck_pool *pool);

/* True if a deck that is out plays `song`. */
bool deck_pool_plays(const deck_pool *pool, const awe_song *song);

#endif
