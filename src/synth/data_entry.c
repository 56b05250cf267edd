/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/data_entry.h"

#define GS_TONE_MSB 1
#define SF2_MSB 120
#define SF2_HUNDRED 100 /* LSBs from here on count hundreds, thousands, ten thousands */
#define MIDDLE 64

enum {
    RPN_BEND_RANGE,
    RPN_FINE_TUNING,
    RPN_COARSE_TUNING,
    RPN_TUNING_PROGRAM,
    RPN_TUNING_BANK,
    RPN_MODULATION_RANGE,
};

void awe_entry_reset(awe_entry *entry)
{
    *entry = (awe_entry){.parameter = AWE_NO_PARAMETER, .msb = MIDDLE};
}

static const uint16_t generator_parts[3] = {100, 1000, 10000};

/* 9.6: LSBs 100, 101 and 102 add up; the next below 100 completes the generator's number. */
static void select_generator(awe_entry *entry, uint8_t lsb)
{
    if (lsb >= SF2_HUNDRED) {
        uint32_t part = lsb < SF2_HUNDRED + 3 ? generator_parts[lsb - SF2_HUNDRED] : 0u;
        uint32_t sum = entry->generator + part;
        entry->generator = (uint16_t)(sum < UINT16_MAX ? sum : UINT16_MAX);
    } else {
        entry->generator = (uint16_t)(entry->generator / 100 * 100 + lsb);
    }
}

void awe_entry_select(awe_entry *entry, uint8_t number, uint8_t value)
{
    int is_msb = number == AWE_CC_NRPN_MSB || number == AWE_CC_RPN_MSB;
    uint16_t kept = entry->parameter & (is_msb ? 0x007F : 0x3F80);
    entry->parameter = (uint16_t)(kept | (is_msb ? value << 7 : value));
    entry->is_nrpn = number == AWE_CC_NRPN_MSB || number == AWE_CC_NRPN_LSB;
    entry->msb = MIDDLE;
    entry->lsb = 0;
    if (number == AWE_CC_NRPN_MSB) {
        entry->generator = 0;
    } else if (number == AWE_CC_NRPN_LSB && entry->parameter >> 7 == SF2_MSB) {
        select_generator(entry, value);
    }
}

static int enter_msb(awe_registered *registered, uint16_t parameter, uint8_t value)
{
    switch (parameter) {
    case RPN_BEND_RANGE:
        registered->bend_range_semitones = value;
        return 1;
    case RPN_FINE_TUNING:
        registered->fine_tuning = (uint16_t)(value << 7 | (registered->fine_tuning & 0x7F));
        return 1;
    case RPN_COARSE_TUNING:
        registered->coarse_tuning = (int8_t)(value - 64);
        return 1;
    case RPN_TUNING_PROGRAM:
        registered->tuning_program = value;
        return 0;
    case RPN_MODULATION_RANGE:
        registered->modulation_range =
            (uint16_t)(value << 7 | (registered->modulation_range & 0x7F));
        return 1;
    default:
        return 0;
    }
}

static int enter_lsb(awe_registered *registered, uint16_t parameter, uint8_t value)
{
    switch (parameter) {
    case RPN_BEND_RANGE:
        registered->bend_range_cents = value < 100 ? value : 99;
        return 1;
    case RPN_FINE_TUNING:
        registered->fine_tuning = (uint16_t)((registered->fine_tuning & 0x3F80) | value);
        return 1;
    case RPN_MODULATION_RANGE:
        registered->modulation_range = (uint16_t)((registered->modulation_range & 0x3F80) | value);
        return 1;
    default:
        return 0;
    }
}

static uint8_t stepped(int value, int by, int highest)
{
    int sum = value + by;
    return (uint8_t)(sum < 0 ? 0 : sum > highest ? highest : sum);
}

static int change_by(awe_registered *registered, uint16_t parameter, int by)
{
    switch (parameter) {
    case RPN_BEND_RANGE:
        return enter_msb(registered, parameter, stepped(registered->bend_range_semitones, by, 127));
    case RPN_FINE_TUNING: {
        int value = registered->fine_tuning + by;
        registered->fine_tuning = (uint16_t)(value < 0 ? 0 : value > 16383 ? 16383 : value);
        return 1;
    }
    case RPN_COARSE_TUNING:
        return enter_msb(registered, parameter, stepped(registered->coarse_tuning + 64, by, 127));
    case RPN_TUNING_PROGRAM:
        return enter_msb(registered, parameter, stepped(registered->tuning_program, by, 127));
    default:
        return 0;
    }
}

