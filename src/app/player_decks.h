/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_PLAYER_DECKS_H
#define APP_PLAYER_DECKS_H

/* The part of the player that hands decks to the callback and takes them back: songs, seeks, loops,
   changes of banks. player.h says what each of them is for. [main] */

#include "app/player.h"

/* Takes back what the callback has no more use for, frees what nobody reads any more, keeps a deck
   waiting where a loop begins, and lets new banks take over. */
void player_look_after_decks(player *p);

#endif
