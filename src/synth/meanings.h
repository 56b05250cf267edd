/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_MEANINGS_H
#define AWE_SYNTH_MEANINGS_H

/* What a region's values amount to, in the units of chip/params.h: found by the letter of SoundFont
   2 (literal.c) or through the card's registers (card.c), then put together by zone_params.c.
   [audio] */

#include "awe/api.h"
#include "bank/zone.h"
#include "synth/model.h"
#include "synth/modulators.h"
#include "synth/registers.h"

typedef struct awe_meanings {
    /* by generator, of awe_meanings_wanted(); times in frames, LFO frequencies as phase steps */
    float of[AWE_N_GENERATORS];
    float pitch_cents;    /* all of it */
    float attenuation_cb; /* all that is static */
    float left, right;    /* gains */
} awe_meanings;

/* What of awe_meanings.of is to be found, bit per generator. */
AWE_RT static inline uint64_t awe_meanings_wanted(const awe_mod_inputs *inputs)
{
    return (inputs->known & AWE_ASPECT_TONE ? 0 : AWE_FOLLOWED) |
           (inputs->known & AWE_ASPECT_START ? 0 : AWE_READ_ONCE);
}

/* Find what is not known. */
AWE_RT void awe_literal_meanings(const awe_region *region, const awe_model_rules *rules,
                                 const awe_mod_inputs *inputs, awe_meanings *meanings);

AWE_RT void awe_card_meanings(const awe_region *region, const awe_model_rules *rules,
                              const awe_mod_inputs *inputs, awe_meanings *meanings);

/* Cents of key, tunings and sample rate; `tune_cents` is what generators and wheel add. */
AWE_RT float awe_meanings_pitch(const awe_region *region, const awe_mod_inputs *inputs,
                                float cents_per_key, float tune_cents);

#endif
