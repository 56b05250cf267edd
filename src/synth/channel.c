/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/channel.h"

#include "synth/data_entry.h"

#include <string.h>

#define FIRST_SOUND_CONTROLLER 70
#define LAST_SOUND_CONTROLLER 79

void awe_channel_reset(awe_channel *channel, int drums)
{
    memset(channel, 0, sizeof *channel);
    channel->controls[AWE_CC_VOLUME] = 100;
    channel->controls[AWE_CC_PAN] = 64;
    channel->controls[AWE_CC_REVERB_SEND] = 40;
    for (uint32_t i = FIRST_SOUND_CONTROLLER; i <= LAST_SOUND_CONTROLLER; i++) {
        channel->controls[i] = 64;
    }
    channel->drums = (uint8_t)(drums != 0);
    channel->registered =
        (awe_registered){.bend_range_semitones = 2, .fine_tuning = 8192, .modulation_range = 64};
    channel->part = (awe_part){.velocity_depth = 64, .velocity_offset = 64, .key_high = 127};
    channel->last_key = AWE_NO_KEY;
    awe_channel_reset_controllers(channel);
}

void awe_channel_reset_controllers(awe_channel *channel)
{
    memset(channel->key_pressure, 0, sizeof channel->key_pressure);
    channel->controls[AWE_CC_MODULATION] = 0;
    channel->controls[AWE_CC_EXPRESSION] = 127;
    channel->controls[AWE_CC_SUSTAIN] = 0;
    channel->controls[AWE_CC_PORTAMENTO] = 0;
    channel->controls[AWE_CC_SOSTENUTO] = 0;
    channel->controls[AWE_CC_SOFT] = 0;
    channel->pressure = 0;
    channel->bend = 8192;
    channel->glide_key = AWE_NO_KEY;
    channel->edits.set = 0;
    memset(channel->generator_offset, 0, sizeof channel->generator_offset);
    awe_entry_reset(&channel->entry);
}

/* XG's banks 126 and 127 and GM 2's 120 are kits; GM 2's 121 is none. */
static void follow_bank(awe_channel *channel, awe_reset_kind reset)
{
    uint8_t msb = channel->bank_msb;
    int is_kit = (reset == AWE_RESET_XG && msb >= 126) || (reset == AWE_RESET_GM2 && msb == 120);
    int is_melodic = reset == AWE_RESET_GM2 && msb == 121;
    if (is_kit && channel->drums == 0) {
        channel->drums = AWE_DRUMS_BY_BANK;
    } else if (is_melodic || (!is_kit && channel->drums == AWE_DRUMS_BY_BANK)) {
        channel->drums = 0;
    }
}

void awe_channel_program(awe_channel *channel, uint8_t program, awe_reset_kind reset)
{
    channel->program = program;
    channel->bank_msb = channel->controls[AWE_CC_BANK_MSB];
    channel->bank_lsb = channel->controls[AWE_CC_BANK_LSB];
    channel->preset_known = 0;
    follow_bank(channel, reset);
}

int awe_channel_control(awe_channel *channel, uint8_t number, uint8_t value)
{
    channel->controls[number] = value;
    switch (number) {
    case AWE_CC_BANK_MSB:
    case AWE_CC_BANK_LSB: /* heard from the next program change on */
        return 0;
    case AWE_CC_PORTAMENTO_KEY:
        channel->glide_key = value;
        return 0;
    case AWE_CC_NRPN_LSB:
    case AWE_CC_NRPN_MSB:
    case AWE_CC_RPN_LSB:
    case AWE_CC_RPN_MSB:
        awe_entry_select(&channel->entry, number, value);
        return 0;
    case AWE_CC_DATA_MSB:
    case AWE_CC_DATA_LSB:
    case AWE_CC_DATA_INCREMENT:
    case AWE_CC_DATA_DECREMENT:
        return awe_entry_take(channel, number, value);
    default:
        return 1;
    }
}

