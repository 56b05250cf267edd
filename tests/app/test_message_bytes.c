/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* What is written is understood as what it was: through the library's reader of live MIDI; and the
   bytes of a few as the standards print them. */

#include "app/message_bytes.h"

#include "awe/midi.h"
#include "base/trust.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

typedef struct heard {
    awe_message messages[16];
    uint32_t n;
} heard;

static heard h;
static awe_midi_stream *stream;

/* The test's own: it may complain. */
AWE_TRUST_BEGIN
static AWE_RT void hear(void *context, const awe_message *message)
{
    heard *all = context;
    assert_true(all->n < 16);
    all->messages[all->n++] = *message;
}
AWE_TRUST_END

static int set_up(void **state)
{
    (void)state;
    awe_midi_stream_config config = {.sink = hear, .context = &h};
    return awe_midi_stream_new(&config, &stream) == AWE_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    awe_midi_stream_free(stream);
    return 0;
}

/* Writes all that `message` needs and hears what arrives. */
static void pass(awe_message message)
{
    uint8_t bytes[MESSAGE_BYTES_MAX];
    size_t n;
    h.n = 0;
    for (uint32_t i = 0; (n = message_bytes(&message, i, bytes)) > 0; i++) {
        assert_true(n <= MESSAGE_BYTES_MAX);
        awe_midi_stream_read(stream, bytes, n);
    }
}

static void check(awe_message message)
{
    pass(message);
    assert_int_equal(h.n, 1);
    assert_memory_equal(&h.messages[0], &message, sizeof message);
}

static void test_channel_messages(void **state)
{
    (void)state;
    for (uint8_t channel = 0; channel < 16; channel++) {
        for (uint8_t byte = 0; byte < 128; byte++) {
            uint8_t other = (uint8_t)(127 - byte);
            check((awe_message){AWE_NOTE_OFF, 0, channel, byte, other});
            check((awe_message){AWE_NOTE_ON, 0, channel, byte, other ? other : 1});
            check((awe_message){AWE_KEY_PRESSURE, 0, channel, byte, other});
            check((awe_message){AWE_CONTROL, 0, channel, byte, other});
            check((awe_message){AWE_PROGRAM, 0, channel, 0, byte});
            check((awe_message){AWE_CHANNEL_PRESSURE, 0, channel, 0, byte});
            check((awe_message){AWE_PITCH_BEND, 0, channel, 0, byte * 129});
        }
    }
}

static void test_exclusives(void **state)
{
    (void)state;
    for (uint8_t kind = AWE_RESET_GM; kind <= AWE_RESET_XG; kind++) {
        check((awe_message){.type = AWE_RESET, .key = kind});
    }
    for (int32_t value = 0; value < 16384; value += 127) {
        check((awe_message){.type = AWE_MASTER_VOLUME, .value = value});
        check((awe_message){.type = AWE_MASTER_BALANCE, .value = value});
        check((awe_message){.type = AWE_MASTER_FINE_TUNING, .value = value});
    }
    for (int32_t value = 0; value < 128; value++) {
        check((awe_message){.type = AWE_MASTER_COARSE_TUNING, .value = value});
        check((awe_message){.type = AWE_REVERB_LEVEL, .value = value});
        check((awe_message){.type = AWE_CHORUS_LEVEL, .value = value});
    }
    for (int32_t value = 0; value < 8; value++) {
        check((awe_message){.type = AWE_REVERB_TYPE, .value = value});
        check((awe_message){.type = AWE_CHORUS_TYPE, .value = value});
    }
    for (uint8_t channel = 0; channel < 16; channel++) {
        for (int32_t value = 0; value < 3; value++) {
            check((awe_message){.type = AWE_DRUM_PART, .channel = channel, .value = value});
        }
    }
}

/* Every setting of every part, with values that both makers allow. */
static void test_parts(void **state)
{
    (void)state;
    for (uint8_t setting = 0; setting < AWE_N_PART_SETTINGS; setting++) {
        for (uint8_t channel = 0; channel < 16; channel++) {
            for (int32_t value = 40; value <= 88; value += 6) {
                check((awe_message){AWE_PART, 0, channel, setting, value});
            }
        }
    }
    check((awe_message){AWE_PART, 0, 3, AWE_PART_CUTOFF, 0});
    check((awe_message){AWE_PART, 0, 3, AWE_PART_RELEASE, 127});
}

/* Whole cents from -64 to 63 of any channels pass; what lies between is rounded. */
static void test_tunings(void **state)
{
    (void)state;
    for (int32_t cents = -100; cents < 100; cents += 4) {
        int32_t value = 8192 + cents * 8192 / 100;
        int32_t kept = cents < -64 ? -64 : cents > 63 ? 63 : cents;
        pass((awe_message){.type = AWE_SCALE_TUNING, .key = 11, .value = 0x8201 << 14 | value});
        assert_int_equal(h.n, 3);
        for (uint32_t i = 0; i < 3; i++) {
            static const int32_t bits[] = {1, 0x200, 0x8000};
            assert_int_equal(h.messages[i].type, AWE_SCALE_TUNING);
            assert_int_equal(h.messages[i].key, 11);
            assert_int_equal(h.messages[i].value >> 14, bits[i]);
            int32_t heard_value = h.messages[i].value & 0x3FFF;
            assert_in_range(heard_value + 2, 8192 + kept * 8192 / 100, 8196 + kept * 8192 / 100);
        }
    }
    for (uint8_t key = 0; key < 128; key += 9) {
        for (uint8_t live = 0; live < 2; live++) {
            check((awe_message){AWE_KEY_TUNING, 0, live, key, 5 << 21 | key << 14 | 0x1555});
        }
    }
}

static void check_bytes(awe_message message, const char *want, size_t n)
{
    uint8_t bytes[MESSAGE_BYTES_MAX];
    assert_int_equal(message_bytes(&message, 0, bytes), n);
    assert_memory_equal(bytes, want, n);
    assert_int_equal(message_bytes(&message, 1, bytes), 0);
}

static void test_bytes_as_printed(void **state)
{
    (void)state;
    check_bytes((awe_message){AWE_NOTE_ON, 0, 2, 60, 100}, "\x92\x3C\x64", 3);
    check_bytes((awe_message){AWE_PROGRAM, 0, 15, 0, 5}, "\xCF\x05", 2);
    check_bytes((awe_message){.type = AWE_PITCH_BEND, .value = 8192}, "\xE0\x00\x40", 3);
    check_bytes((awe_message){.type = AWE_RESET, .key = AWE_RESET_GM}, "\xF0\x7E\x7F\x09\x01\xF7",
                6);
    check_bytes((awe_message){.type = AWE_RESET, .key = AWE_RESET_GS},
                "\xF0\x41\x10\x42\x12\x40\x00\x7F\x00\x41\xF7", 11);
    check_bytes((awe_message){.type = AWE_RESET, .key = AWE_RESET_XG},
                "\xF0\x43\x10\x4C\x00\x00\x7E\x00\xF7", 9);
    check_bytes((awe_message){.type = AWE_RELEASE_ALL}, "", 0);
    check_bytes((awe_message){.type = AWE_SILENCE_ALL}, "", 0);
    check_bytes((awe_message){.type = 200}, "", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_channel_messages),
        cmocka_unit_test(test_exclusives),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_tunings),
        cmocka_unit_test(test_bytes_as_printed),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
