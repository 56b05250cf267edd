/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_SIGNALS_H
#define APP_SIGNALS_H

/* Ctrl-C and its kin. The first asks the program to end in order, the second ends it at once.
   [main] */

/* Catches SIGINT, SIGTERM and SIGHUP; makes writing to a closed pipe or past a size limit an error
   of write(2). */
void signals_install(void);

/* The signal that asked for the end, or 0. */
int signals_received(void);

/* Names a file that has to go if the second signal ends the program; NULL: none. `path` is
   copied. */
void signals_set_leftover(const char *path);

#endif
