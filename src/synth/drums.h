/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_DRUMS_H
#define AWE_SYNTH_DRUMS_H

/* What GS and XG change about single keys of a kit. Notes that start later hear it. Source:
   docs/sound.md "MIDI". [audio] */

#include "awe/api.h"
#include "awe/event.h"
#include "bank/zone.h"

#include <stdint.h>

#define AWE_N_DRUM_MAPS 2

typedef struct awe_drum_key {
    uint8_t set;  /* bit per awe_drum_setting */
    int8_t pitch; /* semitones */
    uint8_t level, pan, reverb, chorus;
} awe_drum_key;

/* The edits of one port. */
typedef struct awe_drums {
    awe_drum_key key[AWE_N_DRUM_MAPS][128];
} awe_drums;

/* The edits of `key` for a part whose `drums` is 1 or more. */
AWE_RT awe_drum_key *awe_drums_key(awe_drums *drums, uint8_t part_drums, uint8_t key);

/* Takes one setting, 0..127. */
AWE_RT void awe_drums_set(awe_drum_key *edits, awe_drum_setting setting, uint8_t value);

/* The setting that an NRPN's MSB means for the key in its LSB; negative: none. */
AWE_RT int awe_drums_setting_of(uint32_t nrpn_msb);

/* Changes what a voice is about to play; `attenuation_factor` is the model's. */
AWE_RT void awe_drums_apply(const awe_drum_key *edits, float attenuation_factor,
                            awe_region *region);

/* Factors of the effect sends. */
AWE_RT float awe_drums_reverb(const awe_drum_key *edits);
AWE_RT float awe_drums_chorus(const awe_drum_key *edits);

#endif
