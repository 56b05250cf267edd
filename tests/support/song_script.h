/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_SONG_SCRIPT_H
#define TESTS_SUPPORT_SONG_SCRIPT_H

/* Parses built songs and reads them back as plain lists of absolute frames and messages. Failures
   end the test. */

#include "awe/song.h"
#include "support/report_log.h"
#include "support/smf_builder.h"

#include <stddef.h>
#include <stdint.h>

typedef struct script_line {
    uint64_t frame;
    awe_message message;
} script_line;

typedef struct song_script {
    script_line *lines; /* [n] */
    size_t n;
} song_script;

/* Parses what was built and frees the builder. `log` may be NULL. The song must be accepted. */
awe_song *parse_built(smf_builder *smf, report_log *log);

/* Parses `size` bytes; returns the status; `log` and `song` as parse_built() and awe_song_parse()
   have them. */
awe_status parse_bytes(const void *data, size_t size, report_log *log, awe_song **song);

/* Reads from `cursor` on to the song's end, in steps of `max_frames` and `max_events`, and checks
   each step against the contract of awe_song_read(). */
song_script read_script_from(awe_song_cursor *cursor, uint32_t max_frames, uint32_t max_events);

/* The whole song. */
song_script read_script(const awe_song *song);

void free_script(song_script *script);

#endif
