/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "song/song.h"

#include <stdbool.h>

void awe_song_start(awe_song_cursor *cursor, const awe_song *song)
{
    *cursor = (awe_song_cursor){.song = song};
}

/* What is left of a message that lies in the past. Notes have sounded, but the next one may glide
   from where they were. The final release is for the end of the song alone. False: nothing. */
static AWE_RT bool take_state(awe_message *message)
{
    switch (message->type) {
    case AWE_NOTE_ON:
        message->type = AWE_LAST_KEY;
        message->value = 0;
        return true;
    case AWE_NOTE_OFF:
    case AWE_RELEASE_ALL:
    case AWE_SILENCE_ALL:
        return false;
    default:
        return true;
    }
}

static uint32_t chase(awe_song_cursor *cursor, awe_event *events, uint32_t max_events)
{
    uint32_t n = 0;
    while (cursor->chase < cursor->next && n < max_events) {
        events[n] = (awe_event){.message = cursor->song->events[cursor->chase++].message};
        n += take_state(&events[n].message);
    }
    return n;
}

uint32_t awe_song_read(awe_song_cursor *cursor, uint32_t max_frames, awe_event *events,
                       uint32_t max_events, uint32_t *n_events)
{
    const awe_song *song = cursor->song;
    uint32_t n = chase(cursor, events, max_events);
    uint32_t n_frames = cursor->chase < cursor->next ? 0 : max_frames;
    while (cursor->chase == cursor->next && cursor->next < song->info.n_events) {
        const awe_song_event *event = &song->events[cursor->next];
        uint64_t ahead = event->at - cursor->frame;
        if (ahead >= max_frames || n == max_events) {
            n_frames = ahead < max_frames ? (uint32_t)ahead : max_frames;
            break;
        }
        events[n++] = (awe_event){.frame = (uint32_t)ahead, .message = event->message};
        cursor->next++;
        cursor->chase++;
    }
    cursor->frame += n_frames;
    *n_events = n;
    return n_frames;
}

int awe_song_done(const awe_song_cursor *cursor)
{
    return cursor->next == cursor->song->info.n_events && cursor->chase == cursor->next;
}

void awe_song_seek(awe_song_cursor *cursor, uint64_t frame)
{
    const awe_song *song = cursor->song;
    uint32_t low = 0;
    uint32_t high = song->info.n_events;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (song->events[middle].at < frame) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    cursor->frame = frame;
    cursor->next = low;
    cursor->chase = 0;
}
