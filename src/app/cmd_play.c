/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* `play` and `live`: one file after another, or nothing but what the MIDI inputs bring, until it
   has been heard or the listener wants otherwise. */

#include "app/cmd.h"
#include "app/controls.h"
#include "app/display.h"
#include "app/explain.h"
#include "app/player.h"
#include "app/say.h"
#include "app/signals.h"
#include "app/song_point.h"
#include "app/songs.h"
#include "app/terminal.h"
#include "io/clock.h"

#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#define MAX_END_LOOKS 60 /* for the fade and the device's latency */

typedef struct session {
    const settings *s;
    player player;
    controls controls;
    terminal terminal;
    display display;
    uint32_t n_explained; /* the file, counted from 1, that was explained last */
    uint32_t n_left; /* times that the present file is played, this one included; 0: for ever */
    bool is_open;
} session;

/* How playing a song ended. */
typedef enum ending {
    ENDED,
    SKIPPED, /* controls.skip files on */
    QUIT,    /* by key or signal */
    FAILED,  /* player.failure tells how */
} ending;

/* The devices are opened when the first song is there to be played. */
static bool open_session(session *x, bool is_endless)
{
    if (!x->is_open) {
        x->is_open = true;
        if (!player_open(&x->player, x->s, is_endless)) {
            return false;
        }
        controls_init(&x->controls, &x->player);
        terminal_open(&x->terminal);
        x->player.failure = EXIT_USAGE;
        return display_open(&x->display, x->s);
    }
    return true;
}

static void take_keys(session *x)
{
    key_press press;
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    if (!x->terminal.is_open) {
        clock_sleep_ms(WATCH_MS);
    } else {
        poll(&input, 1, WATCH_MS);
    }
    while (terminal_read(&x->terminal, &press)) {
        if (!display_press(&x->display, &press)) {
            controls_press(&x->controls, &press);
        }
    }
}

/* Looks after the player until the song has been heard, or shall not be heard any longer. */
static ending look_after(session *x)
{
    uint32_t n_end = 0; /* looks since the fade was asked for */
    while (n_end < MAX_END_LOOKS) {
        take_keys(x);
        switch (player_look(&x->player)) {
        case PLAYER_HAS_FAILED:
            return FAILED;
        case PLAYER_IS_DONE:
            return n_end > 0 ? QUIT : ENDED;
        default:
            break;
        }
        if (x->controls.skip != 0) {
            return SKIPPED;
        }
        bool shall_end = signals_received() || x->controls.shall_quit;
        if (shall_end && n_end == 0) {
            player_fade_out(&x->player);
        }
        n_end += shall_end;
        display_look(&x->display, &x->player, &x->controls);
    }
    return QUIT;
}

/* Plays one song, or live input alone for NULL; it belongs to the player from now on. */
static ending play(session *x, awe_song *song, const char *name, const song_span *span)
{
    watch_begin_song(&x->player.watch);
    if (!player_play(&x->player, song, name, span)) {
        say_error("the audio callback does not answer");
        x->player.failure = EXIT_NO_DEVICE;
        return FAILED;
    }
    say_info("playing %s", name);
    ending end = look_after(x);
    if (say_has_line()) {
        say_line("");
    }
    watch_say_losses(&x->player.watch, name);
    return end;
}

/* The file to be played after file `i`; past the last: the end. */
static uint32_t find_next(session *x, uint32_t i, ending end)
{
    int64_t next = (int64_t)i + 1;
    if (end == SKIPPED) {
        next = (int64_t)i + x->controls.skip;
        x->controls.skip = 0;
    } else if (end == ENDED && (x->controls.loops_file || x->n_left != 1)) {
        x->n_left -= x->n_left > 1;
        return i;
    }
    x->n_left = x->s->song.n_times;
    return next < 0 ? 0 : (uint32_t)next;
}

static bool find_span(const settings *s, const awe_song *song, const char *path, song_span *span)
{
    const char *wrong = song_span_find(&s->song.start, &s->song.end, song, span);
    if (wrong) {
        say_error("%s: %s", path, wrong);
    }
    return !wrong;
}

