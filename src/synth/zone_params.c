/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/zone_params.h"

#include "base/units.h"
#include "synth/meanings.h"

#define LONGEST_FRAMES 16777216.0f /* six minutes; exact in a float */

float awe_meanings_pitch(const awe_region *region, const awe_mod_inputs *inputs,
                         float cents_per_key, float tune_cents)
{
    const awe_sample *sample = region->sample;
    float cents = awe_ratio_to_cents((float)sample->rate_hz * (1.0f / AWE_RATE_HZ));
    cents += (float)(inputs->key - region->root_key) * cents_per_key;
    cents += tune_cents + (float)sample->correction_cents + inputs->tuning_cents;
    if (!inputs->channel->drums) {
        cents += awe_channel_tuning_cents(inputs->channel);
    }
    return inputs->edits ? cents + awe_edits_pitch_cents(inputs->edits) : cents;
}

static uint32_t frames(float value)
{
    return (uint32_t)(awe_clamp(value, 0.0f, LONGEST_FRAMES) + 0.5f);
}

static awe_envelope_params volume_envelope(const float *of)
{
    return (awe_envelope_params){
        .delay_frames = frames(of[AWE_GEN_VOL_ENV_DELAY]),
        .attack_frames = frames(of[AWE_GEN_VOL_ENV_ATTACK]),
        .hold_frames = frames(of[AWE_GEN_VOL_ENV_HOLD]),
        .decay_frames = frames(of[AWE_GEN_VOL_ENV_DECAY]),
        .release_frames = frames(of[AWE_GEN_VOL_ENV_RELEASE]),
        .sustain_fall = of[AWE_GEN_VOL_ENV_SUSTAIN],
    };
}

static awe_envelope_params modulation_envelope(const float *of)
{
    return (awe_envelope_params){
        .delay_frames = frames(of[AWE_GEN_MOD_ENV_DELAY]),
        .attack_frames = frames(of[AWE_GEN_MOD_ENV_ATTACK]),
        .hold_frames = frames(of[AWE_GEN_MOD_ENV_HOLD]),
        .decay_frames = frames(of[AWE_GEN_MOD_ENV_DECAY]),
        .release_frames = frames(of[AWE_GEN_MOD_ENV_RELEASE]),
        .sustain_fall = of[AWE_GEN_MOD_ENV_SUSTAIN],
    };
}

static awe_lfo_params lfo(const float *of, awe_generator_id delay, awe_generator_id frequency)
{
    return (awe_lfo_params){.delay_frames = frames(of[delay]), .step = (uint32_t)of[frequency]};
}

void awe_zone_params(const awe_region *region, const awe_model_rules *rules,
                     const awe_mod_inputs *inputs, awe_voice_params *params)
{
    awe_meanings m;
    if (rules->is_card) {
        awe_card_meanings(region, rules, inputs, &m);
    } else {
        awe_literal_meanings(region, rules, inputs, &m);
    }
    const float *of = m.of;
    *params = (awe_voice_params){
        .pitch_cents = m.pitch_cents,
        .attenuation_cb = m.attenuation_cb,
        .cutoff_cents = of[AWE_GEN_FILTER_CUTOFF],
        .resonance_cb = of[AWE_GEN_FILTER_Q],
        .lfo1_to_pitch_cents = of[AWE_GEN_MOD_LFO_TO_PITCH],
        .lfo1_to_cutoff_cents = of[AWE_GEN_MOD_LFO_TO_CUTOFF],
        .lfo1_to_volume_cb = of[AWE_GEN_MOD_LFO_TO_VOLUME],
        .lfo2_to_pitch_cents = of[AWE_GEN_VIB_LFO_TO_PITCH],
        .envelope_to_pitch_cents = of[AWE_GEN_MOD_ENV_TO_PITCH],
        .envelope_to_cutoff_cents = of[AWE_GEN_MOD_ENV_TO_CUTOFF],
        .lfo1 = lfo(of, AWE_GEN_MOD_LFO_DELAY, AWE_GEN_MOD_LFO_FREQUENCY),
        .lfo2 = lfo(of, AWE_GEN_VIB_LFO_DELAY, AWE_GEN_VIB_LFO_FREQUENCY),
        .volume = volume_envelope(of),
        .modulation = modulation_envelope(of),
    };
    params->send[AWE_BUS_LEFT] = m.left;
    params->send[AWE_BUS_RIGHT] = m.right;
    params->send[AWE_BUS_REVERB] = of[AWE_GEN_REVERB_SEND];
    params->send[AWE_BUS_CHORUS] = of[AWE_GEN_CHORUS_SEND];
}

/* The card has no loop that ends: sampleModes 3 loops on in its release there. */
awe_voice_sample awe_zone_sample(const awe_region *region, const awe_model_rules *rules)
{
    const awe_sample *sample = region->sample;
    return (awe_voice_sample){
        .frames = sample->frames + region->start,
        .low = sample->low ? sample->low + region->start : NULL,
        .n_frames = region->end - region->start,
        .loop_start = region->loop_start - region->start,
        .loop_end = region->loop_end - region->start,
        .loops = (uint8_t)(region->loop_mode != 0),
        .leaves_on_release = (uint8_t)(region->loop_mode == 3 && rules->leaves_loops),
    };
}
