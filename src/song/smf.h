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

/* What a file is read into: each track into a run of `list` in ticks. */
typedef struct awe_smf_into {
    awe_event_list *list;
    awe_song_findings *findings;
    awe_exclusives *exclusives; /* NULL: their bytes are not kept */
} awe_smf_into;

/* Reads the header at `at` of `file` and all tracks after it.
   Errors: AWE_DAMAGED (no track), AWE_NO_MEM. */
awe_status awe_smf_read(awe_bytes file, size_t at, const awe_smf_into *into,
                        awe_smf_header *header);

#endif