/* A file as a song that can be played; NULL: why not has been said. */
static awe_song *read_song(const settings *s, const char *path, song_span *span)
{
    awe_song *song = song_load_as(path, &s->sound);
    if (song && !find_span(s, song, path, span)) {
        awe_song_free(song);
        return NULL;
    }
    return song;
}

/* Brings the song's banks, and says once how it uses them. False: --strict does not allow it. */
static bool take_banks(session *x, uint32_t i, const awe_song *song)
{
    const char *path = x->s->files[i];
    if (!player_take_banks(&x->player, path)) {
        return false;
    }
    bool is_new = x->n_explained != i + 1;
    x->n_explained = i + 1;
    return !is_new || explain_song(path, song, &x->player.pool->banks, &x->s->transport);
}

/* Plays file `i`; false: it cannot be played. */
static bool play_file(session *x, uint32_t i, ending *end)
{
    song_span span;
    awe_song *song = read_song(x->s, x->s->files[i], &span);
    if (!song) {
        return false;
    }
    if (!open_session(x, false)) {
        awe_song_free(song);
        *end = FAILED;
        return true;
    }
    if (!take_banks(x, i, song)) {
        awe_song_free(song);
        return false;
    }
    *end = play(x, song, x->s->files[i], &span);
    return true;
}

static exit_code play_files(session *x)
{
    const settings *s = x->s;
    uint32_t n_failed = 0;
    x->n_left = s->song.n_times;
    for (uint32_t i = 0; i < s->n_files && !signals_received();) {
        ending end = ENDED;
        if (!play_file(x, i, &end)) {
            n_failed++;
            i++;
            continue;
        }
        if (end == FAILED) {
            return x->player.failure;
        }
        if (end == QUIT) {
            return signals_received() ? EXIT_BY_SIGNAL : EXIT_ALL_DONE;
        }
        i = find_next(x, i, end);
    }
    if (signals_received()) {
        return EXIT_BY_SIGNAL;
    }
    if (n_failed == 0) {
        return EXIT_ALL_DONE;
    }
    return n_failed < s->n_files ? EXIT_SOME_FAILED : EXIT_NONE_PLAYED;
}

static exit_code play_live(session *x)
{
    if (!open_session(x, true)) {
        return x->player.failure;
    }
    if (!x->player.input) {
        say_error("there is no MIDI input to play from");
        return EXIT_NO_DEVICE;
    }
    ending end = play(x, NULL, "live", &(song_span){0});
    if (end == FAILED) {
        return x->player.failure;
    }
    return signals_received() ? EXIT_BY_SIGNAL : EXIT_ALL_DONE;
}

/* Ends what was begun; a sound system that hangs takes the process with it. */
static exit_code close_session(session *x, exit_code code)
{
    if (!x->is_open) {
        return code;
    }
    bool is_logged = display_close(&x->display);
    terminal_close(&x->terminal);
    if (x->s->live.rt_strict && !player_kept_contract(&x->player)) {
        code = EXIT_NOT_REAL_TIME;
    }
    bool is_closed = player_close(&x->player);
    if (!(x->player.is_recorded && is_logged) && code == EXIT_ALL_DONE) {
        code = EXIT_SOME_FAILED;
    }
    if (!is_closed) {
        _Exit((int)code);
    }
    return code;
}

exit_code cmd_play(const settings *s)
{
    static session x;
    x.s = s;
    if (s->n_files == 0) {
        say_error("no file was named; --help shows what can be done");
        return EXIT_USAGE;
    }
    return close_session(&x, play_files(&x));
}

exit_code cmd_live(const settings *s)
{
    static session x;
    x.s = s;
    if (s->n_files > 0) {
        say_error("live plays from MIDI inputs only; play FILE -m NAME does both");
        return EXIT_USAGE;
    }
    return close_session(&x, play_live(&x));
}
