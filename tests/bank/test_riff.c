/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bank/riff.h"

#define IFIL AWE_FOURCC('i', 'f', 'i', 'l')
#define SMPL AWE_FOURCC('s', 'm', 'p', 'l')
#define PHDR AWE_FOURCC('p', 'h', 'd', 'r')

/* The string without its final zero, as a file. */
#define FILE_OF(text)                                                                              \
    {                                                                                              \
        .file = {(const uint8_t *)(text), sizeof(text) - 1 }                                       \
    }

static void expect_chunk(awe_riff *riff, uint32_t id, size_t size, awe_chunk_state state)
{
    awe_chunk chunk;
    assert_true(awe_riff_next(riff, &chunk));
    assert_int_equal(chunk.id, id);
    assert_int_equal(chunk.data.size, size);
    assert_int_equal(chunk.state, state);
}

static void expect_end(awe_riff *riff)
{
    awe_chunk chunk;
    assert_false(awe_riff_next(riff, &chunk));
}

static void walks_through_lists(void **state)
{
    (void)state;
    awe_riff riff = FILE_OF("RIFF\x2c\0\0\0sfbk"
                            "LIST\x10\0\0\0INFOifil\4\0\0\0\2\0\1\0"
                            "LIST\x0e\0\0\0sdtasmpl\2\0\0\0ab");
    expect_chunk(&riff, IFIL, 4, AWE_CHUNK_SOUND);
    expect_chunk(&riff, SMPL, 2, AWE_CHUNK_SOUND);
    expect_end(&riff);
}

static void list_sizes_do_not_matter(void **state)
{
    (void)state;
    awe_riff riff = FILE_OF("RIFF\xff\xff\xff\xffsfbk"
                            "LIST\0\0\0\0INFOifil\4\0\0\0\2\0\1\0"
                            "LIST\xff\xff\xff\x7fsdtasmpl\2\0\0\0ab");
    expect_chunk(&riff, IFIL, 4, AWE_CHUNK_SOUND);
    expect_chunk(&riff, SMPL, 2, AWE_CHUNK_SOUND);
    expect_end(&riff);
}

static void odd_chunk_with_pad(void **state)
{
    (void)state;
    awe_riff riff = FILE_OF("smpl\3\0\0\0abc\0phdr\2\0\0\0xy");
    expect_chunk(&riff, SMPL, 3, AWE_CHUNK_SOUND);
    expect_chunk(&riff, PHDR, 2, AWE_CHUNK_SOUND);
    expect_end(&riff);
}

static void odd_chunk_without_pad(void **state)
{
    (void)state;
    awe_riff riff = FILE_OF("smpl\3\0\0\0abcLIST\x0e\0\0\0pdtaphdr\2\0\0\0xy");
    expect_chunk(&riff, SMPL, 3, AWE_CHUNK_UNPADDED);
    expect_chunk(&riff, PHDR, 2, AWE_CHUNK_SOUND);
    expect_end(&riff);
}

static void printable_pad_byte_is_a_pad_byte(void **state)
{
    (void)state;
    awe_riff riff = FILE_OF("smpl\3\0\0\0abc phdr\2\0\0\0xy");
    expect_chunk(&riff, SMPL, 3, AWE_CHUNK_SOUND);
    expect_chunk(&riff, PHDR, 2, AWE_CHUNK_SOUND);
}

static void odd_chunk_at_the_end(void **state)
{
    (void)state;
    awe_riff padded = FILE_OF("phdr\3\0\0\0xyz\0");
    expect_chunk(&padded, PHDR, 3, AWE_CHUNK_SOUND);
    expect_end(&padded);
    awe_riff unpadded = FILE_OF("phdr\3\0\0\0xyz");
    expect_chunk(&unpadded, PHDR, 3, AWE_CHUNK_SOUND);
    expect_end(&unpadded);
}

static void unknown_names_are_walked_over(void **state)
{
    (void)state;
    awe_riff riff = FILE_OF("smpl\2\0\0\0abXtra\3\0\0\0"
                            "123\0phdr\2\0\0\0xy");
    expect_chunk(&riff, SMPL, 2, AWE_CHUNK_SOUND);
    expect_chunk(&riff, AWE_FOURCC('X', 't', 'r', 'a'), 3, AWE_CHUNK_SOUND);
    expect_chunk(&riff, PHDR, 2, AWE_CHUNK_SOUND);
}

/* The size field of an unpacked file: far too big, but the next list is there. */
static void too_big_size_ends_at_the_next_list(void **state)
{
    (void)state;
    awe_riff riff = FILE_OF("smpl\xf0\xff\0\0abcdLIST\x0e\0\0\0pdtaphdr\2\0\0\0xy");
    expect_chunk(&riff, SMPL, 4, AWE_CHUNK_RESIZED);
    expect_chunk(&riff, PHDR, 2, AWE_CHUNK_SOUND);
    expect_end(&riff);
}

static void too_small_size_ends_at_the_next_list(void **state)
{
    (void)state;
    awe_riff riff = FILE_OF("smpl\2\0\0\0ab\1\2\3\4\5\6LIST\x0e\0\0\0pdtaphdr\2\0\0\0xy");
    expect_chunk(&riff, SMPL, 8, AWE_CHUNK_RESIZED);
    expect_chunk(&riff, PHDR, 2, AWE_CHUNK_SOUND);
    expect_end(&riff);
}

static void chunk_is_cut_with_the_file(void **state)
{
    (void)state;
    awe_riff riff = FILE_OF("smpl\xff\xff\xff\xff"
                            "abcLIST1234what");
    expect_chunk(&riff, SMPL, 15, AWE_CHUNK_CUT);
    expect_end(&riff);
}

static void tail_of_zeros_ends_the_walk(void **state)
{
    (void)state;
    awe_riff riff = FILE_OF("phdr\2\0\0\0xy\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    expect_chunk(&riff, PHDR, 2, AWE_CHUNK_SOUND);
    expect_end(&riff);
}

static void short_files_have_no_chunks(void **state)
{
    (void)state;
    static const char text[] = "RIFF\4\0\0\0sfbkphdr\0\0\0";
    for (size_t size = 0; size < sizeof text - 1; size++) {
        awe_riff riff = {.file = {(const uint8_t *)text, size}};
        expect_end(&riff);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(walks_through_lists),
        cmocka_unit_test(list_sizes_do_not_matter),
        cmocka_unit_test(odd_chunk_with_pad),
        cmocka_unit_test(odd_chunk_without_pad),
        cmocka_unit_test(printable_pad_byte_is_a_pad_byte),
        cmocka_unit_test(odd_chunk_at_the_end),
        cmocka_unit_test(unknown_names_are_walked_over),
        cmocka_unit_test(too_big_size_ends_at_the_next_list),
        cmocka_unit_test(too_small_size_ends_at_the_next_list),
        cmocka_unit_test(chunk_is_cut_with_the_file),
        cmocka_unit_test(tail_of_zeros_ends_the_walk),
        cmocka_unit_test(short_files_have_no_chunks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
