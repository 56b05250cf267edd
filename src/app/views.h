/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_VIEWS_H
#define APP_VIEWS_H

/* The monitor as it is looked at: a dashboard that fills the terminal, one line at a time, or JSON,
   each from the same fields; and the log, which is JSON lines in a file. All of it is [main].

   Who plays calls views_look() each time round its loop, shows its status line only where
   views_has_terminal() is false, and offers each key to views_press() first. */

#include "app/keys.h"
#include "app/now_playing.h"
#include "app/view_data.h"
#include "perf/monitor.h"

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
    bool once;            /* `monitor` only: one snapshot and the end */
} view_settings;

typedef struct views views;

/* Opens the views, after terminal_open(): keys come from there, never from here. NULL: what is
   wrong has been said. Free with views_close(), before terminal_close(). */
views *views_open(const view_settings *wish);

/* True while a view writes to the terminal itself: nothing else is to draw there. say_*() may be
   used all the same: the dashboard shows what is said, and it is on stderr when that has ended. */
bool views_has_terminal(const views *v);

/* Shows and logs what `monitor` knows, if it is time to, and logs what it has noticed: lost sound,
   decisions, alerts (to say them is the watch's). Also draws anew what the terminal has lost: its
   size has changed, or the program has stood still. */
void views_look(views *v, awe_monitor *monitor, const now_playing *playing);

/* The same for who gets the fields from elsewhere: asks often if it is time, and shows them. */
bool views_are_due(views *v);
void views_show(views *v, const view_data *data);

/* Takes keys that are meant for the views (KEY_VIEW, KEY_MONITOR, and KEY_HELP on the dashboard).
   False: it is meant for somebody else. */
bool views_press(views *v, const key_press *press);

/* Gives the terminal back and says what had been said meanwhile. NULL is fine. False: the log, or
   what went to standard output, is not whole for an error, which has been said. */
bool views_close(views *v);

#endif
