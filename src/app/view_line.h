/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_VIEW_LINE_H
#define APP_VIEW_LINE_H

/* The fields of a view as one line, and what has no place of its own in a form: alerts, and what is
   not known. Pure; no terminal is touched. [any] */

#include "app/view_data.h"

#include <stddef.h>

#define VIEW_LINE_BYTES 8192

/* Writes every field, the most needed first: health, processor, voices, time of the buffers, MIDI
   latency, memory. */
void view_line_write(const view_data *data, char out[VIEW_LINE_BYTES]);

/* Writes alert `i` in a few words. */
void view_line_write_alert(const view_data *data, size_t i, char *out, size_t size);

/* Writes which fields are not known and why, and which are from a longer window than the others; ""
   if there are none. */
void view_line_write_gaps(const view_data *data, char *out, size_t size);

#endif
