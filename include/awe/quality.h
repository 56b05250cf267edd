/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_QUALITY_H
#define AWE_QUALITY_H

/// @file How much work a synth puts into its sound: for a machine that is not fast enough for all
/// of it. Filter and envelopes are the instrument and stay the same.

#include "awe/api.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// How the waveform between two samples is found, at most.
typedef enum awe_quality_interp {
    AWE_QUALITY_INTERP_OWN,  ///< what the configuration or the model says
    AWE_QUALITY_INTERP_FOUR, ///< the same, but cubic where that takes more than four points
    AWE_QUALITY_INTERP_LINEAR,
} awe_quality_interp;

/// An effect, where the configuration has it.
typedef enum awe_quality_effect {
    AWE_QUALITY_EFFECT_FULL,
    AWE_QUALITY_EFFECT_LIGHT, ///< the reverb with half of its lines; the chorus as it is
    AWE_QUALITY_EFFECT_OFF,   ///< not heard, not computed
} awe_quality_effect;

/// All zero is the best: the sound that renders have.
typedef struct awe_quality {
    awe_quality_interp interp;
    awe_quality_effect reverb, chorus;
    float cut_db;            ///< released voices end this far below full level; 0: at the very end
    float release;           ///< factor of release times, 0 < release <= 1; 0 is 1
    uint32_t voices_percent; ///< of the polyphony, but at least 8 voices; 0 is 100
} awe_quality;

/// The levels that the player knows, the best first.
typedef enum awe_quality_level {
    AWE_QUALITY_MAXIMUM,
    AWE_QUALITY_HIGH,
    AWE_QUALITY_MEDIUM,
    AWE_QUALITY_LOW,
    AWE_N_QUALITIES,
} awe_quality_level;

/// What a level means. Static storage. Levels that do not exist are the last one.
/// Source: docs/sound.md "Quality".
/// [any]
AWE_API AWE_RT const awe_quality *awe_quality_get(awe_quality_level level);

/// The polyphony that is left of `n_voices`.
/// [any]
AWE_API AWE_RT uint32_t awe_quality_voices(const awe_quality *quality, uint32_t n_voices);

#ifdef __cplusplus
}
#endif

#endif
