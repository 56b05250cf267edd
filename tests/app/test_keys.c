/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Bytes to actions. The sequences are those of terminfo's xterm, tmux, screen, linux and rxvt. */

#include "app/keys.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define NOTHING (-1)

static key_decoder decoder;

static int start(void **state)
{
    (void)state;
    decoder = (key_decoder){0};
    return 0;
}

/* Types `bytes`: the last of them, and no other, gives `action`. NOTHING: none does. */
static void type_bytes(const char *bytes, size_t n, int action, int argument)
{
    for (size_t i = 0; i < n; i++) {
        key_press press = {0};
        bool is_key = keys_decode(&decoder, (uint8_t)bytes[i], &press);
        assert_int_equal(is_key, action != NOTHING && i == n - 1);
        if (is_key) {
            assert_int_equal(press.action, action);
            assert_int_equal(press.argument, argument);
        }
    }
}

static void type(const char *bytes, int action, int argument)
{
    type_bytes(bytes, strlen(bytes), action, argument);
    assert_false(keys_is_waiting(&decoder));
}

static void test_characters(void **state)
{
    (void)state;
    type(" ", KEY_PAUSE, 0);
    type("p", KEY_PAUSE, 0);
    type("[", KEY_TEMPO_ADD, -10);
    type("]", KEY_TEMPO_ADD, 10);
    type("{", KEY_TEMPO_SCALE, 50);
    type("}", KEY_TEMPO_SCALE, 200);
    type("\x7F", KEY_TEMPO_RESET, 0);
    type("\b", KEY_TEMPO_RESET, 0);
    type("-", KEY_TRANSPOSE, -1);
    type("+", KEY_TRANSPOSE, 1);
    type("9", KEY_VOLUME, -1);
    type("0", KEY_VOLUME, 1);
    type("/", KEY_VOLUME, -1);
    type("*", KEY_VOLUME, 1);
    type("m", KEY_MUTE_ALL, 0);
    type("<", KEY_FILE, -1);
    type(">", KEY_FILE, 1);
    type("\r", KEY_FILE, 1);
    type("\n", KEY_FILE, 1);
    type("\t", KEY_SELECT, 1);
    type("x", KEY_MUTE, 0);
    type("s", KEY_SOLO, 0);
    type("a", KEY_ALL_ON, 0);
    type("l", KEY_LOOP_AB, 0);
    type("L", KEY_LOOP_FILE, 0);
    type("r", KEY_REVERB_TYPE, 0);
    type("c", KEY_CHORUS_TYPE, 0);
    type("!", KEY_PANIC, 0);
    type("B", KEY_RELOAD_BANKS, 0);
    type("i", KEY_INFO, 0);
    type("?", KEY_HELP, 0);
    type("q", KEY_QUIT, 0);
}

typedef struct sequence {
    const char *bytes;
    int action;
    int argument;
} sequence;

static const sequence sequences[] = {
    /* xterm, linux; then "application" arrows as of tmux and screen */
    {"\x1B[A", KEY_SEEK, 60},
    {"\x1B[B", KEY_SEEK, -60},
    {"\x1B[C", KEY_SEEK, 5},
    {"\x1B[D", KEY_SEEK, -5},
    {"\x1BOA", KEY_SEEK, 60},
    {"\x1BOB", KEY_SEEK, -60},
    {"\x1BOC", KEY_SEEK, 5},
    {"\x1BOD", KEY_SEEK, -5},
    /* with Shift: xterm and tmux, then rxvt */
    {"\x1B[1;2C", KEY_SEEK, 1},
    {"\x1B[1;2D", KEY_SEEK, -1},
    {"\x1B[c", KEY_SEEK, 1},
    {"\x1B[d", KEY_SEEK, -1},
    {"\x1B[5~", KEY_SEEK_BARS, -4},
    {"\x1B[6~", KEY_SEEK_BARS, 4},
    {"\x1B[Z", KEY_SELECT, -1},
    /* a modifier that says there is none */
    {"\x1B[1;1C", KEY_SEEK, 5},
    {"\x1B[5;1~", KEY_SEEK_BARS, -4},
};

