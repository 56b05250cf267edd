/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/modulators.h"

#include "base/units.h"

#include <string.h>

#define INDEX_MASK 0x7F
#define IS_CC 0x80
#define CURVE_SHIFT 10
#define FULL 127.0f
#define VELOCITY_BELOW_64 (AWE_MOD_VELOCITY | AWE_MOD_NEGATIVE | AWE_MOD_SWITCH)
#define MAX_LINKED 256 /* modulators of a zone that links may name */
#define MAX_CHAIN 4    /* links that follow each other */
#define BIT(n) (UINT64_C(1) << ((n)&63))

enum { CURVE_LINEAR, CURVE_CONCAVE, CURVE_CONVEX, CURVE_SWITCH };

/* 8.2.1: numbers that stand for messages (bank, data entry, parameters, modes), and the low halves
   of the first 32, are no sources. */
static const uint64_t illegal_controls[2] = {
    UINT64_C(0xFFFFFFFF00000000) | BIT(0) | BIT(6),
    BIT(98) | BIT(99) | BIT(100) | BIT(101) | UINT64_C(0xFF00000000000000),
};

static const uint64_t general_sources =
    BIT(AWE_MOD_NONE) | BIT(AWE_MOD_VELOCITY) | BIT(AWE_MOD_KEY) | BIT(AWE_MOD_KEY_PRESSURE) |
    BIT(AWE_MOD_CHANNEL_PRESSURE) | BIT(AWE_MOD_PITCH_WHEEL) | BIT(AWE_MOD_BEND_RANGE);

static int is_link(uint16_t source)
{
    return (source & (IS_CC | INDEX_MASK)) == AWE_MOD_LINK;
}

static int is_source(uint16_t source)
{
    uint32_t index = source & INDEX_MASK;
    if (source >> CURVE_SHIFT > CURVE_SWITCH) {
        return 0;
    }
    if (source & IS_CC) {
        return !(illegal_controls[index / 64] & BIT(index));
    }
    return index < 64 && (general_sources & BIT(index)) != 0;
}

/* 8.2 and 8.3: a modulator with anything undefined is to be ignored. */
static int is_defined(const awe_modulator *modulator)
{
    return (is_link(modulator->source) || is_source(modulator->source)) &&
           is_source(modulator->amount_source) &&
           (modulator->transform == 0 || modulator->transform == AWE_MOD_ABSOLUTE);
}

/* 14 bits; a bipolar source has its middle at 64 of 127. */
static float raw_bend(uint16_t source, uint16_t bend)
{
    if (!(source & AWE_MOD_BIPOLAR)) {
        return (float)bend * (FULL / 16383.0f);
    }
    return bend < 8192 ? (float)bend * (64.0f / 8192.0f)
                       : 64.0f + (float)(bend - 8192) * (63.0f / 8191.0f);
}

static float raw_value(uint16_t source, const awe_mod_inputs *inputs)
{
    uint32_t index = source & INDEX_MASK;
    const awe_channel *channel = inputs->channel;
    if (source & IS_CC) {
        return channel->controls[index];
    }
    switch (index) {
    case AWE_MOD_VELOCITY:
        return inputs->velocity;
    case AWE_MOD_KEY:
        return inputs->key;
    case AWE_MOD_KEY_PRESSURE:
        return channel->key_pressure[inputs->key];
    case AWE_MOD_CHANNEL_PRESSURE:
        return channel->pressure;
    case AWE_MOD_PITCH_WHEEL:
        return raw_bend(source, channel->bend);
    case AWE_MOD_BEND_RANGE:
        return channel->registered.bend_range_semitones;
    default:
        return 0.0f;
    }
}

/* 9.5.3: min(1, -(400 / 960) log10(1 - x)). */
static float concave(float raw)
{
    float value = awe_gain_to_cb((FULL - raw) * (1.0f / FULL)) * (1.0f / 480.0f);
    return value < 1.0f ? value : 1.0f;
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

static float map_source(uint16_t source, float raw)
{
    uint32_t curve = (uint32_t)source >> CURVE_SHIFT;
    if (source & AWE_MOD_BIPOLAR) {
        float value = shape_bipolar(curve, raw);
        return source & AWE_MOD_NEGATIVE ? -value : value;
    }
    return shape(curve, source & AWE_MOD_NEGATIVE ? FULL - raw : raw);
}

float awe_modulator_source(uint16_t source, const awe_mod_inputs *inputs)
{
    if ((source & (IS_CC | INDEX_MASK)) == AWE_MOD_NONE) {
        return 1.0f;
    }
    return map_source(source, raw_value(source, inputs));
}

/* `linked` is what other modulators send to this one, counted as a controller's 0..127. */
static float output(const awe_modulator *modulator, const awe_mod_inputs *inputs, float linked)
{
    float value = (float)modulator->amount;
    value *= is_link(modulator->source)
                 ? map_source(modulator->source, awe_clamp(linked, 0.0f, FULL))
                 : awe_modulator_source(modulator->source, inputs);
    if (modulator->amount_source == AWE_MOD_BEND_RANGE) {
        value *= inputs->channel->registered.bend_range_semitones * (1.0f / FULL);
    } else {
        value *= awe_modulator_source(modulator->amount_source, inputs);
    }
    return modulator->transform == AWE_MOD_ABSOLUTE && value < 0.0f ? -value : value;
}

static void add(const awe_modulator *modulator, const awe_mod_inputs *inputs, float linked,
                float *sums)
{
    uint32_t destination = modulator->destination;
    if (destination < AWE_N_GENERATORS && modulator->amount != 0 && is_defined(modulator)) {
        sums[destination] += output(modulator, inputs, linked);
    }
}

static int has_links(const awe_modulator *modulators, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (modulators[i].destination & AWE_MOD_LINK_FLAG) {
            return 1;
        }
    }
    return 0;
}

