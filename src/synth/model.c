/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/model.h"

#include "chip/eq.h"
#include "synth/modulators.h"

/* 16 bits of pitch with 0x4000 as unity: not quite two octaves up. */
#define CARD_HIGHEST_RATIO (65535.0f / 16384.0f)
#define HIGHEST_RATIO 255.0f /* an increment has 8 bits of whole frames */
#define PLAYERS_FACTOR 0.4f
#define N_ROWS(rows) (sizeof(rows) / sizeof(rows)[0])

/* SoundFont 2.04, 8.4.1 to 8.4.9 (8.4.10, the pitch wheel, is the channel's bend), the second last:
   General MIDI knows no velocity to cutoff. Pan: half of the "1000 tenths of a percent" to each
   side, as every player reads it. */
static const awe_modulator sf2_defaults[] = {
    {AWE_MOD_VELOCITY | AWE_MOD_NEGATIVE | AWE_MOD_CONCAVE, AWE_GEN_ATTENUATION, 960, 0, 0},
    {AWE_MOD_CHANNEL_PRESSURE, AWE_GEN_VIB_LFO_TO_PITCH, 50, 0, 0},
    {AWE_MOD_CC(AWE_CC_MODULATION), AWE_GEN_VIB_LFO_TO_PITCH, 50, 0, 0},
    {AWE_MOD_CC(AWE_CC_VOLUME) | AWE_MOD_NEGATIVE | AWE_MOD_CONCAVE, AWE_GEN_ATTENUATION, 960, 0,
     0},
    {AWE_MOD_CC(AWE_CC_PAN) | AWE_MOD_BIPOLAR, AWE_GEN_PAN, 500, 0, 0},
    {AWE_MOD_CC(AWE_CC_EXPRESSION) | AWE_MOD_NEGATIVE | AWE_MOD_CONCAVE, AWE_GEN_ATTENUATION, 960,
     0, 0},
    {AWE_MOD_CC(AWE_CC_REVERB_SEND), AWE_GEN_REVERB_SEND, 200, 0, 0},
    {AWE_MOD_CC(AWE_CC_CHORUS_SEND), AWE_GEN_CHORUS_SEND, 200, 0, 0},
    {AWE_MOD_VELOCITY | AWE_MOD_NEGATIVE, AWE_GEN_FILTER_CUTOFF, -2400, 0, 0},
};

static const awe_model_rules emu8000_rules = {
    .chip = {AWE_FILTER_CARD, CARD_HIGHEST_RATIO, .slews_gain = 1, .boosts = 0},
    .interp = AWE_INTERP_HW,
    .treble = AWE_EQ_CARD_TREBLE,
    .attenuation_factor = PLAYERS_FACTOR,
    .is_card = 1,
    .linear_master = 1,
};

static const awe_model_rules sf2_rules = {
    .chip = {AWE_FILTER_SF2, HIGHEST_RATIO, .slews_gain = 0, .boosts = 1},
    .interp = AWE_INTERP_CUBIC,
    .treble = AWE_EQ_FLAT,
    .attenuation_factor = PLAYERS_FACTOR,
    .plays_modulators = 1,
    .leaves_loops = 1,
    .defaults = sf2_defaults,
    .n_defaults = N_ROWS(sf2_defaults),
};

static const awe_model_rules gm_rules = {
    .chip = {AWE_FILTER_SF2, HIGHEST_RATIO, .slews_gain = 0, .boosts = 0},
    .interp = AWE_INTERP_CUBIC,
    .treble = AWE_EQ_FLAT,
    .attenuation_factor = PLAYERS_FACTOR,
    .leaves_loops = 1,
    .defaults = sf2_defaults,
    .n_defaults = N_ROWS(sf2_defaults) - 1,
};

const awe_model_rules *awe_model_get(awe_model model)
{
    switch (model) {
    case AWE_MODEL_SF2:
        return &sf2_rules;
    case AWE_MODEL_GM:
        return &gm_rules;
    default:
        return &emu8000_rules;
    }
}
