/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/modulators.h"

#include "base/tables.h"
#include "base/units.h"

/* Fields of an SFModulator word. */
#define INDEX_MASK 0x7F
#define IS_CC 0x80
#define IS_NEGATIVE 0x100
#define IS_BIPOLAR 0x200
#define CURVE_SHIFT 10

enum { SOURCE_NONE = 0, SOURCE_VELOCITY = 2, SOURCE_KEY = 3, SOURCE_KEY_PRESSURE = 10 };
enum { SOURCE_CHANNEL_PRESSURE = 13, SOURCE_PITCH_WHEEL = 14, SOURCE_BEND_RANGE = 16 };
enum { CURVE_LINEAR, CURVE_CONCAVE, CURVE_CONVEX, CURVE_SWITCH };

#define PITCH_WHEEL_MODULATOR 0x020E
#define BEND_RANGE_MODULATOR 0x0010
#define TRANSFORM_ABSOLUTE 2
#define N_DEFAULTS 9
#define FULL 127.0f

#define VELOCITY_NEGATIVE_CONCAVE 0x0502
#define VELOCITY_NEGATIVE_LINEAR 0x0102
#define VELOCITY_BELOW_64 0x0D02
#define CHANNEL_PRESSURE 0x000D
#define CC(number) (0x0080 | (number))

/* SoundFont 2.04, 8.4.1 to 8.4.9 (8.4.10, the pitch wheel, is the channel's bend). Pan: half of the
   "1000 tenths of a percent" to each side, as every player reads it. */
static const awe_modulator sf2_defaults[N_DEFAULTS] = {
    {VELOCITY_NEGATIVE_CONCAVE, AWE_GEN_ATTENUATION, 960, 0, 0},
    {VELOCITY_NEGATIVE_LINEAR, AWE_GEN_FILTER_CUTOFF, -2400, 0, 0},
    {CHANNEL_PRESSURE, AWE_GEN_VIB_LFO_TO_PITCH, 50, 0, 0},
    {CC(AWE_CC_MODULATION), AWE_GEN_VIB_LFO_TO_PITCH, 50, 0, 0},
    {0x0500 | CC(AWE_CC_VOLUME), AWE_GEN_ATTENUATION, 960, 0, 0},
    {0x0200 | CC(AWE_CC_PAN), AWE_GEN_PAN, 500, 0, 0},
    {0x0500 | CC(AWE_CC_EXPRESSION), AWE_GEN_ATTENUATION, 960, 0, 0},
    {CC(AWE_CC_REVERB_SEND), AWE_GEN_REVERB_SEND, 200, 0, 0},
    {CC(AWE_CC_CHORUS_SEND), AWE_GEN_CHORUS_SEND, 200, 0, 0},
};

/* The card: the wheel moves LFO 1 by 37.5 cents, pressure does nothing, velocity does not darken
   here, and the effect controllers reach 0.9 x 127 / 255 of the send. Source: docs/sound.md
   "Modulators of the card". */
static const awe_modulator emu8000_defaults[N_DEFAULTS] = {
    {VELOCITY_NEGATIVE_CONCAVE, AWE_GEN_ATTENUATION, 960, 0, 0},
    {VELOCITY_NEGATIVE_LINEAR, AWE_GEN_FILTER_CUTOFF, 0, 0, 0},
    {CHANNEL_PRESSURE, AWE_GEN_VIB_LFO_TO_PITCH, 0, 0, 0},
    {CC(AWE_CC_MODULATION), AWE_GEN_MOD_LFO_TO_PITCH, 38, 0, 0},
    {0x0500 | CC(AWE_CC_VOLUME), AWE_GEN_ATTENUATION, 960, 0, 0},
    {0x0200 | CC(AWE_CC_PAN), AWE_GEN_PAN, 500, 0, 0},
    {0x0500 | CC(AWE_CC_EXPRESSION), AWE_GEN_ATTENUATION, 960, 0, 0},
    {CC(AWE_CC_REVERB_SEND), AWE_GEN_REVERB_SEND, 448, 0, 0},
    {CC(AWE_CC_CHORUS_SEND), AWE_GEN_CHORUS_SEND, 448, 0, 0},
};

static float raw_value(uint16_t source, const awe_mod_inputs *inputs)
{
    uint32_t index = source & INDEX_MASK;
    const awe_channel *channel = inputs->channel;
    if (source & IS_CC) {
        return channel->controls[index];
    }
    switch (index) {
    case SOURCE_VELOCITY:
        return inputs->velocity;
    case SOURCE_KEY:
        return inputs->key;
    case SOURCE_KEY_PRESSURE:
        return channel->key_pressure[inputs->key];
    case SOURCE_CHANNEL_PRESSURE:
        return channel->pressure;
    case SOURCE_PITCH_WHEEL:
        return (float)channel->bend * (FULL / 16383.0f);
    case SOURCE_BEND_RANGE:
        return channel->bend_range_semitones;
    default:
        return 0.0f;
    }
}

