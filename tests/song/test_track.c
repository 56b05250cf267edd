/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Events of a track. At division 480 and 120 beats a minute, 960 ticks are one second: frame = tick
 * 735 / 16. */

#include "song/track.h"
#include "support/song_script.h"

#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static report_log reports;

/* The script of a song of one track that is begun, filled by the test, and not yet ended. */
static void begin(smf_builder *smf)
{
    smf_begin(smf, 0, 480);
    smf_track(smf);
}

static song_script finish(smf_builder *smf)
{
    smf_end_track(smf, 0);
    awe_song *song = parse_built(smf, &reports);
    song_script script = read_script(song);
    awe_song_free(song);
    return script;
}

static void expect(const script_line *line, uint64_t tick, awe_message message)
{
    assert_int_equal(line->frame, tick * 735 / 16);
    assert_memory_equal(&line->message, &message, sizeof message);
}

static void expect_release(const song_script *script, uint64_t tick)
{
    expect(&script->lines[script->n - 1], tick, (awe_message){.type = AWE_RELEASE_ALL});
}

static void test_channel_messages(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    smf_program(&smf, 0, 2, 40);
    smf_control(&smf, 1, 2, 7, 100);
    smf_bend(&smf, 1, 2, 12345);
    smf_note_on(&smf, 200, 2, 60, 99);
    smf_message(&smf, 1, 0xA2, 60, 33);
    smf_message(&smf, 1, 0xD2, 44, 0);
    smf_message(&smf, 16384, 0x82, 60, 12);
    song_script script = finish(&smf);
    assert_int_equal(reports.n, 0);
    assert_int_equal(script.n, 8);
    expect(&script.lines[0], 0, (awe_message){AWE_PROGRAM, 0, 2, 0, 40});
    expect(&script.lines[1], 1, (awe_message){AWE_CONTROL, 0, 2, 7, 100});
    expect(&script.lines[2], 2, (awe_message){AWE_PITCH_BEND, 0, 2, 0, 12345});
    expect(&script.lines[3], 202, (awe_message){AWE_NOTE_ON, 0, 2, 60, 99});
    expect(&script.lines[4], 203, (awe_message){AWE_KEY_PRESSURE, 0, 2, 60, 33});
    expect(&script.lines[5], 204, (awe_message){AWE_CHANNEL_PRESSURE, 0, 2, 0, 44});
    expect(&script.lines[6], 16588, (awe_message){AWE_NOTE_OFF, 0, 2, 60, 12});
    expect_release(&script, 16588);
    free_script(&script);
}

static void test_running_status(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    smf_note_on(&smf, 0, 1, 60, 100);
    SMF_RAW(&smf, 10, 60, 0, 10, 62, 50, 10, 62, 0);
    smf_program(&smf, 0, 1, 5);
    SMF_RAW(&smf, 1, 6);
    song_script script = finish(&smf);
    assert_int_equal(script.n, 7 - 1);
    assert_int_equal(report_log_count(&reports, "status"), 0);
    expect(&script.lines[1], 10, (awe_message){AWE_NOTE_OFF, 0, 1, 60, 64});
    expect(&script.lines[2], 20, (awe_message){AWE_NOTE_ON, 0, 1, 62, 50});
    expect(&script.lines[3], 30, (awe_message){AWE_NOTE_OFF, 0, 1, 62, 64});
    expect(&script.lines[4], 30, (awe_message){AWE_PROGRAM, 0, 1, 0, 5});
    expect_release(&script, 30);
    free_script(&script);
}

static void test_running_status_survives(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    smf_note_on(&smf, 0, 1, 60, 100);
    smf_meta(&smf, 0, 1, "text", 4);
    SMF_RAW(&smf, 10, 60, 0, 0, 62, 50);
    smf_sysex(&smf, 0, "\x7E\x7F\x06\x01\xF7", 5);
    SMF_RAW(&smf, 10, 62, 0);
    song_script script = finish(&smf);
    assert_int_equal(report_log_count(&reports, "running status after"), 2);
    assert_int_equal(reports.n, 2);
    assert_int_equal(script.n, 5);
    expect(&script.lines[3], 20, (awe_message){AWE_NOTE_OFF, 0, 1, 62, 64});
    free_script(&script);
}

static void test_no_status_at_all(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    SMF_RAW(&smf, 0, 60, 64, 0);
    SMF_RAW(&smf, 0x90, 60, 64);
    smf_note_off(&smf, 5, 0, 60);
    song_script script = finish(&smf);
    const awe_report *report = report_log_find(&reports, "no running status");
    assert_non_null(report);
    assert_string_equal(report->part, "track");
    assert_int_equal(report->offset, 14 + 8 + 1);
    assert_int_equal(script.n, 3);
    expect(&script.lines[0], 0, (awe_message){AWE_NOTE_ON, 0, 0, 60, 64});
    free_script(&script);
}

