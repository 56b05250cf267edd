/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SONG_SONG_H
#define AWE_SONG_SONG_H

/* The inside of a song, shared by its parser and its cursors. */

#include "awe/song.h"
#include "song/bars.h"
#include "song/event_list.h"
#include "song/exclusives.h"

struct awe_song {
    const awe_allocator *allocator;
    awe_song_event *events; /* [info.n_events] ascending; the last is AWE_RELEASE_ALL */
    awe_song_info info;
    awe_bars bars;
    awe_exclusives exclusives;
};

#endif
