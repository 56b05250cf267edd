/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_CHILD_H
#define AWE_IO_CHILD_H

/* Another program, run to its end, and what it wrote. [main] */

#include "io/io_error.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct child_output {
    char *text; /* [size] and a zero behind it: its standard output; release it with free() */
    size_t size;
    int exit_code; /* 128 and the signal's number, if one ended it */
} child_output;

/* Runs `argv`, which ends with NULL: a path, or a name that is looked for in PATH. It reads nothing
   and shares stderr. It is asked to end when `shall_stop`, looked at after each signal, says so.
   False: it could not be started or read, or its output is too long; nothing is to be released
   then. */
bool child_run(const char *const *argv, int (*shall_stop)(void), child_output *out,
               io_error *error);

/* The path of the program that runs. False: this system does not tell. */
bool child_find_self(char *path, size_t size);

#endif
