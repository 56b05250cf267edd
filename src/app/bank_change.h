/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BANK_CHANGE_H
#define APP_BANK_CHANGE_H

/* Other banks while playing: a worker loads them and makes new decks, and who plays crosses over to
   those. With a watch on the files it begins by itself when one of them is written, comes or goes.
   [main] */

#include "app/banks.h"
#include "app/deck_pool.h"

#include <stdbool.h>

typedef struct bank_change bank_change;

/* `common` are the banks that play now; what they were wanted by is borrowed. `has_watch`: look at
   their files once a second; then one that is missing is waited for. `shall_lock`: as for
   common_banks_open(). Free with bank_change_free(); NULL: out of memory. */
bank_change *bank_change_new(const banks *common, bool has_watch, bool shall_lock);

/* Waits for the worker. */
void bank_change_free(bank_change *c);

/* Loads all banks anew; if that is under way already, once more after it. */
void bank_change_begin(bank_change *c);

/* Names the song whose own banks are loaded and watched with the others; NULL: none. The path is
   borrowed. */
void bank_change_set_song(bank_change *c, const char *song_path);

/* A new pool and in `common` the banks that it borrows: the caller owns both from now on. NULL:
   there is none yet, and `common` is as it was. What is wrong with the banks has been said, and the
   old ones stay. To be called every 50 ms or so. */
deck_pool *bank_change_take(bank_change *c, common_banks **common);

#endif
