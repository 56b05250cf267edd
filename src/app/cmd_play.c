/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/banks.h"
#include "app/cmd.h"
#include "app/live.h"
#include "app/say.h"
#include "app/signals.h"
#include "app/songs.h"
#include "app/values.h"
#include "io/audio.h"
#include "io/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WAIT_MS 50
#define WAITS_PER_LINE 5 /* the line is shown four times a second */
#define MAX_DEAF_WAITS                                                                             \
    100 /* without any callback: 5 s. Counted, not timed: a stopped process is not deaf. */
#define MAX_END_WAITS 60 /* for the fade and the device's latency */

typedef struct player {
    const settings *s;
    banks banks;
    awe_synth *synth;
    audio *audio; /* NULL: not opened yet */
    live *live;
    uint32_t n_played;
    bool is_lost; /* the device stopped calling */
} player;

/* Opens the device when the first song is there to be played. */
static bool open_device(player *p)
{
    audio_info info;
    io_error error;
    audio_config config = {
        .device = p->s->device,
        .buffer_frames = p->s->block_frames,
        .rate_hz = p->s->rate_hz ? p->s->rate_hz : AWE_RATE_HZ,
        .is_chatty = say_get_level() == SAY_VERBOSE,
    };
    if (p->audio) {
        return true;
    }
    if (!audio_open(&config, &p->audio, &error)) {
        say_error("%s", error.text);
        return false;
    }
    audio_get_info(p->audio, &info);
    say_info("device: %s: %s, %.0f Hz, latency %.0f ms", info.host, info.name, info.rate_hz,
             1000.0 * info.latency_frames / info.rate_hz);
    if (!live_new(p->synth, info.rate_hz, info.latency_frames, &p->live, &error)) {
        say_error("%s", error.text);
        return false;
    }
    return true;
}

static void show_line(const char *name, uint64_t length_s, const live_status *status)
{
    char at[32];
    char end[32];
    char dry[64] = "";
    char line[512];
    value_format_time(at, sizeof at, status->position_ms / 1000);
    value_format_time(end, sizeof end, length_s);
    if (status->n_ran_dry > 0) {
        snprintf(dry, sizeof dry, "  underflows %u", status->n_ran_dry);
    }
    snprintf(line, sizeof line, "%s/%s  voices %u%s  %s", at, end, status->n_voices, dry, name);
    say_line(line);
}

/* Looks after the callback until the song has been heard, or shall not be heard any longer. */
static void watch(player *p, const char *name, uint64_t length_s)
{
    live_status status = {0};
    uint32_t n_calls = 0;
    uint32_t n_deaf = 0;
    uint32_t n_end = 0; /* waits since the fade was asked for */
    for (uint32_t i = 0; !status.is_done && n_end < MAX_END_WAITS; i++) {
        clock_sleep_ms(WAIT_MS);
        live_get_status(p->live, &status);
        n_deaf = status.n_calls == n_calls ? n_deaf + 1 : 0;
        n_calls = status.n_calls;
        if (n_deaf >= MAX_DEAF_WAITS) {
            p->is_lost = true;
            return;
        }
        bool shall_end = signals_received() || banks_find_cut(&p->banks);
        if (shall_end && n_end == 0) {
            live_send(p->live, (live_command){.verb = LIVE_FADE_OUT});
        }
        n_end += shall_end;
        if (say_has_line() && i % WAITS_PER_LINE == 0) {
            show_line(name, length_s, &status);
        }
    }
}

/* Plays one song that has been read. */
static exit_code play_song(player *p, const char *path, const awe_song *song)
{
    awe_song_info info;
    live_status before;
    live_status after;
    io_error error;
    const char *slash = strrchr(path, '/');
    if (!open_device(p)) {
        return EXIT_NO_DEVICE;
    }
    live_get_status(p->live, &before);
    if (!live_load(p->live, song, &error) || !audio_start(p->audio, live_fill, p->live, &error)) {
        say_error("%s", error.text);
        return EXIT_NO_DEVICE;
    }
    say_info("playing %s", path);
    awe_song_get_info(song, &info);
    watch(p, slash ? slash + 1 : path, info.end_frame / AWE_RATE_HZ);
    if (say_has_line()) {
        say_line("");
    }
    if (p->is_lost) {
        say_error("the audio device does not take sound any more");
        return EXIT_NO_DEVICE;
    }
    audio_stop(p->audio);
    live_get_status(p->live, &after);
    if (after.n_ran_dry > before.n_ran_dry) {
        say_warning("%s: the device ran dry %u times; a larger --buffer helps", path,
                    after.n_ran_dry - before.n_ran_dry);
    }
    return signals_received() ? EXIT_BY_SIGNAL : EXIT_ALL_DONE;
}

/* EXIT_NONE_PLAYED: go on with the next file. */
static exit_code play_file(player *p, const char *path)
{
    awe_song *song = song_load(path, NULL);
    if (!song) {
        return EXIT_NONE_PLAYED;
    }
    exit_code code = play_song(p, path, song);
    /* A callback that may come back to life still reads the song and all else: the process ends
       with it. */
    if (!p->is_lost) {
        awe_song_free(song);
    }
    return code;
}

static exit_code play_files(player *p)
{
    uint32_t n_failed = 0;
    for (uint32_t i = 0; i < p->s->n_files; i++) {
        exit_code code = play_file(p, p->s->files[i]);
        if (code == EXIT_BY_SIGNAL || code == EXIT_NO_DEVICE) {
            return code;
        }
        if (signals_received()) {
            return EXIT_BY_SIGNAL;
        }
        if (banks_say_cut(&p->banks)) {
            return EXIT_NONE_PLAYED;
        }
        n_failed += code == EXIT_NONE_PLAYED;
    }
    if (n_failed == 0) {
        return EXIT_ALL_DONE;
    }
    return n_failed < p->s->n_files ? EXIT_SOME_FAILED : EXIT_NONE_PLAYED;
}

static bool set_up(player *p)
{
    awe_synth_config config = p->s->sound.synth;
    config.limiter = p->s->sound.limiter != 0;
    if (!banks_load(&p->banks, &p->s->sound, NULL)) {
        return false;
    }
    banks_preload(&p->banks);
    awe_status status =
        awe_synth_new(&config, (const awe_bank *const *)p->banks.items, p->banks.n, &p->synth);
    if (status) {
        say_error("%s", awe_status_text(status));
    }
    return !status;
}

exit_code cmd_play(const settings *s)
{
    player p = {.s = s};
    if (s->n_files == 0) {
        say_error("no file was named; --help shows what can be done");
        return EXIT_USAGE;
    }
    exit_code code = set_up(&p) ? play_files(&p) : EXIT_USAGE;
    if (p.is_lost) {
        /* Closing a stream whose server died never returns. */
        _Exit((int)code);
    }
    audio_close(p.audio);
    live_free(p.live);
    awe_synth_free(p.synth);
    banks_free(&p.banks);
    return code;
}
