/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_EDITS_H
#define AWE_SYNTH_EDITS_H

/* What a song changes about its instruments by NRPN: values of the AWE (they replace the
   instrument's) and tone controls of GS and XG (they add to it). Source: docs/sound.md "NRPN".
   [audio] */

#include "awe/api.h"
#include "bank/zone.h"

#include <stdint.h>

#define AWE_NRPN_MSB 127 /* of the AWE's parameters */
#define AWE_NRPN_PITCH 16
#define AWE_N_NRPNS 27

/* Tone controls, -64..63 each. */
typedef enum awe_tone {
    AWE_TONE_VIBRATO_RATE,
    AWE_TONE_VIBRATO_DEPTH,
    AWE_TONE_VIBRATO_DELAY,
    AWE_TONE_CUTOFF,
    AWE_TONE_RESONANCE,
    AWE_TONE_ATTACK,
    AWE_TONE_DECAY,
    AWE_TONE_RELEASE,
    AWE_N_TONES,
} awe_tone;

typedef struct awe_edits {
    uint32_t set; /* bit per AWE parameter that has a value */
    int16_t value[AWE_N_NRPNS];
    int8_t tone[AWE_N_TONES];
} awe_edits;

/* Sets AWE parameter `number` (below AWE_N_NRPNS), clamped to its range. */
AWE_RT void awe_edits_set(awe_edits *edits, uint32_t number, int value);

/* Brings a sounding voice's copy up to date: only what the card changes in real time. */
AWE_RT void awe_edits_refresh(awe_edits *voice, const awe_edits *channel);

/* Cents that NRPN 16 adds. */
AWE_RT float awe_edits_pitch_cents(const awe_edits *edits);

/* The card: replaces, then adds to, register values indexed by generator. */
AWE_RT void awe_edits_to_registers(const awe_edits *edits, int registers[AWE_N_GENERATORS]);

/* The letter of SoundFont 2: replaces generators by the same quantities in the file's units, before
   modulators... */
AWE_RT void awe_edits_to_values(const awe_edits *edits, float values[AWE_N_GENERATORS]);

/* ... and adds the tone controls to what came of them, in the units of chip/params.h. */
AWE_RT void awe_edits_to_meanings(const awe_edits *edits, float meanings[AWE_N_GENERATORS]);

#endif
