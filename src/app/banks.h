/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BANKS_H
#define APP_BANKS_H

/* The banks a synth plays from: found, mapped, loaded, held until the synth is gone. A song's own
   banks go on top and come off again. [main] */

#include "app/say.h"
#include "app/settings.h"
#include "awe/stack.h"
#include "io/file_map.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct banks {
    const sound_settings *wanted;
    const awe_allocator *allocator;
    awe_stacked_bank stack[MAX_BANKS]; /* [n] for the synth */
    awe_bank *items[MAX_BANKS];        /* [n] the same */
    file_map maps[MAX_BANKS];
    char *paths[MAX_BANKS];
    uint64_t hashes[MAX_BANKS]; /* 0: not yet known; see banks_hash() */
    uint32_t n;
    uint32_t n_common; /* the others are the song's own */
    bool is_borrowing; /* the common ones */
    bool postpones;    /* decoding; see banks_load_for_song() */
} banks;

/* Loads the banks of `wanted`, or the first that is found: AWE_SOUNDFONT, the system's default, the
   bundled one. Says what it chose, or what is wrong with it, and then returns false. End with
   banks_free(), in either case.
   @param wanted     must outlive `b`
   @param allocator  NULL: that of MEMORY_BANK */
bool banks_load(banks *b, const sound_settings *wanted, const awe_allocator *allocator);
void banks_free(banks *b);

/* The same, but compressed samples wait until bank_needs_meet() knows which the song plays. */
bool banks_load_for_song(banks *b, const sound_settings *wanted);

/* How the library is to read one of the banks; `source` must outlive that. */
awe_bank_config banks_config(const banks *b, say_source *source);

/* The common banks of `lender`, which must outlive `b`; a song's own may go on top. End with
   banks_free(). */
void banks_borrow(banks *b, const banks *lender, const awe_allocator *allocator);

/* True if banks_push_song() has something to do. */
bool banks_has_own(const sound_settings *wanted, const char *song_path);

/* Puts the song's own banks on top: one that its file carries, and one of its name beside it. Says
   so. What cannot be used is warned of; false: --strict does not allow that. */
bool banks_push_song(banks *b, const char *song_path);

/* Takes them off. No synth may use them any more. */
void banks_pop_song(banks *b);

/* The XXH3 of bank `i`'s whole file. */
uint64_t banks_hash(banks *b, uint32_t i);

/* Reads all banks into memory, so that a callback never waits for a disk. */
void banks_preload(const banks *b);

/* The path of a bank whose file was cut short while it was in use, or NULL. */
const char *banks_find_cut(const banks *b);

/* Says which bank was cut short; false if none was. */
bool banks_say_cut(const banks *b);

#endif