/* What each modulator [n] receives through links; a chain is followed step by step. */
static void follow_links(const awe_modulator *modulators, uint32_t n, const awe_mod_inputs *inputs,
                         float linked[MAX_LINKED])
{
    for (uint32_t step = 0; step < MAX_CHAIN; step++) {
        float next[MAX_LINKED] = {0};
        for (uint32_t i = 0; i < n; i++) {
            uint32_t target = modulators[i].destination & ~(uint32_t)AWE_MOD_LINK_FLAG;
            if (modulators[i].destination & AWE_MOD_LINK_FLAG && target < n &&
                is_defined(&modulators[i])) {
                next[target] += output(&modulators[i], inputs, linked[i]);
            }
        }
        memcpy(linked, next, sizeof next);
    }
}

static void add_all(const awe_modulator *modulators, uint32_t n, const awe_mod_inputs *inputs,
                    float *sums)
{
    float linked[MAX_LINKED];
    n = n < MAX_LINKED ? n : MAX_LINKED;
    memset(linked, 0, n * sizeof *linked);
    if (has_links(modulators, n)) {
        memset(linked, 0, sizeof linked);
        follow_links(modulators, n, inputs, linked);
    }
    for (uint32_t i = 0; i < n; i++) {
        add(&modulators[i], inputs, linked[i], sums);
    }
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
        sums[by_default.destination] +=
            output(region->is_204 ? &by_default : &switched, inputs, 0.0f);
    }
}

static int is_bend(const awe_modulator *modulator)
{
    return modulator->source == (AWE_MOD_PITCH_WHEEL | AWE_MOD_BIPOLAR) &&
           modulator->amount_source == AWE_MOD_BEND_RANGE &&
           (modulator->destination == AWE_GEN_FINE_TUNE ||
            modulator->destination == AWE_GEN_COARSE_TUNE);
}

static int replaces_bend(const awe_region *region)
{
    for (uint32_t i = 0; i < region->n_instrument_modulators; i++) {
        if (is_bend(&region->instrument_modulators[i])) {
            return 1;
        }
    }
    return 0;
}

static int moves_what_is_known(const awe_modulator *by_default, const awe_mod_inputs *inputs)
{
    switch (by_default->destination) {
    case AWE_GEN_ATTENUATION:
        return inputs->known & AWE_ASPECT_LOUDNESS;
    case AWE_GEN_PAN:
        return inputs->known & AWE_ASPECT_PAN;
    default:
        return inputs->known & AWE_ASPECT_TONE;
    }
}

/* The wheel's own amount is what RPN 5 sets: 50 cents unless told. */
static void add_default(const awe_region *region, const awe_modulator *by_default,
                        const awe_mod_inputs *inputs, float *sums)
{
    if (by_default->destination == AWE_GEN_FILTER_CUTOFF) {
        add_velocity_to_cutoff(region, *by_default, inputs, sums);
    } else if (!is_replaced(region, by_default)) {
        int is_wheel = by_default->source == AWE_MOD_CC(AWE_CC_MODULATION);
        float scale = is_wheel ? awe_channel_wheel_scale(inputs->channel) : 1.0f;
        sums[by_default->destination] += output(by_default, inputs, 0.0f) * scale;
    }
}

void awe_modulators_sum(const awe_region *region, const awe_model_rules *rules,
                        const awe_mod_inputs *inputs, float sums[AWE_N_GENERATORS])
{
    awe_region silent;
    if (!rules->plays_modulators) {
        silent = *region;
        silent.n_instrument_modulators = silent.n_preset_modulators = 0;
        region = &silent;
    }
    for (uint32_t i = 0; i < rules->n_defaults; i++) {
        if (!moves_what_is_known(&rules->defaults[i], inputs)) {
            add_default(region, &rules->defaults[i], inputs, sums);
        }
    }
    add_all(region->instrument_modulators, region->n_instrument_modulators, inputs, sums);
    add_all(region->preset_modulators, region->n_preset_modulators, inputs, sums);
    if (!replaces_bend(region)) {
        sums[AWE_GEN_FINE_TUNE] += awe_channel_bend_cents(inputs->channel);
    }
}
