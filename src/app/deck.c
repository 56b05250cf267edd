/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/deck.h"

/* Its synth has just been sought: it counts from 0. */
static AWE_RT void begin_counts(deck *d)
{
    awe_times times;
    awe_synth_take_times(d->synth, &times);
    d->seen = (deck_counts){.n_events = d->n_events};
}

void deck_cue(deck *d, const awe_song *song, uint64_t frame, const transport_settings *settings)
{
    awe_song_info info = {0};
    awe_synth_seek(d->synth, frame);
    d->song = song;
    d->cut_frame = 0;
    if (song) {
        awe_song_get_info(song, &info);
        transport_start(&d->transport, song);
        transport_seek(&d->transport, frame);
        transport_set(&d->transport, settings);
    }
    d->end_frame = info.end_frame;
    /* What was before the place is chased here: it may be more than a callback has time for. */
    while (song && transport_is_chasing(&d->transport)) {
        uint32_t n;
        transport_read(&d->transport, 0, d->song_events, DECK_SONG_EVENTS, &n);
        awe_synth_render(d->synth, d->song_events, n, NULL, 0);
    }
    begin_counts(d);
}

bool deck_is_done(const deck *d)
{
    return !d->song || transport_done(&d->transport);
}

void deck_take_over(deck *d, const deck *from)
{
    d->song = from->song;
    d->end_frame = from->end_frame;
    d->cut_frame = from->cut_frame;
    d->transport = from->transport;
    awe_synth_adopt(d->synth, from->synth);
    begin_counts(d);
}

void deck_set_level(deck *d, uint8_t level)
{
    if (d->level != level) {
        d->level = level;
        awe_synth_set_quality(d->synth, awe_quality_get(level));
    }
}

void deck_stop_timing(deck *d)
{
    awe_synth_set_clock(d->synth, (awe_clock){0});
}

/* Reads the song; without one, time just passes. */
static AWE_RT uint32_t read_song(deck *d, uint32_t n_frames, uint32_t *n_events)
{
    *n_events = 0;
    return d->song
               ? transport_read(&d->transport, n_frames, d->song_events, DECK_SONG_EVENTS, n_events)
               : n_frames;
}

/* The song's events of the next `span` frames and the live ones that fall among them. */
static AWE_RT uint32_t merge(deck *d, uint32_t n_song, placement *live, uint32_t span)
{
    uint32_t n = 0;
    uint32_t i = 0;
    uint32_t end = live->at + span;
    while (live->next < live->n_events && live->events[live->next].frame < end) {
        awe_event event = live->events[live->next++];
        event.frame = event.frame > live->at ? event.frame - live->at : 0;
        while (i < n_song && d->song_events[i].frame <= event.frame) {
            d->merged[n++] = d->song_events[i++];
        }
        d->merged[n++] = event;
    }
    while (i < n_song) {
        d->merged[n++] = d->song_events[i++];
    }
    live->at = end;
    return n;
}

uint32_t deck_render(deck *d, placement *live, live_load *load, float *out, uint32_t n_frames)
{
    uint32_t done = 0;
    while (done < n_frames) {
        const awe_event *events = d->song_events;
        uint32_t n;
        uint32_t span = read_song(d, n_frames - done, &n);
        if (live && live->next < live->n_events) {
            n = merge(d, n, live, span);
            events = d->merged;
        } else if (live) {
            live->at += span;
        }
        if (load) {
            awe_synth_set_voice_cap(d->synth, live_load_find_cap(load, events, n));
        }
        awe_synth_render(d->synth, events, n, out + 2 * (size_t)done, span);
        d->n_events += n;
        done += span;
        if (span == 0 && d->song && transport_at_stop(&d->transport)) {
            break;
        }
    }
    return done;
}
