/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SONG_TIMELINE_H
#define AWE_SONG_TIMELINE_H

/* Turns a list of tracks in ticks into one run of events in frames. Formats 0 and 1 share one tempo
   map among all tracks; the patterns of format 2 follow one another, each with its own. [main] */

#include "song/event_list.h"
#include "song/findings.h"
#include "song/smf.h"
#include "song/song.h"

/* Merges and places the events, takes tempo changes, time signatures, ends of tracks and marks of
   system exclusives out, and fills in `song`: its bars, and of its info the ends of tracks and
   tempo changes. Sets `list->failed` without memory. */
void awe_timeline_place(awe_event_list *list, const awe_smf_header *header,
                        awe_song_findings *findings, awe_song *song);

#endif
