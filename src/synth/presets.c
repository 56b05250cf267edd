/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/presets.h"

#define N_MELODIC_BANKS 128

/* The preset at (bank number, program) in the topmost bank of the stack that has it. */
static int find(const awe_presets *presets, uint32_t number, uint32_t program, awe_channel *channel)
{
    for (uint32_t i = presets->n_banks; i-- > 0;) {
        int32_t preset = awe_bank_find(presets->bank[i], number, program);
        if (preset >= 0) {
            channel->preset = preset;
            channel->preset_bank = (uint8_t)i;
            return 1;
        }
    }
    return 0;
}

static int find_any_bank(const awe_presets *presets, awe_channel *channel)
{
    for (uint32_t number = 1; number < N_MELODIC_BANKS; number++) {
        if (find(presets, number, channel->program, channel)) {
            return 1;
        }
    }
    return 0;
}

static void find_first(const awe_presets *presets, awe_channel *channel)
{
    channel->preset_bank = (uint8_t)(presets->n_banks - 1);
    channel->preset = awe_bank_first(presets->bank[channel->preset_bank]);
}

/* Exact; the standard kit or the same program of bank 0; melodic: of any bank; the first preset
   there is. Drums never become a melodic preset. */
static void resolve(const awe_presets *presets, awe_channel *channel, uint32_t number)
{
    channel->preset_known = 1;
    channel->preset = -1;
    if (find(presets, number, channel->program, channel)) {
        return;
    }
    if (number == AWE_DRUM_BANK) {
        find(presets, AWE_DRUM_BANK, 0, channel);
    } else if (!find(presets, 0, channel->program, channel) && !find_any_bank(presets, channel)) {
        find_first(presets, channel);
    }
}

/* A key that a kit leaves out is played by the standard kit, note by note. */
static awe_found find_in_standard_kit(const awe_presets *presets, uint8_t key)
{
    awe_found found = {0};
    for (uint32_t i = presets->n_banks; i-- > 0 && found.n_layers == 0;) {
        int32_t kit = awe_bank_find(presets->bank[i], AWE_DRUM_BANK, 0);
        if (kit >= 0) {
            found.bank = presets->bank[i];
            found.layers = awe_bank_layers(found.bank, kit, key, &found.n_layers);
        }
    }
    return found;
}

awe_found awe_presets_find(const awe_presets *presets, awe_channel *channel, awe_reset_kind reset,
                           uint8_t key)
{
    uint32_t number = awe_channel_bank(channel, reset);
    if (!channel->preset_known) {
        resolve(presets, channel, number);
    }
    awe_found found = {.bank = presets->bank[channel->preset_bank]};
    if (channel->preset >= 0) {
        found.layers = awe_bank_layers(found.bank, channel->preset, key, &found.n_layers);
    }
    return found.n_layers == 0 && number == AWE_DRUM_BANK ? find_in_standard_kit(presets, key)
                                                          : found;
}
