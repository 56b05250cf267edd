/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_SONG_POINT_H
#define APP_SONG_POINT_H

/* A place in a song as people write it: "90.5" and "1:23.5" are times, "33%" is a share of the
   song, "17:1" a bar and a beat. What stands behind one colon has two digits in a time and one in a
   beat; "1:02:03", and a point, are always a time. [any] */

#include "awe/song.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum song_point_kind {
    SONG_POINT_NONE,
    SONG_POINT_TIME,
    SONG_POINT_SHARE,
    SONG_POINT_BAR,
} song_point_kind;

typedef struct song_point {
    song_point_kind kind;
    double number; /* seconds, or percent */
    uint32_t bar;  /* from 1 */
    uint32_t beat; /* from 1 */
} song_point;

/* False, and `out` is left alone, if `text` is no such place. */
bool song_point_read(const char *text, song_point *out);

/* The frame of `song` that `point` means, be it behind the end, or `otherwise` if it is none. */
uint64_t song_point_find(const song_point *point, const awe_song *song, uint64_t otherwise);

/* What is to be heard of a song, in frames. */
typedef struct song_span {
    uint64_t start_frame;
    uint64_t end_frame; /* above start_frame, at most the song's; 0: as the song ends */
} song_span;

/* Finds what --start and --end leave of `song`. Returns NULL, or what is wrong with them. */
const char *song_span_find(const song_point *start, const song_point *end, const awe_song *song,
                           song_span *span);

#endif
