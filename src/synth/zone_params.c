/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/zone_params.h"

#include "base/tables.h"
#include "base/units.h"

/* What players, and the card's driver, make of initialAttenuation. */
#define ATTENUATION_FACTOR 0.4f
#define LOWEST_TIMECENTS -12000.0f
#define HIGHEST_TIMECENTS 8000.0f
#define CENTS_HZ 8.17579892f    /* 0 absolute cents */
#define STEP_PER_HZ 97391.5487f /* 2^32 / 44100 */
#define SOFT_PEDAL_CB 40.0f
#define SOFT_PEDAL_CENTS 600.0f

/* A generator with the modulators' part. */
typedef struct values {
    const awe_region *region;
    float sums[AWE_N_GENERATORS];
} values;

static float value(const values *v, awe_generator_id id)
{
    return (float)v->region->generators[id] + v->sums[id];
}

static float clamped(const values *v, awe_generator_id id, float low, float high)
{
    return awe_clamp(value(v, id), low, high);
}

/* SoundFont counts times in powers of two; its shortest, 1 ms, stands for "none" where a file says
   nothing. */
static uint32_t frames_of(float timecents, int shortest_is_none)
{
    if (shortest_is_none && timecents <= LOWEST_TIMECENTS) {
        return 0;
    }
    float clamped_tc = awe_clamp(timecents, LOWEST_TIMECENTS, HIGHEST_TIMECENTS);
    return (uint32_t)(awe_cents_to_ratio(clamped_tc) * AWE_RATE_HZ + 0.5f);
}

static float key_scaled(const values *v, awe_generator_id time, awe_generator_id per_key, int key)
{
    return value(v, time) + value(v, per_key) * (float)(60 - key);
}

static awe_envelope_params volume_envelope(const values *v, int key)
{
    float hold = key_scaled(v, AWE_GEN_VOL_ENV_HOLD, AWE_GEN_KEY_TO_VOL_ENV_HOLD, key);
    float decay = key_scaled(v, AWE_GEN_VOL_ENV_DECAY, AWE_GEN_KEY_TO_VOL_ENV_DECAY, key);
    return (awe_envelope_params){
        .delay_frames = frames_of(value(v, AWE_GEN_VOL_ENV_DELAY), 1),
        .attack_frames = frames_of(value(v, AWE_GEN_VOL_ENV_ATTACK), 0),
        .hold_frames = frames_of(hold, 1),
        .decay_frames = frames_of(decay, 0),
        .release_frames = frames_of(value(v, AWE_GEN_VOL_ENV_RELEASE), 0),
        .sustain_fall = clamped(v, AWE_GEN_VOL_ENV_SUSTAIN, 0.0f, 1000.0f) * 0.001f,
    };
}

static awe_envelope_params modulation_envelope(const values *v, int key)
{
    float hold = key_scaled(v, AWE_GEN_MOD_ENV_HOLD, AWE_GEN_KEY_TO_MOD_ENV_HOLD, key);
    float decay = key_scaled(v, AWE_GEN_MOD_ENV_DECAY, AWE_GEN_KEY_TO_MOD_ENV_DECAY, key);
    return (awe_envelope_params){
        .delay_frames = frames_of(value(v, AWE_GEN_MOD_ENV_DELAY), 1),
        .attack_frames = frames_of(value(v, AWE_GEN_MOD_ENV_ATTACK), 1),
        .hold_frames = frames_of(hold, 1),
        .decay_frames = frames_of(decay, 0),
        .release_frames = frames_of(value(v, AWE_GEN_MOD_ENV_RELEASE), 0),
        .sustain_fall = clamped(v, AWE_GEN_MOD_ENV_SUSTAIN, 0.0f, 1000.0f) * 0.001f,
    };
}

static awe_lfo_params lfo(const values *v, awe_generator_id delay, awe_generator_id frequency)
{
    float hz = CENTS_HZ * awe_cents_to_ratio(clamped(v, frequency, -16000.0f, 4500.0f));
    return (awe_lfo_params){
        .delay_frames = frames_of(value(v, delay), 1),
        .step = (uint32_t)(hz * STEP_PER_HZ),
    };
}

static float pitch_cents(const values *v, const awe_mod_inputs *inputs)
{
    const awe_region *region = v->region;
    const awe_sample *sample = region->sample;
    float rate_cents = awe_ratio_to_cents((float)sample->rate_hz * (1.0f / AWE_RATE_HZ));
    float key_cents = (float)(inputs->key - region->root_key) * value(v, AWE_GEN_SCALE_TUNING);
    float tune_cents = 100.0f * value(v, AWE_GEN_COARSE_TUNE) + value(v, AWE_GEN_FINE_TUNE);
    float tuning = inputs->channel->drums ? 0.0f : awe_channel_tuning_cents(inputs->channel);
    return rate_cents + key_cents + tune_cents + (float)sample->correction_cents + tuning;
}

