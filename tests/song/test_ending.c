/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Where songs end. Division 960 at 60 beats a minute: SECOND ticks are one second. */

#include "song/ending.h"
#include "support/failing_allocator.h"
#include "support/song_script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define SECOND 960
#define SECOND_FRAMES 44100
#define DAYS 0x0FFFFFFF /* the largest delta, more than three days */

static report_log reports;

static void begin(smf_builder *smf)
{
    smf_begin(smf, 0, SECOND);
    smf_track(smf);
    smf_tempo(smf, 0, 1000000);
}

/* Ends the track after `delta` and checks the song's end and its number of events, the release
   included. */
static void expect_end(smf_builder *smf, uint32_t delta, uint64_t end_frame, uint32_t n_events)
{
    awe_song_info info;
    smf_end_track(smf, delta);
    awe_song *song = parse_built(smf, &reports);
    awe_song_get_info(song, &info);
    assert_int_equal(info.end_frame, end_frame);
    assert_int_equal(info.n_events, n_events);
    song_script script = read_script(song);
    assert_int_equal(script.n, n_events);
    assert_int_equal(script.lines[n_events - 1].message.type, AWE_RELEASE_ALL);
    assert_int_equal(script.lines[n_events - 1].frame, end_frame);
    free_script(&script);
    awe_song_free(song);
}

static void test_last_key_ends_the_song(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_on(&smf, SECOND, 1, 60, 64);
    smf_note_off(&smf, SECOND, 0, 60);
    smf_note_on(&smf, SECOND, 1, 60, 0);
    expect_end(&smf, DAYS, 3 * SECOND_FRAMES, 5);
    assert_int_equal(reports.n, 0);
}

static void test_controllers_days_later(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, SECOND, 0, 60);
    smf_control(&smf, 0, 0, 7, 100);
    smf_control(&smf, DAYS, 0, 7, 100);
    smf_note_off(&smf, DAYS, 0, 60); /* a key that is up already */
    smf_control(&smf, DAYS, 0, 64, 127);
    expect_end(&smf, DAYS, SECOND_FRAMES, 4);
    assert_int_equal(report_log_count(&reports, "events after the last sound"), 1);
    assert_int_equal(reports.n, 1);
}

static void test_last_note_after_hours(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, 15 * 3600 * SECOND, 0, 60);
    expect_end(&smf, 0, UINT64_C(15) * 3600 * SECOND_FRAMES, 3);
}

static void test_key_that_never_comes_up(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    smf_note_on(&smf, 0, 0, 60, 64);
    expect_end(&smf, 4 * SECOND, 4 * SECOND_FRAMES, 2);
    assert_non_null(report_log_find(&reports, "never come up"));
    begin(&smf);
    smf_note_on(&smf, 0, 0, 60, 64);
    expect_end(&smf, DAYS, 10 * SECOND_FRAMES, 2);
    begin(&smf);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_control(&smf, 20 * SECOND, 0, 7, 100);
    expect_end(&smf, 60 * SECOND, 30 * SECOND_FRAMES, 3);
    begin(&smf);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_control(&smf, 20 * SECOND, 0, 7, 100);
    expect_end(&smf, 0, 20 * SECOND_FRAMES, 3);
}

static void test_pedal_holds_the_song(void **state)
{
    (void)state;
    static const uint8_t pedals[] = {64, 66};
    for (size_t i = 0; i < 2; i++) {
        smf_builder smf;
        begin(&smf);
        smf_note_on(&smf, 0, 0, 60, 64);
        smf_control(&smf, SECOND, 0, pedals[i], 127);
        smf_note_off(&smf, SECOND, 0, 60);
        smf_control(&smf, 9 * SECOND, 0, pedals[i], 63);
        smf_control(&smf, SECOND, 0, 7, 100);
        expect_end(&smf, DAYS, 11 * SECOND_FRAMES, 5);
    }
}

static void test_pedal_up_days_later(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    smf_control(&smf, 0, 0, 64, 64);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, SECOND, 0, 60);
    smf_control(&smf, DAYS, 0, 64, 0);
    expect_end(&smf, DAYS, 11 * SECOND_FRAMES, 4);
}

static void test_pedal_that_never_comes_up(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    smf_control(&smf, 0, 0, 64, 127);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, SECOND, 0, 60);
    expect_end(&smf, 2 * SECOND, 3 * SECOND_FRAMES, 4);
    assert_non_null(report_log_find(&reports, "never come up"));
    begin(&smf);
    smf_control(&smf, 0, 0, 64, 127);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, SECOND, 0, 60);
    expect_end(&smf, DAYS, 11 * SECOND_FRAMES, 4);
}

