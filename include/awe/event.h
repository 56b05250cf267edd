/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_EVENT_H
#define AWE_EVENT_H

/// @file What a synth is told: fixed-size values, no pointers, safe to copy through any queue.

#include <stdint.h>

/// Kinds of message. `port`, `channel`, `key` and `value` are 0 where a row does not name them.
typedef enum awe_message_type {
    AWE_NOTE_OFF = 1,     ///< channel, key 0..127, value: release velocity 0..127
    AWE_NOTE_ON,          ///< channel, key 0..127, value: velocity 1..127
    AWE_KEY_PRESSURE,     ///< channel, key 0..127, value 0..127
    AWE_CONTROL,          ///< channel, key: controller number 0..127, value 0..127
    AWE_PROGRAM,          ///< channel, value: program 0..127
    AWE_CHANNEL_PRESSURE, ///< channel, value 0..127
    AWE_PITCH_BEND,       ///< channel, value 0..16383, 8192 is the centre
    AWE_RESET,            ///< key: awe_reset_kind; the whole synth, every port
    AWE_MASTER_VOLUME,    ///< value 0..16383
    AWE_DRUM_PART,        ///< channel, value: 0 melodic, 1 or 2 drums
    AWE_REVERB_TYPE,      ///< value 0..7: type as GS numbers it
    AWE_CHORUS_TYPE,      ///< value 0..7: type as GS numbers it
    AWE_REVERB_LEVEL,     ///< value 0..127: return level, 64 is nominal
    AWE_CHORUS_LEVEL,     ///< value 0..127: return level, 64 is nominal
    /// releases every key and pedal of every channel; voices end by their release
    AWE_RELEASE_ALL,
    AWE_SILENCE_ALL, ///< ends every voice within 5 ms; effects ring out
} awe_message_type;

/// Which rules a reset message asked for (`key` of AWE_RESET).
typedef enum awe_reset_kind {
    AWE_RESET_GM,
    AWE_RESET_GM2,
    AWE_RESET_GS,
    AWE_RESET_XG,
} awe_reset_kind;

/// One instruction to the synth, 8 bytes.
typedef struct awe_message {
    uint8_t type;    ///< awe_message_type
    uint8_t port;    ///< MIDI port, 16 channels each; the synth folds ports it does not have
    uint8_t channel; ///< 0..15 within the port
    uint8_t key;     ///< key or controller number
    int32_t value;
} awe_message;

/// A message and the frame at which it takes effect, 16 bytes.
typedef struct awe_event {
    uint32_t frame;    ///< counted from the first frame of the render call
    uint32_t reserved; ///< 0
    awe_message message;
} awe_event;

#endif
