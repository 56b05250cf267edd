/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* The MIDI Tuning Standard's byte strings. */

#include "midi/sysex.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static awe_message got[AWE_SYSEX_MAX_MESSAGES];

static uint32_t decode(const uint8_t *bytes, size_t size)
{
    return awe_sysex_decode((awe_bytes){bytes, size}, 0, got);
}

static void test_bulk(void **state)
{
    (void)state;
    uint8_t bytes[6 + 16 + 3 * 128 + 2] = {0xF0, 0x7E, 0x10, 0x08, 0x01, 5};
    for (int key = 0; key < 128; key++) {
        uint8_t *at = bytes + 22 + 3 * key;
        at[0] = (uint8_t)key;
        at[1] = 0x40; /* half a semitone */
        at[2] = 1;
    }
    memset(bytes + 22 + 3 * 61, 0x7F, 3); /* no change */
    bytes[sizeof bytes - 1] = 0xF7;
    assert_int_equal(decode(bytes, sizeof bytes), 127);
    assert_int_equal(got[60].type, AWE_KEY_TUNING);
    assert_int_equal(got[60].key, 60);
    assert_int_equal(got[60].channel, 0);
    assert_int_equal(got[60].value, 5 << 21 | 60 << 14 | 0x40 << 7 | 1);
    assert_int_equal(got[61].key, 62);
    assert_int_equal(decode(bytes, 22 + 3 * 10 + 2), 10); /* cut: whole keys only */
}

static void test_single_notes(void **state)
{
    (void)state;
    static const uint8_t live[] = {0xF0, 0x7F, 0x7F, 0x08, 0x02, 3, 2, 60,
                                   61,   0,    0,    62,   62,   1, 2, 0xF7};
    static const uint8_t later[] = {0xF0, 0x7E, 0x7F, 0x08, 0x07, 1, 3, 1, 60, 61, 0, 0, 0xF7};
    assert_int_equal(decode(live, sizeof live), 2);
    assert_int_equal(got[0].channel, 1);
    assert_int_equal(got[0].key, 60);
    assert_int_equal(got[0].value, 3 << 21 | 61 << 14);
    assert_int_equal(got[1].value, 3 << 21 | 62 << 14 | 1 << 7 | 2);
    assert_int_equal(decode(later, sizeof later), 1);
    assert_int_equal(got[0].channel, 0);
    assert_int_equal(got[0].value, 3 << 21 | 61 << 14);
}

static void test_scales(void **state)
{
    (void)state;
    uint8_t bytes[] = {0xF0, 0x7E, 0x7F, 0x08, 0x08, 0x02, 0x41, 0x01, 64, 0,   127,
                       64,   64,   64,   64,   64,   64,   64,   64,   64, 0xF7};
    assert_int_equal(decode(bytes, sizeof bytes), 12);
    int32_t channels = 1 << 15 | 1 << 7 | 1 << 13 | 1 << 0;
    assert_int_equal(got[0].type, AWE_SCALE_TUNING);
    assert_int_equal(got[0].value, channels << 14 | 8192);
    assert_int_equal(got[1].key, 1);
    assert_in_range(got[1].value & 16383, 8192 - 64 * 8192 / 100 - 1, 8192 - 64 * 8192 / 100);
    assert_in_range(got[2].value & 16383, 8192 + 63 * 8192 / 100, 8192 + 63 * 8192 / 100 + 1);
    uint8_t pairs[5 + 3 + 24 + 1] = {0xF0, 0x7F, 0x7F, 0x08, 0x09, 0, 0, 1};
    for (int i = 0; i < 12; i++) {
        pairs[8 + 2 * i] = 0x40;
        pairs[9 + 2 * i] = (uint8_t)i;
    }
    pairs[32] = 0xF7;
    assert_int_equal(decode(pairs, sizeof pairs), 12);
    assert_int_equal(got[11].value, 1 << 14 | (8192 + 11));
    assert_int_equal(decode(pairs, sizeof pairs - 4), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bulk),
        cmocka_unit_test(test_single_notes),
        cmocka_unit_test(test_scales),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
