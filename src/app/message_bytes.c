/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/message_bytes.h"

#include <stdbool.h>
#include <string.h>

enum { SYSEX = 0xF0, SYSEX_END = 0xF7 };

/* A data byte of the value: 0 the lowest seven bits, 1 the seven above. */
static uint8_t seven_bits(const awe_message *message, int place)
{
    return (uint8_t)(message->value >> (7 * place) & 0x7F);
}

static size_t write_channel(const awe_message *message, uint8_t out[MESSAGE_BYTES_MAX])
{
    static const uint8_t statuses[] = {
        [AWE_NOTE_OFF] = 0x80,   [AWE_NOTE_ON] = 0x90, [AWE_KEY_PRESSURE] = 0xA0,
        [AWE_CONTROL] = 0xB0,    [AWE_PROGRAM] = 0xC0, [AWE_CHANNEL_PRESSURE] = 0xD0,
        [AWE_PITCH_BEND] = 0xE0,
    };
    bool has_one = message->type == AWE_PROGRAM || message->type == AWE_CHANNEL_PRESSURE;
    bool has_pair = message->type == AWE_PITCH_BEND;
    out[0] = (uint8_t)(statuses[message->type] | (message->channel & 15));
    out[1] = has_one || has_pair ? seven_bits(message, 0) : message->key & 0x7F;
    out[2] = seven_bits(message, has_pair ? 1 : 0);
    return has_one ? 2 : 3;
}

/* Puts `n` bytes between the marks of a system exclusive. */
static size_t wrap(const uint8_t *body, size_t n, uint8_t out[MESSAGE_BYTES_MAX])
{
    out[0] = SYSEX;
    memcpy(out + 1, body, n);
    out[n + 1] = SYSEX_END;
    return n + 2;
}

#define WRAP(out, ...)                                                                             \
    wrap((const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}), out)

/* GS "data set 1": the bytes from the address on and their checksum add up to a multiple of 128. */
static size_t write_gs(uint8_t high, uint8_t middle, uint8_t low, uint8_t data,
                       uint8_t out[MESSAGE_BYTES_MAX])
{
    uint8_t checksum = (uint8_t)(-(high + middle + low + data) & 0x7F);
    return WRAP(out, 0x41, 0x10, 0x42, 0x12, high, middle, low, data, checksum);
}

/* GS counts parts with that of the drums first. */
static uint8_t find_gs_part(uint8_t channel)
{
    return channel == 9 ? 0 : channel < 9 ? (uint8_t)(channel + 1) : channel;
}

static size_t write_reset(const awe_message *message, uint8_t out[MESSAGE_BYTES_MAX])
{
    switch (message->key) {
    case AWE_RESET_GM:
        return WRAP(out, 0x7E, 0x7F, 0x09, 0x01);
    case AWE_RESET_GM2:
        return WRAP(out, 0x7E, 0x7F, 0x09, 0x03);
    case AWE_RESET_XG:
        return WRAP(out, 0x43, 0x10, 0x4C, 0x00, 0x00, 0x7E, 0x00);
    default:
        return write_gs(0x40, 0x00, 0x7F, 0x00, out);
    }
}

/* XG names all but one of them, and lets them have more values than GS does. */
static size_t write_part(const awe_message *message, uint8_t out[MESSAGE_BYTES_MAX])
{
    static const uint8_t addresses[AWE_N_PART_SETTINGS] = {
        [AWE_PART_KEY_SHIFT] = 0x08,       [AWE_PART_VELOCITY_DEPTH] = 0x0C,
        [AWE_PART_VELOCITY_OFFSET] = 0x0D, [AWE_PART_KEY_LOW] = 0x0F,
        [AWE_PART_KEY_HIGH] = 0x10,        [AWE_PART_BEND_RANGE] = 0x23,
        [AWE_PART_VIBRATO_RATE] = 0x15,    [AWE_PART_VIBRATO_DEPTH] = 0x16,
        [AWE_PART_VIBRATO_DELAY] = 0x17,   [AWE_PART_CUTOFF] = 0x18,
        [AWE_PART_RESONANCE] = 0x19,       [AWE_PART_ATTACK] = 0x1A,
        [AWE_PART_DECAY] = 0x1B,           [AWE_PART_RELEASE] = 0x1C,
    };
    if (message->key == AWE_PART_WHEEL_DEPTH) {
        uint8_t part = find_gs_part(message->channel);
        return write_gs(0x40, 0x20 | part, 0x04, seven_bits(message, 0), out);
    }
    if (message->key >= AWE_N_PART_SETTINGS) {
        return 0;
    }
    return WRAP(out, 0x43, 0x10, 0x4C, 0x08, message->channel, addresses[message->key],
                seven_bits(message, 0));
}