static void test_pedal_of_a_silent_channel_holds_nothing(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    smf_control(&smf, 0, 5, 64, 127);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, SECOND, 0, 60);
    expect_end(&smf, DAYS, SECOND_FRAMES, 4);
    assert_int_equal(reports.n, 0);
}

static void test_controllers_that_lift_keys(void **state)
{
    (void)state;
    static const uint8_t controls[] = {120, 123, 124, 125, 126, 127};
    for (size_t i = 0; i < sizeof controls; i++) {
        smf_builder smf;
        begin(&smf);
        smf_note_on(&smf, 0, 0, 60, 64);
        smf_note_on(&smf, 0, 0, 127, 64);
        smf_control(&smf, SECOND, 0, controls[i], 0);
        expect_end(&smf, DAYS, SECOND_FRAMES, 4);
    }
    smf_builder smf;
    begin(&smf);
    smf_control(&smf, 0, 0, 64, 127);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, SECOND, 0, 60);
    smf_control(&smf, SECOND, 0, 121, 0); /* lifts the pedals */
    expect_end(&smf, DAYS, 2 * SECOND_FRAMES, 5);
    begin(&smf);
    smf_control(&smf, 0, 0, 64, 127);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_control(&smf, SECOND, 0, 120, 0); /* ends the sound although the pedal is down */
    expect_end(&smf, DAYS, SECOND_FRAMES, 4);
    begin(&smf);
    smf_control(&smf, 0, 0, 64, 127);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_sysex(&smf, SECOND, "\x7E\x7F\x09\x01\xF7", 5);
    expect_end(&smf, DAYS, SECOND_FRAMES, 4);
}

static void test_keys_of_ports_are_apart(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    smf_port(&smf, 0, 255);
    smf_note_on(&smf, 0, 15, 127, 64);
    smf_port(&smf, 0, 0);
    smf_note_off(&smf, SECOND, 15, 127);
    smf_port(&smf, 0, 255);
    smf_note_off(&smf, SECOND, 15, 127);
    expect_end(&smf, DAYS, 2 * SECOND_FRAMES, 4);
}

static void test_no_note(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    smf_control(&smf, 0, 0, 7, 100);
    smf_control(&smf, SECOND, 0, 7, 100);
    expect_end(&smf, DAYS, 0, 2);
    assert_int_equal(report_log_find(&reports, "no note")->severity, AWE_NOTE);
}

/* Centuries: nothing may be sized by them, and the end of the song still comes last. */
static void test_five_hundred_years(void **state)
{
    (void)state;
    smf_builder smf;
    smf_begin(&smf, 0, 1);
    smf_track(&smf);
    smf_tempo(&smf, 0, 0xFFFFFF);
    for (int i = 0; i < 8; i++) {
        smf_note_on(&smf, 300000000 / 2, 0, 60, 64); /* 80 years at 17 s a tick */
    }
    smf_end_track(&smf, DAYS);
    failing_allocator memory;
    failing_allocator_init(&memory, 0);
    awe_song_config config = {.allocator = &memory.allocator};
    awe_song *song = NULL;
    assert_int_equal(awe_song_parse(smf.data, smf.size, &config, &song), AWE_OK);
    assert_true(memory.n_peak_bytes < 20000);
    awe_song_info info;
    awe_song_get_info(song, &info);
    assert_true(info.end_frame > UINT64_C(500) * 365 * 86400 * SECOND_FRAMES);
    assert_true(info.end_frame <= info.end_of_track_frame);
    awe_song_cursor cursor;
    awe_event event;
    uint32_t n_events = 0;
    awe_song_start(&cursor, song);
    awe_song_seek(&cursor, info.end_frame);
    do {
        uint32_t n_frames = awe_song_read(&cursor, 1, &event, 1, &n_events);
        assert_int_equal(n_frames, awe_song_done(&cursor));
        assert_int_equal(n_events, 1);
    } while (event.message.type == AWE_LAST_KEY);
    assert_int_equal(event.message.type, AWE_RELEASE_ALL);
    assert_true(awe_song_done(&cursor));
    awe_song_free(song);
    smf_free(&smf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_last_key_ends_the_song),
        cmocka_unit_test(test_controllers_days_later),
        cmocka_unit_test(test_last_note_after_hours),
        cmocka_unit_test(test_key_that_never_comes_up),
        cmocka_unit_test(test_pedal_holds_the_song),
        cmocka_unit_test(test_pedal_up_days_later),
        cmocka_unit_test(test_pedal_that_never_comes_up),
        cmocka_unit_test(test_pedal_of_a_silent_channel_holds_nothing),
        cmocka_unit_test(test_controllers_that_lift_keys),
        cmocka_unit_test(test_keys_of_ports_are_apart),
        cmocka_unit_test(test_no_note),
        cmocka_unit_test(test_five_hundred_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
