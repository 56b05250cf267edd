/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BATCH_LIST_H
#define APP_BATCH_LIST_H

/* What a batch renders: songs from the command line, whole folders, and lists of songs, each with
   the file that it becomes. The order is that of the command line, sorted within a folder, so that
   a list is the same wherever it is made. [main] */

#include "app/settings.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct batch_item {
    char *song;
    char *output; /* NULL: nothing is written */
    transport_settings transport;
} batch_item;

typedef struct batch_list {
    batch_item *items; /* [n] */
    size_t n;
    size_t room;
} batch_list;

/* True if the settings ask for more than one song rendered to one file. */
bool batch_is_wanted(const settings *s);

/* True if `output` is a folder, or can be made one. */
bool batch_can_go_to(const char *output);

/* Makes the list, without what other shards render, and the folders that its files need. False:
   what is wrong has been said. Free with batch_list_free() in either case. */
bool batch_list_make(const settings *s, batch_list *list);
void batch_list_free(batch_list *list);

/* Reads one line of a list of songs: a path, or an object such as
       {"song": "a.mid", "output": "b/a+3.wav", "transpose": 3, "tempo": 120}
   of which all but the song may be left out. `line` is changed. Returns NULL, or what is wrong. */
const char *batch_line_read(char *line, const settings *s, batch_list *list);

#endif
