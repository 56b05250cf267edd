/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_SIDECAR_H
#define APP_SIDECAR_H

/* The bank that lies beside a song and has its name. [main] */

#include <stdbool.h>
#include <stddef.h>

/* Finds song.sf2, song.sbk or song.sf3, in this order, beside song.mid; as from DOS, in any case.
   False: there is none, or `path` [size] is too small. */
bool sidecar_find(const char *song, char *path, size_t size);

#endif
