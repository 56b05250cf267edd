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
        .sustain_fall = of[AWE_GEN_MOD_ENV_SUSTAIN],
    };
}

static void set_start(const float *of, awe_voice_params *params)
{
    params->lfo1.delay_frames = frames(of[AWE_GEN_MOD_LFO_DELAY]);
    params->lfo2.delay_frames = frames(of[AWE_GEN_VIB_LFO_DELAY]);
    params->volume = volume_envelope(of);
    params->modulation = modulation_envelope(of);
    params->glide_cents = 0.0f;
    params->glide_frames = 0;
}

static void set_tone(const float *of, awe_voice_params *params)
{
    params->cutoff_cents = of[AWE_GEN_FILTER_CUTOFF];
    params->resonance_cb = of[AWE_GEN_FILTER_Q];
    params->send[AWE_BUS_REVERB] = of[AWE_GEN_REVERB_SEND];
    params->send[AWE_BUS_CHORUS] = of[AWE_GEN_CHORUS_SEND];
    params->lfo1_to_pitch_cents = of[AWE_GEN_MOD_LFO_TO_PITCH];
    params->lfo1_to_cutoff_cents = of[AWE_GEN_MOD_LFO_TO_CUTOFF];
    params->lfo1_to_volume_cb = of[AWE_GEN_MOD_LFO_TO_VOLUME];
    params->lfo2_to_pitch_cents = of[AWE_GEN_VIB_LFO_TO_PITCH];
    params->envelope_to_pitch_cents = of[AWE_GEN_MOD_ENV_TO_PITCH];
    params->envelope_to_cutoff_cents = of[AWE_GEN_MOD_ENV_TO_CUTOFF];
    params->lfo1.step = (uint32_t)of[AWE_GEN_MOD_LFO_FREQUENCY];
    params->lfo2.step = (uint32_t)of[AWE_GEN_VIB_LFO_FREQUENCY];
    params->volume.release_frames = frames(of[AWE_GEN_VOL_ENV_RELEASE]);
    params->modulation.release_frames = frames(of[AWE_GEN_MOD_ENV_RELEASE]);
}

static void set_found(awe_voice_params *params, const awe_meanings *m, uint32_t known)
{
    if (!(known & AWE_ASPECT_PITCH)) {
        params->pitch_cents = m->pitch_cents;
    }
    if (!(known & AWE_ASPECT_LOUDNESS)) {
        params->attenuation_cb = m->attenuation_cb;
    }
    if (!(known & AWE_ASPECT_PAN)) {
        params->send[AWE_BUS_LEFT] = m->left;
        params->send[AWE_BUS_RIGHT] = m->right;
    }
    if (!(known & AWE_ASPECT_START)) {
        set_start(m->of, params);
    }
    if (!(known & AWE_ASPECT_TONE)) {
        set_tone(m->of, params);
    }
}

void awe_zone_params(const awe_region *region, const awe_model_rules *rules,
                     const awe_mod_inputs *inputs, awe_voice_params *params)
{
    awe_meanings m = {0};
    if (rules->is_card) {
        awe_card_meanings(region, rules, inputs, &m);
    } else {
        awe_literal_meanings(region, rules, inputs, &m);
    }
    set_found(params, &m, inputs->known);
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
