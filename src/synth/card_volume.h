/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_CARD_VOLUME_H
#define AWE_SYNTH_CARD_VOLUME_H

/* How the card's driver sums volume, velocity, expression and the instrument's attenuation: in
   whole decibels first, then in register steps. Source: docs/sound.md "Volume of the card".
   [audio] */

#include "awe/api.h"

#include <stdint.h>

#define AWE_CARD_VOLUME_STEP_CB 3.75f
#define AWE_CARD_SILENCE 255

typedef struct awe_card_volumes {
    uint8_t volume, expression, velocity; /* CC7, CC11; 0..127 each */
    uint8_t is_literal;                   /* attenuation counts fully, not by the driver's 0.4 */
    int attenuation_cb;                   /* initialAttenuation */
    int extra;                            /* register steps */
} awe_card_volumes;

/* The attenuation register, 0..255: 0.375 dB a step, AWE_CARD_SILENCE is silence. */
AWE_RT int awe_card_volume(const awe_card_volumes *v);

#endif
