/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SONG_FINDINGS_H
#define AWE_SONG_FINDINGS_H

/* What can be odd in a song, and where. Each kind is told a few times per track, or per file, and
   then summed up; all of them together are limited. [main] */

#include "awe/song.h"
#include "base/findings.h"

#include <stddef.h>
#include <stdint.h>

typedef enum awe_song_finding {
    /* the file as a whole */
    AWE_FOUND_JUNK_BEFORE,
    AWE_FOUND_HEADER_LENGTH,
    AWE_FOUND_FORMAT,
    AWE_FOUND_FORMAT_0_TRACKS,
    AWE_FOUND_DIVISION,
    AWE_FOUND_FRAME_RATE,
    AWE_FOUND_TRACK_COUNT,
    AWE_FOUND_TRACK_LIMIT,
    AWE_FOUND_CHUNK,
    AWE_FOUND_JUNK,
    AWE_FOUND_SECOND_HEADER,
    AWE_FOUND_NO_TRACK,
    AWE_FOUND_NO_NOTE,
    AWE_FOUND_LATE_EVENTS,
    AWE_FOUND_HELD,
    /* one track */
    AWE_FOUND_LENGTH_PAST_FILE,
    AWE_FOUND_LENGTH_SHORT,
    AWE_FOUND_LENGTH_LONG,
    AWE_FOUND_NO_END,
    AWE_FOUND_AFTER_END,
    AWE_FOUND_CUT_EVENT,
    AWE_FOUND_CUT_DATA,
    AWE_FOUND_NO_STATUS,
    AWE_FOUND_OLD_STATUS,
    AWE_FOUND_DATA_BYTE,
    AWE_FOUND_ILLEGAL_STATUS,
    AWE_FOUND_LONG_NUMBER,
    AWE_FOUND_HUGE_NUMBER,
    AWE_FOUND_TEMPO,
    AWE_FOUND_METER,
    AWE_FOUND_OPEN_SYSEX,
    AWE_FOUND_HUGE_SYSEX,
    AWE_FOUND_PATTERN_GAP,
    AWE_N_SONG_FINDINGS
} awe_song_finding;

typedef struct awe_song_findings {
    awe_findings common;
    uint32_t track; /* which track the findings of tracks belong to */
} awe_song_findings;

/* `config` may be NULL. */
void awe_song_findings_init(awe_song_findings *findings, const awe_song_config *config);

/* Findings of tracks belong to track number `track` (from 0) until awe_song_findings_end_track().
   */
void awe_song_findings_start_track(awe_song_findings *findings, uint32_t track);

/* `offset` in bytes from the start of the file. */
void awe_song_findings_add(awe_song_findings *findings, awe_song_finding finding, size_t offset);

/* Sums up the kinds that came too often in this track. */
void awe_song_findings_end_track(awe_song_findings *findings);

/* Sums up what is left. Call once, after the last finding. */
void awe_song_findings_end_file(awe_song_findings *findings);

/* The one sentence with which a file is refused: no count, no limit. */
void awe_song_findings_refuse(awe_song_findings *findings, const char *text);

#endif
