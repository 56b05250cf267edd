/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SONG_EVENT_LIST_H
#define AWE_SONG_EVENT_LIST_H

/* Growing list of timed messages in runs (one per track), each run ascending by time; merged into
   one run. [main] */

#include "awe/allocator.h"
#include "awe/event.h"

#include <stdbool.h>
#include <stdint.h>

/* What a song is made of. Four more kinds of message live in a list until its ticks have become
   frames. */
typedef struct awe_song_event {
    uint64_t at; /* ticks of the track while it is read, frames of 44,100 Hz in a finished song */
    awe_message message;
} awe_song_event;

enum {
    AWE_SONG_TEMPO = 0x80,        /* message type; value: microseconds per quarter note, above 0 */
    AWE_SONG_END_OF_TRACK = 0x81, /* message type; the last of each run */
    AWE_SONG_METER = 0x82,        /* message type; value: beats in a bar, key: log2 of their unit */
    AWE_SONG_EXCLUSIVE = 0x83,    /* message type; value: its number in awe_exclusives */
};

typedef struct awe_event_list {
    const awe_allocator *allocator;
    awe_song_event *events; /* [n] */
    uint32_t n;
    uint32_t capacity;
    uint32_t *starts; /* [n_runs] index of each run's first event */
    uint32_t n_runs;
    uint32_t starts_capacity;
    bool failed; /* out of memory: appending does nothing any more */
} awe_event_list;

void awe_event_list_init(awe_event_list *list, const awe_allocator *allocator);

/* Releases what the list still owns; it may be used on a list that failed. */
void awe_event_list_free(awe_event_list *list);

/* What is appended from now on belongs to a new run. */
void awe_event_list_start_run(awe_event_list *list);

/* Appends to the last run. A time before the run's last one is moved up to it. Sets `failed`
   without memory. */
void awe_event_list_append(awe_event_list *list, uint64_t at, awe_message message);

/* One past the last event of run `run`. */
uint32_t awe_event_list_run_end(const awe_event_list *list, uint32_t run);

/* Merges all runs into one, ascending by time; at equal times by run, then by place in the run. */
void awe_event_list_merge(awe_event_list *list);

#endif
