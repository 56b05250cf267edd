/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Byte strings as the manuals print them: Universal System Exclusive, Roland SC-55, Yamaha XG. */

#include "midi/sysex.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define PORT 3

static uint32_t decode(const uint8_t *bytes, size_t n_bytes, awe_message *messages)
{
    return awe_sysex_decode((awe_bytes){bytes, n_bytes}, PORT, messages);
}

#define DECODE(messages, ...)                                                                      \
    decode((const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}), messages)

static void expect(const awe_message *got, awe_message expected)
{
    expected.port = PORT;
    assert_memory_equal(got, &expected, sizeof expected);
}

static void test_resets(void **state)
{
    (void)state;
    awe_message got[AWE_SYSEX_MAX_MESSAGES];
    assert_int_equal(DECODE(got, 0xF0, 0x7E, 0x7F, 0x09, 0x01, 0xF7), 1);
    expect(got, (awe_message){.type = AWE_RESET, .key = AWE_RESET_GM});
    assert_int_equal(DECODE(got, 0xF0, 0x7E, 0x7F, 0x09, 0x03, 0xF7), 1);
    expect(got, (awe_message){.type = AWE_RESET, .key = AWE_RESET_GM2});
    assert_int_equal(DECODE(got, 0xF0, 0x41, 0x10, 0x42, 0x12, 0x40, 0x00, 0x7F, 0x00, 0x41, 0xF7),
                     1);
    expect(got, (awe_message){.type = AWE_RESET, .key = AWE_RESET_GS});
    assert_int_equal(DECODE(got, 0xF0, 0x41, 0x10, 0x42, 0x12, 0x00, 0x00, 0x7F, 0x01, 0x00, 0xF7),
                     1);
    expect(got, (awe_message){.type = AWE_RESET, .key = AWE_RESET_GS});
    assert_int_equal(DECODE(got, 0xF0, 0x43, 0x10, 0x4C, 0x00, 0x00, 0x7E, 0x00, 0xF7), 1);
    expect(got, (awe_message){.type = AWE_RESET, .key = AWE_RESET_XG});
}

static void test_frame_bytes_and_device_are_free(void **state)
{
    (void)state;
    awe_message got[AWE_SYSEX_MAX_MESSAGES];
    assert_int_equal(DECODE(got, 0x7E, 0x00, 0x09, 0x01), 1);
    assert_int_equal(DECODE(got, 0x7E, 0x7F, 0x09, 0x01, 0xF7), 1);
    assert_int_equal(DECODE(got, 0x41, 0x1F, 0x42, 0x12, 0x40, 0x00, 0x7F, 0x00, 0x41), 1);
    assert_int_equal(DECODE(got, 0x43, 0x1F, 0x4C, 0x00, 0x00, 0x7E, 0x00), 1);
    /* a dump (0n) and a request (3n) are no parameter change (1n) */
    assert_int_equal(DECODE(got, 0x43, 0x00, 0x4C, 0x00, 0x00, 0x7E, 0x00), 0);
    assert_int_equal(DECODE(got, 0x43, 0x30, 0x4C, 0x00, 0x00, 0x7E, 0x00), 0);
}

static void test_master_volume(void **state)
{
    (void)state;
    awe_message got[AWE_SYSEX_MAX_MESSAGES];
    assert_int_equal(DECODE(got, 0xF0, 0x7F, 0x7F, 0x04, 0x01, 0x21, 0x43, 0xF7), 1);
    expect(got, (awe_message){.type = AWE_MASTER_VOLUME, .value = 0x43 * 128 + 0x21});
    assert_int_equal(DECODE(got, 0x41, 0x10, 0x42, 0x12, 0x40, 0x00, 0x04, 0x7F, 0x3D, 0xF7), 1);
    expect(got, (awe_message){.type = AWE_MASTER_VOLUME, .value = 16383});
    assert_int_equal(DECODE(got, 0x43, 0x10, 0x4C, 0x00, 0x00, 0x04, 0x00, 0xF7), 1);
    expect(got, (awe_message){.type = AWE_MASTER_VOLUME, .value = 0});
    assert_int_equal(DECODE(got, 0x43, 0x10, 0x4C, 0x00, 0x00, 0x04, 0x40, 0xF7), 1);
    assert_in_range(got[0].value, 16383 * 64 / 127 - 1, 16383 * 64 / 127 + 1);
}

static void test_drum_parts(void **state)
{
    (void)state;
    static const uint8_t channels[16] = {9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15};
    for (uint8_t part = 0; part < 16; part++) {
        awe_message got[AWE_SYSEX_MAX_MESSAGES];
        assert_int_equal(
            DECODE(got, 0xF0, 0x41, 0x10, 0x42, 0x12, 0x40, 0x10 | part, 0x15, 0x02, 0x00, 0xF7),
            1);
        expect(got, (awe_message){.type = AWE_DRUM_PART, .channel = channels[part], .value = 2});
    }
}

