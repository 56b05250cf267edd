/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/signals.h"

#include "app/exit_code.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static volatile sig_atomic_t received;
static volatile sig_atomic_t has_leftover;
static char leftover[PATH_MAX];
static volatile sig_atomic_t has_terminal;
static volatile sig_atomic_t is_stale; /* the terminal may have been somebody else's */
static struct termios terminal;
static unsigned n_turns;
static volatile sig_atomic_t n_screen_bytes; /* 0: there is no display */
static char screen_bytes[256];
static volatile sig_atomic_t shall_stop;
static volatile sig_atomic_t stderr_aside = -1;
static volatile sig_atomic_t stderr_own = -1;

/* Nothing more can be done about a terminal that does not take it. */
static void leave_screen(void)
{
    ssize_t n = n_screen_bytes;
    n_screen_bytes = 0;
    while (n > 0 && write(STDOUT_FILENO, screen_bytes, (size_t)n) < 0 && errno == EINTR) {
    }
}

/* The last words of an assert, or of a library. */
static void copy_stderr(void)
{
    char bytes[512];
    ssize_t n;
    off_t offset = 0;
    int own = stderr_own;
    stderr_own = -1;
    while (own >= 0 && (n = pread(stderr_aside, bytes, sizeof bytes, offset)) > 0) {
        offset += n;
        if (write(own, bytes, (size_t)n) < 0) {
            return;
        }
    }
}

void signals_restore_terminal(void)
{
    /* In the background the terminal is another program's: touching it would stop this one. */
    if (has_terminal && tcgetpgrp(STDIN_FILENO) == getpgrp()) {
        leave_screen();
        tcsetattr(STDIN_FILENO, TCSANOW, &terminal);
    }
    has_terminal = 0;
}

static void handle(int number)
{
    if (received) {
        signals_restore_terminal();
        if (has_leftover) {
            unlink(leftover);
        }
        copy_stderr();
        _exit(EXIT_BY_SIGNAL);
    }
    received = number;
}

/* The rule that stood before is back (SA_RESETHAND); the signal comes again when this returns. */
static void crash(int number)
{
    signals_restore_terminal();
    copy_stderr();
    raise(number);
}

static void stop_now(int number)
{
    int saved_errno = errno;
    struct sigaction action = {.sa_handler = SIG_DFL};
    struct sigaction ours;
    sigset_t set;
    signals_restore_terminal();
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, &ours);
    sigemptyset(&set);
    sigaddset(&set, number);
    raise(number);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL); /* here the program stops */
    sigaction(number, &ours, NULL);
    errno = saved_errno;
}

static void stop(int number)
{
    if (n_screen_bytes > 0) {
        shall_stop = 1;
    } else {
        stop_now(number);
    }
}

/* Whoever had the terminal in the meantime may have changed it, even if SIGSTOP came unseen. */
static void go_on(int number)
{
    (void)number;
    is_stale = 1;
}

/* Unless somebody else has it already: nohup(1) ignores, sanitizers catch. */
static void install_over_default(int number, void (*handler)(int), int flags)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    struct sigaction now;
    sigemptyset(&action.sa_mask);
    if (sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_DFL) {
        sigaction(number, &action, NULL);
    }
}

void signals_install(void)
{
    static const int crashes[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV};
    /* No SA_RESTART: a write to a pipe that nobody reads has to end. */
    struct sigaction action = {.sa_handler = handle};
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
    sigaction(SIGXFSZ, &ignore, NULL);
    install_over_default(SIGHUP, handle, 0);
    install_over_default(SIGTSTP, stop, SA_RESTART);
    install_over_default(SIGCONT, go_on, SA_RESTART);
    for (size_t i = 0; i < sizeof crashes / sizeof crashes[0]; i++) {
        install_over_default(crashes[i], crash, (int)SA_RESETHAND);
    }
}

int signals_received(void)
{
    return received;
}

void signals_set_leftover(const char *path)
{
    has_leftover = 0;
    if (path && snprintf(leftover, sizeof leftover, "%s", path) < (int)sizeof leftover) {
        has_leftover = 1;
    }
}

void signals_set_terminal(const struct termios *modes)
{
    has_terminal = 0;
    terminal = *modes;
    is_stale = 0;
    has_terminal = 1;
    n_turns++;
}

unsigned signals_terminal_turns(void)
{
    return n_turns;
}

void signals_set_screen(const char *bytes)
{
    size_t n = bytes ? strlen(bytes) : 0;
    n_screen_bytes = 0;
    if (n <= sizeof screen_bytes) {
        memcpy(screen_bytes, bytes ? bytes : "", n);
        n_screen_bytes = (sig_atomic_t)n;
    }
}

void signals_set_stderr(int aside, int to)
{
    stderr_own = -1;
    stderr_aside = aside;
    stderr_own = to;
}

bool signals_shall_stop(void)
{
    return shall_stop != 0;
}

void signals_stop(void)
{
    shall_stop = 0;
    stop_now(SIGTSTP);
}

bool signals_has_terminal(void)
{
    return has_terminal && !is_stale;
}
