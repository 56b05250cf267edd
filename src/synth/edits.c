/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/edits.h"

#include "base/units.h"
#include "synth/registers.h"

#define CENTS_HZ 8.17579892f
#define NRPN_HZ 0.0841140747f /* two steps of the LFO's register */
#define SENSE 50              /* registers move by tone x sensitivity / 50 */
#define STEP_PER_REGISTER 4096.0f

/* One parameter of the AWE: the generator that it replaces, its range, milliseconds per unit of a
   time, and whether it reaches notes that sound. Source: ADIP, part IV. */
typedef struct nrpn {
    uint8_t generator;
    uint8_t unit_ms;
    uint8_t is_live;
    int16_t low, high;
} nrpn;

static const nrpn nrpns[AWE_N_NRPNS] = {
    {AWE_GEN_MOD_LFO_DELAY, 4, 0, 0, 5900},      {AWE_GEN_MOD_LFO_FREQUENCY, 0, 1, 0, 127},
    {AWE_GEN_VIB_LFO_DELAY, 4, 0, 0, 5900},      {AWE_GEN_VIB_LFO_FREQUENCY, 0, 1, 0, 127},
    {AWE_GEN_MOD_ENV_DELAY, 4, 0, 0, 5900},      {AWE_GEN_MOD_ENV_ATTACK, 1, 0, 0, 5940},
    {AWE_GEN_MOD_ENV_HOLD, 1, 0, 0, 8191},       {AWE_GEN_MOD_ENV_DECAY, 4, 0, 0, 5940},
    {AWE_GEN_MOD_ENV_SUSTAIN, 0, 0, 0, 127},     {AWE_GEN_MOD_ENV_RELEASE, 4, 0, 0, 5940},
    {AWE_GEN_VOL_ENV_DELAY, 4, 0, 0, 5900},      {AWE_GEN_VOL_ENV_ATTACK, 1, 0, 0, 5940},
    {AWE_GEN_VOL_ENV_HOLD, 1, 0, 0, 8191},       {AWE_GEN_VOL_ENV_DECAY, 4, 0, 0, 5940},
    {AWE_GEN_VOL_ENV_SUSTAIN, 0, 0, 0, 127},     {AWE_GEN_VOL_ENV_RELEASE, 4, 0, 0, 5940},
    {AWE_GEN_FINE_TUNE, 0, 1, -8192, 8191}, /* adds: see awe_edits_pitch_cents() */
    {AWE_GEN_MOD_LFO_TO_PITCH, 0, 1, -127, 127}, {AWE_GEN_VIB_LFO_TO_PITCH, 0, 1, -127, 127},
    {AWE_GEN_MOD_ENV_TO_PITCH, 0, 0, -127, 127}, {AWE_GEN_MOD_LFO_TO_VOLUME, 0, 1, 0, 127},
    {AWE_GEN_FILTER_CUTOFF, 0, 1, 0, 127},       {AWE_GEN_FILTER_Q, 0, 1, 0, 127},
    {AWE_GEN_MOD_LFO_TO_CUTOFF, 0, 1, -64, 63},  {AWE_GEN_MOD_ENV_TO_CUTOFF, 0, 0, -127, 127},
    {AWE_GEN_CHORUS_SEND, 0, 0, 0, 255},         {AWE_GEN_REVERB_SEND, 0, 0, 0, 255},
};

/* One tone control: what it moves on the card, by how much, and what is meant elsewhere. Vibrato is
   LFO 1 on the card, whose wheel moves that, and LFO 2 elsewhere. Source: LNX. */
typedef struct tone_row {
    uint8_t card_generator, generator;
    uint8_t is_live;
    int16_t sense;
} tone_row;

static const tone_row tones[AWE_N_TONES] = {
    {AWE_GEN_MOD_LFO_FREQUENCY, AWE_GEN_VIB_LFO_FREQUENCY, 1, 30},
    {AWE_GEN_MOD_LFO_TO_PITCH, AWE_GEN_VIB_LFO_TO_PITCH, 1, 4},
    {AWE_GEN_MOD_LFO_DELAY, AWE_GEN_VIB_LFO_DELAY, 0, -1500},
    {AWE_GEN_FILTER_CUTOFF, AWE_GEN_FILTER_CUTOFF, 1, 170},
    {AWE_GEN_FILTER_Q, AWE_GEN_FILTER_Q, 1, 6},
    {AWE_GEN_VOL_ENV_ATTACK, AWE_GEN_VOL_ENV_ATTACK, 0, -50},
    {AWE_GEN_VOL_ENV_DECAY, AWE_GEN_VOL_ENV_DECAY, 0, -50},
    {AWE_GEN_VOL_ENV_RELEASE, AWE_GEN_VOL_ENV_RELEASE, 0, -50},
};