/* F1 to F12, Home, Insert, other modifiers, answers of a terminal, Alt, and what nobody sends. */
static const char *const foreign[] = {
    "\x1BOP",          "\x1BOS",
    "\x1B[[A",         "\x1B[[E",
    "\x1B[11~",        "\x1B[24~",
    "\x1B[24;2~",      "\x1B[H",
    "\x1B[2~",         "\x1B[1;5C",
    "\x1B[1;2A",       "\x1B[1;3D",
    "\x1B[5;2~",       "\x1B[5$",
    "\x1B[5^",         "\x1BOc",
    "\x1BOd",          "\x1BO5B",
    "\x1B[?1;2c",      "\x1B[>0;276;0c",
    "\x1B[1;2;3;4;5C", "\x1B[99999999999~",
    "\x1Bq",           "\x1B ",
    "\x1B[ q",         "\x1B[;;;A",
    "\x1B[12;24R",
};

static void test_sequences(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sequences / sizeof sequences[0]; i++) {
        type(sequences[i].bytes, sequences[i].action, sequences[i].argument);
        type("q", KEY_QUIT, 0);
    }
}

static void test_foreign_sequences_do_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++) {
        type(foreign[i], NOTHING, 0);
        type("q", KEY_QUIT, 0);
    }
}

/* ESC alone, and sequences that stop anywhere: once forgotten, the next key counts. */
static void test_incomplete_sequences(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sequences / sizeof sequences[0]; i++) {
        for (size_t n = 1; n < strlen(sequences[i].bytes); n++) {
            type_bytes(sequences[i].bytes, n, NOTHING, 0);
            assert_true(keys_is_waiting(&decoder));
            keys_forget(&decoder);
            assert_false(keys_is_waiting(&decoder));
            type("q", KEY_QUIT, 0);
        }
    }
}

static void test_interrupted_sequences(void **state)
{
    (void)state;
    type("\x1B\x1B[C", KEY_SEEK, 5);
    type("\x1B[1;\x1B[5~", KEY_SEEK_BARS, -4);
    type("\x1B[1\r", KEY_FILE, 1);
    type("\x1B[1\x18", NOTHING, 0);
    type("q", KEY_QUIT, 0);
    type("\x1B\x7F", KEY_TEMPO_RESET, 0);
}

/* Letters of other languages are no keys, nor are their bytes. */
static void test_other_characters(void **state)
{
    (void)state;
    type("\xC3\xA4\xE2\x82\xAC\x9B", NOTHING, 0);
    type("ACEFGHIJKMNOQRSTUVWXYZ12345678bdefghjknotuwyz,.;:_#'~@$%&()=^\\|\"", NOTHING, 0);
    type_bytes("\0", 1, NOTHING, 0);
    for (char byte = 1; byte < 32; byte++) {
        char text[2] = {byte, '\0'};
        if (!strchr("\b\t\n\r\x1B", byte)) {
            type(text, NOTHING, 0);
        }
    }
}

static void test_table(void **state)
{
    (void)state;
    assert_non_null(key_rows[0].help);
    for (size_t i = 0; i < n_key_rows; i++) {
        assert_true(strlen(key_rows[i].name) > 0);
        for (size_t k = 0; k < i; k++) {
            assert_int_not_equal(key_rows[i].code, key_rows[k].code);
            assert_string_not_equal(key_rows[i].name, key_rows[k].name);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_characters, start),
        cmocka_unit_test_setup(test_sequences, start),
        cmocka_unit_test_setup(test_foreign_sequences_do_nothing, start),
        cmocka_unit_test_setup(test_incomplete_sequences, start),
        cmocka_unit_test_setup(test_interrupted_sequences, start),
        cmocka_unit_test_setup(test_other_characters, start),
        cmocka_unit_test_setup(test_table, start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
