/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/terminal.h"

#include "app/signals.h"
#include "io/clock.h"

#include <errno.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#define QUIET_NS 100000000u /* longer than the pieces of a sequence come apart over a network */

/* The modes that the terminal had before the first key. They are the process's, as it has only one
   terminal. */
static struct termios old_modes;
static bool has_old_modes;

static bool is_in_foreground(void)
{
    return tcgetpgrp(STDIN_FILENO) == getpgrp();
}

/* Bytes as they are typed, without echo. Ctrl-C and its kin stay signals. */
static void take_terminal(void)
{
    struct termios modes = old_modes;
    modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO | IEXTEN);
    modes.c_cc[VMIN] = 0;
    modes.c_cc[VTIME] = 0;
    signals_set_terminal(&old_modes);
    tcsetattr(STDIN_FILENO, TCSANOW, &modes);
}

void terminal_open(terminal *t)
{
    *t = (terminal){0};
    if (!isatty(STDIN_FILENO)) {
        return;
    }
    if (!has_old_modes) {
        if (tcgetattr(STDIN_FILENO, &old_modes) != 0) {
            return;
        }
        has_old_modes = true;
        atexit(signals_restore_terminal);
    }
    t->is_open = true;
    if (is_in_foreground()) {
        take_terminal();
    }
}

void terminal_close(terminal *t)
{
    if (t->is_open) {
        signals_restore_terminal();
        t->is_open = false;
    }
}

/* In the background a read, or a change of the modes, would stop the program. */
static bool may_read(void)
{
    if (!is_in_foreground()) {
        return false;
    }
    if (!signals_has_terminal()) {
        take_terminal();
    }
    return true;
}

static void fill(terminal *t)
{
    ssize_t n = may_read() ? read(STDIN_FILENO, t->bytes, sizeof t->bytes) : 0;
    t->next = 0;
    t->n_bytes = n > 0 ? (size_t)n : 0;
    if (n > 0) {
        t->last_ns = clock_now_ns();
    } else if (n < 0 && errno != EINTR && errno != EAGAIN) {
        terminal_close(t); /* the terminal has gone */
    } else if (keys_is_waiting(&t->decoder) && clock_now_ns() - t->last_ns > QUIET_NS) {
        keys_forget(&t->decoder);
    }
}

bool terminal_read(terminal *t, key_press *press)
{
    if (t->is_open && t->next == t->n_bytes) {
        fill(t);
    }
    while (t->next < t->n_bytes) {
        if (keys_decode(&t->decoder, t->bytes[t->next++], press)) {
            return true;
        }
    }
    return false;
}
