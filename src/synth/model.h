/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_MODEL_H
#define AWE_SYNTH_MODEL_H

/* Whose rules apply, as data: what differs between the card, the letter of SoundFont 2 and a plain
   player. Source: docs/sound.md "Models". [audio] */

#include "awe/api.h"
#include "awe/synth.h"
#include "bank/zone.h"
#include "chip/tick.h"

#include <stdint.h>

typedef struct awe_model_rules {
    awe_tick_rules chip;
    awe_interp interp;
    uint32_t treble;          /* EQ setting 0..11 */
    float attenuation_factor; /* of initialAttenuation */
    uint8_t is_card;          /* values pass through the card's registers and its driver's tables */
    uint8_t plays_modulators; /* those of the bank */
    uint8_t leaves_loops;     /* sampleModes 3 plays on to the recording's end in release */
    uint8_t linear_master;    /* master volume is an amplitude; else GM's square law */
    const awe_modulator *defaults; /* [n_defaults], the wheel's pitch apart */
    uint32_t n_defaults;
} awe_model_rules;

/* The rules of `model`, constant. AWE_MODEL_DEFAULT is the card. */
AWE_RT const awe_model_rules *awe_model_get(awe_model model);

#endif
