/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "bank/lookup.h"

#include "bank/bank.h"

int32_t awe_bank_find(const awe_bank *bank, uint32_t bank_number, uint32_t program)
{
    if (bank_number >= AWE_N_BANKS || program >= AWE_N_PROGRAMS) {
        return -1;
    }
    return bank->preset_at[bank_number * AWE_N_PROGRAMS + program];
}

int awe_bank_is_lost(const awe_bank *bank, int32_t preset)
{
    return preset >= 0 && (uint32_t)preset < bank->info.n_presets && bank->presets[preset].is_lost;
}

int32_t awe_bank_first(const awe_bank *bank)
{
    return bank->info.n_presets > 0 ? 0 : -1;
}

const awe_layer *awe_bank_layers(const awe_bank *bank, int32_t preset, uint32_t key,
                                 uint32_t *n_layers)
{
    *n_layers = 0;
    if (preset < 0 || (uint32_t)preset >= bank->info.n_presets || key >= AWE_N_KEYS) {
        return NULL;
    }
    const awe_preset *found = &bank->presets[preset];
    const awe_segment *segments = bank->segments.items;
    const awe_segment *segment = &segments[found->first_segment + found->key_segment[key]];
    if (segment->n_layers == 0) {
        return NULL;
    }
    *n_layers = segment->n_layers;
    return (const awe_layer *)bank->layers.items + segment->first_layer;
}