static int limit(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

void awe_edits_set(awe_edits *edits, uint32_t number, int value)
{
    edits->value[number] = (int16_t)limit(value, nrpns[number].low, nrpns[number].high);
    edits->set |= 1u << number;
}

void awe_edits_refresh(awe_edits *voice, const awe_edits *channel)
{
    for (uint32_t i = 0; i < AWE_N_NRPNS; i++) {
        if (nrpns[i].is_live) {
            voice->value[i] = channel->value[i];
            voice->set = (voice->set & ~(1u << i)) | (channel->set & 1u << i);
        }
    }
    for (uint32_t i = 0; i < AWE_N_TONES; i++) {
        voice->tone[i] = tones[i].is_live ? channel->tone[i] : voice->tone[i];
    }
}

float awe_edits_pitch_cents(const awe_edits *edits)
{
    return edits->set & 1u << AWE_NRPN_PITCH ? (float)edits->value[AWE_NRPN_PITCH] : 0.0f;
}

/* Tremolo of 64 and more starts the other way: the register is signed. */
static int tremolo_register(int value)
{
    return value < 64 ? 2 * value : 2 * value - 256;
}

static int nrpn_register(const nrpn *row, int value)
{
    awe_quantity quantity = awe_quantity_of(row->generator);
    if (row->unit_ms > 0) {
        return awe_register_of_ms(quantity, value * row->unit_ms);
    }
    switch (quantity) {
    case AWE_QUANTITY_SUSTAIN:
    case AWE_QUANTITY_VOLUME_SUSTAIN:
        return 127 - value;
    case AWE_QUANTITY_FREQUENCY:
    case AWE_QUANTITY_CUTOFF:
    case AWE_QUANTITY_LFO_CUTOFF:
        return 2 * value;
    case AWE_QUANTITY_RESONANCE:
        return value >> 3;
    case AWE_QUANTITY_TREMOLO:
        return tremolo_register(value);
    default:
        return value;
    }
}

static int limit_register(awe_generator_id id, int value)
{
    switch (awe_quantity_of(id)) {
    case AWE_QUANTITY_DELAY:
        return limit(value, 0, 0x8000);
    case AWE_QUANTITY_ATTACK:
    case AWE_QUANTITY_DECAY:
        return limit(value, 1, 127);
    case AWE_QUANTITY_PITCH:
        return limit(value, -128, 127);
    case AWE_QUANTITY_RESONANCE:
        return limit(value, 0, 15);
    default:
        return limit(value, 0, 255);
    }
}

void awe_edits_to_registers(const awe_edits *edits, int registers[AWE_N_GENERATORS])
{
    for (uint32_t i = 0; edits->set >> i != 0; i++) {
        if (edits->set >> i & 1 && i != AWE_NRPN_PITCH) {
            registers[nrpns[i].generator] = nrpn_register(&nrpns[i], edits->value[i]);
        }
    }
    for (uint32_t i = 0; i < AWE_N_TONES; i++) {
        if (edits->tone[i] != 0) {
            awe_generator_id id = (awe_generator_id)tones[i].card_generator;
            int moved = registers[id] + edits->tone[i] * tones[i].sense / SENSE;
            registers[id] = limit_register(id, moved);
        }
    }
}

static float timecents(float ms)
{
    return ms > 0.0f ? awe_ratio_to_cents(ms * 0.001f) : -12000.0f;
}

static float nrpn_value(const nrpn *row, int value)
{
    if (row->unit_ms > 0) {
        return timecents((float)(value * row->unit_ms));
    }
    float v = (float)value;
    switch (awe_quantity_of(row->generator)) {
    case AWE_QUANTITY_VOLUME_SUSTAIN:
        return 7.5f * v;
    case AWE_QUANTITY_SUSTAIN:
        return (1000.0f / 127.0f) * v;
    case AWE_QUANTITY_FREQUENCY:
        return value > 0 ? awe_ratio_to_cents(v * (NRPN_HZ / CENTS_HZ)) : -16000.0f;
    case AWE_QUANTITY_CUTOFF: /* 127 opens, as it does on the card */
        return value < 127 ? AWE_CARD_LOWEST_CENTS + 2.0f * AWE_CARD_CUTOFF_STEP_CENTS * v
                           : 13500.0f;
    case AWE_QUANTITY_RESONANCE:
        return (15.0f / 8.0f) * v;
    case AWE_QUANTITY_PITCH:
        return 9.375f * v;
    case AWE_QUANTITY_TREMOLO:
        return 0.9375f * (float)tremolo_register(value);
    case AWE_QUANTITY_SEND:
        return (1000.0f / 255.0f) * v;
    default:
        return 56.25f * v;
    }
}

void awe_edits_to_values(const awe_edits *edits, float values[AWE_N_GENERATORS])
{
    for (uint32_t i = 0; edits->set >> i != 0; i++) {
        if (edits->set >> i & 1 && i != AWE_NRPN_PITCH) {
            values[nrpns[i].generator] = nrpn_value(&nrpns[i], edits->value[i]);
        }
    }
}

/* A register's step in the middle of its grid, in the chip's units; rates are 16 to the octave. */
static float moved_meaning(awe_quantity quantity, float meaning, float registers)
{
    switch (quantity) {
    case AWE_QUANTITY_DELAY:
        return meaning - 32.0f * registers;
    case AWE_QUANTITY_ATTACK:
    case AWE_QUANTITY_DECAY:
        return meaning * awe_cents_to_ratio(-75.0f * registers);
    case AWE_QUANTITY_FREQUENCY:
        return meaning + STEP_PER_REGISTER * registers;
    case AWE_QUANTITY_CUTOFF:
        return meaning + AWE_CARD_CUTOFF_STEP_CENTS * registers;
    case AWE_QUANTITY_RESONANCE:
        return meaning + 15.0f * registers;
    default:
        return meaning + 9.375f * registers;
    }
}

void awe_edits_to_meanings(const awe_edits *edits, float meanings[AWE_N_GENERATORS])
{
    for (uint32_t i = 0; i < AWE_N_TONES; i++) {
        if (edits->tone[i] != 0) {
            awe_generator_id id = (awe_generator_id)tones[i].generator;
            float registers = (float)(edits->tone[i] * tones[i].sense) * (1.0f / SENSE);
            float moved = moved_meaning(awe_quantity_of(id), meanings[id], registers);
            int may_be_negative = id == AWE_GEN_VIB_LFO_TO_PITCH;
            meanings[id] = moved > 0.0f || may_be_negative ? moved : 0.0f;
        }
    }
}