static float concave(float raw)
{
    int whole = (int)raw;
    return whole >= 127 ? 1.0f : awe_interpolate(awe_table_concave, whole, raw - (float)whole);
}

/* 0..127 to 0..1. */
static float shape(uint32_t curve, float raw)
{
    switch (curve) {
    case CURVE_CONCAVE:
        return concave(raw);
    case CURVE_CONVEX:
        return 1.0f - concave(FULL - raw);
    case CURVE_SWITCH:
        return raw >= 64.0f ? 1.0f : 0.0f;
    default:
        return raw * (1.0f / FULL);
    }
}

/* 0..127 to -1..1 with 64 exactly in the middle. */
static float shape_bipolar(uint32_t curve, float raw)
{
    if (curve == CURVE_SWITCH) {
        return raw >= 64.0f ? 1.0f : -1.0f;
    }
    float offset = raw - 64.0f;
    return offset < 0.0f ? -shape(curve, offset * (-FULL / 64.0f))
                         : shape(curve, offset * (FULL / 63.0f));
}

float awe_modulator_source(uint16_t source, const awe_mod_inputs *inputs)
{
    if ((source & (IS_CC | INDEX_MASK)) == SOURCE_NONE) {
        return 1.0f;
    }
    float raw = raw_value(source, inputs);
    uint32_t curve = (uint32_t)source >> CURVE_SHIFT;
    if (source & IS_BIPOLAR) {
        float value = shape_bipolar(curve, raw);
        return source & IS_NEGATIVE ? -value : value;
    }
    return shape(curve, source & IS_NEGATIVE ? FULL - raw : raw);
}

static void add(const awe_modulator *modulator, const awe_mod_inputs *inputs, float *sums)
{
    uint32_t destination = modulator->destination;
    if (destination >= AWE_N_GENERATORS || modulator->amount == 0) {
        return;
    }
    float value = (float)modulator->amount * awe_modulator_source(modulator->source, inputs);
    if (modulator->amount_source == BEND_RANGE_MODULATOR) {
        value *= inputs->channel->bend_range_semitones * (1.0f / FULL);
    } else {
        value *= awe_modulator_source(modulator->amount_source, inputs);
    }
    if (modulator->transform == TRANSFORM_ABSOLUTE && value < 0.0f) {
        value = -value;
    }
    sums[destination] += value;
}

static int is_same(const awe_modulator *a, const awe_modulator *b)
{
    return a->source == b->source && a->destination == b->destination &&
           a->amount_source == b->amount_source && a->transform == b->transform;
}

static int is_replaced(const awe_region *region, const awe_modulator *by_default)
{
    for (uint32_t i = 0; i < region->n_instrument_modulators; i++) {
        if (is_same(&region->instrument_modulators[i], by_default)) {
            return 1;
        }
    }
    return 0;
}

/* 8.4.2 changed between versions: 2.01 darkens below velocity 64 only, by a switch as amount
   source. Authors replace the default in either form and mean the default. */
static void add_velocity_to_cutoff(const awe_region *region, awe_modulator by_default,
                                   const awe_mod_inputs *inputs, float *sums)
{
    awe_modulator switched = by_default;
    switched.amount_source = VELOCITY_BELOW_64;
    if (!is_replaced(region, &by_default) && !is_replaced(region, &switched)) {
        add(region->is_204 ? &by_default : &switched, inputs, sums);
    }
}

static int is_bend(const awe_modulator *modulator)
{
    return modulator->source == PITCH_WHEEL_MODULATOR &&
           modulator->amount_source == BEND_RANGE_MODULATOR &&
           (modulator->destination == AWE_GEN_FINE_TUNE ||
            modulator->destination == AWE_GEN_COARSE_TUNE);
}

static void sum_bend(const awe_region *region, const awe_mod_inputs *inputs, float *sums)
{
    for (uint32_t i = 0; i < region->n_instrument_modulators; i++) {
        if (is_bend(&region->instrument_modulators[i])) {
            return;
        }
    }
    sums[AWE_GEN_FINE_TUNE] += awe_channel_bend_cents(inputs->channel);
}

void awe_modulators_sum(const awe_region *region, awe_model model, const awe_mod_inputs *inputs,
                        float sums[AWE_N_GENERATORS])
{
    const awe_modulator *defaults = model == AWE_MODEL_SF2 ? sf2_defaults : emu8000_defaults;
    for (uint32_t i = 0; i < N_DEFAULTS; i++) {
        if (defaults[i].source == VELOCITY_NEGATIVE_LINEAR) {
            add_velocity_to_cutoff(region, defaults[i], inputs, sums);
        } else if (!is_replaced(region, &sf2_defaults[i])) {
            add(&defaults[i], inputs, sums);
        }
    }
    for (uint32_t i = 0; i < region->n_instrument_modulators; i++) {
        add(&region->instrument_modulators[i], inputs, sums);
    }
    for (uint32_t i = 0; i < region->n_preset_modulators; i++) {
        add(&region->preset_modulators[i], inputs, sums);
    }
    sum_bend(region, inputs, sums);
}
