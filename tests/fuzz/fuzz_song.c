/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Any bytes as a song: parse, read through in steps that the bytes choose, seek, and check what a
   song promises. */

#include "awe/song.h"
#include "fuzz/target.h"
#include "support/message_range.h"

#define MAX_STEPS 100000
#define N_EVENTS 16

static void count_report(void *context, const awe_report *report)
{
    require(report->text != NULL);
    require(++*(uint32_t *)context < 200);
}

static void read_through(awe_song_cursor *cursor, uint32_t max_frames)
{
    awe_event events[N_EVENTS];
    for (uint32_t step = 0; step < MAX_STEPS && !awe_song_done(cursor); step++) {
        uint32_t n_events = 0;
        uint32_t n_frames = awe_song_read(cursor, max_frames, events, N_EVENTS, &n_events);
        require(n_frames <= max_frames && n_events <= N_EVENTS);
        require(n_frames > 0 || n_events > 0 || awe_song_done(cursor));
        for (uint32_t i = 0; i < n_events; i++) {
            require(events[i].frame <= n_frames &&
                    (i == 0 || events[i - 1].frame <= events[i].frame));
            require(is_in_range(&events[i].message));
        }
    }
}

/* Places follow one another as frames do, and a bar begins in its own frame. */
static void check_places(const awe_song *song, uint64_t end_frame)
{
    uint32_t bar = 1;
    for (uint64_t i = 0; i <= 16; i++) {
        awe_song_place place;
        awe_song_get_place(song, end_frame / 16 * i, &place);
        require(place.bar >= bar && place.beat >= 1 && place.beat <= place.n_beats);
        require(place.us_per_quarter > 0 && place.beat_unit > 0);
        require(awe_song_find_bar(song, place.bar, place.beat) <= end_frame / 16 * i ||
                place.bar == UINT32_MAX);
        bar = place.bar;
    }
}

/* System exclusives follow one another in time, and their bytes can be read. */
static void check_exclusives(const awe_song *song)
{
    awe_song_exclusive exclusive;
    uint64_t frame = 0;
    volatile uint8_t sum = 0; /* reads what a checker of memory watches */
    for (uint32_t i = 0; awe_song_get_exclusive(song, i, &exclusive); i++) {
        require(exclusive.frame >= frame && exclusive.n_bytes > 0);
        for (size_t k = 0; k < exclusive.n_bytes; k++) {
            sum = sum ^ ((const uint8_t *)exclusive.bytes)[k];
        }
        frame = exclusive.frame;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint32_t n_reports = 0;
    awe_song *song = NULL;
    awe_song_config config = {.report = count_report, .context = &n_reports, .keeps_exclusives = 1};
    awe_carried_bank bank = awe_song_find_bank(data, size);
    require(!bank.data || (const uint8_t *)bank.data - data + (int64_t)bank.size <= (int64_t)size);
    awe_status status = awe_song_parse(data, size, &config, &song);
    require((status == AWE_OK) == (song != NULL));
    require(song || n_reports > 0);
    if (!song) {
        return 0;
    }
    awe_song_info info;
    awe_song_cursor cursor;
    awe_song_get_info(song, &info);
    require(info.n_events > 0 && info.n_tracks > 0 && info.n_ports > 0);
    check_places(song, info.end_frame);
    check_exclusives(song);
    awe_song_start(&cursor, song);
    read_through(&cursor, size % 2 ? UINT32_MAX : 44100);
    awe_song_seek(&cursor, info.end_frame / 2);
    read_through(&cursor, UINT32_MAX);
    awe_song_free(song);
    return 0;
}
