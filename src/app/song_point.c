/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/song_point.h"

#include "app/values.h"
#include "awe/rate.h"

#include <stdio.h>
#include <string.h>

/* "17:1" */
static bool read_bar(const char *text, song_point *out)
{
    const char *colon = strchr(text, ':');
    char bar[16];
    if (!colon || strlen(colon) != 2 || (size_t)(colon - text) >= sizeof bar) {
        return false;
    }
    snprintf(bar, sizeof bar, "%.*s", (int)(colon - text), text);
    song_point point = {.kind = SONG_POINT_BAR};
    if (!value_count(bar, 1, UINT32_MAX, &point.bar) ||
        !value_count(colon + 1, 1, 9, &point.beat)) {
        return false;
    }
    *out = point;
    return true;
}

/* "33%" */
static bool read_share(const char *text, song_point *out)
{
    size_t n = strlen(text);
    char number[32];
    double share;
    if (n < 2 || n > sizeof number || text[n - 1] != '%') {
        return false;
    }
    snprintf(number, sizeof number, "%.*s", (int)(n - 1), text);
    if (!value_number(number, &share) || share < 0 || share > 100) {
        return false;
    }
    *out = (song_point){.kind = SONG_POINT_SHARE, .number = share};
    return true;
}

static bool read_time(const char *text, song_point *out)
{
    const char *colon = strrchr(text, ':');
    bool has_digits = !colon || (strspn(colon + 1, "0123456789") == 2);
    double seconds;
    if (!has_digits || !value_time(text, &seconds)) {
        return false;
    }
    *out = (song_point){.kind = SONG_POINT_TIME, .number = seconds};
    return true;
}

bool song_point_read(const char *text, song_point *out)
{
    return read_bar(text, out) || read_share(text, out) || read_time(text, out);
}

uint64_t song_point_find(const song_point *point, const awe_song *song, uint64_t otherwise)
{
    awe_song_info info;
    switch (point->kind) {
    case SONG_POINT_TIME:
        return (uint64_t)(point->number * AWE_RATE_HZ);
    case SONG_POINT_SHARE:
        awe_song_get_info(song, &info);
        return (uint64_t)((double)info.end_frame * point->number / 100);
    case SONG_POINT_BAR:
        return awe_song_find_bar(song, point->bar, point->beat);
    default:
        return otherwise;
    }
}

const char *song_span_find(const song_point *start, const song_point *end, const awe_song *song,
                           song_span *span)
{
    awe_song_info info;
    awe_song_get_info(song, &info);
    uint64_t start_frame = song_point_find(start, song, 0);
    uint64_t end_frame = song_point_find(end, song, info.end_frame);
    if (start->kind && start_frame >= info.end_frame) {
        return "--start is behind the end of the song";
    }
    if (end->kind && end_frame <= start_frame) {
        return "--end is not behind the start";
    }
    *span = (song_span){
        .start_frame = start_frame,
        .end_frame = end_frame < info.end_frame ? end_frame : 0,
    };
    return NULL;
}