static const uint8_t controlled_tones[] = {
    AWE_TONE_RESONANCE, AWE_TONE_RELEASE,      AWE_TONE_ATTACK,        AWE_TONE_CUTOFF,
    AWE_TONE_DECAY,     AWE_TONE_VIBRATO_RATE, AWE_TONE_VIBRATO_DEPTH, AWE_TONE_VIBRATO_DELAY,
};

void awe_channel_tone(awe_channel *channel, uint8_t number, uint8_t value)
{
    if (number >= AWE_CC_RESONANCE && number <= AWE_CC_VIBRATO_DELAY) {
        channel->edits.tone[controlled_tones[number - AWE_CC_RESONANCE]] = (int8_t)(value - 64);
    }
}

/* 127 is 600 cents; RPN 5 counts 64 for 50. */
static uint16_t wheel_range(uint8_t depth)
{
    return (uint16_t)(depth * 768 / 127);
}

int awe_channel_set_part(awe_channel *channel, uint8_t setting, uint8_t value)
{
    awe_part *part = &channel->part;
    switch (setting) {
    case AWE_PART_KEY_SHIFT:
        part->key_shift = (int8_t)(value - 64);
        return 1;
    case AWE_PART_VELOCITY_DEPTH:
        part->velocity_depth = value;
        return 1;
    case AWE_PART_VELOCITY_OFFSET:
        part->velocity_offset = value;
        return 1;
    case AWE_PART_KEY_LOW:
        part->key_low = value;
        return 1;
    case AWE_PART_KEY_HIGH:
        part->key_high = value;
        return 1;
    case AWE_PART_BEND_RANGE: /* a wheel that bends the other way is left as it is */
        channel->registered.bend_range_semitones = value > 64 ? (uint8_t)(value - 64) : 0;
        channel->registered.bend_range_cents = 0;
        return 1;
    case AWE_PART_WHEEL_DEPTH:
        channel->registered.modulation_range = wheel_range(value);
        return 1;
    default:
        break;
    }
    if (setting >= AWE_N_PART_SETTINGS) {
        return 0;
    }
    channel->edits.tone[setting - AWE_PART_VIBRATO_RATE] = (int8_t)(value - 64);
    return 1;
}

float awe_channel_scale_cents(const awe_channel *channel, uint8_t key)
{
    return (float)channel->part.scale[key % 12] * (100.0f / 8192.0f);
}

int awe_channel_strike(awe_channel *channel, uint8_t key)
{
    if (key < channel->part.key_low || key > channel->part.key_high) {
        return 0;
    }
    channel->last_key = key;
    channel->glide_key = AWE_NO_KEY;
    return 1;
}

/* GS: depth 64 is a slope of one, offset 64 none. */
uint8_t awe_channel_velocity(const awe_channel *channel, uint8_t velocity)
{
    const awe_part *part = &channel->part;
    int own = velocity * part->velocity_depth / 64 + part->velocity_offset - 64;
    return (uint8_t)(own < 1 ? 1 : own > 127 ? 127 : own);
}

float awe_channel_wheel_scale(const awe_channel *channel)
{
    return (float)channel->registered.modulation_range * (1.0f / 64.0f);
}

float awe_channel_bend_cents(const awe_channel *channel)
{
    const awe_registered *r = &channel->registered;
    float range = 100.0f * r->bend_range_semitones + r->bend_range_cents;
    return range * (float)(channel->bend - 8192) * (1.0f / 8192.0f);
}

float awe_channel_tuning_cents(const awe_channel *channel)
{
    const awe_registered *r = &channel->registered;
    float fine = (float)(r->fine_tuning - 8192) * (100.0f / 8192.0f);
    return fine + 100.0f * (float)(r->coarse_tuning + channel->part.key_shift);
}

uint32_t awe_channel_bank(const awe_channel *channel, awe_reset_kind reset)
{
    uint8_t msb = channel->bank_msb, lsb = channel->bank_lsb;
    if (channel->drums != 0) {
        return AWE_DRUM_BANK;
    }
    return reset == AWE_RESET_XG || reset == AWE_RESET_GM2 ? lsb : msb;
}
