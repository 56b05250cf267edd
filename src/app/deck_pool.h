/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_DECK_POOL_H
#define APP_DECK_POOL_H

/* Banks and the decks that play from them: one that is heard, one that fades, one that waits to
   loop, and one to prepare. A change of banks is a new pool; the old one is freed when its last
   deck has come back. [main] */

#include "app/banks.h"
#include "app/deck.h"
#include "app/live_memory.h"

#include <stdbool.h>
#include <stdint.h>

#define DECK_POOL_SIZE 4

typedef struct deck_pool {
    live_memory memory;
    banks banks;
    deck *decks[DECK_POOL_SIZE];
    bool is_out[DECK_POOL_SIZE]; /* given to the callback */
} deck_pool;

/* Loads banks and makes decks, and keeps them in memory; says what is wrong and returns false. End
   with deck_pool_free() in either case. May run on a worker. */
bool deck_pool_open(deck_pool *pool, const sound_settings *wanted, bool shall_lock);

/* The callback has none of the decks any more, or never runs again. */
void deck_pool_free(deck_pool *pool);

/* A deck to be cued, and then either handed to the callback or put back; NULL if all are out. */
deck *deck_pool_take(deck_pool *pool);

/* Takes a deck back. False: it is another pool's. */
bool deck_pool_put(deck_pool *pool, const deck *d);

/* How many decks are out. */
uint32_t deck_pool_count_out(const deck_pool *pool);

/* True if a deck that is out plays `song`. */
bool deck_pool_plays(const deck_pool *pool, const awe_song *song);

#endif
