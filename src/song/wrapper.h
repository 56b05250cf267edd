/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SONG_WRAPPER_H
#define AWE_SONG_WRAPPER_H

/* Finds the MIDI file within the bytes: as they are, in a RIFF MIDI file, or behind some junk (a
   MacBinary header of 128 bytes, the head of a mail). What is no MIDI file is told apart so that
   the user learns what it is. [main] */

#include "base/bytes.h"
#include "song/findings.h"

#include <stdbool.h>
#include <stddef.h>

/* Looks for the header chunk. `file` is cut to end with the song; `at` receives the header's place.
   False, and one finding that says what the file seems to be, if this is no MIDI file. */
bool awe_wrapper_open(awe_bytes *file, size_t *at, awe_song_findings *findings);

#endif
