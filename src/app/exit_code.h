/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_EXIT_CODE_H
#define APP_EXIT_CODE_H

/* What the program's end tells a script. */
typedef enum exit_code {
    EXIT_ALL_DONE = 0,
    EXIT_USAGE = 1,       /* wrong options, no bank, output refused: nothing was begun */
    EXIT_NONE_PLAYED = 2, /* no file could be played */
    EXIT_SOME_FAILED = 3,
    EXIT_BY_SIGNAL = 4,
    EXIT_NO_DEVICE = 5,
    EXIT_GATE_FAILED = 6,   /* a budget is broken; slower, or other sound, than compared with */
    EXIT_NOT_REAL_TIME = 7, /* --rt-strict: the callback broke its contract */
} exit_code;

#endif
