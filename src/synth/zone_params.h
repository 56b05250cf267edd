/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_ZONE_PARAMS_H
#define AWE_SYNTH_ZONE_PARAMS_H

/* From a bank's region and a channel's state to the chip's voice parameters: the units of SoundFont
   2 end here. Source: docs/sound.md "Voice parameters"; SoundFont 2.04, 8.1 and 9. [audio] */

#include "awe/api.h"
#include "awe/synth.h"
#include "bank/zone.h"
#include "chip/params.h"
#include "synth/model.h"
#include "synth/modulators.h"

/* Parameters of a voice that plays `region` now. Aspects that are known stay as they are in
   `params`. */
AWE_RT void awe_zone_params(const awe_region *region, const awe_model_rules *rules,
                            const awe_mod_inputs *inputs, awe_voice_params *params);

/* The recording of `region` as the chip plays it. */
AWE_RT awe_voice_sample awe_zone_sample(const awe_region *region, const awe_model_rules *rules);

#endif
