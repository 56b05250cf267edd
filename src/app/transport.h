/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_TRANSPORT_H
#define APP_TRANSPORT_H

/* A song on its way to a synth: a cursor, and what the listener does to it (tempo, key, muted
   channels, pause, a place to stop). With neutral settings it yields what the cursor yields, frame
   by frame. "Song frames" are the song's own time, "engine frames" those that are heard: at 50 % a
   song frame lasts for two of them. The place in the song is kept to the hundredth of a song frame,
   which is exact for any whole percentage: nothing drifts.
   A plain value of some 33 KiB; nothing in it needs to be freed. [any], one thread at a time */

#include "app/parts.h"
#include "awe/api.h"
#include "awe/song.h"

#include <stdbool.h>
#include <stdint.h>

#define TRANSPORT_LEAST_PERCENT 10
#define TRANSPORT_MOST_PERCENT 400
#define TRANSPORT_NO_STOP UINT64_MAX

/* What the listener has set; all zero is neutral. */
typedef struct transport_settings {
    uint16_t tempo_percent; /* 10..400, what is outside is moved there; 0 means 100 */
    parts_settings parts;
} transport_settings;

/* Treat the fields as read-only. */
typedef struct transport {
    uint64_t frame;      /* song frame that is played next; goes on after the end */
    uint32_t hundredths; /* of a song frame, after `frame` */
    uint32_t tempo_percent;
    uint64_t stop_frame;
    bool is_paused;
    awe_song_cursor cursor;
    parts parts;
} transport;

/* Points `t` at the start of `song`, playing, with neutral settings and no stop. Its synth is new
   or sought. */
AWE_RT void transport_start(transport *t, const awe_song *song);

/* Goes on with `settings`. Notes that sound keep their keys, and their note-offs find them; those
   of channels that cannot be heard any more are ended by the next read. */
AWE_RT void transport_set(transport *t, const transport_settings *settings);

/* While paused the position stands and the song is silent: reads yield no event but those that are
   due after a seek or for a channel that was muted. What sounds goes on until the caller ends it.
   */
AWE_RT void transport_pause(transport *t, bool is_paused);

/* Moves to a song frame. The synth has to be sought too, as for awe_song_seek(): no note-off is
   sent for what sounded before. */
AWE_RT void transport_seek(transport *t, uint64_t frame);

/* From now on nothing at `frame` of the song or behind it is read, TRANSPORT_NO_STOP: no limit. */
AWE_RT void transport_set_stop(transport *t, uint64_t frame);

/* Yields the events of the next engine frames and goes on by them, as awe_song_read() does. At the
   stop it yields 0 frames (and what a seek still owes). A read may yield fewer frames than wanted
   without reason: call again. With `max_frames` 0 it yields only what is owed.
   @param max_events  at least 1 */
AWE_RT uint32_t transport_read(transport *t, uint32_t max_frames, awe_event *events,
                               uint32_t max_events, uint32_t *n_events);

/* True while a seek owes events: calling transport_read() with 0 frames until this is false brings
   a new synth into the state that it would have had. */
AWE_RT bool transport_is_chasing(const transport *t);

/* True when every event of the song has been read. */
AWE_RT bool transport_done(const transport *t);

AWE_RT bool transport_at_stop(const transport *t);

/* How many engine frames it takes, at the present tempo, until `frame` of the song is played; 0 if
   it is not ahead, UINT64_MAX if that is for ever. */
AWE_RT uint64_t transport_frames_until(const transport *t, uint64_t frame);

#endif
