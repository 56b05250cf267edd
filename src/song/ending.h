/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SONG_ENDING_H
#define AWE_SONG_ENDING_H

/* Where a song ends: with its last sound, not with its last byte. A channel sounds from a note-on
   until no key and no pedal is down. [main] */

#include "awe/allocator.h"
#include "song/event_list.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct awe_ending {
    uint64_t frame;   /* where the song ends */
    uint32_t n_notes; /* note-ons in the song */
    uint32_t n_ports; /* highest port used + 1, at least 1 */
    bool is_held;     /* keys or pedals never come up */
} awe_ending;

/* Follows the keys and pedals of `list`, which is in frames. False without memory. All up at last:
   the song ends there; but when only pedals hold it, 10 s after the last key at the latest. Else at
   `end_of_track_frame` or 10 s after the last event, whichever is earlier, and not before that
   event. No note: at 0. */
bool awe_ending_find(const awe_event_list *list, uint64_t end_of_track_frame, awe_ending *ending);

#endif
