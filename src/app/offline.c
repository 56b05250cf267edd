/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The shortest path from a song to sound: a transport yields events, the synth makes frames of
   them, a sink takes those. What comes out depends on the bank, the song and the settings only. */

#include "app/offline.h"

#include <stdlib.h>

#define MAX_EVENTS 256    /* one read; a transport that has more cuts the span short */
#define CHECK_FRAMES 1024 /* silence is looked for on this grid, whatever the block size */

typedef struct render {
    const offline_config *config;
    awe_synth *synth;
    transport transport;
    uint64_t frame;       /* the next to be made, from 0 */
    uint64_t song_frames; /* where the song has ended and the tail begins */
    size_t n_changed;     /* of the changes of quality */
    float *block;         /* [config->block_frames][2] */
} render;

/* Goes to the start; returns how many frames it takes from there to the end. */
static uint64_t start(transport *t, const awe_song *song, const offline_config *config)
{
    awe_song_info info;
    awe_song_get_info(song, &info);
    transport_start(t, song);
    transport_set(t, &config->transport);
    if (config->span.start_frame > 0) {
        transport_seek(t, config->span.start_frame);
    }
    if (config->span.end_frame == 0) {
        return transport_frames_until(t, info.end_frame);
    }
    transport_set_stop(t, config->span.end_frame);
    return transport_frames_until(t, config->span.end_frame);
}

uint64_t offline_length(const awe_song *song, const offline_config *config)
{
    transport t;
    return start(&t, song, config);
}

/* The frame up to which sound is made before the end is looked for again: the end of the song, then
   steps of the grid that begins there. */
static uint64_t next_stop(const render *r)
{
    uint64_t stop = r->song_frames;
    if (r->frame >= stop) {
        stop += ((r->frame - stop) / CHECK_FRAMES + 1) * CHECK_FRAMES;
    }
    if (r->config->tail == TAIL_SECONDS && stop > r->song_frames + r->config->tail_frames) {
        stop = r->song_frames + r->config->tail_frames;
    }
    return stop < r->config->max_frames ? stop : r->config->max_frames;
}

/* The events of the next frames. From where the song is cut on, all keys are up. */
static uint32_t read_events(render *r, uint32_t max_frames, awe_event *events, uint32_t *n_events)
{
    if (!transport_at_stop(&r->transport)) {
        return transport_read(&r->transport, max_frames, events, MAX_EVENTS, n_events);
    }
    events[0] = (awe_event){.message.type = AWE_RELEASE_ALL};
    *n_events = 1;
    return max_frames;
}

/* Applies the changes of quality that are due. Returns the frame of the next one. */
static uint64_t change_level(render *r)
{
    const level_list *levels = r->config->levels;
    while (levels && r->n_changed < levels->n) {
        const level_change *change = &levels->changes[r->n_changed];
        if (change->frame > r->frame) {
            return change->frame;
        }
        awe_synth_set_quality(r->synth, awe_quality_get(change->level));
        r->n_changed++;
    }
    return UINT64_MAX;
}

/* Makes all frames up to `stop` and hands them on. */
static bool render_until(render *r, uint64_t stop)
{
    awe_event events[MAX_EVENTS];
    while (r->frame < stop) {
        uint64_t change_frame = change_level(r);
        uint64_t left = (stop < change_frame ? stop : change_frame) - r->frame;
        uint32_t wanted = left < r->config->block_frames ? (uint32_t)left : r->config->block_frames;
        uint32_t n_events;
        uint32_t n_frames = read_events(r, wanted, events, &n_events);
        awe_synth_render(r->synth, events, n_events, r->block, n_frames);
        if (n_frames > 0 && !r->config->sink(r->config->context, r->block, n_frames)) {
            return false;
        }
        r->frame += n_frames;
    }
    return true;
}

/* True at the last frame. The event that lets go of all keys stands at `song_frames` itself: before
   the tail's first step has been made, voices may still sound. */
static bool is_over(const render *r)
{
    awe_stats stats;
    switch (r->config->tail) {
    case TAIL_CUT:
        return r->frame >= r->song_frames;
    case TAIL_SECONDS:
        return r->frame >= r->song_frames + r->config->tail_frames;
    case TAIL_RELEASE:
        awe_synth_get_stats(r->synth, &stats);
        return r->frame > r->song_frames && stats.n_voices == 0;
    default:
        return r->frame > r->song_frames && awe_synth_is_silent(r->synth);
    }
}

offline_end offline_render(awe_synth *synth, const awe_song *song, const offline_config *config)
{
    offline_end end = OFFLINE_WHOLE;
    render r = {.config = config, .synth = synth};
    r.block = malloc(config->block_frames * 2 * sizeof(float));
    if (!r.block) {
        return OFFLINE_NO_MEM;
    }
    r.song_frames = start(&r.transport, song, config);
    awe_synth_seek(synth, config->span.start_frame);
    while (end == OFFLINE_WHOLE && !is_over(&r)) {
        if (r.frame >= config->max_frames) {
            end = OFFLINE_TOO_LONG;
        } else if (!render_until(&r, next_stop(&r))) {
            end = OFFLINE_STOPPED;
        }
    }
    free(r.block);
    return end;
}
