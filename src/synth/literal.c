/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Values by the letter of SoundFont 2. */

#include "synth/meanings.h"

#include "base/tables.h"
#include "base/units.h"

#define LOWEST_TIMECENTS -12000.0f
#define HIGHEST_TIMECENTS 8000.0f
#define CENTS_HZ 8.17579892f    /* 0 absolute cents */
#define STEP_PER_HZ 97391.5487f /* 2^32 / 44100 */
#define SOFT_PEDAL_CB 40.0f
#define SOFT_PEDAL_CENTS 600.0f

/* SoundFont counts times in powers of two; its shortest, 1 ms, stands for "none" where a file says
   nothing. */
static float time_frames(float timecents, int shortest_is_none)
{
    float clamped = awe_clamp(timecents, LOWEST_TIMECENTS, HIGHEST_TIMECENTS);
    float frames = awe_cents_to_ratio(clamped) * AWE_RATE_HZ;
    return shortest_is_none && clamped <= LOWEST_TIMECENTS ? 0.0f : frames;
}

static float lfo_step(float cents)
{
    return CENTS_HZ * STEP_PER_HZ * awe_cents_to_ratio(awe_clamp(cents, -16000.0f, 4500.0f));
}

/* 8.1.3: the ranges of each kind of value. */
static float meaning(uint32_t id, float value)
{
    switch (awe_quantity_of(id)) {
    case AWE_QUANTITY_DELAY:
    case AWE_QUANTITY_HOLD:
        return time_frames(value, 1);
    case AWE_QUANTITY_ATTACK:
        return time_frames(value, id == AWE_GEN_MOD_ENV_ATTACK);
    case AWE_QUANTITY_DECAY:
        return time_frames(value, 0);
    case AWE_QUANTITY_VOLUME_SUSTAIN:
    case AWE_QUANTITY_SUSTAIN:
    case AWE_QUANTITY_SEND:
        return awe_clamp(value, 0.0f, 1000.0f) * 0.001f;
    case AWE_QUANTITY_FREQUENCY:
        return lfo_step(value);
    case AWE_QUANTITY_CUTOFF:
        return awe_clamp(value, 1500.0f, 13500.0f);
    case AWE_QUANTITY_RESONANCE:
        return awe_clamp(value, 0.0f, 960.0f);
    case AWE_QUANTITY_TREMOLO:
        return awe_clamp(value, -960.0f, 960.0f);
    default:
        return awe_clamp(value, -12000.0f, 12000.0f);
    }
}

/* Generators, NRPNs in their place, and what modulators add. */
static void find_values(const awe_region *region, const awe_model_rules *rules,
                        const awe_mod_inputs *inputs, float *values)
{
    float sums[AWE_N_GENERATORS] = {0};
    awe_modulators_sum(region, rules, inputs, sums);
    for (uint32_t i = 0; i < AWE_N_GENERATORS; i++) {
        values[i] = region->generators[i];
    }
    if (inputs->edits) {
        awe_edits_to_values(inputs->edits, values);
    }
    values[AWE_GEN_ATTENUATION] *= rules->attenuation_factor;
    for (uint32_t i = 0; i < AWE_N_GENERATORS; i++) {
        values[i] += sums[i] + (float)inputs->channel->generator_offset[i];
    }
    float from_60 = (float)(60 - inputs->key);
    values[AWE_GEN_VOL_ENV_HOLD] += values[AWE_GEN_KEY_TO_VOL_ENV_HOLD] * from_60;
    values[AWE_GEN_VOL_ENV_DECAY] += values[AWE_GEN_KEY_TO_VOL_ENV_DECAY] * from_60;
    values[AWE_GEN_MOD_ENV_HOLD] += values[AWE_GEN_KEY_TO_MOD_ENV_HOLD] * from_60;
    values[AWE_GEN_MOD_ENV_DECAY] += values[AWE_GEN_KEY_TO_MOD_ENV_DECAY] * from_60;
}

static float sine_of(float quarter)
{
    float position = quarter * 128.0f;
    int whole = (int)position;
    return whole >= 128 ? 1.0f
                        : awe_interpolate(awe_table_quarter_sine, whole, position - (float)whole);
}

/* Both sides keep the power constant: the specification is silent, and so play all others. */
static void set_pan(float pan, awe_meanings *meanings)
{
    float right = awe_clamp(pan, -500.0f, 500.0f) * 0.001f + 0.5f;
    meanings->left = sine_of(1.0f - right);
    meanings->right = sine_of(right);
}

void awe_literal_meanings(const awe_region *region, const awe_model_rules *rules,
                          const awe_mod_inputs *inputs, awe_meanings *meanings)
{
    float values[AWE_N_GENERATORS];
    find_values(region, rules, inputs, values);
    for (uint64_t left = awe_meanings_wanted(inputs); left != 0; left &= left - 1) {
        uint32_t id = (uint32_t)__builtin_ctzll(left);
        meanings->of[id] = meaning(id, values[id]);
    }
    if (inputs->edits) {
        awe_edits_to_meanings(inputs->edits, meanings->of);
    }
    float soft = (float)inputs->channel->controls[AWE_CC_SOFT] * (1.0f / 127.0f);
    meanings->of[AWE_GEN_FILTER_CUTOFF] -= soft * SOFT_PEDAL_CENTS;
    if (!(inputs->known & AWE_ASPECT_PITCH)) {
        float tune = 100.0f * values[AWE_GEN_COARSE_TUNE] + values[AWE_GEN_FINE_TUNE];
        meanings->pitch_cents =
            awe_meanings_pitch(region, inputs, values[AWE_GEN_SCALE_TUNING], tune);
    }
    float attenuation = values[AWE_GEN_ATTENUATION] + soft * SOFT_PEDAL_CB;
    meanings->attenuation_cb = attenuation > 0.0f ? attenuation : 0.0f;
    if (!(inputs->known & AWE_ASPECT_PAN)) {
        set_pan(values[AWE_GEN_PAN], meanings);
    }
}
