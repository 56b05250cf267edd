/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "midi/message.h"

/* The message types of 0x8n .. 0xEn, in this order. */
static const uint8_t types[8] = {
    AWE_NOTE_OFF, AWE_NOTE_ON,          AWE_KEY_PRESSURE, AWE_CONTROL,
    AWE_PROGRAM,  AWE_CHANNEL_PRESSURE, AWE_PITCH_BEND,
};

static const uint8_t channel_counts[8] = {2, 2, 2, 2, 1, 1, 2};

/* Only time code (F1), song position (F2) and song select (F3) have data bytes. */
static const uint8_t system_counts[16] = {0, 1, 2, 1};

uint8_t awe_midi_data_count(uint8_t status)
{
    return status >= 0xF0 ? system_counts[status & 0x0F] : channel_counts[status >> 4 & 0x07];
}

awe_message awe_midi_decode(uint8_t status, const uint8_t data[2], uint8_t port)
{
    awe_message message = {
        .type = types[status >> 4 & 0x07],
        .port = port,
        .channel = status & 0x0F,
    };
    if (message.type == AWE_PITCH_BEND) {
        message.value = data[1] << 7 | data[0];
    } else if (awe_midi_data_count(status) == 1) {
        message.value = data[0];
    } else {
        message.key = data[0];
        message.value = data[1];
    }
    if (message.type == AWE_NOTE_ON && message.value == 0) {
        message.type = AWE_NOTE_OFF;
        message.value = AWE_MIDI_RELEASE_VELOCITY;
    }
    return message;
}
