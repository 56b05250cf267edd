/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/channel.h"

#include <string.h>

enum { RPN_BEND_RANGE, RPN_FINE_TUNING, RPN_COARSE_TUNING };

void awe_channel_reset(awe_channel *channel, int drums)
{
    memset(channel, 0, sizeof *channel);
    channel->controls[AWE_CC_VOLUME] = 100;
    channel->controls[AWE_CC_PAN] = 64;
    channel->controls[AWE_CC_REVERB_SEND] = 40;
    channel->drums = (uint8_t)(drums != 0);
    channel->bend_range_semitones = 2;
    channel->fine_tuning = 8192;
    awe_channel_reset_controllers(channel);
}

void awe_channel_reset_controllers(awe_channel *channel)
{
    memset(channel->key_pressure, 0, sizeof channel->key_pressure);
    channel->controls[AWE_CC_MODULATION] = 0;
    channel->controls[AWE_CC_EXPRESSION] = 127;
    channel->controls[AWE_CC_SUSTAIN] = 0;
    channel->controls[AWE_CC_SOSTENUTO] = 0;
    channel->controls[AWE_CC_SOFT] = 0;
    channel->pressure = 0;
    channel->bend = 8192;
    channel->parameter = AWE_NO_PARAMETER;
    channel->parameter_is_nrpn = 0;
}

void awe_channel_program(awe_channel *channel, uint8_t program)
{
    channel->program = program;
    channel->bank_msb = channel->controls[AWE_CC_BANK_MSB];
    channel->bank_lsb = channel->controls[AWE_CC_BANK_LSB];
    channel->preset_known = 0;
}

static void select_parameter(awe_channel *channel, uint8_t number, uint8_t value)
{
    int is_msb = number == AWE_CC_NRPN_MSB || number == AWE_CC_RPN_MSB;
    uint16_t kept = channel->parameter & (is_msb ? 0x007F : 0x3F80);
    channel->parameter = (uint16_t)(kept | (is_msb ? value << 7 : value));
    channel->parameter_is_nrpn = number == AWE_CC_NRPN_MSB || number == AWE_CC_NRPN_LSB;
}

static int enter_msb(awe_channel *channel, uint8_t value)
{
    switch (channel->parameter) {
    case RPN_BEND_RANGE:
        channel->bend_range_semitones = value;
        return 1;
    case RPN_FINE_TUNING:
        channel->fine_tuning = (uint16_t)(value << 7 | (channel->fine_tuning & 0x7F));
        return 1;
    case RPN_COARSE_TUNING:
        channel->coarse_tuning = (int8_t)(value - 64);
        return 1;
    default:
        return 0;
    }
}

static int enter_lsb(awe_channel *channel, uint8_t value)
{
    switch (channel->parameter) {
    case RPN_BEND_RANGE:
        channel->bend_range_cents = value < 100 ? value : 99;
        return 1;
    case RPN_FINE_TUNING:
        channel->fine_tuning = (uint16_t)((channel->fine_tuning & 0x3F80) | value);
        return 1;
    default:
        return 0;
    }
}

static uint8_t step(int value, int by, int highest)
{
    int stepped = value + by;
    return (uint8_t)(stepped < 0 ? 0 : stepped > highest ? highest : stepped);
}

static int change_by(awe_channel *channel, int by)
{
    switch (channel->parameter) {
    case RPN_BEND_RANGE:
        return enter_msb(channel, step(channel->bend_range_semitones, by, 127));
    case RPN_COARSE_TUNING:
        return enter_msb(channel, step(channel->coarse_tuning + 64, by, 127));
    default:
        return 0;
    }
}

/* Data entry means a registered parameter, or nothing that this driver knows. */
static int enter_data(awe_channel *channel, uint8_t number, uint8_t value)
{
    if (channel->parameter_is_nrpn || channel->parameter == AWE_NO_PARAMETER) {
        return 0;
    }
    switch (number) {
    case AWE_CC_DATA_MSB:
        return enter_msb(channel, value);
    case AWE_CC_DATA_LSB:
        return enter_lsb(channel, value);
    default:
        return change_by(channel, number == AWE_CC_DATA_INCREMENT ? 1 : -1);
    }
}

int awe_channel_control(awe_channel *channel, uint8_t number, uint8_t value)
{
    channel->controls[number] = value;
    switch (number) {
    case AWE_CC_BANK_MSB:
    case AWE_CC_BANK_LSB: /* heard from the next program change on */
        return 0;
    case AWE_CC_NRPN_LSB:
    case AWE_CC_NRPN_MSB:
    case AWE_CC_RPN_LSB:
    case AWE_CC_RPN_MSB:
        select_parameter(channel, number, value);
        return 0;
    case AWE_CC_DATA_MSB:
    case AWE_CC_DATA_LSB:
    case AWE_CC_DATA_INCREMENT:
    case AWE_CC_DATA_DECREMENT:
        return enter_data(channel, number, value);
    default:
        return 1;
    }
}

float awe_channel_bend_cents(const awe_channel *channel)
{
    float range = 100.0f * channel->bend_range_semitones + channel->bend_range_cents;
    return range * (float)(channel->bend - 8192) * (1.0f / 8192.0f);
}

float awe_channel_tuning_cents(const awe_channel *channel)
{
    float fine = (float)(channel->fine_tuning - 8192) * (100.0f / 8192.0f);
    return fine + 100.0f * channel->coarse_tuning;
}

uint32_t awe_channel_bank(const awe_channel *channel, awe_reset_kind reset)
{
    uint8_t msb = channel->bank_msb, lsb = channel->bank_lsb;
    if (channel->drums) {
        return AWE_DRUM_BANK;
    }
    if (reset == AWE_RESET_XG) {
        return msb >= 126 ? AWE_DRUM_BANK : lsb;
    }
    if (reset == AWE_RESET_GM2) {
        return msb == 120 ? AWE_DRUM_BANK : lsb;
    }
    return msb;
}
