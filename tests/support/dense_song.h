/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_DENSE_SONG_H
#define TESTS_SUPPORT_DENSE_SONG_H

/* A song with everything close together. */

#include "awe/song.h"

/* Sixteen channels on two ports, a few seconds long. Every note ends, some overlap with the next of
   their key; between them stands everything else that a channel may be told. Free it with
   awe_song_free(). */
awe_song *make_dense_song(unsigned seed);

#endif
