/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_LOCAL_SOCKET_H
#define AWE_IO_LOCAL_SOCKET_H

/* Stream sockets of this machine, named by a path, for processes of one user. Nothing waits, but
   for local_socket_wait(). Functions that fail return -1, or false, and errno tells why.
   Source: unix(7). [main] */

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Listens at `path`, which only its owner may open; a socket that is there already is replaced.
   Returns a descriptor, or -1. */
int local_socket_listen(const char *path);

/* The next client of the same user; others are sent away. -1: there is none at the moment. */
int local_socket_accept(int listener);

/* Connects to who listens at `path`; -1: nobody does (ECONNREFUSED, ENOENT), or another reason. */
int local_socket_connect(const char *path);

/* What is there to be read: the number of bytes, 0: the other side has gone, -1: nothing at the
   moment (EAGAIN), or it has gone in another way. */
ssize_t local_socket_receive(int fd, void *bytes, size_t size);

/* Sends all of it or fails: who does not read fast enough is not waited for. */
bool local_socket_send(int fd, const void *bytes, size_t size);

/* Waits until there is something to read, or for `ms`. False: nothing came, or a signal did. */
bool local_socket_wait(int fd, int ms);

void local_socket_close(int fd);

#endif
