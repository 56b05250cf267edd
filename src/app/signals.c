/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/signals.h"

#include "app/exit_code.h"

#include <limits.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

static volatile sig_atomic_t received;
static volatile sig_atomic_t has_leftover;
static char leftover[PATH_MAX];

static void handle(int number)
{
    if (received) {
        if (has_leftover) {
            unlink(leftover);
        }
        _exit(EXIT_BY_SIGNAL);
    }
    received = number;
}

void signals_install(void)
{
    /* No SA_RESTART: a write to a pipe that nobody reads has to end. */
    struct sigaction action = {.sa_handler = handle};
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction hangup;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
    sigaction(SIGXFSZ, &ignore, NULL);
    /* nohup(1) has it ignored. */
    if (sigaction(SIGHUP, NULL, &hangup) == 0 && hangup.sa_handler != SIG_IGN) {
        sigaction(SIGHUP, &action, NULL);
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
