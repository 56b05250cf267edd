/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_THEFT_H
#define AWE_THEFT_H

/// @file Voices that had to make room for others.

#include "awe/api.h"

#include <stdint.h>

/// What kind of voice had to make room for another.
typedef enum awe_steal {
    AWE_STEAL_RELEASED, ///< already released
    AWE_STEAL_PEDAL,    ///< key up, held by a pedal
    AWE_STEAL_KEY,      ///< key down
    AWE_STEAL_SAME,     ///< a layer of the very note that needed room
    AWE_N_STEALS,
} awe_steal;

/// The note of a voice.
typedef struct awe_voice_note {
    uint8_t port, channel, key, velocity;
} awe_voice_note;

/// One voice that was stolen.
typedef struct awe_theft {
    uint64_t frame; ///< of the synth, counted from 0
    awe_steal kind;
    awe_voice_note by;   ///< who needed room
    awe_voice_note from; ///< who lost a voice
    float level;         ///< of that voice: its loudness without tremolo and pan, 1 is full
    uint64_t age_frames; ///< since it began
} awe_theft;

/// Is told of a theft, before the voice fades. `theft` is valid during the call only.
typedef AWE_RT void (*awe_theft_fn)(void *context, const awe_theft *theft);

/// Who is told; `told` NULL: nobody.
typedef struct awe_theft_listener {
    awe_theft_fn told;
    void *context;
} awe_theft_listener;

#endif
