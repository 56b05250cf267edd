/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The parser as a whole: arguments, figures, memory, and songs cut at every byte. */

#include "song/song.h"
#include "support/failing_allocator.h"
#include "support/song_script.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static report_log reports;

/* A song with a bit of everything. */
static smf_builder make_song(uint16_t format)
{
    smf_builder smf;
    smf_begin(&smf, format, 96);
    smf_track(&smf);
    smf_meta(&smf, 0, 3, "a name", 6);
    smf_tempo(&smf, 0, 600000);
    smf_sysex(&smf, 0, "\x41\x10\x42\x12\x40\x00\x7F\x00\x41\xF7", 10);
    smf_tempo(&smf, 333, 250001);
    smf_end_track(&smf, 1000);
    for (uint8_t track = 0; track < 3; track++) {
        smf_track(&smf);
        smf_port(&smf, 0, track);
        smf_program(&smf, 0, track, 40);
        smf_control(&smf, 0, track, 64, 127);
        smf_sysex(&smf, 5, "\x7F\x7F\x04", 3);
        smf_packet(&smf, 5, "\x01\x10\x70\xF7", 4);
        for (uint8_t key = 40; key < 60; key++) {
            smf_note_on(&smf, 10, track, key, 100);
            smf_bend(&smf, 10, track, (uint16_t)(key * 200));
            SMF_RAW(&smf, 0x81, 0x00, 0x90 | track, key, 0, 4, key, 90);
            smf_note_off(&smf, 30, track, key);
        }
        smf_control(&smf, 5, track, 64, 0);
        smf_end_track(&smf, 100);
    }
    return smf;
}

static void test_bad_arguments(void **state)
{
    (void)state;
    awe_song *song = (awe_song *)&reports;
    assert_int_equal(awe_song_parse(NULL, 10, NULL, &song), AWE_BAD_ARG);
    assert_null(song);
    assert_int_equal(awe_song_parse("MThd", 4, NULL, NULL), AWE_BAD_ARG);
    awe_song_free(NULL);
}

static void test_info(void **state)
{
    (void)state;
    smf_builder smf = make_song(1);
    awe_song_info info;
    awe_song *song = parse_built(&smf, &reports);
    awe_song_get_info(song, &info);
    assert_int_equal(reports.n, 0);
    assert_int_equal(info.format, 1);
    assert_int_equal(info.n_tracks, 4);
    assert_int_equal(info.n_ports, 3);
    assert_int_equal(info.division, 96);
    assert_int_equal(info.n_notes, 3 * 20 * 2);
    assert_int_equal(info.n_tempo_changes, 2);
    assert_int_equal(info.n_events, 1 + 3 * (2 + 1 + 20 * 5 + 1) + 1);
    /* of 10 + 20 * (10 + 10 + 128 + 4 + 30) + 5 ticks 333 at 600000 us, the others at 250001 */
    uint64_t units = UINT64_C(333) * 600000 + UINT64_C(3322) * 250001;
    assert_int_equal(info.end_frame, units * 44100 / 96000000);
    units += UINT64_C(100) * 250001;
    assert_int_equal(info.end_of_track_frame, units * 44100 / 96000000);
    awe_song_free(song);
}

static void test_each_allocation_may_fail(void **state)
{
    (void)state;
    for (uint16_t format = 0; format <= 2; format++) {
        smf_builder smf = make_song(format);
        awe_status status = AWE_NO_MEM;
        size_t n = 0;
        while (status != AWE_OK) {
            failing_allocator memory;
            failing_allocator_init(&memory, ++n);
            awe_song_config config = {.allocator = &memory.allocator};
            awe_song *song = NULL;
            status = awe_song_parse(smf.data, smf.size, &config, &song);
            assert_true(status == AWE_OK || (status == AWE_NO_MEM && !song));
            assert_int_equal(status == AWE_OK, memory.n_allocations < n);
            awe_song_free(song);
            assert_int_equal(memory.n_blocks, 0);
        }
        assert_true(n > 5);
        smf_free(&smf);
    }
}

