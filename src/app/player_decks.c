/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/player_decks.h"

#include "app/say.h"
#include "io/clock.h"

#define WAIT_MS 5
#define N_WAITS 100 /* for a command that finds no room, and for a deck */

static bool send(player *p, live_command order)
{
    for (uint32_t i = 0; i < N_WAITS; i++) {
        if (live_send(p->live, &order)) {
            return true;
        }
        clock_sleep_ms(WAIT_MS);
    }
    return false;
}

static void take_back_decks(player *p)
{
    for (deck *d = live_take_retired(p->live); d; d = live_take_retired(p->live)) {
        if (!deck_pool_put(p->pool, d) && p->old.pool) {
            deck_pool_put(p->old.pool, d);
        }
    }
    if (p->old.pool && deck_pool_count_out(p->old.pool) == 0) {
        deck_pool_free(p->old.pool);
        common_banks_free(p->old.common);
        p->old.pool = NULL;
        p->old.common = NULL;
    }
    for (uint32_t i = 0; i < PLAYER_OLD_SONGS; i++) {
        awe_song *song = p->old.songs[i];
        if (song && !deck_pool_plays(p->pool, song) &&
            !(p->old.pool && deck_pool_plays(p->old.pool, song))) {
            awe_song_free(song);
            p->old.songs[i] = NULL;
        }
    }
}

/* A free deck; waits a little for one that is fading. */
static deck *take_deck(player *p)
{
    for (uint32_t i = 0; i < N_WAITS; i++) {
        deck *d = deck_pool_take(p->pool);
        if (d) {
            return d;
        }
        clock_sleep_ms(WAIT_MS);
        take_back_decks(p);
    }
    return NULL;
}

/* Sends a deck that stands at `frame`; it stops where the loop ends. */
static bool send_deck(player *p, live_verb verb, uint64_t frame)
{
    deck *d = take_deck(p);
    if (!d) {
        return false;
    }
    deck_cue(d, p->song.song, frame, &p->settings);
    d->cut_frame = p->song.end_frame;
    if (p->song.song && p->song.loop_to != PLAYER_NO_FRAME && frame < p->song.loop_to) {
        transport_set_stop(&d->transport, p->song.loop_to);
    }
    if (!send(p, (live_command){.verb = verb, .deck = d})) {
        deck_pool_put(p->pool, d);
        return false;
    }
    return true;
}

static void keep_old_song(player *p)
{
    for (uint32_t i = 0; i < PLAYER_OLD_SONGS; i++) {
        if (!p->old.songs[i]) {
            p->old.songs[i] = p->song.song;
            p->song.song = NULL;
            return;
        }
    }
}

/* The pool steps aside, and is freed as soon as what fades has faded. */
static bool lay_pool_aside(player *p)
{
    if (deck_pool_count_out(p->pool) == 0) {
        deck_pool_free(p->pool);
        return true;
    }
    for (uint32_t i = 0; i < N_WAITS && p->old.pool; i++) {
        clock_sleep_ms(WAIT_MS);
        take_back_decks(p);
    }
    if (p->old.pool) {
        say_error("the audio callback does not answer");
        return false;
    }
    p->old.pool = p->pool;
    return true;
}

bool player_take_banks(player *p, const char *path)
{
    bank_change_set_song(p->change, path);
    if (deck_pool_suits(p->pool, path)) {
        return true;
    }
    deck_pool *pool = deck_pool_new(p->common, path);
    player_set_loop(p, PLAYER_NO_FRAME, PLAYER_NO_FRAME); /* the deck that waits comes back */
    if (!pool || !lay_pool_aside(p)) {
        deck_pool_free(pool);
        return false;
    }
    p->pool = pool;
    return true;
}

bool player_play(player *p, awe_song *song, const char *name, const song_span *span)
{
    player_set_loop(p, PLAYER_NO_FRAME, PLAYER_NO_FRAME);
    for (uint32_t i = 0; i < N_WAITS && p->song.song; i++) {
        keep_old_song(p);
        if (p->song.song) {
            clock_sleep_ms(WAIT_MS);
            take_back_decks(p);
        }
    }
    p->song = (player_song){.song = song,
                            .name = name,
                            .end_frame = span->end_frame,
                            .loop_from = PLAYER_NO_FRAME,
                            .loop_to = PLAYER_NO_FRAME};
    if (song) {
        awe_song_get_info(song, &p->song.info);
    }
    bool ok = send_deck(p, LIVE_SWITCH, span->start_frame);
    p->n_switches += ok;
    return ok;
}

void player_seek(player *p, uint64_t frame)
{
    if (p->song.song) {
        p->n_switches += send_deck(p, LIVE_SWITCH, frame);
    }
}

void player_change_settings(player *p, const transport_settings *wanted)
{
    p->settings = *wanted;
    send(p, (live_command){.verb = LIVE_SETTINGS, .settings = *wanted});
    p->song.must_cue_loop = true;
}

void player_pause(player *p, bool is_paused)
{
    p->is_paused = is_paused;
    send(p, (live_command){.verb = LIVE_PAUSE, .flag = is_paused});
}

void player_set_volume(player *p, float level)
{
    p->volume = level;
    send(p, (live_command){.verb = LIVE_VOLUME, .level = level});
}

void player_send(player *p, awe_message message)
{
    send(p, (live_command){.verb = LIVE_MESSAGE, .message = message});
}

void player_set_loop(player *p, uint64_t from, uint64_t to)
{
    bool was_set = p->song.loop_to != PLAYER_NO_FRAME;
    p->song.loop_from = from;
    p->song.loop_to = to;
    p->song.must_cue_loop = to != PLAYER_NO_FRAME;
    if (was_set || to != PLAYER_NO_FRAME) {
        send(p, (live_command){.verb = LIVE_STOP_FRAME, .frame = to});
    }
    if (was_set && to == PLAYER_NO_FRAME) {
        send(p, (live_command){.verb = LIVE_LOOP, .deck = NULL});
    }
}

void player_fade_out(player *p)
{
    send(p, (live_command){.verb = LIVE_FADE_OUT});
}

void player_reload_banks(player *p)
{
    bank_change_begin(p->change);
}

/* A deck always waits where the loop begins. The callback switches to it by itself. */
static void look_after_loop(player *p)
{
    bool has_looped = (int32_t)(p->status.n_switches - p->n_switches) > 0;
    if (has_looped) {
        p->n_switches = p->status.n_switches;
    }
    if (p->song.loop_to != PLAYER_NO_FRAME && (has_looped || p->song.must_cue_loop)) {
        p->song.must_cue_loop = !send_deck(p, LIVE_LOOP, p->song.loop_from);
    }
}

/* The new decks take over; the old ones come back and are freed. */
static void look_after_banks(player *p)
{
    if (p->old.pool) {
        return; /* one change at a time */
    }
    common_banks *common;
    deck_pool *pool = bank_change_take(p->change, &common);
    if (!pool) {
        return;
    }
    deck *d = deck_pool_take(pool);
    p->old.pool = p->pool;
    p->old.common = p->common;
    p->pool = pool;
    p->common = common;
    watch_disturb(&p->watch);
    send(p, (live_command){.verb = LIVE_LOOP, .deck = NULL});
    p->n_switches += send(p, (live_command){.verb = LIVE_REPLACE, .deck = d});
    p->song.must_cue_loop = true;
}

void player_look_after_decks(player *p)
{
    take_back_decks(p);
    look_after_loop(p);
    look_after_banks(p);
}
