/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Chunks: what the header and the lengths say, and what is really there. */

#include "song/smf.h"
#include "support/song_script.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static report_log reports;

/* A track of one note, half a second long at division 480, on `channel`. */
static void add_note_track(smf_builder *smf, unsigned channel)
{
    smf_track(smf);
    smf_note_on(smf, 0, channel, 60, 64);
    smf_note_off(smf, 480, channel, 60);
    smf_end_track(smf, 0);
}

static void set_length(smf_builder *smf, size_t track_at, uint32_t length)
{
    for (unsigned i = 0; i < 4; i++) {
        smf->data[track_at - 4 + i] = (uint8_t)(length >> (24 - 8 * i));
    }
}

/* Parses, checks the number of tracks and notes, and that `words` (unless NULL) are reported. */
static void expect_song(smf_builder *smf, unsigned n_tracks, unsigned n_notes, const char *words)
{
    awe_song_info info;
    awe_song *song = parse_built(smf, &reports);
    awe_song_get_info(song, &info);
    assert_int_equal(info.n_tracks, n_tracks);
    assert_int_equal(info.n_notes, n_notes);
    assert_int_equal(info.end_frame, 22050);
    if (words) {
        assert_non_null(report_log_find(&reports, words));
    } else {
        assert_int_equal(reports.n, 0);
    }
    awe_song_free(song);
}

static void test_formats_and_tracks(void **state)
{
    (void)state;
    smf_builder smf;
    smf_begin(&smf, 0, 480);
    add_note_track(&smf, 0);
    expect_song(&smf, 1, 1, NULL);
    smf_begin(&smf, 1, 480);
    add_note_track(&smf, 0);
    add_note_track(&smf, 1);
    expect_song(&smf, 2, 2, NULL);
    smf_begin(&smf, 0, 480);
    add_note_track(&smf, 0);
    add_note_track(&smf, 1);
    expect_song(&smf, 2, 2, "format 0 with more than one track");
    smf_begin(&smf, 7, 480);
    add_note_track(&smf, 0);
    expect_song(&smf, 1, 1, "format is not");
}

static void test_wrong_track_counts(void **state)
{
    (void)state;
    static const uint8_t counts[] = {0, 1, 3, 255};
    for (size_t i = 0; i < sizeof counts; i++) {
        smf_builder smf;
        smf_begin(&smf, 1, 480);
        add_note_track(&smf, 0);
        add_note_track(&smf, 1);
        smf.data[11] = counts[i];
        expect_song(&smf, 2, 2, "another number of tracks");
    }
}

static void test_unknown_chunks(void **state)
{
    (void)state;
    smf_builder smf;
    smf_begin(&smf, 1, 480);
    smf_raw(&smf,
            "Junk\0\0\0\x05"
            "12345",
            13);
    add_note_track(&smf, 0);
    smf_raw(&smf, "XFIH\0\0\0\0", 8);
    add_note_track(&smf, 1);
    expect_song(&smf, 2, 2, "unknown kind");
    assert_int_equal(report_log_count(&reports, "unknown kind"), 2);
    assert_int_equal(report_log_find(&reports, "unknown kind")->offset, 14);
}

static void test_bytes_between_and_after(void **state)
{
    (void)state;
    smf_builder smf;
    smf_begin(&smf, 1, 480);
    SMF_RAW(&smf, 0);
    add_note_track(&smf, 0);
    smf_raw(&smf, "\0\x01garbage\xFF", 10);
    add_note_track(&smf, 1);
    smf_raw(&smf, "\x1A\x1A\x1A", 3);
    expect_song(&smf, 2, 2, "belong to no chunk");
    assert_int_equal(report_log_count(&reports, "belong to no chunk"), 3);

    smf_begin(&smf, 1, 480);
    add_note_track(&smf, 0);
    smf_raw(&smf, "LIES\0\xFF\xFF\xFF", 8);
    add_note_track(&smf, 1);
    expect_song(&smf, 2, 2, "belong to no chunk");
}

static void test_bytes_after_the_end_of_track(void **state)
{
    (void)state;
    smf_builder smf;
    smf_begin(&smf, 1, 480);
    smf_track(&smf);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, 480, 0, 60);
    smf_end_track(&smf, 0);
    smf_note_on(&smf, 480, 0, 60, 64);
    smf_close_track(&smf);
    add_note_track(&smf, 1);
    expect_song(&smf, 2, 2, "after the end-of-track");
}

static void test_no_end_of_track(void **state)
{
    (void)state;
    smf_builder smf;
    smf_begin(&smf, 1, 480);
    smf_track(&smf);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, 480, 0, 60);
    smf_close_track(&smf);
    add_note_track(&smf, 1);
    expect_song(&smf, 2, 2, "no end-of-track");
}

static void test_track_lengths_that_lie(void **state)
{
    (void)state;
    static const uint32_t lengths[] = {0, 1, 4, 6, 9, 12, 14, 20, 30, 40, 1000, 0xFFFFFFFF};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        smf_builder smf;
        smf_begin(&smf, 1, 480);
        add_note_track(&smf, 0);
        set_length(&smf, smf.track_at, lengths[i]);
        add_note_track(&smf, 1);
        add_note_track(&smf, 2);
        expect_song(&smf, 3, 3, "track");
    }
}

/* Short length and no end-of-track: the next track's name ends it. */
static void test_short_length_without_end(void **state)
{
    (void)state;
    smf_builder smf;
    smf_begin(&smf, 1, 480);
    smf_track(&smf);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, 480, 0, 60);
    set_length(&smf, smf.track_at, 3);
    add_note_track(&smf, 1);
    expect_song(&smf, 2, 2, "goes on after its length");
}

