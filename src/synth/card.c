/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Values as the card's driver wrote them into the chip's registers. It knew no modulators: what
   controllers and velocity do is fixed here. */

#include "synth/meanings.h"

#include "synth/card_volume.h"

#define FULL_ATTENUATION_CB 1440.0f
#define SOFT_PEDAL_STEPS 11        /* 4 dB */
#define SOFT_PEDAL_CUTOFF_STEPS 20 /* 600 cents */
#define WHEEL_STEP 30              /* CC1 per step of vibrato */
#define DARKEST_VELOCITY 70

static int limit(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* Envelope times that depend on the key, and by what. */
static const uint8_t key_scaled[][2] = {
    {AWE_GEN_VOL_ENV_HOLD, AWE_GEN_KEY_TO_VOL_ENV_HOLD},
    {AWE_GEN_VOL_ENV_DECAY, AWE_GEN_KEY_TO_VOL_ENV_DECAY},
    {AWE_GEN_MOD_ENV_HOLD, AWE_GEN_KEY_TO_MOD_ENV_HOLD},
    {AWE_GEN_MOD_ENV_DECAY, AWE_GEN_KEY_TO_MOD_ENV_DECAY},
};

/* What is wanted, and the attack: it decides whether velocity darkens. */
static void load_registers(const awe_region *region, const awe_mod_inputs *inputs, uint64_t wanted,
                           int *registers)
{
    const int16_t *from = region->generators;
    wanted |= AWE_BITS(AWE_GEN_VOL_ENV_ATTACK, AWE_GEN_VOL_ENV_ATTACK);
    for (; wanted != 0; wanted &= wanted - 1) {
        uint32_t id = (uint32_t)__builtin_ctzll(wanted);
        registers[id] = awe_register_of(awe_quantity_of(id), from[id]);
    }
    if (inputs->known & AWE_ASPECT_START) {
        return;
    }
    for (uint32_t i = 0; i < sizeof key_scaled / sizeof *key_scaled; i++) {
        uint8_t time = key_scaled[i][0];
        int amount = from[time] + from[key_scaled[i][1]] * (60 - inputs->key);
        registers[time] = awe_register_of(awe_quantity_of(time), amount);
    }
}

/* Velocity darkens instruments that start slowly, down to what velocity 70 leaves. */
static void darken(const awe_mod_inputs *inputs, int *registers)
{
    const awe_channel *channel = inputs->channel;
    int cutoff = registers[AWE_GEN_FILTER_CUTOFF];
    if (!channel->drums && registers[AWE_GEN_VOL_ENV_ATTACK] < AWE_CARD_FAST_ATTACK) {
        int velocity = inputs->velocity > DARKEST_VELOCITY ? inputs->velocity : DARKEST_VELOCITY;
        cutoff = (cutoff * velocity + 0xA0) >> 7;
    }
    if (channel->controls[AWE_CC_SOFT] >= 64) {
        cutoff -= SOFT_PEDAL_CUTOFF_STEPS;
    }
    registers[AWE_GEN_FILTER_CUTOFF] = limit(cutoff, 0, 255);
}

static void add_controllers(const awe_channel *channel, int *registers)
{
    int wheel = channel->controls[AWE_CC_MODULATION] * channel->registered.modulation_range / 64;
    int vibrato = registers[AWE_GEN_MOD_LFO_TO_PITCH] + wheel / WHEEL_STEP;
    int reverb = channel->controls[AWE_CC_REVERB_SEND] * 9 / 10;
    int chorus = channel->controls[AWE_CC_CHORUS_SEND] * 9 / 10;
    registers[AWE_GEN_MOD_LFO_TO_PITCH] = limit(vibrato, -128, 127);
    registers[AWE_GEN_REVERB_SEND] = limit(registers[AWE_GEN_REVERB_SEND] + reverb, 0, 255);
    registers[AWE_GEN_CHORUS_SEND] = limit(registers[AWE_GEN_CHORUS_SEND] + chorus, 0, 255);
}

static float attenuation_cb(const awe_region *region, const awe_model_rules *rules,
                            const awe_mod_inputs *inputs)
{
    const awe_channel *channel = inputs->channel;
    int value = awe_card_volume(&(awe_card_volumes){
        .volume = channel->controls[AWE_CC_VOLUME],
        .expression = channel->controls[AWE_CC_EXPRESSION],
        .velocity = inputs->velocity,
        .is_literal = (uint8_t)(rules->attenuation_factor >= 1.0f),
        .attenuation_cb = region->generators[AWE_GEN_ATTENUATION],
        .extra = channel->controls[AWE_CC_SOFT] >= 64 ? SOFT_PEDAL_STEPS : 0,
    });
    return value == AWE_CARD_SILENCE ? FULL_ATTENUATION_CB : AWE_CARD_VOLUME_STEP_CB * (float)value;
}

static void set_pan(const awe_region *region, const awe_channel *channel, awe_meanings *meanings)
{
    int place = (region->generators[AWE_GEN_PAN] + 500) * 127 / 1000;
    int value = awe_pan_register(place, channel->controls[AWE_CC_PAN]);
    meanings->left = (float)value * (1.0f / 256.0f);
    meanings->right = (float)(255 - value) * (1.0f / 256.0f);
}

static void find_by_registers(const awe_region *region, const awe_mod_inputs *inputs, float *of)
{
    uint64_t wanted = awe_meanings_wanted(inputs);
    int registers[AWE_N_GENERATORS] = {0};
    if (wanted == 0) {
        return;
    }
    load_registers(region, inputs, wanted, registers);
    if (inputs->edits) {
        awe_edits_to_registers(inputs->edits, registers);
    }
    darken(inputs, registers);
    add_controllers(inputs->channel, registers);
    for (; wanted != 0; wanted &= wanted - 1) {
        uint32_t id = (uint32_t)__builtin_ctzll(wanted);
        of[id] = awe_register_meaning(awe_quantity_of(id), registers[id]);
    }
}

static float pitch_cents(const awe_region *region, const awe_mod_inputs *inputs)
{
    const int16_t *own = region->generators;
    float tune = 100.0f * own[AWE_GEN_COARSE_TUNE] + own[AWE_GEN_FINE_TUNE] +
                 awe_channel_bend_cents(inputs->channel);
    return awe_pitch_meaning(awe_meanings_pitch(region, inputs, own[AWE_GEN_SCALE_TUNING], tune));
}

void awe_card_meanings(const awe_region *region, const awe_model_rules *rules,
                       const awe_mod_inputs *inputs, awe_meanings *meanings)
{
    find_by_registers(region, inputs, meanings->of);
    if (!(inputs->known & AWE_ASPECT_PITCH)) {
        meanings->pitch_cents = pitch_cents(region, inputs);
    }
    if (!(inputs->known & AWE_ASPECT_LOUDNESS)) {
        meanings->attenuation_cb = attenuation_cb(region, rules, inputs);
    }
    if (!(inputs->known & AWE_ASPECT_PAN)) {
        set_pan(region, inputs->channel, meanings);
    }
}
