/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/drums.h"

#include "base/units.h"

#define FULL 127.0f

awe_drum_key *awe_drums_key(awe_drums *drums, uint8_t part_drums, uint8_t key)
{
    return &drums->key[part_drums == 2][key];
}

void awe_drums_set(awe_drum_key *edits, awe_drum_setting setting, uint8_t value)
{
    edits->set |= (uint8_t)(1u << setting);
    switch (setting) {
    case AWE_DRUM_PITCH:
        edits->pitch = (int8_t)(value - 64);
        break;
    case AWE_DRUM_LEVEL:
        edits->level = value;
        break;
    case AWE_DRUM_PAN:
        edits->pan = value;
        break;
    case AWE_DRUM_REVERB:
        edits->reverb = value;
        break;
    default:
        edits->chorus = value;
    }
}

int awe_drums_setting_of(uint32_t nrpn_msb)
{
    switch (nrpn_msb) {
    case 0x18:
        return AWE_DRUM_PITCH;
    case 0x1A:
        return AWE_DRUM_LEVEL;
    case 0x1C:
        return AWE_DRUM_PAN;
    case 0x1D:
        return AWE_DRUM_REVERB;
    case 0x1E:
        return AWE_DRUM_CHORUS;
    default:
        return -1;
    }
}

static int has(const awe_drum_key *edits, awe_drum_setting setting)
{
    return edits->set >> setting & 1;
}

static void add(awe_region *region, awe_generator_id id, float amount)
{
    float sum = (float)region->generators[id] + amount;
    region->generators[id] = (int16_t)awe_clamp(sum, -12000.0f, 12000.0f);
}

/* The level is CC7's law on top of the kit's own; 0 is silence. */
void awe_drums_apply(const awe_drum_key *edits, float attenuation_factor, awe_region *region)
{
    if (has(edits, AWE_DRUM_PITCH)) {
        add(region, AWE_GEN_COARSE_TUNE, edits->pitch);
    }
    if (has(edits, AWE_DRUM_LEVEL)) {
        float cb = 2.0f * awe_gain_to_cb((float)edits->level * (1.0f / FULL));
        add(region, AWE_GEN_ATTENUATION, cb / attenuation_factor);
    }
    if (has(edits, AWE_DRUM_PAN)) {
        region->generators[AWE_GEN_PAN] = (int16_t)((edits->pan - 64) * 500 / 63);
    }
}

float awe_drums_reverb(const awe_drum_key *edits)
{
    return has(edits, AWE_DRUM_REVERB) ? (float)edits->reverb * (1.0f / FULL) : 1.0f;
}

float awe_drums_chorus(const awe_drum_key *edits)
{
    return has(edits, AWE_DRUM_CHORUS) ? (float)edits->chorus * (1.0f / FULL) : 1.0f;
}
