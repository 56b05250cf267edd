/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_TERMINAL_H
#define APP_TERMINAL_H

/* Keys from the terminal on stdin, one at a time and unseen. The terminal is as it was whenever the
   program ends, by itself or by a signal, is stopped, or is not in the foreground. [main] */

#include "app/keys.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct terminal {
    bool is_open;
    key_decoder decoder;
    uint64_t last_ns; /* when the last byte came */
    uint8_t bytes[64];
    size_t n_bytes;
    size_t next; /* byte to be decoded */
} terminal;

/* Starts to listen if stdin is a terminal. signals_install() has been called. */
void terminal_open(terminal *t);

/* Gives the terminal back; the program may end by exit() without it, but not by _Exit(). */
void terminal_close(terminal *t);

/* Takes the next key that means something; false if none has been typed. Never waits: poll(2) on
   stdin does, where `is_open`. A lone ESC is dropped by a call 100 ms later. */
bool terminal_read(terminal *t, key_press *press);

#endif
