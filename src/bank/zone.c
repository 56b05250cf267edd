/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The merge of an instrument zone and a preset zone into what a voice plays. Source: SoundFont
   2.04, 8.1.3 and 9.4. */

#include "bank/zone.h"

#include "bank/bank.h"

typedef struct generator_range {
    int16_t low, high, fallback;
} generator_range;

/* Address offsets are judged together with the sample, and sample modes are bits: no clamp. */
#define ANY INT16_MIN, INT16_MAX, 0
#define PITCH -12000, 12000, 0
#define DELAY -12000, 5000, -12000
#define TIME -12000, 8000, -12000
#define FREQUENCY -16000, 4500, 0
#define KEY_TO_TIME -1200, 1200, 0

static const generator_range ranges[AWE_N_GENERATORS] = {
    [AWE_GEN_START_OFFSET] = {ANY},
    [AWE_GEN_END_OFFSET] = {ANY},
    [AWE_GEN_LOOP_START_OFFSET] = {ANY},
    [AWE_GEN_LOOP_END_OFFSET] = {ANY},
    [AWE_GEN_START_OFFSET_COARSE] = {ANY},
    [AWE_GEN_MOD_LFO_TO_PITCH] = {PITCH},
    [AWE_GEN_VIB_LFO_TO_PITCH] = {PITCH},
    [AWE_GEN_MOD_ENV_TO_PITCH] = {PITCH},
    [AWE_GEN_FILTER_CUTOFF] = {1500, 13500, 13500},
    [AWE_GEN_FILTER_Q] = {0, 960, 0},
    [AWE_GEN_MOD_LFO_TO_CUTOFF] = {PITCH},
    [AWE_GEN_MOD_ENV_TO_CUTOFF] = {PITCH},
    [AWE_GEN_END_OFFSET_COARSE] = {ANY},
    [AWE_GEN_MOD_LFO_TO_VOLUME] = {-960, 960, 0},
    [AWE_GEN_CHORUS_SEND] = {0, 1000, 0},
    [AWE_GEN_REVERB_SEND] = {0, 1000, 0},
    [AWE_GEN_PAN] = {-500, 500, 0},
    [AWE_GEN_MOD_LFO_DELAY] = {DELAY},
    [AWE_GEN_MOD_LFO_FREQUENCY] = {FREQUENCY},
    [AWE_GEN_VIB_LFO_DELAY] = {DELAY},
    [AWE_GEN_VIB_LFO_FREQUENCY] = {FREQUENCY},
    [AWE_GEN_MOD_ENV_DELAY] = {DELAY},
    [AWE_GEN_MOD_ENV_ATTACK] = {TIME},
    [AWE_GEN_MOD_ENV_HOLD] = {DELAY},
    [AWE_GEN_MOD_ENV_DECAY] = {TIME},
    [AWE_GEN_MOD_ENV_SUSTAIN] = {0, 1000, 0},
    [AWE_GEN_MOD_ENV_RELEASE] = {TIME},
    [AWE_GEN_KEY_TO_MOD_ENV_HOLD] = {KEY_TO_TIME},
    [AWE_GEN_KEY_TO_MOD_ENV_DECAY] = {KEY_TO_TIME},
    [AWE_GEN_VOL_ENV_DELAY] = {DELAY},
    [AWE_GEN_VOL_ENV_ATTACK] = {TIME},
    [AWE_GEN_VOL_ENV_HOLD] = {DELAY},
    [AWE_GEN_VOL_ENV_DECAY] = {TIME},
    [AWE_GEN_VOL_ENV_SUSTAIN] = {0, 1440, 0},
    [AWE_GEN_VOL_ENV_RELEASE] = {TIME},
    [AWE_GEN_KEY_TO_VOL_ENV_HOLD] = {KEY_TO_TIME},
    [AWE_GEN_KEY_TO_VOL_ENV_DECAY] = {KEY_TO_TIME},
    [AWE_GEN_LOOP_START_OFFSET_COARSE] = {ANY},
    [AWE_GEN_FIXED_KEY] = {-1, 127, -1},
    [AWE_GEN_FIXED_VELOCITY] = {-1, 127, -1},
    [AWE_GEN_ATTENUATION] = {0, 1440, 0},
    [AWE_GEN_LOOP_END_OFFSET_COARSE] = {ANY},
    [AWE_GEN_COARSE_TUNE] = {-120, 120, 0},
    [AWE_GEN_FINE_TUNE] = {-99, 99, 0},
    [AWE_GEN_SAMPLE_MODES] = {ANY},
    [AWE_GEN_SCALE_TUNING] = {0, 1200, 100},
    [AWE_GEN_EXCLUSIVE_CLASS] = {0, 127, 0},
    [AWE_GEN_ROOT_KEY] = {-1, 127, -1},
};

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

/* Defaults are within their bounds: only what the zone gives may not be. */
static void bound(const awe_level *level, const awe_zone *zone, const int32_t *sum, int16_t *out)
{
    const awe_generator *generators = level->generators.items;
    for (uint32_t i = 0; i < zone->n_generators; i++) {
        uint32_t id = generators[zone->first_generator + i].id;
        out[id] = (int16_t)clamp(sum[id], ranges[id].low, ranges[id].high);
    }
}

/* Instrument values replace the defaults, preset values add to them; the sum is what 8.1.3 bounds.
   */
