/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SONG_SMF_H
#define AWE_SONG_SMF_H

/* The chunks of a Standard MIDI File: header, tracks, others. Neither the number of tracks nor any
   length is believed where the bytes say something else. Source: Standard MIDI Files 1.0, "chunks".
   [main] */

#include "awe/status.h"
#include "base/bytes.h"
#include "song/event_list.h"
#include "song/exclusives.h"
#include "song/findings.h"

#include <stddef.h>
#include <stdint.h>

typedef struct awe_smf_header {
    uint16_t format;   /* 0, 1 or 2 */
    uint16_t division; /* no part of it 0 */
    uint16_t n_tracks; /* runs in the list */
} awe_smf_header;

/* Reads the header at `at` of `file` and all tracks after it, each into a run of `list` in ticks.
   `exclusives` NULL: their bytes are not kept.
   Errors: AWE_DAMAGED (no track), AWE_NO_MEM. */
awe_status awe_smf_read(awe_bytes file, size_t at, awe_event_list *list,
                        awe_song_findings *findings, awe_exclusives *exclusives,
                        awe_smf_header *header);

#endif
