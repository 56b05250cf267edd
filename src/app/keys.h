/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_KEYS_H
#define APP_KEYS_H

/* What the listener's keys mean: bytes of a terminal become actions by one table, which --help=keys
   prints. No terminal is touched here.
   Sources: ECMA-48 5.4 (control sequences); terminfo of xterm, linux, tmux, screen and rxvt.
   [any] */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum key_action {
    KEY_PAUSE,       /* or go on */
    KEY_SEEK,        /* by `argument` seconds */
    KEY_SEEK_BARS,   /* by `argument` bars */
    KEY_TEMPO_ADD,   /* `argument` percent of the written tempo */
    KEY_TEMPO_SCALE, /* to `argument` percent of the present tempo */
    KEY_TEMPO_RESET, /* to the written one */
    KEY_TRANSPOSE,   /* by `argument` semitones more */
    KEY_VOLUME,      /* by `argument` decibels */
    KEY_MUTE_ALL,    /* or unmute */
    KEY_FILE,        /* the file so many places ahead */
    KEY_SELECT,      /* the channel so many places ahead */
    KEY_MUTE,        /* the selected channel, or unmute it */
    KEY_SOLO,        /* the selected channel, or not any more */
    KEY_ALL_ON,      /* no channel muted, none solo */
    KEY_LOOP_AB,     /* set A, then B, then neither */
    KEY_LOOP_FILE,   /* for ever, or not any more */
    KEY_REVERB_TYPE, /* the next one */
    KEY_CHORUS_TYPE, /* the next one */
    KEY_PANIC,       /* all notes off */
    KEY_RELOAD_BANKS,
    KEY_VIEW,    /* the next page of the dashboard */
    KEY_DUMP,    /* the black box to a file */
    KEY_MONITOR, /* show the dashboard, or no more */
    KEY_INFO,
    KEY_HELP,
    KEY_QUIT,
} key_action;

typedef struct key_press {
    key_action action;
    int argument; /* 0 where the action has none */
} key_press;

/* One key. */
typedef struct key_row {
    int code;         /* a character, or one of the decoder's own for keys that send several */
    const char *name; /* as the help writes it */
    key_press press;
    const char *help; /* what it does; NULL: this key belongs to the row before */
} key_row;

extern const key_row key_rows[];
extern const size_t n_key_rows;

/* Where the decoder stands within a key that sends several bytes. All zero is the start. */
typedef struct key_decoder {
    int state;
    uint32_t numbers[2]; /* parameters of a control sequence */
    uint32_t n_numbers;
} key_decoder;

/* Takes the next byte. True if it completes a key of the table: `press` tells what it does. */
bool keys_decode(key_decoder *decoder, uint8_t byte, key_press *press);

/* True within a sequence. ESC begins one, and is a key itself: what is not complete when the
   terminal has been quiet for a while never will be. */
bool keys_is_waiting(const key_decoder *decoder);

/* Forgets an incomplete sequence. */
void keys_forget(key_decoder *decoder);

/* Prints the table to stdout. [main] */
void keys_print_help(void);

#endif
