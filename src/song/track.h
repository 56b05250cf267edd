/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SONG_TRACK_H
#define AWE_SONG_TRACK_H

/* One track chunk: delta times, channel messages, meta events and system exclusives become a run of
   events. Repairs follow what other players do with the same files:
   - Running status survives meta events and system exclusives.
   - A data byte above 127 counts as data and loses its top bit, as in the TiMidity family, so that
     the bytes after it keep their meaning (files with velocities up to 255 are shipped by
     distributions). 128 itself becomes 127: its writer counts to 128, and a note-on must not turn
     into a note-off.
   - A data byte without any status is skipped up to the next status byte.
   - Song position, clock and the like have no place in a file; they are skipped with their data
     bytes.
   Source: Standard MIDI Files 1.0, "track chunks". [main] */

#include "base/bytes.h"
#include "song/event_list.h"
#include "song/exclusives.h"
#include "song/findings.h"
#include "song/packet.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct awe_track {
    /* given */
    awe_bytes bytes;   /* the file, cut where the track must end */
    size_t length_end; /* where it should end: from here on another track chunk ends it too */
    awe_event_list *list;
    awe_song_findings *findings;
    awe_packet *packet;
    awe_exclusives *exclusives; /* NULL: not kept */
    /* state; `at` is given too */
    size_t at; /* next byte; after reading: where the track did end */
    uint64_t tick;
    uint64_t packet_tick; /* when the open system exclusive's last packet came */
    uint8_t status;       /* running status, 0: none yet */
    uint8_t port;
    bool status_is_old; /* a meta event or system exclusive came after it */
    bool has_ended;     /* by an end-of-track */
} awe_track;

/* Reads up to the end-of-track or the end of the bytes. The run always closes with one
   AWE_SONG_END_OF_TRACK. */
void awe_track_read(awe_track *track);

/* True if the name of a track chunk stands at `at`. */
bool awe_track_starts_at(awe_bytes file, size_t at);

#endif
