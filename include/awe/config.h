/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CONFIG_H
#define AWE_CONFIG_H

/// @file What a synth can be asked to be: whose rules, which effects, how many voices.

#include "awe/allocator.h"
#include "awe/theft.h"
#include "awe/times.h"

#include <stdint.h>

/// Whose rules apply.
typedef enum awe_model {
    AWE_MODEL_DEFAULT,
    AWE_MODEL_EMU8000, ///< the card (default)
    /// the letter of SoundFont 2.04, initialAttenuation x 0.4 as everybody plays it
    AWE_MODEL_SF2,
    /// a plain player: the bank's generators by the letter, its modulators not heard
    AWE_MODEL_GM,
} awe_model;

/// How the waveform between two samples is found: from four points each, but for sinc.
typedef enum awe_interp {
    AWE_INTERP_DEFAULT, ///< what the model says: hw for emu8000, cubic for sf2 and gm
    AWE_INTERP_HW,      ///< cubic B-spline, the measured response of the card
    AWE_INTERP_LINEAR,
    AWE_INTERP_CUBIC, ///< Catmull-Rom
    AWE_INTERP_SINC,  ///< windowed sinc of 32 points, up to 256 where the pitch is raised
} awe_interp;

/// Which instruments program changes mean.
typedef enum awe_map {
    AWE_MAP_GM,   ///< those of General MIDI, GS and XG (default)
    AWE_MAP_MT32, ///< those of the MT-32, played by the nearest ones of General MIDI
} awe_map;

/// Settings of the equaliser's bass and treble, in dB.
typedef enum awe_tone_setting {
    AWE_TONE_DEFAULT, ///< bass flat; treble +8 dB for emu8000, else flat
    AWE_TONE_MINUS_12,
    AWE_TONE_MINUS_8,
    AWE_TONE_MINUS_6,
    AWE_TONE_MINUS_4,
    AWE_TONE_MINUS_2,
    AWE_TONE_FLAT,
    AWE_TONE_PLUS_2,
    AWE_TONE_PLUS_4,
    AWE_TONE_PLUS_6,
    AWE_TONE_PLUS_8,
    AWE_TONE_PLUS_10,
    AWE_TONE_PLUS_12,
} awe_tone_setting;

/// Reverb types of the card, as GS sysex numbers them, plus one.
typedef enum awe_reverb {
    AWE_REVERB_DEFAULT, ///< Hall 2
    AWE_REVERB_ROOM_1,
    AWE_REVERB_ROOM_2,
    AWE_REVERB_ROOM_3,
    AWE_REVERB_HALL_1,
    AWE_REVERB_HALL_2,
    AWE_REVERB_PLATE,
    AWE_REVERB_DELAY,
    AWE_REVERB_PANNING_DELAY,
    AWE_REVERB_OFF,
} awe_reverb;

/// Chorus types of the card, as GS sysex numbers them, plus one.
typedef enum awe_chorus {
    AWE_CHORUS_DEFAULT, ///< Chorus 3
    AWE_CHORUS_1,
    AWE_CHORUS_2,
    AWE_CHORUS_3,
    AWE_CHORUS_4,
    AWE_CHORUS_FEEDBACK,
    AWE_CHORUS_FLANGER,
    AWE_CHORUS_SHORT_DELAY,
    AWE_CHORUS_SHORT_DELAY_FEEDBACK,
    AWE_CHORUS_OFF,
} awe_chorus;

typedef struct awe_synth_config {   ///< Zero in any field means the default.
    const awe_allocator *allocator; ///< default malloc; must outlive the synth
    awe_model model;
    awe_interp interp;
    awe_reverb reverb;
    awe_chorus chorus;
    awe_tone_setting bass, treble;
    awe_map map;
    float attenuation;        ///< factor of initialAttenuation: default 0.4, or 1 by the letter
    uint32_t n_voices;        ///< polyphony 1..AWE_MAX_VOICES, exact; default 32
    float gain;               ///< linear output gain above 0; default 0.5 (-6 dB)
    int limiter;              ///< nonzero: keeps peaks below full scale, no look-ahead; default off
    int clip;                 ///< nonzero: the mix is cut off where the card's converter did
    uint32_t cpu_features;    ///< mask of awe_cpu; default all that the processor has
    awe_clock clock;          ///< for awe_synth_take_times(); changes no sample; default none
    awe_theft_listener theft; ///< told of each voice that is stolen; default nobody
} awe_synth_config;

/// Instruction sets a kernel may use. The output's bits are the same for any mask.
typedef enum awe_cpu {
    AWE_CPU_BASE = 1, ///< what the compiler's target always has
    AWE_CPU_AVX2 = 2,
} awe_cpu;

#endif
