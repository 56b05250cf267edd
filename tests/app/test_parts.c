/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Messages that pass, change or are dropped, one by one. */

#include "app/parts.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static parts p;

static int start(void **state)
{
    (void)state;
    memset(&p, 0, sizeof p);
    parts_reset(&p);
    parts_set(&p, &(parts_settings){0});
    return 0;
}

static void set_transpose(int semitones)
{
    parts_set(&p, &(parts_settings){.transpose = (int8_t)semitones});
}

/* A message goes in; `passage` and `expected` come out. */
static void check(awe_message message, parts_passage passage, awe_message expected)
{
    assert_int_equal(parts_take(&p, &message), passage);
    if (passage != PARTS_DROP) {
        assert_memory_equal(&message, &expected, sizeof message);
    }
}

static awe_message on(uint8_t channel, uint8_t key)
{
    return (awe_message){AWE_NOTE_ON, 0, channel, key, 100};
}

static awe_message off(uint8_t channel, uint8_t key)
{
    return (awe_message){AWE_NOTE_OFF, 0, channel, key, 64};
}

static awe_message pressure(uint8_t channel, uint8_t key)
{
    return (awe_message){AWE_KEY_PRESSURE, 0, channel, key, 33};
}

static awe_message control(uint8_t channel, uint8_t number, int32_t value)
{
    return (awe_message){AWE_CONTROL, 0, channel, number, value};
}

static void send(awe_message message)
{
    check(message, PARTS_PASS, message);
}

static void drop(awe_message message)
{
    check(message, PARTS_DROP, message);
}

static void test_neutral(void **state)
{
    (void)state;
    for (uint8_t type = AWE_NOTE_OFF; type <= AWE_SILENCE_ALL; type++) {
        for (uint8_t channel = 0; channel < 16; channel++) {
            send((awe_message){type, (uint8_t)(channel * 5), channel, type % 4, channel % 3});
        }
    }
    send(on(0, 60));
    send(on(0, 60));
    send(off(0, 60));
    send(off(0, 60));
    assert_false(parts_end_next(&p, &(awe_message){0}));
}

static void test_note_offs_follow_their_notes(void **state)
{
    (void)state;
    set_transpose(5);
    check(on(3, 60), PARTS_PASS, on(3, 65));
    set_transpose(-2);
    check(pressure(3, 60), PARTS_PASS, pressure(3, 65));
    check(off(3, 60), PARTS_PASS, off(3, 65));
    check(pressure(3, 60), PARTS_PASS, pressure(3, 58));
    check(on(3, 60), PARTS_PASS, on(3, 58));
    check(on(4, 60), PARTS_PASS, on(4, 58));
    set_transpose(0);
    check(off(3, 60), PARTS_PASS, off(3, 58));
    check(off(4, 60), PARTS_PASS, off(4, 58));
}

/* One note-off for two notes of a key: the first is ended before the second begins elsewhere. */
static void test_a_key_struck_again_elsewhere(void **state)
{
    (void)state;
    send(on(0, 60));
    set_transpose(1);
    check(on(0, 60), PARTS_PASS_AND_REPEAT, off(0, 60));
    check(on(0, 60), PARTS_PASS, on(0, 61));
    check(on(0, 60), PARTS_PASS, on(0, 61));
    check(off(0, 60), PARTS_PASS, off(0, 61));
    check(off(0, 60), PARTS_PASS, off(0, 61)); /* without a note */
}

/* Two keys of the song, sent as one: it is the second's. */
static void test_a_key_taken_over(void **state)
{
    (void)state;
    send(on(0, 60));
    set_transpose(2);
    check(on(0, 58), PARTS_PASS, on(0, 60));
    drop(pressure(0, 60));
    drop(off(0, 60));
    set_transpose(0);
    drop(off(0, 60)); /* without a note, it would end the other's */
    check(off(0, 58), PARTS_PASS, off(0, 60));
}

static void test_keys_out_of_range(void **state)
{
    (void)state;
    set_transpose(12);
    drop(on(0, 125));
    drop(pressure(0, 125));
    check(on(0, 115), PARTS_PASS, on(0, 127));
    set_transpose(-116);
    drop(on(0, 40));
    set_transpose(0);
    drop(off(0, 40));
    drop(off(0, 125));
    check(off(0, 115), PARTS_PASS, off(0, 127));
    send(on(0, 120));
    set_transpose(12);
    check(on(0, 120), PARTS_PASS_AND_REPEAT, off(0, 120));
    drop(on(0, 120));
    set_transpose(0);
    drop(off(0, 120));
}

/* Controller 84 names a key by its value. */
static void test_portamento_key(void **state)
{
    (void)state;
    set_transpose(12);
    check(control(0, 84, 60), PARTS_PASS, control(0, 84, 72));
    drop(control(0, 84, 116));
    send(control(9, 84, 60));
    set_transpose(0);
    send(control(0, 84, 127));
}

