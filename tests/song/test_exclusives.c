/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* A song's system exclusives come back as they stand in the file, in the order of time, whatever
   tracks and packets they are in; and only where they are asked for. */

#include "awe/song.h"
#include "support/failing_allocator.h"
#include "support/smf_builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static smf_builder smf;

/* Two tracks: at 1 s a message in two packets and, later in the file, one at 0.5 s on port 2. */
static void build(void)
{
    static const uint8_t whole[] = {0x7D, 1, 2, 3, 0xF7};
    static const uint8_t first[] = {0x43, 0x10};
    static const uint8_t second[] = {0x4C, 0x55, 0xF7};
    smf_begin(&smf, 1, 480);
    smf_track(&smf);
    smf_sysex(&smf, 960, first, sizeof first);
    smf_packet(&smf, 0, second, sizeof second);
    smf_note_on(&smf, 0, 0, 60, 100);
    smf_note_off(&smf, 480, 0, 60);
    smf_end_track(&smf, 0);
    smf_track(&smf);
    smf_port(&smf, 0, 2);
    smf_sysex(&smf, 480, whole, sizeof whole);
    smf_end_track(&smf, 0);
}

static void expect(const awe_song *song, uint32_t i, uint64_t frame, uint8_t port,
                   const char *bytes, size_t n_bytes)
{
    awe_song_exclusive got;
    assert_true(awe_song_get_exclusive(song, i, &got));
    assert_int_equal(got.frame, frame);
    assert_int_equal(got.port, port);
    assert_int_equal(got.n_bytes, n_bytes);
    assert_memory_equal(got.bytes, bytes, n_bytes);
}

static void test_order(void **state)
{
    (void)state;
    const awe_song_config config = {.keeps_exclusives = 1};
    awe_song *song = NULL;
    awe_song_exclusive none;
    build();
    assert_int_equal(awe_song_parse(smf.data, smf.size, &config, &song), AWE_OK);
    expect(song, 0, 22050, 2, "\x7D\1\2\3\xF7", 5);
    expect(song, 1, 44100, 0, "\x43\x10\x4C\x55\xF7", 5);
    assert_false(awe_song_get_exclusive(song, 2, &none));
    awe_song_free(song);
    assert_int_equal(awe_song_parse(smf.data, smf.size, NULL, &song), AWE_OK);
    assert_false(awe_song_get_exclusive(song, 0, &none));
    awe_song_free(song);
    smf_free(&smf);
}

static void test_many(void **state)
{
    (void)state;
    const awe_song_config config = {.keeps_exclusives = 1};
    awe_song *song = NULL;
    smf_begin(&smf, 0, 480);
    smf_track(&smf);
    for (int i = 0; i < 1000; i++) {
        const uint8_t bytes[] = {0x7D, (uint8_t)(i >> 7), (uint8_t)(i & 127), 0xF7};
        smf_sysex(&smf, 1, bytes, sizeof bytes);
    }
    smf_end_track(&smf, 0);
    assert_int_equal(awe_song_parse(smf.data, smf.size, &config, &song), AWE_OK);
    for (int i = 0; i < 1000; i++) {
        const char bytes[] = {0x7D, (char)(i >> 7), (char)(i & 127), (char)0xF7};
        expect(song, (uint32_t)i, (uint64_t)(i + 1) * 22050 / 480, 0, bytes, sizeof bytes);
    }
    awe_song_free(song);
    smf_free(&smf);
}

static void test_no_memory(void **state)
{
    (void)state;
    uint32_t n = 0;
    awe_status status = AWE_NO_MEM;
    build();
    for (; status != AWE_OK && n < 100; n++) {
        failing_allocator memory;
        failing_allocator_init(&memory, n + 1);
        const awe_song_config config = {.allocator = &memory.allocator, .keeps_exclusives = 1};
        awe_song *song = NULL;
        status = awe_song_parse(smf.data, smf.size, &config, &song);
        assert_true(status == AWE_OK || status == AWE_NO_MEM);
        awe_song_free(song);
        assert_int_equal(memory.n_blocks, 0);
    }
    assert_true(n > 5 && status == AWE_OK);
    smf_free(&smf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_order), cmocka_unit_test(test_many),
                                       cmocka_unit_test(test_no_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
