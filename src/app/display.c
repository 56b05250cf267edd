/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/display.h"

#include "app/zone.h"
#include "awe/quality.h"

#include <stdio.h>
#include <string.h>

bool display_open(display *d, const settings *s)
{
    *d = (display){.views = views_open(&s->view)};
    d->server = d->views ? monitor_server_open() : NULL;
    return d->views != NULL;
}

bool display_close(display *d)
{
    bool ok = views_close(d->views);
    monitor_server_close(d->server);
    *d = (display){0};
    return ok;
}

bool display_press(display *d, const key_press *press)
{
    return views_press(d->views, press);
}

static const char *last_name(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? slash + 1 : path;
}

static status_loop find_loop(const player_song *song, const controls *c)
{
    if (song->loop_to != PLAYER_NO_FRAME) {
        return STATUS_LOOP_AB;
    }
    if (song->loop_from != PLAYER_NO_FRAME) {
        return STATUS_LOOP_HAS_A;
    }
    return c->loops_file ? STATUS_LOOP_FILE : STATUS_LOOP_NONE;
}

static void show_line(display *d, const player *p, const controls *c)
{
    uint32_t n_voices = p->s->sound.synth.n_voices;
    status_view view = {
        .name = last_name(p->song.name),
        .frame = p->status.position_frames,
        .end_frame = p->song.song ? p->song.info.end_frame : 0,
        .settings = p->settings,
        .loop = find_loop(&p->song, c),
        .selected = c->has_selected ? c->selected + 1 : 0,
        .n_voices = p->status.n_voices,
        .most_voices = n_voices ? n_voices : AWE_DEFAULT_VOICES,
        .peaks = {p->status.peaks[0], p->status.peaks[1]},
        .n_ran_dry = p->status.n_ran_dry,
        .is_paused = p->is_paused,
        .is_muted = p->volume == 0.0f,
    };
    if (p->song.song) {
        awe_song_get_place(p->song.song, view.frame, &view.place);
    }
    status_line_show(&d->line, &view);
}

/* ---- for the views */

/* The texts that a now_playing borrows. */
typedef struct texts {
    char device[288];
    char rt[64];
    char set[96];
    char midi[160];
} texts;

static const char *describe_set(const player *p, texts *t)
{
    int tempo = p->settings.tempo_percent ? p->settings.tempo_percent : 100;
    int key = p->settings.parts.transpose;
    size_t used = 0;
    t->set[0] = '\0';
    if (tempo != 100) {
        used += (size_t)snprintf(t->set + used, sizeof t->set - used, "tempo %d %%  ", tempo);
    }
    if (key != 0) {
        used += (size_t)snprintf(t->set + used, sizeof t->set - used, "key %+d  ", key);
    }
    if (p->volume == 0.0f) {
        snprintf(t->set + used, sizeof t->set - used, "muted");
    }
    return t->set[0] ? t->set : NULL;
}

static const char *describe_rt(const player *p, texts *t)
{
    if (!p->mode.policy || p->mode.priority == 0) {
        return "none";
    }
    const char *policy =
        strncmp(p->mode.policy, "SCHED_", 6) == 0 ? p->mode.policy + 6 : p->mode.policy;
    snprintf(t->rt, sizeof t->rt, "%s %u", policy, p->mode.priority);
    return t->rt;
}

/* The interpolation at the present level of quality. */
static const char *describe_interpolation(const player *p)
{
    static const char *const names[] = {
        [AWE_INTERP_HW] = "hw",
        [AWE_INTERP_LINEAR] = "linear",
        [AWE_INTERP_CUBIC] = "cubic",
        [AWE_INTERP_SINC] = "sinc",
    };
    const awe_synth_config *config = &p->s->sound.synth;
    uint8_t level = awe_monitor_level(p->watch.monitor);
    bool is_card = config->model == AWE_MODEL_DEFAULT || config->model == AWE_MODEL_EMU8000;
    awe_interp own = config->interp != AWE_INTERP_DEFAULT ? config->interp
                     : is_card                            ? AWE_INTERP_HW
                                                          : AWE_INTERP_CUBIC;
    bool is_reduced = own == AWE_INTERP_SINC && level >= AWE_QUALITY_HIGH;
    return level >= AWE_QUALITY_MEDIUM ? "linear" : names[is_reduced ? AWE_INTERP_CUBIC : own];
}

static void find_playing(const player *p, texts *t, now_playing *out)
{
    audio_info info;
    device_get_info(p->device, &info);
    snprintf(t->device, sizeof t->device, "%s on %s", info.name, info.host);
    *out = (now_playing){
        .song = p->song.song ? last_name(p->song.name) : NULL,
        .position_s = (double)p->status.position_frames / AWE_RATE_HZ,
        .end_s = p->song.song ? (double)p->song.info.end_frame / AWE_RATE_HZ : 0,
        .is_paused = p->is_paused,
        .set = describe_set(p, t),
        .device = t->device,
        .buffer_frames = p->watch.summary.last.frames,
        .rate_hz = info.rate_hz,
        .rt = describe_rt(p, t),
        .is_locked = p->memory.locked.locked_bytes > 0,
        .quality = quality_name(&p->s->watch.quality),
        .interpolation = describe_interpolation(p),
        .kernel = awe_synth_kernel_name(p->pool->decks[0]->synth),
        .midi_input = live_input_describe(p->input, t->midi, sizeof t->midi),
    };
    if (p->song.song) {
        awe_song_place place;
        awe_song_get_place(p->song.song, p->status.position_frames, &place);
        out->bar = place.bar;
    }
}

void display_look(display *d, player *p, const controls *c)
{
    AWE_ZONE("display");
    now_playing playing;
    texts t;
    find_playing(p, &t, &playing);
    views_look(d->views, p->watch.monitor, &playing);
    monitor_server_look(d->server, p->watch.monitor, &playing);
    if (!views_has_terminal(d->views)) {
        show_line(d, p, c);
    }
}
