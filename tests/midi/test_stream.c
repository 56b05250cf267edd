/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Bytes of a cable against the messages that MIDI 1.0 says they are; cutting them changes nothing;
   what is lost is counted. */

#include "awe/midi.h"
#include "support/failing_allocator.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define MAX_MESSAGES 4096

typedef struct heard {
    uint32_t n;
    awe_message messages[MAX_MESSAGES];
} heard;

static AWE_RT void hear(void *context, const awe_message *message)
{
    heard *h = context;
    if (h->n < MAX_MESSAGES) {
        h->messages[h->n] = *message;
    }
    h->n++;
}

static awe_midi_stream *new_stream(heard *h, uint32_t max_sysex_bytes)
{
    awe_midi_stream *stream;
    awe_midi_stream_config config = {
        .sink = hear, .context = h, .max_sysex_bytes = max_sysex_bytes, .port = 2};
    h->n = 0;
    assert_int_equal(awe_midi_stream_new(&config, &stream), AWE_OK);
    return stream;
}

static awe_midi_stream_stats read_all(heard *h, uint32_t max, const void *bytes, size_t n)
{
    awe_midi_stream_stats stats;
    awe_midi_stream *stream = new_stream(h, max);
    awe_midi_stream_read(stream, bytes, n);
    awe_midi_stream_get_stats(stream, &stats);
    awe_midi_stream_free(stream);
    assert_int_equal(stats.n_bytes, n);
    assert_int_equal(stats.n_messages, h->n);
    return stats;
}

