/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/banks.h"
#include "app/cmd.h"
#include "app/device.h"
#include "app/live.h"
#include "app/say.h"
#include "app/signals.h"
#include "app/songs.h"
#include "app/values.h"
#include "io/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WAIT_MS 50
#define WAITS_PER_LINE 5 /* the line is shown four times a second */
#define MAX_END_WAITS 60 /* for the fade and the device's latency */

typedef struct player {
    const settings *s;
    banks banks;
    awe_synth *synth;
    live *live;
    awe_song *song; /* freed when nothing may read it any more */
    device *device;
    device_state state; /* of the device, when last looked */
} player;

static bool prepare(void *context, const audio_info *info, io_error *error)
{
    return live_attach(context, info->rate_hz, info->latency_frames, error);
}

/* It is opened when the first song is there to be played. */
static bool make_device(player *p)
{
    io_error error;
    device_config config = {
        .audio.device = p->s->device,
        .audio.buffer_frames = p->s->block_frames,
        .audio.rate_hz = p->s->rate_hz ? p->s->rate_hz : AWE_RATE_HZ,
        .audio.is_chatty = say_get_level() == SAY_VERBOSE,
        .prepare = prepare,
        .fill = live_fill,
    };
    bool ok = live_new(p->synth, AWE_RATE_HZ, 0, &p->live, &error);
    config.context = p->live;
    ok = ok && device_new(&config, &p->device, &error);
    if (!ok) {
        say_error("%s", error.text);
    }
    return ok;
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
    uint32_t n_end = 0; /* waits since the fade was asked for */
    for (uint32_t i = 0; !status.is_done && n_end < MAX_END_WAITS; i++) {
        clock_sleep_ms(WAIT_MS);
        live_get_status(p->live, &status);
        p->state = device_look(p->device);
        bool shall_end = signals_received() || banks_find_cut(&p->banks);
        if (p->state == DEVICE_HAS_FAILED || (p->state == DEVICE_IS_LOST && shall_end)) {
            return;
        }
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
static exit_code play_song(player *p, const char *path)
{
    awe_song_info info;
    live_status before;
    live_status after;
    io_error error;
    const char *slash = strrchr(path, '/');
    live_get_status(p->live, &before);
    if (!live_load(p->live, p->song, &error)) {
        say_error("%s", error.text);
        return EXIT_NO_DEVICE;
    }
    device_start(p->device);
    if (device_settle(p->device) == DEVICE_HAS_FAILED) {
        return EXIT_NO_DEVICE;
    }
    say_info("playing %s", path);
    awe_song_get_info(p->song, &info);
    watch(p, slash ? slash + 1 : path, info.end_frame / AWE_RATE_HZ);
    if (say_has_line()) {
        say_line("");
    }
    device_stop(p->device);
    p->state = device_settle(p->device);
    if (p->state == DEVICE_HAS_FAILED) {
        return EXIT_NO_DEVICE;
    }
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
    awe_song_free(p->song);
    p->song = song_load(path, NULL);
    return p->song ? play_song(p, path) : EXIT_NONE_PLAYED;
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
        return false;
    }
    return make_device(p);
}

exit_code cmd_play(const settings *s)
{
    player p = {.s = s};
    if (s->n_files == 0) {
        say_error("no file was named; --help shows what can be done");
        return EXIT_USAGE;
    }
    exit_code code = set_up(&p) ? play_files(&p) : EXIT_USAGE;
    if (!device_free(p.device)) {
        _Exit((int)code);
    }
    awe_song_free(p.song);
    live_free(p.live);
    awe_synth_free(p.synth);
    banks_free(&p.banks);
    return code;
}
