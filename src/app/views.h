/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_VIEWS_H
#define APP_VIEWS_H

/* The monitor as it is looked at: a dashboard that fills the terminal, one line at a time, or JSON,
   each from the same fields; and the log, which is JSON lines in a file. All of it is [main].

   The loop of who plays, each time round:

       while (awe_monitor_next_notice(monitor, &cursor, &notice))
           views_tell(views, &notice);
       if (views_is_due(views, now_ns)) {
           awe_snapshot_take(monitor, AWE_WINDOW_10_S, &snapshot);
           views_show(views, &snapshot, &playing, now_ns);
       }
       if (!views_has_terminal(views))
           status_line_show(..);

   and for each key: if (!views_press(views, &press)) controls_press(controls, &press). */

#include "app/keys.h"
#include "app/now_playing.h"
#include "perf/monitor.h"
#include "perf/snapshot.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum view_form {
    VIEW_NONE, /* nothing until the listener wants to see it; the log goes on */
    VIEW_FULL, /* line, where stdin or stdout is no terminal */
    VIEW_LINE, /* to stdout */
    VIEW_JSON, /* to stdout */
} view_form;

typedef struct view_settings {
    view_form form;
    uint32_t interval_ms; /* 0: 100 for full, 1000 for the others */
    const char *log;      /* file that JSON lines are added to; NULL: none */
} view_settings;

typedef struct views views;

/* Opens the views. terminal_open() has been called: keys come from there, never from here. NULL:
   what is wrong has been said. Free with views_close(). */
views *views_open(const view_settings *wish);

/* True while a view writes to the terminal itself: nothing else is to draw there. say_*() may be
   used all the same: the dashboard shows what is said, and it is on stderr when that has ended. */
bool views_has_terminal(const views *v);

/* Is it time for the next snapshot? */
bool views_is_due(const views *v, uint64_t now_ns);

/* Shows and logs `snapshot`. Also draws anew what the terminal has lost: its size has changed, or
   the program has stood still. */
void views_show(views *v, const awe_snapshot *snapshot, const now_playing *playing,
                uint64_t now_ns);

/* Says and logs an xrun, a decision or an alert. */
void views_tell(views *v, const awe_notice *notice);

/* Takes keys that are meant for the views (KEY_VIEW, KEY_MONITOR, and KEY_HELP on the dashboard).
   False: it is meant for somebody else. */
bool views_press(views *v, const key_press *press);

/* Gives the terminal back and says what had been said meanwhile. NULL is fine. False: the log is
   not whole, which has been said. */
bool views_close(views *v);

#endif
