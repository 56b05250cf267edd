/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_DECK_H
#define APP_DECK_H

/* A synth and the song that it plays. As a disc jockey's it is cued while another one plays: the
   main thread prepares a deck for a new song, another place in the song, or other banks, and the
   callback then crosses over to it. */

#include "app/live_load.h"
#include "app/placement.h"
#include "app/transport.h"
#include "awe/song.h"
#include "awe/synth.h"

#include <stdbool.h>
#include <stdint.h>

#define DECK_SONG_EVENTS 256 /* one read of the song */

/* What a deck has counted. */
typedef struct deck_counts {
    uint64_t n_started, n_stolen, n_stolen_released, n_lost, n_shed;
    uint32_t n_events;
} deck_counts;

typedef struct deck {
    awe_synth *synth;
    const awe_song *song; /* NULL: none, live input only */
    uint64_t end_frame;   /* of the song: its last key is up */
    uint64_t cut_frame;   /* of the song, where the mixer fades it out; 0: it ends by itself */
    transport transport;
    uint32_t n_events; /* rendered so far */
    deck_counts seen;  /* as account.c last saw it */
    uint8_t level;     /* of quality that the synth has */
    awe_event song_events[DECK_SONG_EVENTS];
    awe_event merged[DECK_SONG_EVENTS + PLACEMENT_MAX_EVENTS];
} deck;

/* Makes the deck ready to play `song` from `frame` of it, every controller, program and system
   exclusive before that place in effect; NULL: no song, live input only. [main], while the callback
   does not have the deck */
void deck_cue(deck *d, const awe_song *song, uint64_t frame, const transport_settings *settings);

/* The song has yielded its last event; true without a song. [audio] */
AWE_RT bool deck_is_done(const deck *d);

/* Plays on from where `from` stands, on this deck's synth, which is otherwise silent. [audio] */
AWE_RT void deck_take_over(deck *d, const deck *from);

/* Plays at a level of quality from now on. [audio] */
AWE_RT void deck_set_level(deck *d, uint8_t level);

/* Times none of its stages from now on. [audio] */
AWE_RT void deck_stop_timing(deck *d);

/* The next `n_frames`, with the live events that `live` has gathered for them, and no more voices
   than `load` allows (NULL for either: none). Returns how many were rendered: fewer if the song has
   reached its stop frame. [audio] */
AWE_RT uint32_t deck_render(deck *d, placement *live, live_load *load, float *out,
                            uint32_t n_frames);

#endif
