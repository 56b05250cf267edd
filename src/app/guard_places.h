/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_GUARD_PLACES_H
#define APP_GUARD_PLACES_H

/* Where in the program something happened: an address in the code, and the calls that led there. */

#include "awe/api.h"

#include <stddef.h>
#include <stdint.h>

#define GUARD_MAX_PLACES 8

typedef struct guard_places {
    uint32_t n;
    void *at[GUARD_MAX_PLACES]; /* innermost first; each is the address behind a call */
} guard_places;

/* Loads what guard_places_take() needs, so that it allocates nothing later. [main] */
void guard_places_prepare(void);

/* Notes `innermost`, which is on the caller's stack, and the calls around it. Some microseconds:
   for a contract that is broken already. [audio] */
AWE_RT void guard_places_take(guard_places *places, void *innermost);

/* Writes "libc.so.6+0xf7a13 (write), awe-player+0x1b2c3": file and offset as addr2line takes them,
   and the function where the file names it. [main] */
void guard_places_format(const guard_places *places, char *out, size_t size);

#endif
