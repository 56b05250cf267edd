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
    assert_int_equal(n, AWE_SYSEX_MAX_MESSAGES);
    /* the master's fine tuning, four nibbles of 0, is as low as it goes; so little transposition
       and pan make no sense */
    expect(got, (awe_message){.type = AWE_MASTER_FINE_TUNING, .value = 0});
    expect(got + 1, (awe_message){.type = AWE_MASTER_VOLUME});
    expect(got + 2, (awe_message){.type = AWE_RESET, .key = AWE_RESET_GS});
    expect(got + 3, (awe_message){.type = AWE_REVERB_TYPE});
    expect(got + 7, (awe_message){.type = AWE_CONTROL, .channel = 9});
    expect(got + 8, (awe_message){.type = AWE_PROGRAM, .channel = 9});
    expect(got + 10, (awe_message){.type = AWE_DRUM_PART, .channel = 9});
}

/* Every row of the makers' tables that stands for one byte: address, byte, and what it means. */
static void test_part_settings(void **state)
{
    (void)state;
    static const struct {
        uint8_t maker; /* 0x41: GS with a checksum; 0x43: XG */
        uint8_t address[3], byte;
        awe_message want;
    } rows[] = {
        {0x41, {0x40, 0x12, 0x00}, 8, {AWE_CONTROL, 0, 1, 0, 8}},
        {0x41, {0x40, 0x12, 0x01}, 80, {AWE_PROGRAM, 0, 1, 0, 80}},
        {0x41, {0x40, 0x12, 0x13}, 0, {AWE_CONTROL, 0, 1, 126, 0}},
        {0x41, {0x40, 0x12, 0x13}, 1, {AWE_CONTROL, 0, 1, 127, 0}},
        {0x41, {0x40, 0x12, 0x16}, 0x34, {AWE_PART, 0, 1, AWE_PART_KEY_SHIFT, 0x34}},
        {0x41, {0x40, 0x12, 0x19}, 99, {AWE_CONTROL, 0, 1, 7, 99}},
        {0x41, {0x40, 0x12, 0x1A}, 32, {AWE_PART, 0, 1, AWE_PART_VELOCITY_DEPTH, 32}},
        {0x41, {0x40, 0x12, 0x1B}, 70, {AWE_PART, 0, 1, AWE_PART_VELOCITY_OFFSET, 70}},
        {0x41, {0x40, 0x10, 0x1C}, 127, {AWE_CONTROL, 0, 9, 10, 127}},
        {0x41, {0x40, 0x1F, 0x1D}, 36, {AWE_PART, 0, 15, AWE_PART_KEY_LOW, 36}},
        {0x41, {0x40, 0x1F, 0x1E}, 60, {AWE_PART, 0, 15, AWE_PART_KEY_HIGH, 60}},
        {0x41, {0x40, 0x12, 0x21}, 5, {AWE_CONTROL, 0, 1, 93, 5}},
        {0x41, {0x40, 0x12, 0x22}, 6, {AWE_CONTROL, 0, 1, 91, 6}},
        {0x41, {0x40, 0x12, 0x30}, 70, {AWE_PART, 0, 1, AWE_PART_VIBRATO_RATE, 70}},
        {0x41, {0x40, 0x12, 0x31}, 70, {AWE_PART, 0, 1, AWE_PART_VIBRATO_DEPTH, 70}},
        {0x41, {0x40, 0x12, 0x32}, 70, {AWE_PART, 0, 1, AWE_PART_CUTOFF, 70}},
        {0x41, {0x40, 0x12, 0x33}, 70, {AWE_PART, 0, 1, AWE_PART_RESONANCE, 70}},
        {0x41, {0x40, 0x12, 0x34}, 70, {AWE_PART, 0, 1, AWE_PART_ATTACK, 70}},
        {0x41, {0x40, 0x12, 0x35}, 70, {AWE_PART, 0, 1, AWE_PART_DECAY, 70}},
        {0x41, {0x40, 0x12, 0x36}, 70, {AWE_PART, 0, 1, AWE_PART_RELEASE, 70}},
        {0x41, {0x40, 0x12, 0x37}, 70, {AWE_PART, 0, 1, AWE_PART_VIBRATO_DELAY, 70}},
        {0x41, {0x40, 0x12, 0x4B}, 64, {AWE_SCALE_TUNING, 0, 0, 11, 2 << 14 | 8192}},
        {0x41, {0x40, 0x22, 0x04}, 20, {AWE_PART, 0, 1, AWE_PART_WHEEL_DEPTH, 20}},
        {0x41, {0x40, 0x22, 0x10}, 76, {AWE_PART, 0, 1, AWE_PART_BEND_RANGE, 76}},
        {0x41, {0x40, 0x00, 0x05}, 0x4C, {AWE_MASTER_COARSE_TUNING, 0, 0, 0, 0x4C}},
        {0x41, {0x40, 0x00, 0x06}, 127, {AWE_MASTER_BALANCE, 0, 0, 0, 16383}},
        {0x41, {0x41, 0x02, 36}, 90, {AWE_DRUM_KEY, 0, 0, 36, AWE_DRUM_LEVEL << 7 | 90}},
        {0x41, {0x41, 0x14, 38}, 0, {AWE_DRUM_KEY, 0, 1, 38, AWE_DRUM_PAN << 7}},
        {0x41, {0x41, 0x05, 38}, 1, {AWE_DRUM_KEY, 0, 0, 38, AWE_DRUM_REVERB << 7 | 1}},
        {0x41, {0x41, 0x06, 38}, 2, {AWE_DRUM_KEY, 0, 0, 38, AWE_DRUM_CHORUS << 7 | 2}},
        {0x43, {0x31, 36, 0x00}, 60, {AWE_DRUM_KEY, 0, 1, 36, AWE_DRUM_PITCH << 7 | 60}},
        {0x43, {0x30, 36, 0x02}, 61, {AWE_DRUM_KEY, 0, 0, 36, AWE_DRUM_LEVEL << 7 | 61}},
        {0x43, {0x00, 0x00, 0x06}, 0x3F, {AWE_MASTER_COARSE_TUNING, 0, 0, 0, 0x3F}},
        {0x43, {0x00, 0x00, 0x7F}, 0, {AWE_RESET, 0, 0, AWE_RESET_XG, 0}},
        {0x43, {0x02, 0x01, 0x00}, 1, {AWE_REVERB_TYPE, 0, 0, 0, 4}},
        {0x43, {0x02, 0x01, 0x00}, 4, {AWE_REVERB_TYPE, 0, 0, 0, 5}},
        {0x43, {0x02, 0x01, 0x0C}, 50, {AWE_REVERB_LEVEL, 0, 0, 0, 50}},
        {0x43, {0x02, 0x01, 0x20}, 67, {AWE_CHORUS_TYPE, 0, 0, 0, 5}},
        {0x43, {0x02, 0x01, 0x2C}, 51, {AWE_CHORUS_LEVEL, 0, 0, 0, 51}},
        {0x43, {0x08, 0x03, 0x01}, 127, {AWE_CONTROL, 0, 3, 0, 127}},
        {0x43, {0x08, 0x03, 0x02}, 7, {AWE_CONTROL, 0, 3, 32, 7}},
        {0x43, {0x08, 0x03, 0x03}, 9, {AWE_PROGRAM, 0, 3, 0, 9}},
        {0x43, {0x08, 0x03, 0x05}, 0, {AWE_CONTROL, 0, 3, 126, 0}},
        {0x43, {0x08, 0x09, 0x07}, 0, {AWE_DRUM_PART, 0, 9, 0, 0}},
        {0x43, {0x08, 0x00, 0x08}, 52, {AWE_PART, 0, 0, AWE_PART_KEY_SHIFT, 52}},
        {0x43, {0x08, 0x00, 0x0B}, 52, {AWE_CONTROL, 0, 0, 7, 52}},
        {0x43, {0x08, 0x00, 0x0E}, 52, {AWE_CONTROL, 0, 0, 10, 52}},
        {0x43, {0x08, 0x00, 0x12}, 52, {AWE_CONTROL, 0, 0, 93, 52}},
        {0x43, {0x08, 0x00, 0x13}, 52, {AWE_CONTROL, 0, 0, 91, 52}},
        {0x43, {0x08, 0x00, 0x18}, 52, {AWE_PART, 0, 0, AWE_PART_CUTOFF, 52}},
        {0x43, {0x08, 0x00, 0x19}, 52, {AWE_PART, 0, 0, AWE_PART_RESONANCE, 52}},
        {0x43, {0x08, 0x00, 0x1C}, 52, {AWE_PART, 0, 0, AWE_PART_RELEASE, 52}},
        {0x43, {0x08, 0x00, 0x23}, 76, {AWE_PART, 0, 0, AWE_PART_BEND_RANGE, 76}},
        {0x43, {0x08, 0x0F, 0x41}, 114, {AWE_SCALE_TUNING, 0, 0, 0, 1 << 29 | (8192 + 4096)}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        awe_message got[AWE_SYSEX_MAX_MESSAGES];
        const uint8_t *a = rows[i].address;
        uint32_t n =
            rows[i].maker == 0x41
                ? DECODE(got, 0x41, 0x10, 0x42, 0x12, a[0], a[1], a[2], rows[i].byte, 0x00, 0xF7)
                : DECODE(got, 0x43, 0x10, 0x4C, a[0], a[1], a[2], rows[i].byte, 0xF7);
        assert_int_equal(n, 1);
        expect(got, rows[i].want);
    }
}

static void test_master_tuning_and_balance(void **state)
{
    (void)state;
    awe_message got[AWE_SYSEX_MAX_MESSAGES];
    assert_int_equal(DECODE(got, 0x7F, 0x7F, 0x04, 0x02, 0x01, 0x20), 1);
    expect(got, (awe_message){.type = AWE_MASTER_BALANCE, .value = 0x20 << 7 | 1});
    assert_int_equal(DECODE(got, 0x7F, 0x7F, 0x04, 0x03, 0x01, 0x20), 1);
    expect(got, (awe_message){.type = AWE_MASTER_FINE_TUNING, .value = 0x20 << 7 | 1});
    assert_int_equal(DECODE(got, 0x7F, 0x7F, 0x04, 0x04, 0x00, 0x45), 1);
    expect(got, (awe_message){.type = AWE_MASTER_COARSE_TUNING, .value = 0x45});
    /* Roland: 0018 is -100 cents, 0400 is none, 07E8 is +100, in tenths of a cent. */
    static const int32_t tunings[][2] = {{0x018, 0}, {0x400, 8192}, {0x401, 8200}, {0x7E8, 16383}};
    for (size_t i = 0; i < 4; i++) {
        int32_t t = tunings[i][0];
        assert_int_equal(DECODE(got, 0x41, 0x10, 0x42, 0x12, 0x40, 0x00, 0x00, 0, (uint8_t)(t >> 8),
                                (uint8_t)(t >> 4 & 15), (uint8_t)(t & 15), 0x00),
                         1);
        expect(got, (awe_message){.type = AWE_MASTER_FINE_TUNING, .value = tunings[i][1]});
    }
}

/* GM 2's global parameter control. */
static void test_gm2_effects(void **state)
{
    (void)state;
    static const uint8_t reverbs[][2] = {{0, 0}, {2, 2}, {4, 4}, {8, 5}};
    awe_message got[AWE_SYSEX_MAX_MESSAGES];
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(DECODE(got, 0x7F, 0x7F, 0x04, 0x05, 1, 1, 1, 1, 1, 0, reverbs[i][0], 0xF7),
                         1);
        expect(got, (awe_message){.type = AWE_REVERB_TYPE, .value = reverbs[i][1]});
    }
    assert_int_equal(DECODE(got, 0x7F, 0x7F, 0x04, 0x05, 1, 1, 1, 1, 2, 0, 5, 0xF7), 1);
    expect(got, (awe_message){.type = AWE_CHORUS_TYPE, .value = 5});
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
    assert_int_equal(DECODE(got, 0x41, 0x10, 0x42, 0x12, 0x40, 0x00, 0x00, 0, 4, 0, 0x00), 0);
    assert_int_equal(DECODE(got, 0x7F, 0x7F, 0x04, 0x05, 1, 1, 1, 1, 1, 0, 9), 0);
    assert_int_equal(DECODE(got, 0x41, 0x10, 0x42, 0x12, 0x41, 0x00, 0x05, 0x20, 0x00), 0);
    assert_int_equal(DECODE(got, 0x41, 0x10, 0x42, 0x12, 0x41, 0x22, 0x05, 0x20, 0x00), 0);
    assert_int_equal(DECODE(got, 0x43, 0x10, 0x4C, 0x30, 0x24, 0x03, 0x20), 0);
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
        cmocka_unit_test(test_part_settings),
        cmocka_unit_test(test_master_tuning_and_balance),
        cmocka_unit_test(test_gm2_effects),
        cmocka_unit_test(test_checksum_wrong_or_missing),
        cmocka_unit_test(test_what_means_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
