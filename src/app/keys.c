/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/keys.h"

#include <stdio.h>
#include <string.h>

/* Keys that are no character. */
enum {
    CODE_NONE = 0,
    CODE_UP = 0x100,
    CODE_DOWN,
    CODE_RIGHT,
    CODE_LEFT,
    CODE_SHIFT_RIGHT,
    CODE_SHIFT_LEFT,
    CODE_PAGE_UP,
    CODE_PAGE_DOWN,
    CODE_SHIFT_TAB,
};

const key_row key_rows[] = {
    {' ', "SPACE", {KEY_PAUSE, 0}, "pause, go on"},
    {'p', "p", {KEY_PAUSE, 0}, NULL},
    {CODE_LEFT, "LEFT", {KEY_SEEK, -5}, "5 seconds back, ahead"},
    {CODE_RIGHT, "RIGHT", {KEY_SEEK, 5}, NULL},
    {CODE_SHIFT_LEFT, "Shift-LEFT", {KEY_SEEK, -1}, "1 second back, ahead"},
    {CODE_SHIFT_RIGHT, "Shift-RIGHT", {KEY_SEEK, 1}, NULL},
    {CODE_DOWN, "DOWN", {KEY_SEEK, -60}, "1 minute back, ahead"},
    {CODE_UP, "UP", {KEY_SEEK, 60}, NULL},
    {CODE_PAGE_UP, "PGUP", {KEY_SEEK_BARS, -4}, "4 bars back, ahead"},
    {CODE_PAGE_DOWN, "PGDN", {KEY_SEEK_BARS, 4}, NULL},
    {'[', "[", {KEY_TEMPO_ADD, -10}, "tempo 10 % slower, faster"},
    {']', "]", {KEY_TEMPO_ADD, 10}, NULL},
    {'{', "{", {KEY_TEMPO_SCALE, 50}, "tempo halved, doubled"},
    {'}', "}", {KEY_TEMPO_SCALE, 200}, NULL},
    {0x7F, "BACKSPACE", {KEY_TEMPO_RESET, 0}, "tempo as written"},
    {'-', "-", {KEY_TRANSPOSE, -1}, "a semitone down, up"},
    {'+', "+", {KEY_TRANSPOSE, 1}, NULL},
    {'9', "9", {KEY_VOLUME, -1}, "volume 1 dB down, up"},
    {'0', "0", {KEY_VOLUME, 1}, NULL},
    {'/', "/", {KEY_VOLUME, -1}, "the same"},
    {'*', "*", {KEY_VOLUME, 1}, NULL},
    {'m', "m", {KEY_MUTE_ALL, 0}, "mute all, unmute"},
    {'<', "<", {KEY_FILE, -1}, "previous, next file"},
    {'>', ">", {KEY_FILE, 1}, NULL},
    {'\r', "ENTER", {KEY_FILE, 1}, NULL},
    {'\t', "TAB", {KEY_SELECT, 1}, "select the next, previous channel"},
    {CODE_SHIFT_TAB, "Shift-TAB", {KEY_SELECT, -1}, NULL},
    {'x', "x", {KEY_MUTE, 0}, "mute the selected channel, unmute it"},
    {'s', "s", {KEY_SOLO, 0}, "hear the selected channel only"},
    {'a', "a", {KEY_ALL_ON, 0}, "hear all channels"},
    {'l', "l", {KEY_LOOP_AB, 0}, "loop from here; up to here; no more"},
    {'L', "L", {KEY_LOOP_FILE, 0}, "loop the file, or no more"},
    {'r', "r", {KEY_REVERB_TYPE, 0}, "next reverb type"},
    {'c', "c", {KEY_CHORUS_TYPE, 0}, "next chorus type"},
    {'!', "!", {KEY_PANIC, 0}, "all notes off"},
    {'B', "B", {KEY_RELOAD_BANKS, 0}, "read the banks again"},
    {'v', "v", {KEY_VIEW, 0}, "next page of the dashboard"},
    {'D', "D", {KEY_DUMP, 0}, "write the monitor's last minutes to a file"},
    {'P', "P", {KEY_MONITOR, 0}, "show the dashboard, or no more"},
    {'i', "i", {KEY_INFO, 0}, "what is played"},
    {'?', "?", {KEY_HELP, 0}, "these keys"},
    {'q', "q", {KEY_QUIT, 0}, "quit"},
};
const size_t n_key_rows = sizeof key_rows / sizeof key_rows[0];

