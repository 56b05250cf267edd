/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_NEW_FILE_H
#define APP_NEW_FILE_H

/* A file that appears only when it is whole. What goes wrong is said. [main] */

#include <limits.h>
#include <stdbool.h>

typedef struct new_file {
    const char *name;          /* as people know it */
    int fd;                    /* to write to; negative: none */
    char path[PATH_MAX];       /* where the whole file goes, links followed */
    char unfinished[PATH_MAX]; /* where it is until then; "": it has no name yet */
    bool overwrite;
} new_file;

/* Begins the file `path`, without a name, or where that cannot be under another one in its folder.
   Refused: a file that exists unless `overwrite`, a folder. `path` must outlive `f`. */
bool new_file_create(new_file *f, const char *path, bool overwrite);

/* Closes it and gives it its own name; where that fails it is removed. */
bool new_file_finish(new_file *f);

/* Removes what was begun; nothing where there is nothing. */
void new_file_discard(new_file *f);

#endif
