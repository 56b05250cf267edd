/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/live.h"

#include "base/ring.h"
#include "io/resample.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define MAX_EVENTS 256
#define MAX_COMMANDS 16
#define BLOCK_FRAMES 256                   /* rendered at a time where the rate is converted */
#define FADE_FRAMES 2205                   /* 50 ms */
#define MAX_TAIL_FRAMES (AWE_RATE_HZ * 60) /* a tail that rings longer is faded out */
#define CONVERTER_FRAMES 1024              /* more than the rate converter holds back */

typedef enum stage {
    PLAYING,
    FADING,
    DRAINING, /* silence, until the device has played what it was given */
    DONE,     /* silence */
} stage;

struct live {
    double rate_hz; /* the device's */

    /* the callback's own */
    awe_synth *synth;
    awe_song_cursor cursor;
    uint64_t last_frame; /* where the tail is faded out, should it still ring */
    stage stage;
    uint32_t stage_frames; /* left in FADING or DRAINING */
    uint32_t drain_frames; /* of the engine: how long DRAINING lasts */
    resample *converter;   /* NULL: the device runs at the engine's rate */
    float block[BLOCK_FRAMES * 2];
    size_t block_at; /* frames of the block that the converter has taken */
    awe_event events[MAX_EVENTS];

    /* from and to the main loop */
    awe_ring commands;
    live_command storage[MAX_COMMANDS];
    _Atomic uint32_t position_ms;
    _Atomic uint32_t n_voices;
    _Atomic uint32_t n_calls;
    _Atomic uint32_t n_ran_dry;
    atomic_bool is_done;
};

static void set_device(live *l, double rate_hz, uint32_t latency_frames)
{
    l->rate_hz = rate_hz;
    l->drain_frames = (uint32_t)((double)latency_frames * AWE_RATE_HZ / rate_hz) + CONVERTER_FRAMES;
}

bool live_new(awe_synth *synth, double rate_hz, uint32_t latency_frames, live **out,
              io_error *error)
{
    live *l = calloc(1, sizeof *l);
    *out = NULL;
    if (!l) {
        return io_error_set(error, "out of memory");
    }
    l->synth = synth;
    l->stage = DONE;
    set_device(l, rate_hz, latency_frames);
    awe_ring_init(&l->commands, l->storage, MAX_COMMANDS, sizeof l->storage[0]);
    *out = l;
    return true;
}

void live_free(live *l)
{
    if (l) {
        resample_free(l->converter);
        free(l);
    }
}

static bool renew_converter(live *l, io_error *error)
{
    resample_free(l->converter);
    l->converter = NULL;
    l->block_at = BLOCK_FRAMES;
    return (uint32_t)l->rate_hz == AWE_RATE_HZ ||
           resample_new(AWE_RATE_HZ, l->rate_hz, RESAMPLE_PLAY, &l->converter, error);
}

bool live_attach(live *l, double rate_hz, uint32_t latency_frames, io_error *error)
{
    set_device(l, rate_hz, latency_frames);
    return renew_converter(l, error);
}

bool live_load(live *l, const awe_song *song, io_error *error)
{
    awe_song_info info;
    live_command stale;
    if (!renew_converter(l, error)) {
        return false;
    }
    while (awe_ring_pop(&l->commands, &stale)) {
    }
    awe_song_get_info(song, &info);
    awe_song_start(&l->cursor, song);
    awe_synth_seek(l->synth, 0);
    l->last_frame = info.end_frame + MAX_TAIL_FRAMES;
    l->stage = PLAYING;
    atomic_store(&l->is_done, false);
    return true;
}

bool live_send(live *l, live_command command)
{
    return awe_ring_push(&l->commands, &command);
}

void live_get_status(const live *l, live_status *status)
{
    *status = (live_status){
        .position_ms = atomic_load_explicit(&l->position_ms, memory_order_relaxed),
        .n_voices = atomic_load_explicit(&l->n_voices, memory_order_relaxed),
        .n_calls = atomic_load_explicit(&l->n_calls, memory_order_relaxed),
        .n_ran_dry = atomic_load_explicit(&l->n_ran_dry, memory_order_relaxed),
        .is_done = atomic_load_explicit(&l->is_done, memory_order_relaxed),
    };
}

