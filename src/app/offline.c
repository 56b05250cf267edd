/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The shortest path from a song to sound: a cursor yields events, the synth makes frames of them, a
   sink takes those. What comes out depends on the bank, the song and the synth's settings only. */

#include "app/offline.h"

#include <stdlib.h>

#define MAX_EVENTS 256    /* one read; a cursor that has more cuts the span short */
#define CHECK_FRAMES 1024 /* silence is looked for on this grid, whatever the block size */

typedef struct render {
    const offline_config *config;
    awe_synth *synth;
    awe_song_cursor cursor; /* `cursor.frame` is the next frame to be made */
    uint64_t song_frames;   /* where the last key is up and the tail begins */
    float *block;           /* [config->block_frames][2] */
} render;

/* The frame up to which sound is made before the end is looked for again: the end of the song, then
   steps of the grid that begins there. */
static uint64_t next_stop(const render *r)
{
    uint64_t at = r->cursor.frame;
    uint64_t stop = r->song_frames;
    if (at >= stop) {
        stop += ((at - stop) / CHECK_FRAMES + 1) * CHECK_FRAMES;
    }
    if (r->config->tail == TAIL_SECONDS && stop > r->song_frames + r->config->tail_frames) {
        stop = r->song_frames + r->config->tail_frames;
    }
    return stop < r->config->max_frames ? stop : r->config->max_frames;
}

/* Makes all frames up to `stop` and hands them on. */
static bool render_until(render *r, uint64_t stop)
{
    awe_event events[MAX_EVENTS];
    while (r->cursor.frame < stop) {
        uint64_t left = stop - r->cursor.frame;
        uint32_t wanted = left < r->config->block_frames ? (uint32_t)left : r->config->block_frames;
        uint32_t n_events;
        uint32_t n_frames = awe_song_read(&r->cursor, wanted, events, MAX_EVENTS, &n_events);
        awe_synth_render(r->synth, events, n_events, r->block, n_frames);
        if (n_frames > 0 && !r->config->sink(r->config->context, r->block, n_frames)) {
            return false;
        }
    }
    return true;
}

/* True at the last frame. The event that lets go of all keys stands at `song_frames` itself: before
   the tail's first step has been made, voices may still sound. */
static bool is_over(const render *r)
{
    awe_stats stats;
    uint64_t at = r->cursor.frame;
    switch (r->config->tail) {
    case TAIL_CUT:
        return at >= r->song_frames;
    case TAIL_SECONDS:
        return at >= r->song_frames + r->config->tail_frames;
    case TAIL_RELEASE:
        awe_synth_get_stats(r->synth, &stats);
        return at > r->song_frames && stats.n_voices == 0;
    default:
        return at > r->song_frames && awe_synth_is_silent(r->synth);
    }
}

offline_end offline_render(awe_synth *synth, const awe_song *song, const offline_config *config)
{
    awe_song_info info;
    offline_end end = OFFLINE_WHOLE;
    render r = {.config = config, .synth = synth};
    r.block = malloc(config->block_frames * 2 * sizeof(float));
    if (!r.block) {
        return OFFLINE_NO_MEM;
    }
    awe_song_get_info(song, &info);
    r.song_frames = info.end_frame;
    awe_song_start(&r.cursor, song);
    while (end == OFFLINE_WHOLE && !is_over(&r)) {
        if (r.cursor.frame >= config->max_frames) {
            end = OFFLINE_TOO_LONG;
        } else if (!render_until(&r, next_stop(&r))) {
            end = OFFLINE_STOPPED;
        }
    }
    free(r.block);
    return end;
}