static void merge_generators(const awe_bank *bank, const awe_zone *instrument_zone,
                             const awe_zone *preset_zone, int16_t *out)
{
    const awe_generator *absolute = bank->instrument_level.generators.items;
    const awe_generator *relative = bank->preset_level.generators.items;
    int32_t sum[AWE_N_GENERATORS];
    for (uint32_t i = 0; i < AWE_N_GENERATORS; i++) {
        sum[i] = out[i] = ranges[i].fallback;
    }
    for (uint32_t i = 0; i < instrument_zone->n_generators; i++) {
        awe_generator generator = absolute[instrument_zone->first_generator + i];
        sum[generator.id] = generator.amount;
    }
    for (uint32_t i = 0; preset_zone && i < preset_zone->n_generators; i++) {
        awe_generator generator = relative[preset_zone->first_generator + i];
        sum[generator.id] += generator.amount;
    }
    bound(&bank->instrument_level, instrument_zone, sum, out);
    if (preset_zone) {
        bound(&bank->preset_level, preset_zone, sum, out);
    }
    out[AWE_GEN_SAMPLE_MODES] &= 3;
}

static int64_t get_offset(const awe_region *region, awe_generator_id fine, awe_generator_id coarse)
{
    return region->generators[fine] + INT64_C(32768) * region->generators[coarse];
}

/* Where the voice starts and ends. */
static uint32_t place_ends(awe_region *region)
{
    int64_t n = region->sample->n_frames;
    int64_t start = get_offset(region, AWE_GEN_START_OFFSET, AWE_GEN_START_OFFSET_COARSE);
    int64_t end = n + get_offset(region, AWE_GEN_END_OFFSET, AWE_GEN_END_OFFSET_COARSE);
    int64_t valid_start = clamp(start, 0, n - 1);
    int64_t valid_end = clamp(end, 0, n);
    if (valid_end <= valid_start) {
        valid_end = n;
    }
    region->start = (uint32_t)valid_start;
    region->end = (uint32_t)valid_end;
    return valid_start != start || valid_end != end ? AWE_PLACED_OFFSETS : 0;
}

/* A loop that overlaps the sample is cut to it. A voice that would start inside its loop starts at
   the loop, so that what it plays is one piece; one that would start after its loop has none. */
static uint32_t place_loop(awe_region *region)
{
    const awe_sample *sample = region->sample;
    int64_t start = (int32_t)sample->loop_start +
                    get_offset(region, AWE_GEN_LOOP_START_OFFSET, AWE_GEN_LOOP_START_OFFSET_COARSE);
    int64_t end = (int32_t)sample->loop_end +
                  get_offset(region, AWE_GEN_LOOP_END_OFFSET, AWE_GEN_LOOP_END_OFFSET_COARSE);
    int64_t valid_start = start < 0 ? 0 : start;
    int64_t valid_end = end > region->end ? region->end : end;
    if (valid_end - valid_start < 2 || region->start >= valid_end) {
        region->loop_mode = 0;
        return AWE_PLACED_NO_LOOP;
    }
    region->loop_start = (uint32_t)valid_start;
    region->loop_end = (uint32_t)valid_end;
    if (region->start > region->loop_start) {
        region->start = region->loop_start;
    }
    return valid_start != start || valid_end != end ? AWE_PLACED_LOOP : 0;
}

uint32_t awe_zone_merge(const awe_bank *bank, const awe_zone *instrument_zone,
                        const awe_zone *preset_zone, awe_region *region)
{
    const awe_modulator *absolute = bank->instrument_level.modulators.items;
    const awe_modulator *relative = bank->preset_level.modulators.items;
    *region = (awe_region){
        .sample = &bank->samples[instrument_zone->target],
        .is_204 = bank->info.rules == AWE_SF_RULES_2_04,
    };
    if (instrument_zone->n_modulators) {
        region->instrument_modulators = absolute + instrument_zone->first_modulator;
        region->n_instrument_modulators = instrument_zone->n_modulators;
    }
    if (preset_zone && preset_zone->n_modulators) {
        region->preset_modulators = relative + preset_zone->first_modulator;
        region->n_preset_modulators = preset_zone->n_modulators;
    }
    merge_generators(bank, instrument_zone, preset_zone, region->generators);
    int root_key = region->generators[AWE_GEN_ROOT_KEY];
    region->root_key = root_key >= 0 ? (uint8_t)root_key : region->sample->root_key;
    uint32_t placement = place_ends(region);
    if (region->generators[AWE_GEN_SAMPLE_MODES] & 1) {
        region->loop_mode = (uint8_t)region->generators[AWE_GEN_SAMPLE_MODES];
        placement |= place_loop(region);
    }
    return placement;
}

int awe_bank_region(const awe_bank *bank, const awe_layer *layer, uint32_t velocity,
                    awe_region *region)
{
    const awe_zone *presets = bank->preset_level.zones.items;
    const awe_zone *instruments = bank->instrument_level.zones.items;
    const awe_zone *preset_zone = &presets[layer->preset_zone];
    const awe_zone *instrument_zone = &instruments[layer->instrument_zone];
    if (velocity < preset_zone->velocity_low || velocity > preset_zone->velocity_high ||
        velocity < instrument_zone->velocity_low || velocity > instrument_zone->velocity_high ||
        !bank->samples[instrument_zone->target].frames) {
        return 0;
    }
    (void)awe_zone_merge(bank, instrument_zone, preset_zone, region);
    return 1;
}
