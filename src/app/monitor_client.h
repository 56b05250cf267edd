/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_MONITOR_CLIENT_H
#define APP_MONITOR_CLIENT_H

/* The side of `awe-player monitor`: asks a player for snapshots, one at a time. [main] */

#include "app/view_data.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define MONITOR_ANSWER_BYTES 131072 /* of the longest answer that is taken */

typedef struct monitor_client {
    int socket;
    bool is_asked;     /* and not answered yet */
    uint64_t asked_ns; /* when */
    size_t n;
    char bytes[MONITOR_ANSWER_BYTES]; /* of an answer that has come in part */
} monitor_client;

typedef enum monitor_news {
    MONITOR_SILENCE, /* nothing yet */
    MONITOR_ANSWER,  /* the fields are there */
    MONITOR_END,     /* the player has ended, or does not answer */
    MONITOR_REFUSAL, /* it said something else; see monitor_client_look() */
} monitor_news;

/* Connects to a player. False: there is none; a socket that a dead one has left is removed. */
bool monitor_client_open(monitor_client *c, pid_t pid);
void monitor_client_close(monitor_client *c);

/* Asks, unless an answer is on its way. */
void monitor_client_ask(monitor_client *c);

/* Takes what has come, waiting for at most `ms`; a signal ends the wait. MONITOR_REFUSAL: `wrong`
   tells in words, which live as long as `data`. */
monitor_news monitor_client_look(monitor_client *c, int ms, view_data *data, const char **wrong);

#endif
