/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_STRAY_H
#define APP_STRAY_H

/* What libraries write to stderr of their own accord would spoil a display: while there is one it
   goes to a file without a name, and is said as messages. [main] */

/* Turns stderr aside, if it is a terminal. May be called twice. */
void stray_open(void);

/* Says the whole lines that have been written since. */
void stray_look(void);

/* Says the rest, and turns stderr back. */
void stray_close(void);

#endif
