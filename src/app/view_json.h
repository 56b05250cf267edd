/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_VIEW_JSON_H
#define APP_VIEW_JSON_H

/* The fields of a view, and what the monitor notices, as lines of JSON: for programs, for the log,
   and between a player and who looks at it. docs/perf.md tells the form. [main] */

#include "app/view_data.h"
#include "perf/monitor.h"

#include <stddef.h>
#include <stdint.h>

#define VIEW_SCHEMA 1 /* raised when a field changes its meaning; new fields do not raise it */

/* Every field, null where it is not known, and then the reason in "why". The line has no newline;
   free() it. NULL: out of memory. */
char *view_json_make(const view_data *data);

/* Reads such a line, of an older or newer program, too: what it does not tell is not known. NULL:
   fine; else what is wrong with it, in words that live as long as `data`, and no field is known. */
const char *view_json_read(const char *text, size_t size, view_data *data);

/* {"event": "xrun", "decision" or "alert", ..} at `frame` of the song, made at `wall_ms`. A line
   with "frame" and "level" is a decision, which render --replay-levels reads. As above. */
char *view_json_make_notice(const awe_notice *notice, uint64_t frame, uint64_t wall_ms);

#endif
