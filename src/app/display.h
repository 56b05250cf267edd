/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_DISPLAY_H
#define APP_DISPLAY_H

/* What is seen of a player: its status line or the views of its monitor, and what other terminals
   are shown by the monitor's socket. [main] */

#include "app/controls.h"
#include "app/monitor_server.h"
#include "app/player.h"
#include "app/status_line.h"
#include "app/views.h"

#include <stdbool.h>

typedef struct display {
    views *views;
    monitor_server *server;
    status_line line;
} display;

/* Opens what was asked for, after the terminal. False: what is wrong has been said. */
bool display_open(display *d, const settings *s);

/* Shows how the player and its controls stand; to be called every WATCH_MS. */
void display_look(display *d, player *p, const controls *c);

/* Takes the keys that are meant for the display. False: somebody else's. */
bool display_press(display *d, const key_press *press);

/* Gives the terminal back. False: the log is not whole, which has been said. */
bool display_close(display *d);

#endif
