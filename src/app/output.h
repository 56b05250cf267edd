/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_OUTPUT_H
#define APP_OUTPUT_H

/* Where a render's sound goes: a file that appears only when it is whole, or a stream. What goes
   wrong is said. [main] */

#include "app/settings.h"
#include "io/sound_format.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct output output;

/* True for "-" and for what exists and is not a regular file (a pipe, a device): it is written as
   it comes. */
bool output_is_stream(const char *path);

/* Begins the output `path`. A file gets another name in the same folder until output_finish().
   Refused: a file that exists unless `overwrite`, a folder, a terminal, a format that cannot be
   written there. */
bool output_open(const char *path, const sound_format *format, bool overwrite, output **out);

/* Adds [n_frames][2] frames. */
bool output_write(output *o, const float *frames, size_t n_frames);

/* Completes the file under its own name; false if that failed. Frees `o` in either case. */
bool output_finish(output *o);

/* Removes what was begun and frees `o`; NULL is ignored. */
void output_discard(output *o);

#endif
