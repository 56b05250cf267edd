/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "awe/song.h"
#include "support/byte_buffer.h"

static void begin(byte_buffer *file)
{
    *file = (byte_buffer){0};
    byte_buffer_append(file, "RIFF\0\0\0\0RMID", 12);
    byte_buffer_append(file, "data\5\0\0\0MThd!\0", 14); /* odd, with its pad byte */
}

static void append_list(byte_buffer *file, const char *id, const char *form, const char *content,
                        size_t size)
{
    byte_buffer_append(file, id, 4);
    byte_buffer_append32(file, (uint32_t)size + 4);
    byte_buffer_append(file, form, 4);
    byte_buffer_append(file, content, size);
}

static void finds_a_soundfont(void **state)
{
    (void)state;
    byte_buffer file;
    begin(&file);
    append_list(&file, "LIST", "INFO", "DBNK\2\0\0\0\7\0", 10);
    size_t at = file.size;
    append_list(&file, "RIFF", "sfbk", "LIST....", 8);
    awe_carried_bank bank = awe_song_find_bank(file.bytes, file.size);
    assert_ptr_equal(bank.data, file.bytes + at);
    assert_int_equal(bank.size, 20);
    assert_false(bank.is_dls);
    assert_int_equal(bank.offset, 7);
    free(file.bytes);
}

static void tells_dls(void **state)
{
    (void)state;
    byte_buffer file;
    begin(&file);
    append_list(&file, "RIFF", "DLS ", "colh", 4);
    append_list(&file, "RIFF", "sfbk", "LIST", 4);
    awe_carried_bank bank = awe_song_find_bank(file.bytes, file.size);
    assert_true(bank.is_dls);
    assert_int_equal(bank.size, 16);
    assert_int_equal(bank.offset, -1);
    free(file.bytes);
}

/* A bank that the file cuts is given as far as it goes; each beginning has its own block. */
static void cut_anywhere(void **state)
{
    (void)state;
    byte_buffer file;
    begin(&file);
    size_t at = file.size;
    append_list(&file, "RIFF", "sfbk", "LIST....", 8);
    append_list(&file, "LIST", "INFO", "DBNK\2\0\0\0\7\0", 10);
    for (size_t n = 0; n < file.size; n++) {
        uint8_t *part = malloc(n ? n : 1);
        assert_non_null(part);
        memcpy(part, file.bytes, n);
        awe_carried_bank bank = awe_song_find_bank(part, n);
        assert_int_equal(bank.data != NULL, n >= at + 12);
        assert_true(!bank.data || (const uint8_t *)bank.data + bank.size <= part + n);
        free(part);
    }
    free(file.bytes);
}

static void other_files_have_none(void **state)
{
    (void)state;
    static const char wave[] = "RIFF\x10\0\0\0WAVERIFF\4\0\0\0sfbk";
    static const char endless[] = "RIFF\x10\0\0\0RMIDdata\xFF\xFF\xFF\xFF";
    assert_null(awe_song_find_bank(NULL, 10).data);
    assert_null(awe_song_find_bank("MThd", 4).data);
    assert_null(awe_song_find_bank(wave, sizeof wave).data);
    assert_null(awe_song_find_bank(endless, sizeof endless).data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_a_soundfont),
        cmocka_unit_test(tells_dls),
        cmocka_unit_test(cut_anywhere),
        cmocka_unit_test(other_files_have_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
