/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_SONGS_H
#define APP_SONGS_H

#include "app/settings.h"
#include "awe/song.h"

/* Reads the MIDI file `path`. Says what is wrong with it; NULL if it cannot be played. Free with
   awe_song_free(). [main] */
awe_song *song_load(const char *path);

/* The same, as --strict (NULL for a song that had to be repaired, too) and --explain want it.
   [main] */
awe_song *song_load_as(const char *path, const sound_settings *wanted);

#endif
