/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_DASHBOARD_H
#define APP_DASHBOARD_H

/* A screen of text on the terminal of stdout, of which only what has changed is sent. It draws and
   nothing else: keys are app/terminal.h's, which has been opened, and the size is looked up each
   time. The terminal is as before whenever the program ends or is stopped. [main] */

#include "app/view_page.h"

#include <stdbool.h>

typedef struct dashboard dashboard;

/* Takes the screen. NULL: stdout or stdin is no terminal, or it cannot do what is needed. */
dashboard *dashboard_open(void);

/* Gives the screen back; NULL is fine. */
void dashboard_close(dashboard *d);

/* True if it has to be drawn at once: Ctrl-Z was typed, the size has changed, or the terminal has
   been somebody else's. */
bool dashboard_is_stale(const dashboard *d);

/* To be called before it is drawn: stops the program where Ctrl-Z was typed, and returns when it
   goes on. False: it cannot be drawn, for the program is in the background, or the terminal takes
   nothing at the moment. */
bool dashboard_is_seen(dashboard *d);

/* The size of the screen now. */
view_size dashboard_size(const dashboard *d);

/* Shows `page`, which was made for that size. */
void dashboard_draw(dashboard *d, const view_page *page);

#endif
