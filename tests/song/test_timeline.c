/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Several tracks on one line of time. At division 480 and 120 beats a minute, 960 ticks are 44,100
   frames. */

#include "song/timeline.h"
#include "support/song_script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define SECOND_FRAMES 44100

static report_log reports;

static void test_tempo_of_any_track_holds_for_all(void **state)
{
    (void)state;
    smf_builder smf;
    awe_song_info info;
    smf_begin(&smf, 1, 480);
    smf_track(&smf);
    smf_note_on(&smf, 960, 0, 60, 64);
    smf_note_off(&smf, 960, 0, 60);
    smf_end_track(&smf, 960);
    smf_track(&smf);
    smf_tempo(&smf, 480, 1000000);
    smf_tempo(&smf, 960, 250000);
    smf_end_track(&smf, 0);
    awe_song *song = parse_built(&smf, &reports);
    song_script script = read_script(song);
    awe_song_get_info(song, &info);
    assert_int_equal(info.n_tempo_changes, 2);
    /* 480 ticks at 120, 480 at 60: 1.5 s; 480 more at 60, 480 at 240: 2.75 s; 960 at 240: 3.25 s */
    assert_int_equal(script.lines[0].frame, SECOND_FRAMES * 3 / 2);
    assert_int_equal(script.lines[1].frame, SECOND_FRAMES * 11 / 4);
    assert_int_equal(info.end_frame, SECOND_FRAMES * 11 / 4);
    assert_int_equal(info.end_of_track_frame, SECOND_FRAMES * 13 / 4);
    free_script(&script);
    awe_song_free(song);
}

static void test_order_at_the_same_tick(void **state)
{
    (void)state;
    smf_builder smf;
    smf_begin(&smf, 1, 480);
    for (uint8_t track = 0; track < 5; track++) {
        smf_track(&smf);
        for (uint8_t i = 0; i < 6; i++) {
            smf_control(&smf, i == 3 ? 10 : 0, track, 16, i);
        }
        smf_note_on(&smf, 0, track, 60, 64); /* as short as can be, but on comes before off */
        smf_note_off(&smf, 0, track, 60);
        smf_end_track(&smf, 0);
    }
    awe_song *song = parse_built(&smf, &reports);
    song_script script = read_script(song);
    assert_int_equal(script.n, 5 * 8 + 1);
    for (size_t i = 0; i < 15; i++) {
        assert_int_equal(script.lines[i].frame, 0);
        assert_int_equal(script.lines[i].message.channel, i / 3);
        assert_int_equal(script.lines[i].message.value, i % 3);
    }
    for (size_t i = 0; i < 25; i++) {
        const awe_message *message = &script.lines[15 + i].message;
        assert_int_equal(script.lines[15 + i].frame, 10 * 735 / 16);
        assert_int_equal(message->channel, i / 5);
        assert_int_equal(message->type, i % 5 < 3    ? AWE_CONTROL
                                        : i % 5 == 3 ? AWE_NOTE_ON
                                                     : AWE_NOTE_OFF);
    }
    free_script(&script);
    awe_song_free(song);
}

static void test_last_tempo_of_a_tick_wins(void **state)
{
    (void)state;
    smf_builder smf;
    smf_begin(&smf, 1, 480);
    smf_track(&smf);
    smf_tempo(&smf, 0, 100000);
    smf_tempo(&smf, 0, 200000);
    smf_end_track(&smf, 0);
    smf_track(&smf);
    smf_tempo(&smf, 0, 1000000);
    smf_note_on(&smf, 480, 0, 60, 64);
    smf_note_off(&smf, 0, 0, 60);
    smf_end_track(&smf, 0);
    awe_song *song = parse_built(&smf, &reports);
    song_script script = read_script(song);
    assert_int_equal(script.lines[0].frame, SECOND_FRAMES);
    free_script(&script);
    awe_song_free(song);
}

static void test_patterns_follow_one_another(void **state)
{
    (void)state;
    smf_builder smf;
    awe_song_info info;
    smf_begin(&smf, 2, 480);
    smf_track(&smf);
    smf_tempo(&smf, 0, 1000000);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, 480, 0, 60);
    smf_end_track(&smf, 1); /* ends after 1 + 1/480 s: 44191.875 frames */
    smf_track(&smf);
    smf_note_on(&smf, 1, 1, 61, 64); /* 120 beats a minute again: 1/960 s later */
    smf_note_off(&smf, 959, 1, 61);
    smf_end_track(&smf, 960);
    awe_song *song = parse_built(&smf, &reports);
    song_script script = read_script(song);
    awe_song_get_info(song, &info);
    assert_int_equal(reports.n, 0);
    assert_int_equal(info.format, 2);
    assert_int_equal(script.lines[1].frame, 44100);
    assert_int_equal(script.lines[2].frame, UINT64_C(44100) * (960 + 2 + 1) / 960);
    assert_int_equal(script.lines[3].frame, UINT64_C(44100) * (960 + 2 + 960) / 960);
    assert_int_equal(info.end_of_track_frame, UINT64_C(44100) * (960 + 2 + 1920) / 960);
    free_script(&script);
    awe_song_free(song);
}

static void test_pattern_that_ends_years_later(void **state)
{
    (void)state;
    smf_builder smf;
    smf_begin(&smf, 2, 480);
    smf_track(&smf);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, 960, 0, 60);
    smf_end_track(&smf, 0x0FFFFFFF);
    smf_track(&smf);
    smf_note_on(&smf, 0, 1, 61, 64);
    smf_note_off(&smf, 960, 1, 61);
    smf_end_track(&smf, 0);
    awe_song *song = parse_built(&smf, &reports);
    song_script script = read_script(song);
    assert_non_null(report_log_find(&reports, "pattern ends long after"));
    assert_int_equal(script.lines[2].frame, 11 * SECOND_FRAMES);
    free_script(&script);
    awe_song_free(song);
}

static void test_smpte_ignores_tempo(void **state)
{
    (void)state;
    smf_builder smf;
    smf_begin(&smf, 1, smf_smpte(25, 40)); /* 1000 ticks a second */
    smf_track(&smf);
    smf_tempo(&smf, 0, 1000000);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, 2500, 0, 60);
    smf_end_track(&smf, 0);
    awe_song *song = parse_built(&smf, &reports);
    song_script script = read_script(song);
    assert_int_equal(script.lines[1].frame, SECOND_FRAMES * 5 / 2);
    free_script(&script);
    awe_song_free(song);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tempo_of_any_track_holds_for_all),
        cmocka_unit_test(test_order_at_the_same_tick),
        cmocka_unit_test(test_last_tempo_of_a_tick_wins),
        cmocka_unit_test(test_patterns_follow_one_another),
        cmocka_unit_test(test_pattern_that_ends_years_later),
        cmocka_unit_test(test_smpte_ignores_tempo),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