static int take_registered(awe_channel *channel, uint8_t number, uint8_t value)
{
    uint16_t parameter = channel->entry.parameter;
    switch (number) {
    case AWE_CC_DATA_MSB:
        return enter_msb(&channel->registered, parameter, value);
    case AWE_CC_DATA_LSB:
        return enter_lsb(&channel->registered, parameter, value);
    default:
        return change_by(&channel->registered, parameter, number == AWE_CC_DATA_INCREMENT ? 1 : -1);
    }
}

static const uint8_t gs_tones[AWE_N_TONES] = {0x08, 0x09, 0x0A, 0x20, 0x21, 0x63, 0x64, 0x66};

/* GS: the data byte 64 leaves the tone as it is. */
static int enter_gs_tone(awe_channel *channel, uint8_t number, uint8_t value)
{
    uint8_t lsb = channel->entry.parameter & 0x7F;
    for (uint32_t i = 0; i < AWE_N_TONES && number == AWE_CC_DATA_MSB; i++) {
        if (gs_tones[i] == lsb) {
            channel->edits.tone[i] = (int8_t)(value - 64);
            return 1;
        }
    }
    return 0;
}

/* 9.6: steps of the value are 1, 2 or 4 units of the generator. */
static int enter_generator(awe_channel *channel, int value)
{
    uint32_t id = channel->entry.generator;
    if (id >= AWE_N_GENERATORS) {
        return 0;
    }
    int is_frequency = id == AWE_GEN_MOD_LFO_FREQUENCY || id == AWE_GEN_VIB_LFO_FREQUENCY;
    int is_wide = (id >= AWE_GEN_MOD_LFO_TO_PITCH && id <= AWE_GEN_FILTER_CUTOFF) ||
                  id == AWE_GEN_MOD_LFO_TO_CUTOFF || id == AWE_GEN_MOD_ENV_TO_CUTOFF ||
                  (id >= AWE_GEN_MOD_LFO_DELAY && id <= AWE_GEN_MOD_ENV_RELEASE) ||
                  (id >= AWE_GEN_VOL_ENV_DELAY && id <= AWE_GEN_VOL_ENV_RELEASE);
    int is_level = id == AWE_GEN_MOD_ENV_SUSTAIN || id == AWE_GEN_VOL_ENV_SUSTAIN;
    int scale = is_frequency ? 4 : is_wide && !is_level ? 2 : 1;
    int offset = value * scale;
    offset = offset < INT16_MIN ? INT16_MIN : offset > INT16_MAX ? INT16_MAX : offset;
    channel->generator_offset[id] = (int16_t)offset;
    return 1;
}

/* Values count from the middle. The AWE's driver takes the low half alone, too: a high half that
   never came is the middle. */
static int take_other(awe_channel *channel, uint8_t number, uint8_t value)
{
    awe_entry *entry = &channel->entry;
    uint32_t msb = entry->parameter >> 7;
    if (number == AWE_CC_DATA_MSB) {
        entry->msb = value;
    } else if (number == AWE_CC_DATA_LSB) {
        entry->lsb = value;
    } else {
        return 0;
    }
    int entered = (entry->msb << 7 | entry->lsb) - 8192;
    if (msb == AWE_NRPN_MSB && (entry->parameter & 0x7F) < AWE_N_NRPNS) {
        awe_edits_set(&channel->edits, entry->parameter & 0x7F, entered);
        return 1;
    }
    if (msb == SF2_MSB) {
        return enter_generator(channel, entered);
    }
    return msb == GS_TONE_MSB ? enter_gs_tone(channel, number, value) : 0;
}

int awe_entry_take(awe_channel *channel, uint8_t number, uint8_t value)
{
    if (channel->entry.is_nrpn) {
        return take_other(channel, number, value);
    }
    return channel->entry.parameter == AWE_NO_PARAMETER ? 0
                                                        : take_registered(channel, number, value);
}