static void test_data_bytes_above_127(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    smf_note_on(&smf, 0, 0, 60, 0xCC);
    smf_note_off(&smf, 10, 0, 60);
    smf_note_on(&smf, 0, 0, 60 | 0x80, 0x80);
    smf_control(&smf, 0, 0, 7, 0xFF);
    smf_note_off(&smf, 10, 0, 60);
    song_script script = finish(&smf);
    assert_int_equal(script.n, 6);
    expect(&script.lines[0], 0, (awe_message){AWE_NOTE_ON, 0, 0, 60, 0xCC - 128});
    expect(&script.lines[2], 10, (awe_message){AWE_NOTE_ON, 0, 0, 60, 127});
    expect(&script.lines[3], 10, (awe_message){AWE_CONTROL, 0, 0, 7, 127});
    assert_int_equal(report_log_count(&reports, "data byte above 127"), 4);
    assert_non_null(report_log_find(&reports, "4 times in all: data byte above 127"));
    free_script(&script);
}

static void test_illegal_statuses(void **state)
{
    (void)state;
    static const uint8_t statuses[] = {0xF1, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF8,
                                       0xF9, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE};
    for (size_t i = 0; i < sizeof statuses; i++) {
        smf_builder smf;
        begin(&smf);
        smf_note_on(&smf, 0, 0, 60, 64);
        SMF_RAW(&smf, 10, statuses[i]);
        smf_raw(&smf, "\x01\x02", statuses[i] == 0xF2 ? 2 : statuses[i] < 0xF4 ? 1 : 0);
        SMF_RAW(&smf, 10, 60, 0);
        song_script script = finish(&smf);
        assert_int_equal(script.n, 3);
        expect(&script.lines[1], 20, (awe_message){AWE_NOTE_OFF, 0, 0, 60, 64});
        assert_non_null(report_log_find(&reports, "no place in a file"));
        free_script(&script);
    }
}

static void test_long_numbers(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    SMF_RAW(&smf, 0x80, 0x80, 0x60, 0x90, 60, 64);            /* three bytes: nothing wrong */
    SMF_RAW(&smf, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20, 60, 0); /* zeros in front */
    SMF_RAW(&smf, 0x81, 0x80, 0x80, 0x80, 0x00, 61, 64);      /* 2^28: too large */
    SMF_RAW(&smf, 0xFF, 0xFF, 0xFF, 0x7F, 61, 0);             /* the largest */
    song_script script = finish(&smf);
    assert_int_equal(script.n, 5);
    expect(&script.lines[0], 0x60, (awe_message){AWE_NOTE_ON, 0, 0, 60, 64});
    expect(&script.lines[1], 0x80, (awe_message){AWE_NOTE_OFF, 0, 0, 60, 64});
    expect(&script.lines[2], 0x80, (awe_message){AWE_NOTE_ON, 0, 0, 61, 64});
    expect(&script.lines[3], 0x80 + 0x0FFFFFFF, (awe_message){AWE_NOTE_OFF, 0, 0, 61, 64});
    assert_int_equal(report_log_count(&reports, "more than 4 bytes"), 1);
    assert_int_equal(report_log_count(&reports, "above 28 bits"), 1);
    assert_int_equal(reports.n, 2);
    free_script(&script);
}

static void test_sysex(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    smf_port(&smf, 0, 1);
    smf_sysex(&smf, 3, "\x7E\x7F\x09\x01\xF7", 5);
    smf_packet(&smf, 3, "\xF0\x7F\x7F\x04\x01\x01\x02\xF7", 8); /* an escaped one */
    smf_packet(&smf, 3, "\xF3\x01", 2);                         /* an escape of no use */
    song_script script = finish(&smf);
    assert_int_equal(script.n, 1); /* no note: the song ends at once */
    free_script(&script);

    begin(&smf);
    smf_port(&smf, 0, 1);
    smf_sysex(&smf, 3, "\x7E\x7F\x09\x01\xF7", 5);
    smf_packet(&smf, 3, "\xF0\x7F\x7F\x04\x01\x01\x02\xF7", 8);
    smf_note_on(&smf, 3, 0, 60, 64);
    smf_note_off(&smf, 3, 0, 60);
    script = finish(&smf);
    assert_int_equal(script.n, 5);
    expect(&script.lines[0], 3, (awe_message){AWE_RESET, 1, 0, AWE_RESET_GM, 0});
    expect(&script.lines[1], 6, (awe_message){AWE_MASTER_VOLUME, 1, 0, 0, 0x101});
    assert_int_equal(reports.n, 0);
    free_script(&script);
}

static void test_sysex_in_packets(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    smf_sysex(&smf, 0, "\x41\x10\x42", 3);
    smf_packet(&smf, 5, "\x12\x40\x01\x30", 4);
    smf_meta(&smf, 0, 1, "text", 4);
    smf_packet(&smf, 5, "\x06\x09\xF7", 3);
    smf_note_on(&smf, 5, 0, 60, 64);
    smf_note_off(&smf, 5, 0, 60);
    song_script script = finish(&smf);
    assert_int_equal(reports.n, 0);
    assert_int_equal(script.n, 4);
    expect(&script.lines[0], 10, (awe_message){AWE_REVERB_TYPE, 0, 0, 0, 6});
    free_script(&script);
}

