/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Messages as portmidi.h describes them, and as its ALSA side makes them, against the bytes that
   were on the cable. */

#include "io/midi_pieces.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define MAX_BYTES 64

static uint32_t pack(const uint8_t bytes[4])
{
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

/* `messages` are of four bytes each. */
static void check(const uint8_t (*messages)[4], uint32_t n_messages, const uint8_t *want,
                  uint32_t n_want)
{
    midi_pieces pieces = {0};
    uint8_t got[MAX_BYTES + 4];
    uint32_t n = 0;
    for (uint32_t i = 0; i < n_messages; i++) {
        n += midi_pieces_take(&pieces, pack(messages[i]), got + n);
        assert_true(n <= MAX_BYTES);
    }
    assert_int_equal(n, n_want);
    assert_memory_equal(got, want, n_want);
    assert_false(pieces.is_in_sysex);
}

#define CHECK(messages, want)                                                                      \
    check(messages, sizeof(messages) / sizeof(messages)[0], want, sizeof(want))

static void test_short_messages(void **state)
{
    (void)state;
    static const uint8_t messages[][4] = {
        {0x80, 1, 2, 0}, {0x91, 3, 4, 0},  {0xA2, 5, 6, 0},  {0xB3, 0, 0, 0},   {0xC4, 7, 0, 0},
        {0xD5, 8, 0, 0}, {0xE6, 9, 10, 0}, {0xF1, 11, 0, 0}, {0xF2, 12, 13, 0}, {0xF3, 14, 0, 0},
        {0xF6, 0, 0, 0}, {0xF8, 0, 0, 0},  {0xFF, 0, 0, 0}};
    static const uint8_t want[] = {0x80, 1,    2,    0x91, 3,    4,  0xA2, 5,    6,   0xB3,
                                   0,    0,    0xC4, 7,    0xD5, 8,  0xE6, 9,    10,  0xF1,
                                   11,   0xF2, 12,   13,   0xF3, 14, 0xF6, 0xF8, 0xFF};
    CHECK(messages, want);
}

/* F0 and three data bytes, then every length of the rest. */
static void test_sysex_of_any_length(void **state)
{
    (void)state;
    for (uint32_t n = 2; n < 20; n++) {
        uint8_t cable[24] = {0xF0};
        uint8_t messages[6][4] = {{0}};
        for (uint32_t i = 1; i < n - 1; i++) {
            cable[i] = (uint8_t)i;
        }
        cable[n - 1] = 0xF7;
        for (uint32_t i = 0; i < n; i++) {
            messages[i / 4][i % 4] = cable[i];
        }
        check((const uint8_t(*)[4])messages, (n + 3) / 4, cable, n);
    }
}

static void test_real_time_between_and_inside_the_pieces(void **state)
{
    (void)state;
    static const uint8_t between[][4] = {
        {0xF0, 1, 2, 3}, {0xF8, 0, 0, 0}, {4, 5, 6, 7}, {0xFE, 0, 0, 0}, {8, 0xF7, 0, 0}};
    static const uint8_t want_between[] = {0xF0, 1, 2, 3, 0xF8, 4, 5, 6, 7, 0xFE, 8, 0xF7};
    CHECK(between, want_between);
    static const uint8_t inside[][4] = {{0xF0, 1, 0xF8, 2}, {0xF8, 3, 4, 0xFA}, {0xF8, 0xF7, 0, 0}};
    static const uint8_t want_inside[] = {0xF0, 1, 0xF8, 2, 0xF8, 3, 4, 0xFA, 0xF8, 0xF7};
    CHECK(inside, want_inside);
}

/* The stream behind takes the status byte for the end. */
static void test_sysex_without_end(void **state)
{
    (void)state;
    static const uint8_t messages[][4] = {
        {0xF0, 1, 2, 3}, {0x90, 60, 1, 0}, {0xF0, 1, 2, 3}, {0xF0, 4, 0xF7, 0}};
    static const uint8_t want[] = {0xF0, 1, 2, 3, 0x90, 60, 1, 0xF0, 1, 2, 3, 0xF0, 4, 0xF7};
    CHECK(messages, want);
}

static void test_the_rest_of_a_lost_sysex_is_dropped(void **state)
{
    (void)state;
    static const uint8_t messages[][4] = {{1, 2, 3, 4}, {5, 0xF7, 0, 0}, {0x90, 60, 1, 0}};
    static const uint8_t want[] = {0x90, 60, 1};
    CHECK(messages, want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_short_messages),
        cmocka_unit_test(test_sysex_of_any_length),
        cmocka_unit_test(test_real_time_between_and_inside_the_pieces),
        cmocka_unit_test(test_sysex_without_end),
        cmocka_unit_test(test_the_rest_of_a_lost_sysex_is_dropped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
