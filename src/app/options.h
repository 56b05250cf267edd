/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

/* The one table of options and the one of commands: they drive the parser, the help, the manual
   page (tools/make_man) and the words of every complaint. */

#include "app/settings.h"

#include <stddef.h>

#define MAX_OPTIONS 128
#define FOR(command) (1u << (command))
#define FOR_ALL (FOR(N_COMMANDS) - 1)

typedef struct option_row {
    int letter;       /* 0: none */
    const char *name; /* long, without dashes */
    /* what it takes, in capitals; in brackets, with =, what may be left out; NULL: nothing */
    const char *argument;
    unsigned commands; /* FOR() each command that knows it */
    /* Stores `value`. Returns NULL, or what had been expected. */
    const char *(*apply)(settings *s, const char *value);
    const char *help; /* one line of at most 50 columns; NULL: another name of the row before */
} option_row;

extern const option_row option_rows[];
extern const size_t n_option_rows;

typedef struct command_row {
    const char *name;
    const char *use;     /* its words, as the help writes them */
    const char *purpose; /* one line of at most 33 columns */
} command_row;

extern const command_row command_rows[N_COMMANDS];

/* Sets every default. */
void options_set_defaults(settings *s);

/* Prints how to use `only`, or the whole program if it is negative, to stdout. */
void options_print_help(int only);

#endif
