/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_EXPLAIN_H
#define APP_EXPLAIN_H

/* Why a song sounds as it does, in words: what it sends and what becomes of it, each line with the
   time, the bar and the beat. [main] */

#include "app/banks.h"
#include "app/transport.h"
#include "app/uses.h"

#include <stdbool.h>
#include <stddef.h>

/* What the use found and why: "0:5 "Piano" of gm.sf2; 8:5 is missing" in `text` [size]. */
void explain_use(char *text, size_t size, const song_use *use, const banks *b);

/* Follows `song` where --explain or --strict ask for it, and says what it finds. `heard` is how it
   will be played. False: something that the song wants is missing and --strict does not allow
   that. */
bool explain_song(const char *path, const awe_song *song, const banks *b,
                  const transport_settings *heard);

#endif