#define READ(h, max, ...)                                                                          \
    read_all(h, max, (const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

static void check(const awe_message *got, awe_message want)
{
    want.port = 2;
    assert_int_equal(got->type, want.type);
    assert_int_equal(got->port, want.port);
    assert_int_equal(got->channel, want.channel);
    assert_int_equal(got->key, want.key);
    assert_int_equal(got->value, want.value);
}

static void test_each_kind_of_channel_message(void **state)
{
    (void)state;
    heard h;
    READ(&h, 0, 0x83, 60, 10, 0x94, 61, 127, 0xA5, 62, 3, 0xB6, 7, 99, 0xC7, 12, 0xD8, 45, 0xEF,
         0x01, 0x41, 0x90, 60, 0);
    assert_int_equal(h.n, 8);
    check(&h.messages[0], (awe_message){AWE_NOTE_OFF, 2, 3, 60, 10});
    check(&h.messages[1], (awe_message){AWE_NOTE_ON, 2, 4, 61, 127});
    check(&h.messages[2], (awe_message){AWE_KEY_PRESSURE, 2, 5, 62, 3});
    check(&h.messages[3], (awe_message){AWE_CONTROL, 2, 6, 7, 99});
    check(&h.messages[4], (awe_message){AWE_PROGRAM, 2, 7, 0, 12});
    check(&h.messages[5], (awe_message){AWE_CHANNEL_PRESSURE, 2, 8, 0, 45});
    check(&h.messages[6], (awe_message){AWE_PITCH_BEND, 2, 15, 0, 0x41 * 128 + 1});
    check(&h.messages[7], (awe_message){AWE_NOTE_OFF, 2, 0, 60, 64});
}

static void test_running_status(void **state)
{
    (void)state;
    heard h;
    /* Real time keeps it, system common ends it. */
    awe_midi_stream_stats stats =
        READ(&h, 0, 0x90, 60, 1, 61, 2, 0xF8, 62, 0xFE, 3, 0xF6, 63, 4, 0xC1, 5, 6);
    assert_int_equal(h.n, 5);
    check(&h.messages[1], (awe_message){AWE_NOTE_ON, 2, 0, 61, 2});
    check(&h.messages[2], (awe_message){AWE_NOTE_ON, 2, 0, 62, 3});
    check(&h.messages[3], (awe_message){AWE_PROGRAM, 2, 1, 0, 5});
    check(&h.messages[4], (awe_message){AWE_PROGRAM, 2, 1, 0, 6});
    assert_int_equal(stats.n_real_time, 2);
    assert_int_equal(stats.n_stray_bytes, 2);
}

static void test_system_common_is_read_over(void **state)
{
    (void)state;
    heard h;
    awe_midi_stream_stats stats =
        READ(&h, 0, 0xF1, 5, 0xF2, 1, 2, 0xF3, 7, 0xF6, 0x90, 60, 1, 0xF4, 0xF5, 0xF7, 9);
    assert_int_equal(h.n, 1);
    check(&h.messages[0], (awe_message){AWE_NOTE_ON, 2, 0, 60, 1});
    assert_int_equal(stats.n_stray_bytes, 4); /* F4, F5, F7 and 9 */
}

#define GM_RESET 0xF0, 0x7E, 0x7F, 0x09, 0x01
/* GS: reverb type 3, reverb level 90, chorus type 2; each with its checksum. */
#define GS(high, middle, low, data, sum) 0xF0, 0x41, 0x10, 0x42, 0x12, high, middle, low, data, sum

static void test_sysex(void **state)
{
    (void)state;
    heard h;
    awe_midi_stream_stats stats =
        READ(&h, 0, GM_RESET, 0xF7, GS(0x40, 0x01, 0x30, 3, 0x0C), 0xF7, 0xF0, 0xF7);
    assert_int_equal(h.n, 2);
    check(&h.messages[0], (awe_message){AWE_RESET, 2, 0, AWE_RESET_GM, 0});
    check(&h.messages[1], (awe_message){AWE_REVERB_TYPE, 2, 0, 0, 3});
    assert_int_equal(stats.n_sysex, 3);
    assert_int_equal(stats.n_stray_bytes + stats.n_cut_sysex + stats.n_huge_sysex, 0);
}

static void test_real_time_inside_sysex(void **state)
{
    (void)state;
    heard h;
    awe_midi_stream_stats stats =
        READ(&h, 0, 0xF0, 0xF8, 0x7E, 0xFA, 0xFF, 0x7F, 0x09, 0xFC, 0x01, 0xFE, 0xF7, 0x90, 1, 2);
    assert_int_equal(h.n, 2);
    check(&h.messages[0], (awe_message){AWE_RESET, 2, 0, AWE_RESET_GM, 0});
    assert_int_equal(stats.n_real_time, 5);
    assert_int_equal(stats.n_stray_bytes, 0);
}

static void test_any_status_ends_a_sysex(void **state)
{
    (void)state;
    heard h;
    awe_midi_stream_stats stats = READ(&h, 0, GM_RESET, 0x95, 60, 1, GM_RESET, 0xF0, 0xF6);
    assert_int_equal(h.n, 3);
    check(&h.messages[0], (awe_message){AWE_RESET, 2, 0, AWE_RESET_GM, 0});
    check(&h.messages[1], (awe_message){AWE_NOTE_ON, 2, 5, 60, 1});
    check(&h.messages[2], (awe_message){AWE_RESET, 2, 0, AWE_RESET_GM, 0});
    assert_int_equal(stats.n_cut_sysex, 3);
}

static void test_stray_data(void **state)
{
    (void)state;
    heard h;
    awe_midi_stream_stats stats = READ(&h, 0, 1, 2, 3, 0x90, 60, 0x80, 60, 7);
    assert_int_equal(h.n, 1);
    check(&h.messages[0], (awe_message){AWE_NOTE_OFF, 2, 0, 60, 7});
    assert_int_equal(stats.n_stray_bytes, 4); /* 1, 2, 3, and the 60 of a note that never was */
}

static void test_the_longest_sysex_and_one_more(void **state)
{
    (void)state;
    heard h;
    uint8_t bytes[32];
    for (uint32_t extra = 0; extra < 3; extra++) {
        memset(bytes, 0, sizeof bytes);
        memcpy(bytes, (const uint8_t[]){GM_RESET}, 5);
        bytes[5 + 8 + extra] = 0xF7; /* 4 bytes that matter, 8 + extra that do not */
        awe_midi_stream_stats stats = read_all(&h, 12, bytes, 6 + 8 + extra);
        assert_int_equal(h.n, extra == 0);
        assert_int_equal(stats.n_huge_sysex, extra > 0);
        assert_int_equal(stats.n_sysex, extra == 0);
    }
}

static void test_64_kib_by_default(void **state)
{
    (void)state;
    heard h;
    uint8_t *bytes = calloc(1, 65539);
    assert_non_null(bytes);
    memcpy(bytes, (const uint8_t[]){GM_RESET}, 5);
    bytes[65537] = 0xF7; /* behind F0 and 65536 bytes */
    assert_int_equal(read_all(&h, 0, bytes, 65538).n_sysex, 1);
    assert_int_equal(h.n, 1);
    bytes[65537] = 0;
    bytes[65538] = 0xF7;
    assert_int_equal(read_all(&h, 0, bytes, 65539).n_huge_sysex, 1);
    assert_int_equal(h.n, 0);
    free(bytes);
}

static void test_a_huge_sysex_leaves_nothing_behind(void **state)
{
    (void)state;
    heard h;
    awe_midi_stream_stats stats = READ(&h, 5, 0xF0, 1, 2, 3, 4, 5, 6, 7, 8, 0xF7, GM_RESET, 0xF7);
    assert_int_equal(stats.n_huge_sysex, 1);
    assert_int_equal(stats.n_sysex, 1);
    assert_int_equal(h.n, 1);
}

static void test_reset_forgets(void **state)
{
    (void)state;
    heard h;
    awe_midi_stream *stream = new_stream(&h, 0);
    awe_midi_stream_stats stats;
    awe_midi_stream_read(stream, (const uint8_t[]){0x90, 60}, 2);
    awe_midi_stream_reset(stream);
    awe_midi_stream_read(stream, (const uint8_t[]){100, 61, 1}, 3);
    awe_midi_stream_read(stream, (const uint8_t[]){GM_RESET}, 5);
    awe_midi_stream_reset(stream);
    awe_midi_stream_read(stream, (const uint8_t[]){0xF7}, 1);
    assert_int_equal(h.n, 0);
    awe_midi_stream_get_stats(stream, &stats);
    assert_int_equal(stats.n_stray_bytes, 4);
    assert_int_equal(stats.n_bytes, 11);
    awe_midi_stream_free(stream);
}

/* Bytes with a good share of statuses, notes in running status and system exclusives. */
static void make_noise(uint8_t *bytes, size_t n, unsigned seed)
{
    static const uint8_t phrase[] = {GS(0x40, 0x01, 0x33, 90, 0x62), 0xF7, 0x90, 60, 9, 61, 8};
    srand(seed);
    for (size_t i = 0; i < n; i++) {
        int kind = rand() % 8;
        bytes[i] = (uint8_t)(kind == 0   ? 0x80 + rand() % 128
                             : kind == 1 ? 0xF0 + rand() % 16
                                         : rand() % 128);
        if (kind == 2 && i + sizeof phrase < n) {
            memcpy(bytes + i, phrase, sizeof phrase);
            i += sizeof phrase - 1;
        }
    }
}

/* Once whole, once in two at every place, and in single bytes: the same messages and figures. */
static void test_cuts_change_nothing(void **state)
{
    (void)state;
    static heard whole;
    static heard cut;
    uint8_t bytes[600];
    for (unsigned seed = 0; seed < 8; seed++) {
        make_noise(bytes, sizeof bytes, seed);
        awe_midi_stream_stats want = read_all(&whole, 20, bytes, sizeof bytes);
        assert_true(whole.n > 50);
        for (size_t at = 0; at <= sizeof bytes; at++) {
            awe_midi_stream *stream = new_stream(&cut, 20);
            awe_midi_stream_stats stats;
            awe_midi_stream_read(stream, bytes, at);
            for (size_t i = at; at == 0 && i < sizeof bytes; i++) {
                awe_midi_stream_read(stream, bytes + i, 1);
            }
            if (at > 0) {
                awe_midi_stream_read(stream, bytes + at, sizeof bytes - at);
            }
            awe_midi_stream_get_stats(stream, &stats);
            assert_memory_equal(&stats, &want, sizeof stats);
            assert_int_equal(cut.n, whole.n);
            assert_memory_equal(cut.messages, whole.messages, whole.n * sizeof *whole.messages);
            awe_midi_stream_free(stream);
        }
    }
}

static void test_bad_arguments(void **state)
{
    (void)state;
    awe_midi_stream *stream;
    awe_midi_stream_config config = {0};
    assert_int_equal(awe_midi_stream_new(NULL, &stream), AWE_BAD_ARG);
    assert_null(stream);
    assert_int_equal(awe_midi_stream_new(&config, &stream), AWE_BAD_ARG);
    config.sink = hear;
    config.max_sysex_bytes = (1u << 24) + 1;
    assert_int_equal(awe_midi_stream_new(&config, &stream), AWE_BAD_ARG);
    awe_midi_stream_free(NULL);
}

static void test_no_memory(void **state)
{
    (void)state;
    failing_allocator memory;
    awe_midi_stream *stream;
    size_t n = 0;
    awe_status status;
    do {
        failing_allocator_init(&memory, ++n);
        awe_midi_stream_config config = {.allocator = &memory.allocator, .sink = hear};
        status = awe_midi_stream_new(&config, &stream);
        if (status != AWE_OK) {
            assert_int_equal(status, AWE_NO_MEM);
            assert_null(stream);
            assert_int_equal(memory.n_blocks, 0);
        }
    } while (status != AWE_OK);
    assert_int_equal(n, 3);
    awe_midi_stream_free(stream);
    assert_int_equal(memory.n_blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_kind_of_channel_message),
        cmocka_unit_test(test_running_status),
        cmocka_unit_test(test_system_common_is_read_over),
        cmocka_unit_test(test_sysex),
        cmocka_unit_test(test_real_time_inside_sysex),
        cmocka_unit_test(test_any_status_ends_a_sysex),
        cmocka_unit_test(test_stray_data),
        cmocka_unit_test(test_the_longest_sysex_and_one_more),
        cmocka_unit_test(test_64_kib_by_default),
        cmocka_unit_test(test_a_huge_sysex_leaves_nothing_behind),
        cmocka_unit_test(test_reset_forgets),
        cmocka_unit_test(test_cuts_change_nothing),
        cmocka_unit_test(test_bad_arguments),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
