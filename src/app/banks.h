/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BANKS_H
#define APP_BANKS_H

/* The banks a synth plays from: found, mapped, loaded, held until the synth is gone. [main] */

#include "app/settings.h"
#include "io/file_map.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct banks {
    file_map maps[MAX_BANKS];
    awe_bank *items[MAX_BANKS];        /* [n] */
    awe_stacked_bank stack[MAX_BANKS]; /* [n] the same, for the synth */
    const char *paths[MAX_BANKS];
    uint32_t n;
    char found[4096]; /* the path of a bank that was looked for */
} banks;

/* Loads the banks of `wanted`, or the first that is found: AWE_SOUNDFONT, the system's default, the
   bundled one. Says what it chose, or what is wrong with it, and then returns false. End with
   banks_free(), in either case.
   @param allocator  NULL: the default */
bool banks_load(banks *b, const sound_settings *wanted, const awe_allocator *allocator);
void banks_free(banks *b);

/* Reads all banks into memory, so that a callback never waits for a disk. */
void banks_preload(const banks *b);

/* The path of a bank whose file was cut short while it was in use, or NULL. */
const char *banks_find_cut(const banks *b);

/* Says which bank was cut short; false if none was. */
bool banks_say_cut(const banks *b);

#endif
