/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/song_script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

awe_status parse_bytes(const void *data, size_t size, report_log *log, awe_song **song)
{
    awe_song_config config = {.report = log ? report_log_add : NULL, .context = log};
    if (log) {
        report_log_clear(log);
    }
    return awe_song_parse(data, size, &config, song);
}

awe_song *parse_built(smf_builder *smf, report_log *log)
{
    awe_song *song = NULL;
    assert_int_equal(parse_bytes(smf->data, smf->size, log, &song), AWE_OK);
    assert_non_null(song);
    smf_free(smf);
    return song;
}

song_script read_script_from(awe_song_cursor *cursor, uint32_t max_frames, uint32_t max_events)
{
    awe_song_info info;
    awe_song_get_info(cursor->song, &info);
    song_script script = {.lines = calloc(info.n_events, sizeof *script.lines)};
    awe_event *events = calloc(max_events, sizeof *events);
    assert_true(script.lines && events);
    while (!awe_song_done(cursor)) {
        uint64_t start = cursor->frame;
        uint32_t n_events = 0;
        uint32_t n_frames = awe_song_read(cursor, max_frames, events, max_events, &n_events);
        assert_true(n_frames <= max_frames && n_events <= max_events);
        assert_true(n_frames > 0 || n_events > 0 || awe_song_done(cursor));
        assert_true(n_frames == max_frames || n_events == max_events);
        assert_int_equal(cursor->frame, start + n_frames);
        for (uint32_t i = 0; i < n_events; i++) {
            assert_true(events[i].frame <= n_frames && events[i].reserved == 0);
            assert_true(i == 0 || events[i].frame >= events[i - 1].frame);
            assert_true(script.n < info.n_events);
            script.lines[script.n++] = (script_line){start + events[i].frame, events[i].message};
        }
    }
    free(events);
    return script;
}

song_script read_script(const awe_song *song)
{
    awe_song_cursor cursor;
    awe_song_start(&cursor, song);
    return read_script_from(&cursor, UINT32_MAX, 64);
}

void free_script(song_script *script)
{
    free(script->lines);
    *script = (song_script){0};
}