static void test_cut_tracks(void **state)
{
    (void)state;
    smf_builder smf;
    smf_begin(&smf, 1, 480);
    add_note_track(&smf, 0);
    smf_track(&smf);
    smf_note_on(&smf, 0, 1, 60, 64);
    smf_note_off(&smf, 480, 1, 60);
    SMF_RAW(&smf, 0, 0x91, 60);
    set_length(&smf, smf.track_at, 500);
    expect_song(&smf, 2, 2, "past the end of the file");
    assert_non_null(report_log_find(&reports, "within an event"));
    assert_int_equal(report_log_find(&reports, "within an event")->index, 1);
}

static void test_header_lengths(void **state)
{
    (void)state;
    static const uint8_t extra[] = {0, 1, 10};
    for (size_t i = 0; i < sizeof extra; i++) {
        smf_builder smf;
        smf_begin(&smf, 1, 480);
        smf_raw(&smf, "\0\0\0\0\0\0\0\0\0\0", extra[i]);
        smf.data[7] = (uint8_t)(6 + extra[i]);
        add_note_track(&smf, 0);
        expect_song(&smf, 1, 1, extra[i] ? "header length" : NULL);
    }
    static const uint8_t lies[] = {0, 4, 5, 7, 99, 255};
    for (size_t i = 0; i < sizeof lies; i++) {
        smf_builder smf;
        smf_begin(&smf, 1, 480);
        smf.data[7] = lies[i];
        add_note_track(&smf, 0);
        expect_song(&smf, 1, 1, "header length");
    }
}

static void test_divisions(void **state)
{
    (void)state;
    static const struct {
        uint16_t written;
        uint16_t used;
        const char *words;
    } rows[] = {
        {0, 96, "time division is 0"},
        {0xE700, 96, "time division is 0"},
        {0xE728, 0xE728, NULL},
        {0xF008, 0xF008, "unusual SMPTE"},
        {1, 1, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        smf_builder smf;
        awe_song_info info;
        smf_begin(&smf, 0, rows[i].written);
        add_note_track(&smf, 0);
        awe_song *song = parse_built(&smf, &reports);
        awe_song_get_info(song, &info);
        assert_int_equal(info.division, rows[i].used);
        assert_int_equal(reports.n, rows[i].words ? 1 : 0);
        assert_true(!rows[i].words || report_log_find(&reports, rows[i].words));
        awe_song_free(song);
    }
}

static void test_second_header(void **state)
{
    (void)state;
    smf_builder smf;
    smf_begin(&smf, 1, 480);
    add_note_track(&smf, 0);
    smf_raw(&smf, "MThd\0\0\0\x06\0\0\0\x01\0\x60", 14);
    add_note_track(&smf, 1);
    expect_song(&smf, 1, 1, "another MIDI header");
}

static void test_no_track(void **state)
{
    (void)state;
    smf_builder smf;
    awe_song *song = NULL;
    smf_begin(&smf, 1, 480);
    for (size_t size = 4; size <= smf.size; size++) {
        assert_int_equal(parse_bytes(smf.data, size, &reports, &song), AWE_DAMAGED);
        assert_null(song);
        assert_int_equal(report_log_find(&reports, "no track")->severity, AWE_ERROR);
    }
    smf_free(&smf);
}

/* Many tracks with a length that reaches far behind them all, and much that is no chunk there:
   linear all the same. */
static void test_hostile_lengths_take_no_time(void **state)
{
    (void)state;
    enum { N_TRACKS = 60000 };
    smf_builder smf;
    smf_begin(&smf, 1, 480);
    for (unsigned i = 0; i < N_TRACKS; i++) {
        smf_track(&smf);
        smf_end_track(&smf, 0);
        set_length(&smf, smf.track_at, 2000000);
    }
    static uint8_t junk[1000];
    for (unsigned i = 0; i < 3000; i++) {
        smf_raw(&smf, junk, sizeof junk);
    }
    awe_song_info info;
    awe_song *song = parse_built(&smf, &reports);
    awe_song_get_info(song, &info);
    assert_int_equal(info.n_tracks, N_TRACKS);
    assert_true(reports.n <= 110);
    assert_non_null(report_log_find(&reports, "more findings are not listed"));
    awe_song_free(song);
}

static void test_more_tracks_than_can_be_counted(void **state)
{
    (void)state;
    smf_builder smf;
    smf_begin(&smf, 1, 480);
    for (unsigned i = 0; i < 65540; i++) {
        smf_track(&smf);
        smf_end_track(&smf, 0);
    }
    awe_song_info info;
    awe_song *song = parse_built(&smf, &reports);
    awe_song_get_info(song, &info);
    assert_int_equal(info.n_tracks, 65535);
    assert_non_null(report_log_find(&reports, "more than 65535 tracks"));
    awe_song_free(song);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formats_and_tracks),
        cmocka_unit_test(test_wrong_track_counts),
        cmocka_unit_test(test_unknown_chunks),
        cmocka_unit_test(test_bytes_between_and_after),
        cmocka_unit_test(test_bytes_after_the_end_of_track),
        cmocka_unit_test(test_no_end_of_track),
        cmocka_unit_test(test_track_lengths_that_lie),
        cmocka_unit_test(test_short_length_without_end),
        cmocka_unit_test(test_cut_tracks),
        cmocka_unit_test(test_header_lengths),
        cmocka_unit_test(test_divisions),
        cmocka_unit_test(test_second_header),
        cmocka_unit_test(test_no_track),
        cmocka_unit_test(test_hostile_lengths_take_no_time),
        cmocka_unit_test(test_more_tracks_than_can_be_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
