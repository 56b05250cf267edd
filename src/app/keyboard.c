/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/keyboard.h"

#include "app/values.h"

#include <stdio.h>
#include <string.h>

#define DRUMS 9 /* channel 10 */
#define BIT(channel) (1u << (channel))

static AWE_RT uint32_t upper_channels(const keyboard_settings *s, const awe_message *message)
{
    return s->layers ? s->layers : BIT(message->channel);
}

static AWE_RT uint32_t note_channels(const keyboard_settings *s, const awe_message *message)
{
    bool is_split_off = s->split_key > 0 && message->key < s->split_key;
    return is_split_off ? BIT(s->split_channel) : upper_channels(s, message);
}

static AWE_RT uint32_t first_of(uint32_t channels)
{
    return channels & (0 - channels);
}

static AWE_RT bool chooses_program(const awe_message *message)
{
    enum { BANK = 0, BANK_LOW = 32 };
    return message->type == AWE_PROGRAM ||
           (message->type == AWE_CONTROL && (message->key == BANK || message->key == BANK_LOW));
}

/* Channels that a message which is no note goes to. */
static AWE_RT uint32_t control_channels(const keyboard_settings *s, const awe_message *message)
{
    uint32_t upper = upper_channels(s, message);
    if (chooses_program(message)) {
        return first_of(upper);
    }
    return s->split_key > 0 ? upper | BIT(s->split_channel) : upper;
}

static AWE_RT uint32_t find_channels(keyboard *k, const awe_message *message)
{
    const keyboard_settings *s = &k->settings;
    uint16_t *sounding = &k->sounding[message->channel & 15][message->key & 127];
    bool is_pad = message->channel == DRUMS;
    uint32_t channels = is_pad ? BIT(DRUMS) : note_channels(s, message);
    switch (message->type) {
    case AWE_NOTE_ON:
        *sounding = (uint16_t)(*sounding | channels);
        return channels;
    case AWE_NOTE_OFF:
        channels = *sounding ? *sounding : channels;
        *sounding = 0;
        return channels;
    case AWE_KEY_PRESSURE:
        return *sounding ? *sounding : channels;
    default:
        return is_pad ? BIT(DRUMS) : control_channels(s, message);
    }
}

/* On the line from (x0, y0) to (x1, y1), rounded to the nearest. */
static AWE_RT int32_t interpolate(int32_t x, int32_t x0, int32_t x1, int32_t y0, int32_t y1)
{
    int32_t span = x1 - x0;
    return (2 * (y0 * (x1 - x) + y1 * (x - x0)) + span) / (2 * span);
}

static AWE_RT int32_t bend_velocity(const keyboard_settings *s, int32_t velocity)
{
    const uint8_t *curve = s->curve;
    return velocity < 64 ? interpolate(velocity, 1, 64, curve[0], curve[1])
                         : interpolate(velocity, 64, 127, curve[1], curve[2]);
}

static AWE_RT bool is_of_a_channel(const awe_message *message)
{
    return message->type >= AWE_NOTE_OFF && message->type <= AWE_PITCH_BEND;
}

uint32_t keyboard_map(keyboard *k, const awe_message *message,
                      awe_message out[KEYBOARD_MAX_MESSAGES])
{
    awe_message mapped = *message;
    uint32_t n = 0;
    if (!is_of_a_channel(message)) {
        out[0] = mapped;
        return 1;
    }
    if (message->type == AWE_NOTE_ON && k->settings.has_curve) {
        mapped.value = bend_velocity(&k->settings, message->value);
    }
    uint32_t channels = find_channels(k, message);
    for (uint8_t channel = 0; channel < 16; channel++) {
        if (channels & BIT(channel)) {
            mapped.channel = channel;
            out[n++] = mapped;
        }
    }
    return n;
}

void keyboard_release(keyboard *k)
{
    memset(k->sounding, 0, sizeof k->sounding);
}

/* Copies what stands before `separator`, or everything, to `part`, and returns what follows it, or
   NULL at the end. A part that does not fit becomes empty, which is no value of any kind. */
static const char *take_part(const char *text, char separator, char part[8])
{
    const char *end = strchr(text, separator);
    size_t n = end ? (size_t)(end - text) : strlen(text);
    snprintf(part, 8, "%.*s", n < 8 ? (int)n : 0, text);
    return end ? end + 1 : NULL;
}

/* Fills `numbers` from "1,2,3" and returns how many there are; 0: not such a list. */
static uint32_t read_list(const char *text, uint32_t most, uint32_t *numbers, uint32_t max_numbers)
{
    uint32_t n = 0;
    for (const char *at = text; at; n++) {
        char part[8];
        at = take_part(at, ',', part);
        if (n == max_numbers || !value_count(part, 1, most, &numbers[n])) {
            return 0;
        }
    }
    return n;
}

/* A key by number or as a letter, sharps or flats, and an octave: "60", "C4", "F#3", "Bb-1". */
static bool read_key(const char *text, uint32_t *key)
{
    static const int semitones[] = {9, 11, 0, 2, 4, 5, 7};
    if (value_count(text, 0, 127, key)) {
        return true;
    }
    char letter = (char)(text[0] & ~0x20);
    if (letter < 'A' || letter > 'G') {
        return false;
    }
    int number = semitones[letter - 'A'];
    const char *at = text + 1;
    for (; *at == '#' || *at == 'b'; at++) {
        number += *at == '#' ? 1 : -1;
    }
    uint32_t octave;
    bool is_lowest = strcmp(at, "-1") == 0;
    if (!is_lowest && !value_count(at, 0, 9, &octave)) {
        return false;
    }
    number += is_lowest ? 0 : 12 * ((int)octave + 1);
    *key = (uint32_t)number;
    return number >= 0 && number <= 127;
}

bool keyboard_read_split(const char *text, keyboard_settings *settings)
{
    char part[8];
    uint32_t key;
    uint32_t channel;
    const char *rest = take_part(text, ':', part);
    if (!rest || !read_key(part, &key) || key == 0 || !value_count(rest, 1, 16, &channel)) {
        return false;
    }
    settings->split_key = (uint8_t)key;
    settings->split_channel = (uint8_t)(channel - 1);
    return true;
}

bool keyboard_read_layers(const char *text, keyboard_settings *settings)
{
    uint32_t channels[16];
    uint32_t layers = 0;
    uint32_t n = read_list(text, 16, channels, 16);
    for (uint32_t i = 0; i < n; i++) {
        layers |= BIT(channels[i] - 1);
    }
    settings->layers = n > 0 ? (uint16_t)layers : settings->layers;
    return n > 0;
}

bool keyboard_read_velocity(const char *text, keyboard_settings *settings)
{
    static const char *const names[] = {"soft", "linear", "hard", NULL};
    static const uint8_t curves[][3] = {{20, 90, 127}, {1, 64, 127}, {1, 38, 127}};
    uint32_t numbers[3];
    uint32_t i;
    if (value_word(text, names, &i)) {
        memcpy(settings->curve, curves[i], sizeof settings->curve);
    } else if (read_list(text, 127, numbers, 3) == 3) {
        for (i = 0; i < 3; i++) {
            settings->curve[i] = (uint8_t)numbers[i];
        }
    } else {
        return false;
    }
    settings->has_curve = true;
    return true;
}
