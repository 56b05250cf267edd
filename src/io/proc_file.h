/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_PROC_FILE_H
#define AWE_IO_PROC_FILE_H

/* Files of /proc and /sys below the folder `root`, "" for this machine's own. [main] */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Reads the start of a file into `text`, which is ended by a zero. False, and "": there is none, it
   cannot be read, or it is empty. */
bool proc_file_read(const char *root, const char *path, char *text, size_t size);

/* Opens it; NULL where it cannot be read. */
FILE *proc_file_open(const char *root, const char *path);

/* How many entries of a folder have names that begin with `prefix`; -1: it cannot be read. */
int proc_file_count(const char *root, const char *path, const char *prefix);

#endif
