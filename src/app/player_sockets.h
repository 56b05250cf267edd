/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_PLAYER_SOCKETS_H
#define APP_PLAYER_SOCKETS_H

/* Where players that run can be looked at: one socket each, PID.sock, in awe-player/ of
   $XDG_RUNTIME_DIR, or, where that is not set, in /tmp/awe-player-UID/. The folder is its owner's
   alone, or it is not used. [main] */

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define PLAYER_SOCKET_PATH 108 /* bytes that a socket's path may have, with its zero */
#define PLAYER_SOCKETS_MAX 64  /* players that are told apart */

/* Writes the path of a player's socket. With `shall_make` the folder is made. False: there is no
   such folder, it is not ours alone, or its name is too long; errno tells which. */
bool player_socket_path(pid_t pid, bool shall_make, char path[PLAYER_SOCKET_PATH]);

/* Writes the players whose sockets are there, in rising order, and returns how many. Some may be
   dead. */
size_t player_sockets_list(pid_t pids[PLAYER_SOCKETS_MAX]);

#endif