static void test_effects(void **state)
{
    (void)state;
    static const struct {
        uint8_t address;
        uint8_t type;
        uint8_t largest;
    } rows[] = {
        {0x30, AWE_REVERB_TYPE, 7},
        {0x33, AWE_REVERB_LEVEL, 127},
        {0x38, AWE_CHORUS_TYPE, 7},
        {0x3A, AWE_CHORUS_LEVEL, 127},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (uint8_t value = 0; value < 128; value++) {
            awe_message got[AWE_SYSEX_MAX_MESSAGES];
            uint32_t n = DECODE(got, 0xF0, 0x41, 0x10, 0x42, 0x12, 0x40, 0x01, rows[i].address,
                                value, 0x00, 0xF7);
            assert_int_equal(n, value <= rows[i].largest);
            if (n == 1) {
                expect(got, (awe_message){.type = rows[i].type, .value = value});
            }
        }
    }
}

static void test_one_write_over_several_addresses(void **state)
{
    (void)state;
    awe_message got[AWE_SYSEX_MAX_MESSAGES];
    uint8_t bytes[7 + 11 + 1] = {0x41, 0x10, 0x42, 0x12, 0x40, 0x01, 0x30};
    for (uint8_t i = 0; i < 11; i++) {
        bytes[7 + i] = i % 8; /* 30: 0, 33: 3, 38: 0, 3A: 2 */
    }
    bytes[18] = 0x7F; /* checksum, must not be taken as the data of 3B */
    assert_int_equal(decode(bytes, sizeof bytes, got), 4);
    expect(got, (awe_message){.type = AWE_REVERB_TYPE, .value = 0});
    expect(got + 1, (awe_message){.type = AWE_REVERB_LEVEL, .value = 3});
    expect(got + 2, (awe_message){.type = AWE_CHORUS_TYPE, .value = 0});
    expect(got + 3, (awe_message){.type = AWE_CHORUS_LEVEL, .value = 2});
}

/* Addresses count in seven bits: 40 01 7F is followed by 40 02 00. A long write meets all sixteen
   parts. */
static void test_the_longest_write(void **state)
{
    (void)state;
    static uint8_t bytes[65536] = {0x41, 0x10, 0x42, 0x12, 0x00, 0x00, 0x00};
    awe_message got[AWE_SYSEX_MAX_MESSAGES];
    bytes[4] = 0x3F;
    uint32_t n = decode(bytes, sizeof bytes, got);
    assert_int_equal(n, 6 + 16); /* volume, reset, four of the effects; the parts */
    expect(got + 1, (awe_message){.type = AWE_RESET, .key = AWE_RESET_GS});
    expect(got + 6, (awe_message){.type = AWE_DRUM_PART, .channel = 9});
    expect(got + 21, (awe_message){.type = AWE_DRUM_PART, .channel = 15});
}

static void test_checksum_wrong_or_missing(void **state)
{
    (void)state;
    awe_message got[AWE_SYSEX_MAX_MESSAGES];
    assert_int_equal(DECODE(got, 0x41, 0x10, 0x42, 0x12, 0x40, 0x01, 0x30, 0x05, 0x77, 0xF7), 1);
    expect(got, (awe_message){.type = AWE_REVERB_TYPE, .value = 5});
    assert_int_equal(DECODE(got, 0x41, 0x10, 0x42, 0x12, 0x40, 0x01, 0x30, 0x05, 0xF7), 1);
    expect(got, (awe_message){.type = AWE_REVERB_TYPE, .value = 5});
}

static void test_what_means_nothing(void **state)
{
    (void)state;
    awe_message got[AWE_SYSEX_MAX_MESSAGES];
    assert_int_equal(decode((const uint8_t *)"", 0, got), 0);
    assert_int_equal(DECODE(got, 0xF0), 0);
    assert_int_equal(DECODE(got, 0xF0, 0xF7), 0);
    assert_int_equal(DECODE(got, 0x7E, 0x7F, 0x09), 0);
    assert_int_equal(DECODE(got, 0x7E, 0x7F, 0x09, 0x02), 0);                   /* GM off */
    assert_int_equal(DECODE(got, 0x7F, 0x7F, 0x04, 0x01, 0x00), 0);             /* cut */
    assert_int_equal(DECODE(got, 0x7F, 0x7F, 0x04, 0x01, 0x00, 0xF7, 0x00), 0); /* cut by F7 */
    assert_int_equal(DECODE(got, 0x41, 0x10, 0x42, 0x12, 0x40, 0x00, 0x7F), 0);
    assert_int_equal(DECODE(got, 0x41, 0x10, 0x42, 0x11, 0x40, 0x00, 0x7F, 0x00, 0x41), 0);
    assert_int_equal(DECODE(got, 0x41, 0x10, 0x16, 0x12, 0x40, 0x00, 0x7F, 0x00, 0x41), 0);
    assert_int_equal(DECODE(got, 0x43, 0x10, 0x4C, 0x00, 0x00, 0x7E), 0);
    assert_int_equal(DECODE(got, 0x41, 0x10, 0x42, 0x12, 0x40, 0x11, 0x15, 0x03, 0x00), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_resets),
        cmocka_unit_test(test_frame_bytes_and_device_are_free),
        cmocka_unit_test(test_master_volume),
        cmocka_unit_test(test_drum_parts),
        cmocka_unit_test(test_effects),
        cmocka_unit_test(test_one_write_over_several_addresses),
        cmocka_unit_test(test_the_longest_write),
        cmocka_unit_test(test_checksum_wrong_or_missing),
        cmocka_unit_test(test_what_means_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
