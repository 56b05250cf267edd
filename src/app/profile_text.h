/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_PROFILE_TEXT_H
#define APP_PROFILE_TEXT_H

/* A profile for people. [main] */

#include "app/profile.h"

#include <stdio.h>

/* Writes it, with at most `top` hotspots of each kind and those of at least `slow_ns`. False: it
   could not be written. */
bool profile_print(FILE *file, const profile *p, uint32_t top, double slow_ns);

#endif