static float attenuation_cb(const values *v, float soft)
{
    float own = ATTENUATION_FACTOR * (float)v->region->generators[AWE_GEN_ATTENUATION];
    float total = own + v->sums[AWE_GEN_ATTENUATION] + soft * SOFT_PEDAL_CB;
    return total > 0.0f ? total : 0.0f;
}

static float sine_of(float quarter)
{
    float position = quarter * 128.0f;
    int whole = (int)position;
    return whole >= 128 ? 1.0f
                        : awe_interpolate(awe_table_quarter_sine, whole, position - (float)whole);
}

/* The card pans linearly, 6 dB down in each channel at the centre; SoundFont 2 players keep the
   power constant. */
static void set_sends(const values *v, awe_model model, awe_voice_params *params)
{
    float right = clamped(v, AWE_GEN_PAN, -500.0f, 500.0f) * 0.001f + 0.5f;
    int linear = model == AWE_MODEL_EMU8000;
    params->send[AWE_BUS_LEFT] = linear ? 1.0f - right : sine_of(1.0f - right);
    params->send[AWE_BUS_RIGHT] = linear ? right : sine_of(right);
    params->send[AWE_BUS_REVERB] = clamped(v, AWE_GEN_REVERB_SEND, 0.0f, 1000.0f) * 0.001f;
    params->send[AWE_BUS_CHORUS] = clamped(v, AWE_GEN_CHORUS_SEND, 0.0f, 1000.0f) * 0.001f;
}

void awe_zone_params(const awe_region *region, awe_model model, const awe_mod_inputs *inputs,
                     awe_voice_params *params)
{
    values v = {.region = region};
    awe_modulators_sum(region, model, inputs, v.sums);
    int key = inputs->key;
    float soft = (float)inputs->channel->controls[AWE_CC_SOFT] * (1.0f / 127.0f);
    float cutoff = clamped(&v, AWE_GEN_FILTER_CUTOFF, 1500.0f, 13500.0f);
    *params = (awe_voice_params){
        .pitch_cents = pitch_cents(&v, inputs),
        .attenuation_cb = attenuation_cb(&v, soft),
        .cutoff_cents = cutoff - soft * SOFT_PEDAL_CENTS,
        .resonance_cb = clamped(&v, AWE_GEN_FILTER_Q, 0.0f, 960.0f),
        .lfo1_to_pitch_cents = clamped(&v, AWE_GEN_MOD_LFO_TO_PITCH, -12000.0f, 12000.0f),
        .lfo1_to_cutoff_cents = clamped(&v, AWE_GEN_MOD_LFO_TO_CUTOFF, -12000.0f, 12000.0f),
        .lfo1_to_volume_cb = clamped(&v, AWE_GEN_MOD_LFO_TO_VOLUME, -960.0f, 960.0f),
        .lfo2_to_pitch_cents = clamped(&v, AWE_GEN_VIB_LFO_TO_PITCH, -12000.0f, 12000.0f),
        .envelope_to_pitch_cents = clamped(&v, AWE_GEN_MOD_ENV_TO_PITCH, -12000.0f, 12000.0f),
        .envelope_to_cutoff_cents = clamped(&v, AWE_GEN_MOD_ENV_TO_CUTOFF, -12000.0f, 12000.0f),
        .lfo1 = lfo(&v, AWE_GEN_MOD_LFO_DELAY, AWE_GEN_MOD_LFO_FREQUENCY),
        .lfo2 = lfo(&v, AWE_GEN_VIB_LFO_DELAY, AWE_GEN_VIB_LFO_FREQUENCY),
        .volume = volume_envelope(&v, key),
        .modulation = modulation_envelope(&v, key),
    };
    set_sends(&v, model, params);
}

/* The card has no loop that ends: sampleModes 3 loops on in its release there. */
awe_voice_sample awe_zone_sample(const awe_region *region, awe_model model)
{
    const awe_sample *sample = region->sample;
    return (awe_voice_sample){
        .frames = sample->frames + region->start,
        .low = sample->low ? sample->low + region->start : NULL,
        .n_frames = region->end - region->start,
        .loop_start = region->loop_start - region->start,
        .loop_end = region->loop_end - region->start,
        .loops = (uint8_t)(region->loop_mode != 0),
        .leaves_on_release = (uint8_t)(region->loop_mode == 3 && model == AWE_MODEL_SF2),
    };
}
