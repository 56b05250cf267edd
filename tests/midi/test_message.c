/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Expected values: MIDI 1.0, tables I to III. */

#include "midi/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_data_counts(void **state)
{
    (void)state;
    static const uint8_t of_kind[] = {2, 2, 2, 2, 1, 1, 2};
    for (unsigned status = 0x80; status < 0xF0; status++) {
        assert_int_equal(awe_midi_data_count((uint8_t)status), of_kind[(status >> 4) - 8]);
    }
    for (unsigned status = 0xF0; status <= 0xFF; status++) {
        unsigned expected = status == 0xF2 ? 2 : status == 0xF1 || status == 0xF3 ? 1 : 0;
        assert_int_equal(awe_midi_data_count((uint8_t)status), expected);
    }
}

typedef struct example {
    uint8_t bytes[3];
    awe_message expected;
} example;

static void test_each_kind(void **state)
{
    (void)state;
    static const example examples[] = {
        {{0x83, 60, 10}, {AWE_NOTE_OFF, 5, 3, 60, 10}},
        {{0x9F, 127, 1}, {AWE_NOTE_ON, 5, 15, 127, 1}},
        {{0x90, 0, 0}, {AWE_NOTE_OFF, 5, 0, 0, 64}},
        {{0xA1, 61, 77}, {AWE_KEY_PRESSURE, 5, 1, 61, 77}},
        {{0xB9, 7, 100}, {AWE_CONTROL, 5, 9, 7, 100}},
        {{0xC4, 80, 99}, {AWE_PROGRAM, 5, 4, 0, 80}},
        {{0xD4, 0, 99}, {AWE_CHANNEL_PRESSURE, 5, 4, 0, 0}},
        {{0xE0, 0x00, 0x40}, {AWE_PITCH_BEND, 5, 0, 0, 8192}},
        {{0xE7, 0x7F, 0x7F}, {AWE_PITCH_BEND, 5, 7, 0, 16383}},
        {{0xE7, 0x01, 0x00}, {AWE_PITCH_BEND, 5, 7, 0, 1}},
    };
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        awe_message got = awe_midi_decode(examples[i].bytes[0], examples[i].bytes + 1, 5);
        assert_memory_equal(&got, &examples[i].expected, sizeof got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_data_counts),
        cmocka_unit_test(test_each_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
