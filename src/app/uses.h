/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_USES_H
#define APP_USES_H

/* Which presets a song plays, found by following its events on a silent synth: the rules of bank
   select and fall-back are the synth's own. [main] */

#include "awe/song.h"
#include "awe/synth.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MAX_USES 4096 /* of a song; no sane one comes near */
#define ANY_KEY 255

/* One preset as one channel plays it. */
typedef struct song_use {
    uint8_t port, channel;
    uint8_t key;    /* the one key that this is about, or ANY_KEY */
    uint64_t frame; /* of the first note */
    uint32_t n_notes;
    awe_preset_use use;
} song_use;

typedef struct song_uses {
    song_use *items; /* [n] by first note */
    size_t n;
    uint16_t *of_notes; /* [n_notes] the song's notes in their order: which item plays each */
    size_t n_notes;
} song_uses;

/* Finds them. `config` is that of the synth that will play. False: no memory; `uses` is empty.
   Free with uses_free(). */
bool uses_find(song_uses *uses, const awe_song *song, const awe_synth_config *config,
               const awe_stacked_bank *stack, size_t n_banks);
void uses_free(song_uses *uses);

#endif