enum {
    BYTE_CANCEL = 0x18,
    BYTE_ESCAPE = 0x1B,
    BYTE_DELETE = 0x7F,
};

/* What has come so far. A sequence is ESC [ numbers letter (ECMA-48), ESC O letter ("application"
   arrows), or ESC [ [ letter (function keys of the Linux console). */
enum {
    STATE_START,
    STATE_ESCAPE,
    STATE_SEQUENCE, /* ESC [ */
    STATE_SINGLE,   /* ESC O */
    STATE_FOREIGN,  /* a sequence that is no key of ours: a letter ends it */
    STATE_CONSOLE,  /* ESC [ [ */
};

/* Modifiers are sent as a sum of bits plus 1. */
enum { MODIFIER_NONE = 1, MODIFIER_SHIFT = 2 };

static int name_arrow(uint8_t letter, uint32_t modifier)
{
    bool is_shifted = modifier == MODIFIER_SHIFT;
    if (modifier > MODIFIER_SHIFT) {
        return CODE_NONE;
    }
    switch (letter) {
    case 'A':
        return is_shifted ? CODE_NONE : CODE_UP;
    case 'B':
        return is_shifted ? CODE_NONE : CODE_DOWN;
    case 'C':
        return is_shifted ? CODE_SHIFT_RIGHT : CODE_RIGHT;
    case 'D':
        return is_shifted ? CODE_SHIFT_LEFT : CODE_LEFT;
    case 'c': /* rxvt */
        return CODE_SHIFT_RIGHT;
    case 'd':
        return CODE_SHIFT_LEFT;
    case 'Z':
        return CODE_SHIFT_TAB;
    default:
        return CODE_NONE;
    }
}

/* ESC [ number ; modifier letter: an arrow has the number 1, a key that ends with ~ its own. */
static int name_sequence(const key_decoder *decoder, uint8_t letter)
{
    uint32_t number = decoder->n_numbers > 0 ? decoder->numbers[0] : 0;
    uint32_t modifier = decoder->n_numbers > 1 ? decoder->numbers[1] : MODIFIER_NONE;
    if (decoder->n_numbers > 2) {
        return CODE_NONE;
    }
    if (letter != '~') {
        return name_arrow(letter, modifier);
    }
    if (modifier != MODIFIER_NONE) {
        return CODE_NONE;
    }
    return number == 5 ? CODE_PAGE_UP : number == 6 ? CODE_PAGE_DOWN : CODE_NONE;
}

static int finish(key_decoder *decoder, int code)
{
    *decoder = (key_decoder){.state = STATE_START};
    return code;
}

static int take_character(key_decoder *decoder, uint8_t byte)
{
    switch (byte) {
    case BYTE_ESCAPE:
        decoder->state = STATE_ESCAPE;
        return CODE_NONE;
    case '\b': /* what BACKSPACE sends is a matter of taste */
        return BYTE_DELETE;
    case '\n':
        return '\r';
    default:
        return byte;
    }
}

/* ESC and a character is Alt with it: no key of ours. */
static int take_after_escape(key_decoder *decoder, uint8_t byte)
{
    if (byte == '[') {
        decoder->state = STATE_SEQUENCE;
        decoder->n_numbers = 0;
        return CODE_NONE;
    }
    if (byte == 'O') {
        decoder->state = STATE_SINGLE;
        return CODE_NONE;
    }
    return finish(decoder, CODE_NONE);
}