/* A copy of just that size, so that the address sanitizer sees every read past it. */
static void parse_cut(const smf_builder *smf, size_t size)
{
    uint8_t *copy = malloc(size > 0 ? size : 1);
    assert_non_null(copy);
    memcpy(copy, smf->data, size);
    failing_allocator memory;
    failing_allocator_init(&memory, 0);
    awe_song_config config = {&memory.allocator, report_log_add, &reports};
    awe_song *song = NULL;
    report_log_clear(&reports);
    awe_status status = awe_song_parse(copy, size, &config, &song);
    free(copy); /* the song borrows nothing */
    assert_int_equal(status, size < 4 ? AWE_NOT_A_SONG : size < 18 ? AWE_DAMAGED : AWE_OK);
    assert_true(size == smf->size || reports.n > 0);
    if (song) {
        song_script script = read_script(song);
        assert_int_equal(script.lines[script.n - 1].message.type, AWE_RELEASE_ALL);
        free_script(&script);
    }
    awe_song_free(song);
    assert_int_equal(memory.n_blocks, 0);
}

static void test_cut_at_every_byte(void **state)
{
    (void)state;
    for (uint16_t format = 1; format <= 2; format++) {
        smf_builder smf = make_song(format);
        for (size_t size = 0; size <= smf.size; size++) {
            parse_cut(&smf, size);
        }
        smf_free(&smf);
    }
}

/* Every byte in turn becomes each of a few others: whatever comes out keeps a song's promises. */
static void test_damaged_at_every_byte(void **state)
{
    (void)state;
    static const uint8_t others[] = {0x00, 0x7F, 0x80, 0xF0, 0xF7, 0xFF};
    smf_builder smf = make_song(1);
    for (size_t i = 0; i < smf.size * sizeof others; i++) {
        size_t at = i / sizeof others;
        uint8_t old = smf.data[at];
        awe_song *song = NULL;
        smf.data[at] = others[i % sizeof others];
        parse_bytes(smf.data, smf.size, &reports, &song);
        smf.data[at] = old;
        for (uint32_t k = 1; song && k < song->info.n_events; k++) {
            assert_true(song->events[k - 1].at <= song->events[k].at);
        }
        awe_song_free(song);
    }
    smf_free(&smf);
}

static void test_events_in_bulk(void **state)
{
    (void)state;
    enum { N_TRACKS = 380, N_NOTES = 500 };
    smf_builder smf;
    awe_song_info info;
    smf_begin(&smf, 1, 480);
    for (unsigned track = 0; track < N_TRACKS; track++) {
        smf_track(&smf);
        smf_port(&smf, 0, (uint8_t)(track / 16));
        for (unsigned i = 0; i < N_NOTES; i++) {
            smf_note_on(&smf, track % 7, track % 16, i % 128, 64);
            smf_note_off(&smf, 5, track % 16, i % 128);
        }
        smf_end_track(&smf, 0);
    }
    awe_song *song = parse_built(&smf, &reports);
    awe_song_get_info(song, &info);
    assert_int_equal(info.n_notes, N_TRACKS * N_NOTES);
    assert_int_equal(info.n_ports, N_TRACKS / 16 + 1);
    assert_int_equal(info.n_events, 2 * N_TRACKS * N_NOTES + 1);
    for (uint32_t i = 1; i < info.n_events; i++) {
        assert_true(song->events[i - 1].at <= song->events[i].at);
    }
    awe_song_free(song);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bad_arguments),
        cmocka_unit_test(test_info),
        cmocka_unit_test(test_each_allocation_may_fail),
        cmocka_unit_test(test_cut_at_every_byte),
        cmocka_unit_test(test_damaged_at_every_byte),
        cmocka_unit_test(test_events_in_bulk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