static void test_limits_of_transposition(void **state)
{
    (void)state;
    set_transpose(127);
    check(on(0, 0), PARTS_PASS, on(0, 48));
    set_transpose(-128);
    check(on(1, 127), PARTS_PASS, on(1, 79));
}

static void expect_shift(uint8_t channel, uint8_t by)
{
    check(on(channel, 60), PARTS_PASS, on(channel, (uint8_t)(60 + by)));
    check(off(channel, 60), PARTS_PASS, off(channel, (uint8_t)(60 + by)));
}

/* Channel 10 of each port, what messages make drums, and the drum banks of XG and GM 2, heard from
   a program change on. */
static void test_drums_keep_their_keys(void **state)
{
    (void)state;
    set_transpose(1);
    expect_shift(9, 0);
    expect_shift(10, 1);
    awe_message other_port = {AWE_NOTE_ON, 18, 9, 60, 1};
    send(other_port);
    send((awe_message){AWE_DRUM_PART, 0, 10, 0, 2});
    expect_shift(10, 0);
    send((awe_message){AWE_DRUM_PART, 0, 9, 0, 0});
    expect_shift(9, 1);
    send(control(0, 0, 127));
    send((awe_message){AWE_PROGRAM, 0, 0, 0, 3});
    expect_shift(0, 1); /* no drums by the rules of GS */
    send((awe_message){AWE_RESET, 0, 0, AWE_RESET_XG, 0});
    expect_shift(9, 0);
    expect_shift(10, 1);
    expect_shift(0, 1);
    send(control(0, 0, 126));
    expect_shift(0, 1);
    send((awe_message){AWE_PROGRAM, 0, 0, 0, 3});
    expect_shift(0, 0);
    send(control(1, 0, 120));
    send((awe_message){AWE_PROGRAM, 0, 1, 0, 3});
    expect_shift(1, 1);
    send((awe_message){AWE_RESET, 0, 0, AWE_RESET_GM2, 0});
    send(control(1, 0, 120));
    send((awe_message){AWE_PROGRAM, 0, 1, 0, 3});
    expect_shift(1, 0);
    send(control(1, 0, 0));
    expect_shift(1, 0);
    parts_reset(&p);
    expect_shift(1, 1);
}

static void expect_end(uint8_t port, uint8_t channel)
{
    awe_message message;
    awe_message expected = {AWE_CONTROL, port, channel, 120, 0};
    assert_true(parts_end_next(&p, &message));
    assert_memory_equal(&message, &expected, sizeof message);
}

static void expect_no_end(void)
{
    awe_message message;
    assert_false(parts_end_next(&p, &message));
}

static void test_mute(void **state)
{
    (void)state;
    send(on(0, 60));
    send(on(1, 60));
    send((awe_message){AWE_NOTE_ON, 1, 1, 60, 1});
    parts_set(&p, &(parts_settings){.muted = {0x8002, 0x0002}});
    expect_end(0, 1);
    expect_end(1, 1);
    expect_no_end();
    drop(off(1, 60));
    drop(on(1, 62));
    drop(pressure(1, 62));
    send(control(1, 7, 5));
    send(on(0, 62));
    parts_set(&p, &(parts_settings){0});
    expect_no_end();
    drop(off(1, 62));
    send(on(1, 62));
    send(off(1, 62));
}

/* A channel is silenced though its keys are up: a pedal may hold them. */
static void test_mute_under_a_pedal(void **state)
{
    (void)state;
    send(control(0, 64, 127));
    send(on(0, 60));
    send(off(0, 60));
    parts_set(&p, &(parts_settings){.muted = {1}});
    parts_set(&p, &(parts_settings){0});
    expect_end(0, 0);
    expect_no_end();
}

static void test_solo(void **state)
{
    (void)state;
    send(on(0, 60));
    send(on(1, 60));
    parts_set(&p, &(parts_settings){.muted = {2}, .soloed = {2}});
    expect_end(0, 0);
    expect_no_end();
    send(on(1, 61));
    drop(on(0, 61));
    drop((awe_message){AWE_NOTE_ON, 1, 1, 61, 1});
    parts_set(&p, &(parts_settings){.muted = {2}});
    expect_end(0, 1);
    expect_no_end();
    send(on(0, 61));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_neutral, start),
        cmocka_unit_test_setup(test_note_offs_follow_their_notes, start),
        cmocka_unit_test_setup(test_a_key_struck_again_elsewhere, start),
        cmocka_unit_test_setup(test_a_key_taken_over, start),
        cmocka_unit_test_setup(test_keys_out_of_range, start),
        cmocka_unit_test_setup(test_portamento_key, start),
        cmocka_unit_test_setup(test_limits_of_transposition, start),
        cmocka_unit_test_setup(test_drums_keep_their_keys, start),
        cmocka_unit_test_setup(test_mute, start),
        cmocka_unit_test_setup(test_mute_under_a_pedal, start),
        cmocka_unit_test_setup(test_solo, start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
