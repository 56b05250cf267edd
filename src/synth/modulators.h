/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_MODULATORS_H
#define AWE_SYNTH_MODULATORS_H

/* SoundFont modulators: what velocity, key, controllers and wheels do to a voice. Source: SoundFont
   2.04, 8.2, 8.4, 9.5. [audio] */

#include "awe/api.h"
#include "awe/synth.h"
#include "bank/zone.h"
#include "synth/channel.h"
#include "synth/model.h"

#include <stdint.h>

/* Words of SFModulator. */
#define AWE_MOD_NONE 0
#define AWE_MOD_VELOCITY 2
#define AWE_MOD_KEY 3
#define AWE_MOD_KEY_PRESSURE 10
#define AWE_MOD_CHANNEL_PRESSURE 13
#define AWE_MOD_PITCH_WHEEL 14
#define AWE_MOD_BEND_RANGE 16
#define AWE_MOD_LINK 127
#define AWE_MOD_CC(number) (0x80 | (number))
#define AWE_MOD_NEGATIVE 0x100
#define AWE_MOD_BIPOLAR 0x200
#define AWE_MOD_CONCAVE 0x400
#define AWE_MOD_CONVEX 0x800
#define AWE_MOD_SWITCH 0xC00
#define AWE_MOD_ABSOLUTE 2       /* a transform */
#define AWE_MOD_LINK_FLAG 0x8000 /* of a destination: the modulator of that number */

/* Parts of a voice's parameters, as bits: only what a change touches is found anew. */
typedef enum awe_aspect {
    AWE_ASPECT_PITCH = 1,
    AWE_ASPECT_LOUDNESS = 2, /* static attenuation */
    AWE_ASPECT_PAN = 4,
    AWE_ASPECT_TONE = 8,       /* what else a voice follows */
    AWE_ASPECTS_FOLLOWED = 15, /* all these */
    AWE_ASPECT_START = 16,     /* what is read once, when a voice starts */
} awe_aspect;

/* What a voice's parameters depend on besides its region. */
typedef struct awe_mod_inputs {
    const awe_channel *channel;
    const awe_edits *edits; /* the NRPNs that this voice heard; NULL: none */
    float tuning_cents;     /* of its key: tuning standard and scale tuning */
    uint8_t key, velocity;
    uint8_t known; /* AWE_ASPECT bits: not to be found */
} awe_mod_inputs;

/* Adds the contribution of every modulator of `region` (the model's defaults, unless the instrument
   replaces them; then instrument and preset, where the model plays them) to `sums`, indexed by
   generator in that generator's unit. The pitch wheel's default is awe_channel_bend_cents(), added
   to AWE_GEN_FINE_TUNE unless it is replaced. Defaults that only move what is known are left
   out. */
AWE_RT void awe_modulators_sum(const awe_region *region, const awe_model_rules *rules,
                               const awe_mod_inputs *inputs, float sums[AWE_N_GENERATORS]);

/* The value of one source for the inputs, mapped by its curve: 0..1 or -1..1. */
AWE_RT float awe_modulator_source(uint16_t source, const awe_mod_inputs *inputs);

#endif
