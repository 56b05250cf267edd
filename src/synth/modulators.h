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

#include <stdint.h>

/* What a voice's modulators read. */
typedef struct awe_mod_inputs {
    const awe_channel *channel;
    uint8_t key, velocity;
} awe_mod_inputs;

/* Adds the contribution of every modulator of `region` (the model's defaults, unless the instrument
   replaces them; then instrument and preset) to `sums`, indexed by generator in that generator's
   unit. The pitch wheel's default is awe_channel_bend_cents(), added to AWE_GEN_FINE_TUNE unless it
   is replaced. */
AWE_RT void awe_modulators_sum(const awe_region *region, awe_model model,
                               const awe_mod_inputs *inputs, float sums[AWE_N_GENERATORS]);

/* The value of one source for the inputs, mapped by its curve: 0..1 or -1..1. */
AWE_RT float awe_modulator_source(uint16_t source, const awe_mod_inputs *inputs);

#endif