static void test_sysex_without_end(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    smf_sysex(&smf, 7, "\x7E\x7F\x09\x01", 4);
    smf_tempo(&smf, 0, 500000);
    smf_note_on(&smf, 5, 0, 60, 64);
    smf_note_off(&smf, 5, 0, 60);
    song_script script = finish(&smf);
    assert_non_null(report_log_find(&reports, "without an end"));
    assert_int_equal(script.n, 4);
    expect(&script.lines[0], 7, (awe_message){.type = AWE_RESET, .key = AWE_RESET_GM});
    free_script(&script);
}

static void test_huge_sysex_in_packets(void **state)
{
    (void)state;
    static uint8_t filler[40000] = {0x7E, 0x7F, 0x09, 0x01};
    smf_builder smf;
    begin(&smf);
    smf_sysex(&smf, 0, filler, sizeof filler);
    smf_packet(&smf, 0, filler, sizeof filler);
    smf_packet(&smf, 0, "\xF7", 1);
    smf_note_on(&smf, 5, 0, 60, 64);
    smf_note_off(&smf, 5, 0, 60);
    song_script script = finish(&smf);
    assert_non_null(report_log_find(&reports, "64 KiB"));
    assert_int_equal(script.n, 3);
    free_script(&script);
}

static void test_ports(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    smf_note_on(&smf, 0, 3, 60, 64);
    smf_port(&smf, 0, 5);
    smf_note_on(&smf, 0, 3, 60, 64);
    smf_note_off(&smf, 1, 3, 60);
    smf_port(&smf, 0, 0);
    smf_note_off(&smf, 1, 3, 60);
    smf_end_track(&smf, 0);
    awe_song_info info;
    awe_song *song = parse_built(&smf, NULL);
    song_script script = read_script(song);
    awe_song_get_info(song, &info);
    assert_int_equal(info.n_ports, 6);
    expect(&script.lines[1], 0, (awe_message){AWE_NOTE_ON, 5, 3, 60, 64});
    expect(&script.lines[3], 2, (awe_message){AWE_NOTE_OFF, 0, 3, 60, 64});
    expect_release(&script, 2);
    free_script(&script);
    awe_song_free(song);
}

static void test_bad_tempos(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    smf_tempo(&smf, 0, 0);
    smf_meta(&smf, 0, 0x51, "\x01\x02", 2);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, 960, 0, 60);
    song_script script = finish(&smf);
    assert_int_equal(report_log_count(&reports, "tempo that makes no sense"), 2);
    expect_release(&script, 960);
    free_script(&script);
}

static void test_bad_time_signatures(void **state)
{
    (void)state;
    smf_builder smf;
    begin(&smf);
    smf_meta(&smf, 0, 0x58, "\x00\x02\x18\x08", 4);
    smf_meta(&smf, 0, 0x58, "\x04\x08\x18\x08", 4);
    smf_meta(&smf, 0, 0x58, "\x04", 1);
    smf_meta(&smf, 0, 0x58, "\x04\x07", 2);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, 960, 0, 60);
    song_script script = finish(&smf);
    assert_int_equal(report_log_count(&reports, "time signature that makes no sense"), 3);
    assert_int_equal(script.n, 3);
    free_script(&script);
}

static void test_meta_that_claims_too_much(void **state)
{
    (void)state;
    smf_builder smf;
    awe_song *song = NULL;
    begin(&smf);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, 960, 0, 60);
    SMF_RAW(&smf, 0, 0xFF, 0x01, 0x87, 0x68, 'a', 'b');
    smf_close_track(&smf);
    assert_int_equal(parse_bytes(smf.data, smf.size, &reports, &song), AWE_OK);
    assert_non_null(report_log_find(&reports, "event length reaches past"));
    assert_non_null(report_log_find(&reports, "no end-of-track"));
    awe_song_free(song);
    smf_free(&smf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_channel_messages),
        cmocka_unit_test(test_running_status),
        cmocka_unit_test(test_running_status_survives),
        cmocka_unit_test(test_no_status_at_all),
        cmocka_unit_test(test_data_bytes_above_127),
        cmocka_unit_test(test_illegal_statuses),
        cmocka_unit_test(test_long_numbers),
        cmocka_unit_test(test_sysex),
        cmocka_unit_test(test_sysex_in_packets),
        cmocka_unit_test(test_sysex_without_end),
        cmocka_unit_test(test_huge_sysex_in_packets),
        cmocka_unit_test(test_ports),
        cmocka_unit_test(test_bad_tempos),
        cmocka_unit_test(test_bad_time_signatures),
        cmocka_unit_test(test_meta_that_claims_too_much),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