static void take_digit(key_decoder *decoder, uint8_t digit)
{
    if (decoder->n_numbers == 0) {
        decoder->n_numbers = 1;
        decoder->numbers[0] = 0;
    }
    if (decoder->n_numbers <= 2) {
        uint32_t *number = &decoder->numbers[decoder->n_numbers - 1];
        *number = *number < 1000 ? *number * 10 + digit : *number;
    }
}

static void take_semicolon(key_decoder *decoder)
{
    if (decoder->n_numbers == 0) {
        decoder->numbers[decoder->n_numbers++] = 0;
    }
    decoder->n_numbers += decoder->n_numbers < 3;
    if (decoder->n_numbers == 2) {
        decoder->numbers[1] = 0;
    }
}

static int take_in_sequence(key_decoder *decoder, uint8_t byte)
{
    if (byte >= '0' && byte <= '9') {
        take_digit(decoder, byte - '0');
    } else if (byte == ';') {
        take_semicolon(decoder);
    } else if (byte == '[') {
        decoder->state = STATE_CONSOLE;
    } else if (byte == '$') { /* rxvt ends its shifted keys with it */
        return finish(decoder, CODE_NONE);
    } else if (byte >= 0x40) {
        return finish(decoder, name_sequence(decoder, byte));
    } else {
        decoder->state = STATE_FOREIGN;
    }
    return CODE_NONE;
}

/* Old terminals put a modifier before the letter, rxvt means Ctrl by a small one. */
static int take_single(key_decoder *decoder, uint8_t byte)
{
    if (byte < 0x40) {
        decoder->state = STATE_FOREIGN;
        return CODE_NONE;
    }
    return finish(decoder, byte < 'a' ? name_arrow(byte, MODIFIER_NONE) : CODE_NONE);
}

/* The key that `byte` completes. A sequence that another ESC or a control character interrupts is
   dropped. */
static int find_code(key_decoder *decoder, uint8_t byte)
{
    if (decoder->state != STATE_START && (byte < 0x20 || byte == BYTE_DELETE || byte > 0x7F)) {
        finish(decoder, CODE_NONE);
        return byte == BYTE_CANCEL ? CODE_NONE : take_character(decoder, byte);
    }
    switch (decoder->state) {
    case STATE_ESCAPE:
        return take_after_escape(decoder, byte);
    case STATE_SEQUENCE:
        return take_in_sequence(decoder, byte);
    case STATE_SINGLE:
        return take_single(decoder, byte);
    case STATE_FOREIGN:
        return byte < 0x40 ? CODE_NONE : finish(decoder, CODE_NONE);
    case STATE_CONSOLE:
        return finish(decoder, CODE_NONE);
    default:
        return take_character(decoder, byte);
    }
}

bool keys_decode(key_decoder *decoder, uint8_t byte, key_press *press)
{
    int code = find_code(decoder, byte);
    for (size_t i = 0; i < n_key_rows && code != CODE_NONE; i++) {
        if (key_rows[i].code == code) {
            *press = key_rows[i].press;
            return true;
        }
    }
    return false;
}

bool keys_is_waiting(const key_decoder *decoder)
{
    return decoder->state != STATE_START;
}

void keys_forget(key_decoder *decoder)
{
    finish(decoder, CODE_NONE);
}

void keys_print_help(void)
{
    size_t i = 0;
    printf("Keys while playing on a terminal:\n\n");
    while (i < n_key_rows) {
        const char *help = key_rows[i].help;
        char names[64] = "";
        do {
            strncat(names, names[0] ? "  " : "", sizeof names - strlen(names) - 1);
            strncat(names, key_rows[i++].name, sizeof names - strlen(names) - 1);
        } while (i < n_key_rows && !key_rows[i].help);
        printf("  %-26s %s\n", names, help);
    }
    printf("  %-26s %s\n", "Ctrl-Z", "stop for the shell; fg goes on");
}
