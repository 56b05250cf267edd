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
    AWE_SILENCE_ALL,          ///< ends every voice within 5 ms; effects ring out
    AWE_MASTER_BALANCE,       ///< value 0 (left) .. 16383 (right), 8192 is the middle
    AWE_MASTER_FINE_TUNING,   ///< value 0..16383: -100..100 cents, 8192 is in tune
    AWE_MASTER_COARSE_TUNING, ///< value 0..127: semitones, 64 is in tune
    AWE_PART,                 ///< channel, key: awe_part_setting, value as that says
    /// key: pitch class 0 (C) .. 11; value: bit per channel << 14 | -100..100 cents as 0..16383
    AWE_SCALE_TUNING,
    /// key; value: program 0..127 << 21 | semitones << 14 | fraction of one; channel 1: sounding
    /// notes follow, 0: only later ones
    AWE_KEY_TUNING,
    /// channel: set of drums 0 or 1, key, value: awe_drum_setting << 7 | 0..127
    AWE_DRUM_KEY,
    /// channel, key: struck last, though it is not heard; where portamento begins. A seek yields it
    /// in place of a note
    AWE_LAST_KEY,
} awe_message_type;

/// What AWE_PART sets. Values are 0..127.
typedef enum awe_part_setting {
    AWE_PART_KEY_SHIFT,       ///< semitones, 64 is none
    AWE_PART_VELOCITY_DEPTH,  ///< 64: as played
    AWE_PART_VELOCITY_OFFSET, ///< 64: as played
    AWE_PART_KEY_LOW,         ///< lowest key that sounds
    AWE_PART_KEY_HIGH,        ///< highest key that sounds
    AWE_PART_BEND_RANGE,      ///< semitones, 64 is none
    AWE_PART_WHEEL_DEPTH,     ///< of CC1: 127 is 600 cents
    AWE_PART_VIBRATO_RATE,    ///< from here on tone, 64 is the instrument's own
    AWE_PART_VIBRATO_DEPTH,
    AWE_PART_VIBRATO_DELAY,
    AWE_PART_CUTOFF,
    AWE_PART_RESONANCE,
    AWE_PART_ATTACK,
    AWE_PART_DECAY,
    AWE_PART_RELEASE,
    AWE_N_PART_SETTINGS,
} awe_part_setting;

/// What AWE_DRUM_KEY sets about one key of a kit.
typedef enum awe_drum_setting {
    AWE_DRUM_PITCH,  ///< semitones, 64 is none
    AWE_DRUM_LEVEL,  ///< 127 is the kit's own
    AWE_DRUM_PAN,    ///< 0 (left) .. 127
    AWE_DRUM_REVERB, ///< share of the part's send
    AWE_DRUM_CHORUS, ///< share of the part's send
    AWE_N_DRUM_SETTINGS,
} awe_drum_setting;

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
