/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/keyboard.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static keyboard board;

static int set_up(void **state)
{
    (void)state;
    memset(&board, 0, sizeof board);
    return 0;
}

/* The channels, as bits, that a message goes to; the rest of it must have stayed as it was. */
static unsigned map(uint8_t type, uint8_t channel, uint8_t key, int32_t value)
{
    awe_message out[KEYBOARD_MAX_MESSAGES];
    awe_message in = {.type = type, .port = 3, .channel = channel, .key = key, .value = value};
    uint32_t n = keyboard_map(&board, &in, out);
    unsigned channels = 0;
    for (uint32_t i = 0; i < n; i++) {
        assert_int_equal(out[i].type, type);
        assert_int_equal(out[i].port, 3);
        assert_int_equal(out[i].key, key);
        assert_int_equal(out[i].value, value);
        assert_false(channels & 1u << out[i].channel);
        channels |= 1u << out[i].channel;
    }
    return channels;
}

static void test_without_settings_all_passes(void **state)
{
    (void)state;
    for (uint8_t type = AWE_NOTE_OFF; type <= AWE_SILENCE_ALL; type++) {
        for (uint8_t channel = 0; channel < 16; channel++) {
            assert_int_equal(map(type, channel, 60, 64), 1u << channel);
        }
    }
}

static void test_split(void **state)
{
    (void)state;
    assert_true(keyboard_read_split("60:5", &board.settings));
    for (uint8_t key = 0; key < 128; key++) {
        assert_int_equal(map(AWE_NOTE_ON, 0, key, 100), key < 60 ? 1u << 4 : 1u);
        assert_int_equal(map(AWE_KEY_PRESSURE, 0, key, 100), key < 60 ? 1u << 4 : 1u);
        assert_int_equal(map(AWE_NOTE_OFF, 0, key, 64), key < 60 ? 1u << 4 : 1u);
    }
    assert_int_equal(map(AWE_CONTROL, 0, 64, 127), 1u | 1u << 4);
    assert_int_equal(map(AWE_PITCH_BEND, 0, 0, 9000), 1u | 1u << 4);
    assert_int_equal(map(AWE_PROGRAM, 0, 0, 5), 1u);
    assert_int_equal(map(AWE_CONTROL, 0, 0, 8), 1u);
    assert_int_equal(map(AWE_CONTROL, 0, 32, 8), 1u);
}

static void test_layers(void **state)
{
    (void)state;
    assert_true(keyboard_read_layers("2,16,2", &board.settings));
    unsigned both = 1u << 1 | 1u << 15;
    assert_int_equal(map(AWE_NOTE_ON, 0, 60, 100), both);
    assert_int_equal(map(AWE_NOTE_OFF, 0, 60, 100), both);
    assert_int_equal(map(AWE_CHANNEL_PRESSURE, 0, 0, 100), both);
    assert_int_equal(map(AWE_PROGRAM, 0, 0, 7), 1u << 1);
    assert_true(keyboard_read_split("60:3", &board.settings));
    assert_int_equal(map(AWE_NOTE_ON, 0, 59, 100), 1u << 2);
    assert_int_equal(map(AWE_NOTE_ON, 0, 60, 100), both);
    assert_int_equal(map(AWE_CONTROL, 0, 1, 100), both | 1u << 2);
}

static void test_all_sixteen(void **state)
{
    (void)state;
    assert_true(keyboard_read_layers("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16", &board.settings));
    assert_int_equal(map(AWE_NOTE_ON, 0, 60, 100), 0xFFFF);
}

static void test_pads_are_left_alone(void **state)
{
    (void)state;
    assert_true(keyboard_read_layers("2,3", &board.settings));
    assert_true(keyboard_read_split("60:3", &board.settings));
    assert_int_equal(map(AWE_NOTE_ON, 9, 36, 100), 1u << 9);
    assert_int_equal(map(AWE_NOTE_OFF, 9, 36, 100), 1u << 9);
    assert_int_equal(map(AWE_CONTROL, 9, 7, 100), 1u << 9);
    assert_int_equal(map(AWE_PROGRAM, 9, 0, 8), 1u << 9);
}

/* Also when two strokes of a key went to different places. */
static void test_keys_come_up_where_they_went_down(void **state)
{
    (void)state;
    assert_int_equal(map(AWE_NOTE_ON, 0, 50, 100), 1u);
    assert_true(keyboard_read_split("60:3", &board.settings));
    assert_int_equal(map(AWE_KEY_PRESSURE, 0, 50, 100), 1u);
    assert_int_equal(map(AWE_NOTE_ON, 0, 50, 100), 1u << 2);
    assert_int_equal(map(AWE_NOTE_OFF, 0, 50, 0), 1u | 1u << 2);
    assert_int_equal(map(AWE_NOTE_OFF, 0, 50, 0), 1u << 2);
    assert_int_equal(map(AWE_NOTE_ON, 1, 70, 100), 1u << 1);
    assert_int_equal(map(AWE_NOTE_ON, 0, 70, 100), 1u);
    assert_int_equal(map(AWE_NOTE_OFF, 1, 70, 100), 1u << 1);
    keyboard_release(&board);
    board.settings = (keyboard_settings){.layers = 1u << 7};
    assert_int_equal(map(AWE_NOTE_OFF, 0, 70, 100), 1u << 7);
}

