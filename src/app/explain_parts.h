/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_EXPLAIN_PARTS_H
#define APP_EXPLAIN_PARTS_H

/* The topics of --explain but programs; each is said line by line, after the song's path. [main] */

#include "app/banks.h"
#include "app/transport.h"
#include "awe/song.h"

/* System exclusives: what each does, or that it is not understood, with its bytes. */
void explain_exclusives(const char *path, const awe_song *song);

/* Registered and other parameters, in units; a sweep is one line. */
void explain_parameters(const char *path, const awe_song *song);

/* Renders the song, and tells who takes whose voice, when and why. */
void explain_thefts(const char *path, const awe_song *song, const banks *b,
                    const transport_settings *heard);

#endif
