/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_SIGNALS_H
#define APP_SIGNALS_H

/* Ctrl-C and its kin. The first asks the program to end in order, the second ends it at once.
   Whatever ends or stops the program at once gives the terminal back first. [main] */

#include <stdbool.h>

struct termios;

/* Catches SIGINT, SIGTERM and SIGHUP; makes writing to a closed pipe or past a size limit an error
   of write(2). Crashes and Ctrl-Z do what they always do, after the terminal is given back. */
void signals_install(void);

/* The signal that asked for the end, or 0. */
int signals_received(void);

/* Names a file that has to go if the second signal ends the program; NULL: none. `path` is
   copied. */
void signals_set_leftover(const char *path);

/* The modes that the terminal on stdin, which is about to be changed, is to be given back;
   copied. */
void signals_set_terminal(const struct termios *modes);

/* Gives them back. */
void signals_restore_terminal(void);

/* How often signals_set_terminal() was called: who draws there begins anew when it has changed. */
unsigned signals_terminal_turns(void);

/* What stdout's terminal is sent, before its modes are given back, if the program ends at once: it
   leaves a display. Copied; NULL: no display. While there is one Ctrl-Z only asks for
   signals_stop(). */
void signals_set_screen(const char *bytes);

/* While there is a display stderr is the file `aside`: if the program ends at once, what is in it
   is copied to `to`, where it went before. -1: not so any more. */
void signals_set_stderr(int aside, int to);

/* True if Ctrl-Z has been typed at a display. */
bool signals_shall_stop(void);

/* Does what Ctrl-Z does elsewhere, once there is no display; returns when the program goes on. */
void signals_stop(void);

/* True from signals_set_terminal() on until the modes were given back, or the program stood
   still. */
bool signals_has_terminal(void);

#endif
