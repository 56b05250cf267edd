/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_FILE_MAP_H
#define AWE_IO_FILE_MAP_H

/* A file as read-only memory. If another program cuts the file short while it is mapped, the lost
   part reads as zeros and file_map_is_cut() says so: reading never kills the program. To that end
   there is a handler for SIGBUS, which passes on everything that is not about a map. */

#include "io/io_error.h"

#include <stdbool.h>
#include <stddef.h>

#define FILE_MAP_MAX 64 /* maps open at one time */

typedef struct file_map {
    const void *data; /* NULL: not open */
    size_t size;      /* above 0 */
    int slot;         /* place in the handler's list */
} file_map;

/* Maps the regular file `path`. On error returns false, and `map` is not open. [main] */
bool file_map_open(file_map *map, const char *path, io_error *error);

/* Unmaps; a map that is not open is ignored. [main] */
void file_map_close(file_map *map);

/* Reads the whole file into memory, so that later reads do not wait for a disk. [main] */
void file_map_preload(const file_map *map);

/* True if a part of the file was gone when it was read. [any] */
bool file_map_is_cut(const file_map *map);

#endif
