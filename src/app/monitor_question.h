/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_MONITOR_QUESTION_H
#define APP_MONITOR_QUESTION_H

/* What `awe-player monitor` says to a player: lines of one word. There is one word so far, which
   asks for one snapshot; each is answered by a line of JSON (view_json.h), or by
   {"schema": 1, "error": ".."} and the end. [any] */

#include <stddef.h>

#define MONITOR_QUESTION "snapshot\n"

typedef enum monitor_wish {
    MONITOR_NOTHING, /* no line has ended yet */
    MONITOR_SNAPSHOT,
    MONITOR_NONSENSE, /* no question of this version */
} monitor_wish;

/* A line that has come in part; all zero is the start. */
typedef struct monitor_question {
    char text[32];
    size_t n;
} monitor_question;

/* Takes the next [n] bytes, whatever they are. Several questions at once are one. */
monitor_wish monitor_question_take(monitor_question *question, const char *bytes, size_t n);

#endif
