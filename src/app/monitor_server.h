/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_MONITOR_SERVER_H
#define APP_MONITOR_SERVER_H

/* Lets `awe-player monitor` look at this player: up to eight clients of the same user, on a local
   socket. A client asks with a line, and is answered with one snapshot as JSON; who does not read
   what was sent is dropped. Nothing here ever waits. All of it is [main]. */

#include "app/now_playing.h"
#include "perf/monitor.h"

#define MONITOR_MAX_CLIENTS 8

typedef struct monitor_server monitor_server;

/* Opens the socket of this process. NULL: nobody can look, the reason was said as a detail; the
   other functions take that NULL. */
monitor_server *monitor_server_open(void);

/* Takes new clients and questions, and answers them. To be called every 50 ms; one system call
   where there are none. */
void monitor_server_look(monitor_server *server, awe_monitor *monitor, const now_playing *playing);

/* Removes the socket. */
void monitor_server_close(monitor_server *server);

#endif