/* GS tunes the scale of one channel at a time: that of the bit number `index` which is set. */
static size_t write_scale(const awe_message *message, uint32_t index,
                          uint8_t out[MESSAGE_BYTES_MAX])
{
    uint32_t channels = (uint32_t)message->value >> 14;
    int32_t tuning = (message->value & 0x3FFF) - 8192;
    int32_t cents = (tuning * 100 + (tuning < 0 ? -4096 : 4096)) / 8192;
    int32_t data = cents < -64 ? 0 : cents > 63 ? 127 : cents + 64;
    for (uint8_t channel = 0; channel < 16; channel++) {
        if ((channels >> channel & 1) && index-- == 0) {
            uint8_t low = (uint8_t)(0x40 + message->key);
            return write_gs(0x40, 0x10 | find_gs_part(channel), low, (uint8_t)data, out);
        }
    }
    return 0;
}

/* MIDI Tuning: one key of a program, at once or from the next note on. */
static size_t write_key_tuning(const awe_message *message, uint8_t out[MESSAGE_BYTES_MAX])
{
    uint8_t program = (uint8_t)(message->value >> 21 & 0x7F);
    uint8_t semitone = (uint8_t)(message->value >> 14 & 0x7F);
    uint8_t high = seven_bits(message, 1);
    uint8_t low = seven_bits(message, 0);
    if (message->channel) {
        return WRAP(out, 0x7F, 0x7F, 0x08, 0x02, program, 1, message->key, semitone, high, low);
    }
    return WRAP(out, 0x7E, 0x7F, 0x08, 0x07, 0, program, 1, message->key, semitone, high, low);
}

static size_t write_exclusive(const awe_message *message, uint8_t out[MESSAGE_BYTES_MAX])
{
    uint8_t low = seven_bits(message, 0);
    uint8_t high = seven_bits(message, 1);
    switch (message->type) {
    case AWE_RESET:
        return write_reset(message, out);
    case AWE_MASTER_VOLUME:
        return WRAP(out, 0x7F, 0x7F, 0x04, 0x01, low, high);
    case AWE_MASTER_BALANCE:
        return WRAP(out, 0x7F, 0x7F, 0x04, 0x02, low, high);
    case AWE_MASTER_FINE_TUNING:
        return WRAP(out, 0x7F, 0x7F, 0x04, 0x03, low, high);
    case AWE_MASTER_COARSE_TUNING:
        return WRAP(out, 0x7F, 0x7F, 0x04, 0x04, 0, low);
    case AWE_DRUM_PART:
        return write_gs(0x40, 0x10 | find_gs_part(message->channel), 0x15, low, out);
    case AWE_REVERB_TYPE:
        return write_gs(0x40, 0x01, 0x30, low, out);
    case AWE_REVERB_LEVEL:
        return write_gs(0x40, 0x01, 0x33, low, out);
    case AWE_CHORUS_TYPE:
        return write_gs(0x40, 0x01, 0x38, low, out);
    case AWE_CHORUS_LEVEL:
        return write_gs(0x40, 0x01, 0x3A, low, out);
    case AWE_PART:
        return write_part(message, out);
    case AWE_KEY_TUNING:
        return write_key_tuning(message, out);
    default:
        return 0;
    }
}

size_t message_bytes(const awe_message *message, uint32_t index, uint8_t out[MESSAGE_BYTES_MAX])
{
    if (message->type == AWE_SCALE_TUNING) {
        return write_scale(message, index, out);
    }
    if (index > 0) {
        return 0;
    }
    bool has_channel = message->type >= AWE_NOTE_OFF && message->type <= AWE_PITCH_BEND;
    return has_channel ? write_channel(message, out) : write_exclusive(message, out);
}
