/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_STATUS_LINE_H
#define APP_STATUS_LINE_H

/* The line under a song that plays, on a terminal only: time, bar, tempo, voices, meters, what was
   set, name. What has no room is left out, the least needed first. [main] */

#include "app/transport.h"
#include "awe/song.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum status_loop {
    STATUS_LOOP_NONE,
    STATUS_LOOP_HAS_A, /* A is set, B is to come */
    STATUS_LOOP_AB,
    STATUS_LOOP_FILE,
} status_loop;

/* What the line tells. */
typedef struct status_view {
    const char *name;   /* of the song */
    uint64_t frame;     /* of the song */
    uint64_t end_frame; /* 0: no song; then there is no time, bar or tempo */
    awe_song_place place;
    transport_settings settings;
    status_loop loop;
    uint32_t selected; /* channel, counted from 1; 0: none */
    uint32_t n_voices;
    uint32_t most_voices;
    float peaks[2];     /* left, right: largest absolute values since the line was shown last */
    uint32_t n_ran_dry; /* times that the device had nothing to play */
    bool is_paused;
    bool is_muted; /* all of it */
} status_view;

typedef struct status_line {
    double levels_db[2]; /* what the meters show: full scale is 0 */
    uint64_t shown_ns;   /* when; 0: not yet */
} status_line;

/* Shows `view`; nothing where stderr has no such line. All-zero is a new line. */
void status_line_show(status_line *line, const status_view *view);

/* What a meter shows `seconds` after it showed `level_db`: the new peak, or what is left of the old
   one. It falls by 20 dB in 1.7 s (IEC 60268-10, type I). */
double status_line_fall(double level_db, float peak, double seconds);

/* Writes the text for a line of `n_columns`. Its name is clean already. */
void status_line_format(const status_line *line, const status_view *view, size_t n_columns,
                        char *out, size_t size);

#endif