static int32_t velocity(int32_t value)
{
    awe_message out[KEYBOARD_MAX_MESSAGES];
    awe_message in = {.type = AWE_NOTE_ON, .channel = 0, .key = 60, .value = value};
    assert_int_equal(keyboard_map(&board, &in, out), 1);
    return out[0].value;
}

/* Lines through the three points, by the two-point formula. */
static void test_velocity_curves(void **state)
{
    (void)state;
    static const char *const texts[] = {"soft", "linear", "hard", "127,1,64", "5,5,5", "1,127,1"};
    static const int points[][3] = {{20, 90, 127}, {1, 64, 127}, {1, 38, 127},
                                    {127, 1, 64},  {5, 5, 5},    {1, 127, 1}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const int *p = points[i];
        assert_true(keyboard_read_velocity(texts[i], &board.settings));
        for (int v = 1; v < 128; v++) {
            double exact = v < 64 ? p[0] + (p[1] - p[0]) * (v - 1) / 63.0
                                  : p[1] + (p[2] - p[1]) * (v - 64) / 63.0;
            assert_true(velocity(v) >= exact - 0.5 && velocity(v) <= exact + 0.5);
        }
        assert_int_equal(velocity(1), p[0]);
        assert_int_equal(velocity(64), p[1]);
        assert_int_equal(velocity(127), p[2]);
    }
    assert_true(keyboard_read_velocity("LINEAR", &board.settings));
    for (int v = 1; v < 128; v++) {
        assert_int_equal(velocity(v), v);
    }
    /* A release velocity is not played. */
    assert_true(keyboard_read_velocity("5,5,5", &board.settings));
    assert_int_equal(map(AWE_NOTE_OFF, 0, 61, 99), 1u);
}

static void test_keys_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int key;
    } rows[] = {{"1:1", 1},    {"127:1", 127}, {"C4:1", 60},  {"c4:1", 60},
                {"A4:1", 69},  {"F#3:1", 54},  {"Bb2:1", 46}, {"C#-1:1", 1},
                {"G9:1", 127}, {"B##1:1", 37}, {"Cb4:1", 59}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        keyboard_settings s = {0};
        assert_true(keyboard_read_split(rows[i].text, &s));
        assert_int_equal(s.split_key, rows[i].key);
        assert_int_equal(s.split_channel, 0);
    }
}

static void test_wrong_values(void **state)
{
    (void)state;
    static const char *const splits[] = {"",      "60",     "60:",    ":1",    "60:0",  "60:17",
                                         "128:1", "0:1",    "-1:1",   "H4:1",  "C:1",   "C-2:1",
                                         "G#9:1", "Cb-1:1", "C4:1:2", "60 :1", "60:1x", "C-1:1"};
    static const char *const layers[] = {
        "", ",", "1,", ",1", "0", "17", "1 2", "1-4", "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1"};
    static const char *const curves[] = {"",      "softer",  "1,2", "1,2,3,4",
                                         "0,1,2", "1,2,128", "1,,3"};
    const keyboard_settings before = {.split_key = 7, .layers = 9, .curve = {1, 2, 3}};
    keyboard_settings s = before;
    for (size_t i = 0; i < sizeof splits / sizeof splits[0]; i++) {
        assert_false(keyboard_read_split(splits[i], &s));
    }
    for (size_t i = 0; i < sizeof layers / sizeof layers[0]; i++) {
        assert_false(keyboard_read_layers(layers[i], &s));
    }
    for (size_t i = 0; i < sizeof curves / sizeof curves[0]; i++) {
        assert_false(keyboard_read_velocity(curves[i], &s));
    }
    assert_memory_equal(&s, &before, sizeof s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_without_settings_all_passes, set_up),
        cmocka_unit_test_setup(test_split, set_up),
        cmocka_unit_test_setup(test_layers, set_up),
        cmocka_unit_test_setup(test_all_sixteen, set_up),
        cmocka_unit_test_setup(test_pads_are_left_alone, set_up),
        cmocka_unit_test_setup(test_keys_come_up_where_they_went_down, set_up),
        cmocka_unit_test_setup(test_velocity_curves, set_up),
        cmocka_unit_test(test_keys_by_name),
        cmocka_unit_test(test_wrong_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
