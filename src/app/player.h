/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_PLAYER_H
#define APP_PLAYER_H

/* All that sounds while the program plays, put together: banks and decks, the callback, its device
   and its watch, live input. It plays one song at a time, or none; who decides which is cmd_play.c,
   what the keys do is controls.c. Everything is [main]. */

#include "app/bank_change.h"
#include "app/deck_pool.h"
#include "app/device.h"
#include "app/exit_code.h"
#include "app/guard.h"
#include "app/live.h"
#include "app/live_input.h"
#include "app/settings.h"
#include "app/song_point.h"
#include "app/transport.h"
#include "app/watch.h"
#include "awe/song.h"
#include "io/rt.h"

#include <stdbool.h>
#include <stdint.h>

#define PLAYER_NO_FRAME UINT64_MAX
#define PLAYER_OLD_SONGS 4

/* The song that plays, and what was asked for it. */
typedef struct player_song {
    awe_song *song; /* NULL: none */
    const char *name;
    awe_song_info info;
    uint64_t end_frame; /* where it shall fade out; 0: as the song ends */
    uint64_t loop_from; /* frames; PLAYER_NO_FRAME: not set */
    uint64_t loop_to;
    bool must_cue_loop; /* no deck waits at `loop_from`, or one with old settings */
} player_song;

/* What decks that are not back yet may still read; NULL: nothing. */
typedef struct player_leftovers {
    common_banks *common; /* before banks were changed */
    deck_pool *pool;      /* the decks themselves */
    awe_song *songs[PLAYER_OLD_SONGS];
} player_leftovers;

typedef struct player {
    const settings *s;
    live_input *input; /* NULL: no MIDI */
    common_banks *common;
    deck_pool *pool;
    player_leftovers old;
    bank_change *change;
    live_memory memory; /* of the callback itself */
    live *live;
    device *device;
    rt_thread thread;
    rt_mode mode; /* what the audio thread obtained */
    guard *guard;
    watch watch;

    player_song song;
    transport_settings settings;
    float volume;
    bool is_paused;
    bool is_steady;      /* warmed up */
    bool is_recorded;    /* what was to be recorded is whole; known after player_close() */
    uint32_t n_switches; /* decks that were sent, and those that loops took */
    uint64_t delay_ns;   /* of live input, as last sent */
    live_status status;
    exit_code failure; /* why something has failed */
} player;

typedef enum player_state {
    PLAYER_PLAYS,
    PLAYER_IS_DONE,    /* all has been heard */
    PLAYER_HAS_FAILED, /* the reason has been said */
} player_state;

/* Loads the banks, opens the devices and starts the callback, silent. False: what is wrong has been
   said, `p->failure` is the exit code. End with player_close() in either case. */
bool player_open(player *p, const settings *s, bool is_endless);

/* False: the callback has done what it must not, since it was warm. */
bool player_kept_contract(const player *p);

/* Ends everything and says what was measured. False: the sound system hangs, and the process has to
   end by _Exit(). */
bool player_close(player *p);

/* Makes the banks ready that the song at `path` plays from: its own, if there are any, on top of
   the common ones. What plays goes on. False: they cannot be used, which has been said. `path` is
   borrowed until another one comes. */
bool player_take_banks(player *p, const char *path);

/* Plays `span` of `song`, which the player owns from now on; NULL: live input alone. False: no deck
   is free, or the callback does not take any. */
bool player_play(player *p, awe_song *song, const char *name, const song_span *span);

/* Looks after everything; to be called every 50 ms or so. */
player_state player_look(player *p);

/* What the listener does while a song plays. */
void player_seek(player *p, uint64_t frame);
void player_change_settings(player *p, const transport_settings *wanted);
void player_pause(player *p, bool is_paused);
void player_set_volume(player *p, float level);
void player_send(player *p, awe_message message);
void player_set_loop(player *p, uint64_t from, uint64_t to); /* PLAYER_NO_FRAME: no loop */
void player_fade_out(player *p);
void player_reload_banks(player *p);

#endif