static AWE_RT void begin(live *l, stage next, uint32_t n_frames)
{
    l->stage = next;
    l->stage_frames = n_frames;
}

static AWE_RT void take_commands(live *l)
{
    live_command command;
    while (awe_ring_pop(&l->commands, &command)) {
        if (command.verb == LIVE_FADE_OUT && l->stage == PLAYING) {
            begin(l, FADING, FADE_FRAMES);
        }
    }
}

static AWE_RT void render_song(live *l, float *out, size_t n_frames)
{
    while (n_frames > 0) {
        uint32_t wanted = n_frames < UINT32_MAX ? (uint32_t)n_frames : UINT32_MAX;
        uint32_t n_events;
        uint32_t n = awe_song_read(&l->cursor, wanted, l->events, MAX_EVENTS, &n_events);
        awe_synth_render(l->synth, l->events, n_events, out, n);
        out += 2 * (size_t)n;
        n_frames -= n;
    }
}

/* Takes the level down in a straight line to nothing. */
static AWE_RT void fade(live *l, float *out, size_t n_frames)
{
    for (size_t i = 0; i < n_frames; i++) {
        float level = (float)l->stage_frames / FADE_FRAMES;
        out[2 * i] *= level;
        out[2 * i + 1] *= level;
        l->stage_frames -= l->stage_frames > 0;
    }
}

static AWE_RT void advance(live *l, size_t n_frames)
{
    switch (l->stage) {
    case PLAYING:
        if (awe_song_done(&l->cursor) && awe_synth_is_silent(l->synth)) {
            begin(l, DRAINING, l->drain_frames);
        } else if (l->cursor.frame >= l->last_frame) {
            begin(l, FADING, FADE_FRAMES);
        }
        break;
    case FADING:
        if (l->stage_frames == 0) {
            begin(l, DRAINING, l->drain_frames);
        }
        break;
    case DRAINING:
        l->stage_frames -= n_frames < l->stage_frames ? (uint32_t)n_frames : l->stage_frames;
        if (l->stage_frames == 0) {
            begin(l, DONE, 0);
        }
        break;
    case DONE:
        break;
    }
}

/* The next frames at the engine's rate. */
static AWE_RT void make_frames(live *l, float *out, size_t n_frames)
{
    if (l->stage == PLAYING || l->stage == FADING) {
        render_song(l, out, n_frames);
        if (l->stage == FADING) {
            fade(l, out, n_frames);
        }
    } else {
        memset(out, 0, n_frames * 2 * sizeof *out);
    }
    advance(l, n_frames);
}

/* The next frames at the device's rate. */
static AWE_RT void make_converted(live *l, float *out, size_t n_frames)
{
    while (n_frames > 0) {
        if (l->block_at == BLOCK_FRAMES) {
            make_frames(l, l->block, BLOCK_FRAMES);
            l->block_at = 0;
        }
        resample_step step = {
            .in = l->block + 2 * l->block_at,
            .n_in = BLOCK_FRAMES - l->block_at,
            .n_out = n_frames,
        };
        step.out = out;
        resample_run(l->converter, &step);
        l->block_at += step.n_in;
        out += 2 * step.n_out;
        n_frames -= step.n_out;
    }
}

static AWE_RT void publish(live *l, bool ran_dry)
{
    awe_stats stats;
    awe_synth_get_stats(l->synth, &stats);
    uint32_t position_ms = (uint32_t)(l->cursor.frame * 1000 / AWE_RATE_HZ);
    atomic_store_explicit(&l->position_ms, position_ms, memory_order_relaxed);
    atomic_store_explicit(&l->n_voices, stats.n_voices, memory_order_relaxed);
    atomic_fetch_add_explicit(&l->n_calls, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&l->n_ran_dry, ran_dry, memory_order_relaxed);
    atomic_store_explicit(&l->is_done, l->stage == DONE, memory_order_relaxed);
}

void live_fill(void *context, const audio_round *round)
{
    live *l = context;
    take_commands(l);
    if (l->converter) {
        make_converted(l, round->out, round->n_frames);
    } else {
        make_frames(l, round->out, round->n_frames);
    }
    publish(l, round->ran_dry);
}
