/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_OUTLET_H
#define APP_OUTLET_H

/* Lines to a descriptor that others read at their own pace: a pipe, a terminal, a file. Nothing
   waits for them; a line that comes while they have not taken the one before is left out as a
   whole, and counted. [main] */

#include <stddef.h>
#include <stdint.h>

typedef struct outlet {
    int fd;
    char *text; /* a line that is on its way; NULL: none */
    size_t n, n_written;
    uint64_t n_skipped; /* lines */
    int error;          /* errno of what has ended it; 0: it is open */
} outlet;

void outlet_open(outlet *o, int fd);

/* Begins to write `text` and a newline. `text` is allocated, or NULL for nothing, and belongs to
   the outlet. */
void outlet_put(outlet *o, char *text);

/* Writes what is left of a line, as far as it is taken; to be called often. */
void outlet_look(outlet *o);

/* Gives what is left a moment more. The descriptor stays open. */
void outlet_close(outlet *o);

#endif
