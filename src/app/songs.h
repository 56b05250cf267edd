/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_SONGS_H
#define APP_SONGS_H

#include "awe/song.h"

/* Reads the MIDI file `path`. Says what is wrong with it; NULL if it cannot be played. Free with
   awe_song_free().
   @param allocator  NULL: the default
   [main] */
awe_song *song_load(const char *path, const awe_allocator *allocator);

#endif
