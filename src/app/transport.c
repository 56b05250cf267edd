/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/transport.h"

#include <string.h>

#define MAX_READ_FRAMES (1u << 24) /* keeps sums of hundredths small */

void transport_start(transport *t, const awe_song *song)
{
    memset(t, 0, sizeof *t);
    t->stop_frame = TRANSPORT_NO_STOP;
    awe_song_start(&t->cursor, song);
    parts_reset(&t->parts);
    transport_set(t, &(transport_settings){0});
}

void transport_set(transport *t, const transport_settings *settings)
{
    uint16_t percent = settings->tempo_percent;
    parts_set(&t->parts, &settings->parts);
    t->tempo_percent = percent == 0                        ? 100
                       : percent < TRANSPORT_LEAST_PERCENT ? TRANSPORT_LEAST_PERCENT
                       : percent > TRANSPORT_MOST_PERCENT  ? TRANSPORT_MOST_PERCENT
                                                           : percent;
}

void transport_pause(transport *t, bool is_paused)
{
    t->is_paused = is_paused;
}

void transport_seek(transport *t, uint64_t frame)
{
    awe_song_seek(&t->cursor, frame);
    parts_reset(&t->parts);
    t->frame = frame;
    t->hundredths = 0;
}

void transport_set_stop(transport *t, uint64_t frame)
{
    t->stop_frame = frame;
}

static AWE_RT uint64_t minimum(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static AWE_RT uint32_t find_percent(const transport *t)
{
    return t->is_paused ? 0 : t->tempo_percent;
}

uint64_t transport_frames_until(const transport *t, uint64_t frame)
{
    uint64_t ahead = frame > t->frame ? frame - t->frame : 0;
    uint32_t percent = find_percent(t);
    if (ahead == 0) {
        return 0;
    }
    if (percent == 0 || ahead > UINT64_MAX / 200) {
        return UINT64_MAX;
    }
    return (ahead * 100 - t->hundredths + percent - 1) / percent;
}

/* One past the last song frame whose events are due within the next engine frames. */
static AWE_RT uint64_t find_end(const transport *t, uint32_t n_frames)
{
    uint64_t hundredths = t->hundredths + (uint64_t)n_frames * find_percent(t);
    return minimum(t->frame + (hundredths + 99) / 100, t->stop_frame);
}

static AWE_RT void advance(transport *t, uint32_t n_frames)
{
    uint64_t hundredths = t->hundredths + (uint64_t)n_frames * find_percent(t);
    t->frame += hundredths / 100;
    t->hundredths = (uint32_t)(hundredths % 100);
}

typedef struct event_writer {
    awe_event *events; /* [n], room for `max` */
    uint32_t n;
    uint32_t max;
} event_writer;

static AWE_RT void write(event_writer *writer, uint32_t frame, awe_message message)
{
    writer->events[writer->n++] = (awe_event){.frame = frame, .message = message};
}

static AWE_RT void write_endings(transport *t, event_writer *writer)
{
    awe_message message;
    while (writer->n < writer->max && parts_end_next(&t->parts, &message)) {
        write(writer, 0, message);
    }
}

/* Takes the song's next event before `end`; false if there is none. */
static AWE_RT bool write_next(transport *t, uint64_t end, event_writer *writer)
{
    awe_event event;
    uint32_t n_events;
    awe_song_cursor before = t->cursor;
    uint32_t span = end > before.frame ? (uint32_t)(end - before.frame) : 0;
    awe_song_read(&t->cursor, span, &event, 1, &n_events);
    if (n_events == 0) {
        return false;
    }
    parts_passage passage = parts_take(&t->parts, &event.message);
    if (passage == PARTS_PASS_AND_REPEAT) {
        t->cursor = before;
    }
    if (passage != PARTS_DROP) {
        uint64_t offset = transport_frames_until(t, before.frame + event.frame);
        write(writer, (uint32_t)offset, event.message);
    }
    return true;
}

/* Where a read has to stop that had no room for all events. */
static AWE_RT uint32_t find_cut(const transport *t, const event_writer *writer)
{
    uint32_t last = writer->n > 0 ? writer->events[writer->n - 1].frame : 0;
    uint64_t offset = transport_is_chasing(t) ? 0 : transport_frames_until(t, t->cursor.frame);
    return offset > last ? (uint32_t)offset : last;
}

uint32_t transport_read(transport *t, uint32_t max_frames, awe_event *events, uint32_t max_events,
                        uint32_t *n_events)
{
    event_writer writer = {.events = events, .max = max_events};
    uint64_t until_stop = transport_at_stop(t) ? 0 : transport_frames_until(t, t->stop_frame);
    uint32_t n_frames = (uint32_t)minimum(minimum(max_frames, MAX_READ_FRAMES), until_stop);
    uint64_t end = find_end(t, n_frames);
    write_endings(t, &writer);
    if (writer.n == max_events) {
        n_frames = 0; /* channels are silenced before anything else */
    }
    while (writer.n < max_events && write_next(t, end, &writer)) {
    }
    if (transport_is_chasing(t) || t->cursor.frame < end) {
        n_frames = (uint32_t)minimum(n_frames, find_cut(t, &writer));
    }
    advance(t, n_frames);
    *n_events = writer.n;
    return n_frames;
}

bool transport_is_chasing(const transport *t)
{
    return t->cursor.chase < t->cursor.next;
}

bool transport_done(const transport *t)
{
    return awe_song_done(&t->cursor);
}

bool transport_at_stop(const transport *t)
{
    return t->frame >= t->stop_frame;
}
