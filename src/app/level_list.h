/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_LEVEL_LIST_H
#define APP_LEVEL_LIST_H

/* Recorded changes of quality, to be applied off-line: one JSON object a line, such as
   {"frame":88200,"level":"high"}, in the order of their frames. Frames are counted at 44,100 Hz
   from the first one that is rendered. Other members are ignored, and so are empty lines. The file
   of --perf-log is such a list: of its lines, which name a "schema", only decisions count.
   [main] */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct level_change {
    uint64_t frame;
    uint8_t level; /* 0 is the highest */
} level_change;

typedef struct level_list {
    level_change *changes; /* [n], by frame */
    size_t n;
} level_list;

typedef struct level_error {
    size_t line; /* from 1 */
    const char *text;
} level_error;

/* Reads a list; release it with level_list_free(), which is not needed after an error. */
bool level_list_parse(const char *text, size_t size, level_list *list, level_error *error);

/* Reads the file `path`, and says what is wrong with it. */
bool level_list_load(const char *path, level_list *list);

/* An empty one may be all zero. */
void level_list_free(level_list *list);

#endif
