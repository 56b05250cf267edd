/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "song/wrapper.h"
#include "support/song_script.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static report_log reports;

/* `prefix`, then a whole song of one note, then `suffix`. */
static smf_builder build(const void *prefix, size_t n_prefix, const char *suffix)
{
    smf_builder song;
    smf_builder file = {0};
    smf_begin(&song, 0, 480);
    smf_track(&song);
    smf_note_on(&song, 0, 0, 60, 64);
    smf_note_off(&song, 480, 0, 60);
    smf_end_track(&song, 0);
    smf_raw(&file, prefix, n_prefix);
    smf_raw(&file, song.data, song.size);
    smf_raw(&file, suffix, strlen(suffix));
    smf_free(&song);
    return file;
}

#define SONG_SIZE 35

static void expect_one_note(smf_builder *smf)
{
    awe_song_info info;
    awe_song *song = parse_built(smf, &reports);
    awe_song_get_info(song, &info);
    assert_int_equal(info.n_notes, 1);
    awe_song_free(song);
}

static void expect_refusal(const void *data, size_t size, const char *words)
{
    awe_song *song = NULL;
    assert_int_equal(parse_bytes(data, size, &reports, &song), AWE_NOT_A_SONG);
    assert_null(song);
    assert_int_equal(reports.n, 1);
    assert_int_equal(reports.entries[0].report.severity, AWE_ERROR);
    assert_null(reports.entries[0].report.part);
    if (!strstr(reports.entries[0].report.text, words)) {
        fail_msg("\"%s\" instead of \"%s\"", reports.entries[0].report.text, words);
    }
}

static void test_riff(void **state)
{
    (void)state;
    smf_builder smf = build("RIFF\x2F\0\0\0RMIDdata\x23\0\0\0", 20, "");
    assert_int_equal(smf.size, 20 + SONG_SIZE);
    expect_one_note(&smf);
    assert_int_equal(reports.n, 0);
    smf = build("RIFF\xFF\0\0\0RMIDDISP\x05\0\0\0abcde\0data\x23\0\0\0", 34, "\0LIST");
    expect_one_note(&smf);
    assert_int_equal(reports.n, 0);
}

static void test_riff_sizes_that_lie(void **state)
{
    (void)state;
    smf_builder smf = build("RIFF\0\0\0\0RMIDdata\0\0\0\0", 20, "");
    expect_one_note(&smf);
    smf = build("RIFF\0\0\0\0RMIDdata\xFF\xFF\xFF\xFF", 20, "");
    expect_one_note(&smf);
    smf = build("RIFF\0\0\0\0RMIDDISP\xFF\xFF\xFF\xFFxx", 22, "");
    expect_one_note(&smf);
    assert_non_null(report_log_find(&reports, "before the MIDI header"));
}

static void test_junk_before(void **state)
{
    (void)state;
    static uint8_t junk[4097];
    static const size_t sizes[] = {1, 128, 1000, 4096};
    memcpy(junk, "\0\x08song.mid", 10);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        smf_builder smf = build(junk, sizes[i], "");
        expect_one_note(&smf);
        assert_int_equal(reports.n, 1);
        assert_non_null(report_log_find(&reports, "before the MIDI header"));
    }
    smf_builder smf = build(junk, sizeof junk, "");
    expect_refusal(smf.data, smf.size, "not a MIDI file");
    smf_free(&smf);
}

static void test_what_it_is_instead(void **state)
{
    (void)state;
    static const struct {
        const char *data;
        size_t size;
        const char *words;
    } rows[] = {
        {"", 0, "an empty file"},
        {"RIFF\x10\0\0\0WAVEfmt MThd\0\0\0\x06", 24, "WAVE"},
        {"RIFF\x10\0\0\0sfbkLIST", 16, "SoundFont"},
        {"RIFF\x10\0\0\0AVI LIST", 16, "RIFF file of another kind"},
        {"RIFF\x10\0\0\0RMIDdata\x02\0\0\0ab", 22, "without a MIDI file"},
        {"RIFF", 4, "RIFF"},
        {"<!DOCTYPE html>", 15, "web page"},
        {"\xEF\xBB\xBF\r\n <html>", 12, "web page"},
        {"!table\n!version 300\n", 20, "a text file"},
        {"The four letters MThd in a text", 31, "a text file"},
        {"\x1F\x8B\x08\0", 4, "gzip"},
        {"PK\x03\x04", 4, "zip archive"},
        {"FORM\0\0\0\x0EXDIRINFO", 16, "XMI"},
        {"MUS\x1A\0\0", 6, "Doom"},
        {"\x7F"
         "ELF\x02\x01",
         6, "a program"},
        {"\0\0\0\0\0", 5, "nothing known"},
        {"MTh", 3, "a text file"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        expect_refusal(rows[i].data, rows[i].size, rows[i].words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_riff),
        cmocka_unit_test(test_riff_sizes_that_lie),
        cmocka_unit_test(test_junk_before),
        cmocka_unit_test(test_what_it_is_instead),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
