/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_PRESETS_H
#define AWE_SYNTH_PRESETS_H

/* Which preset of which bank a channel plays, and what stands in for one that is missing.
   Source: docs/sound.md "Missing presets". [audio] */

#include "awe/api.h"
#include "awe/synth.h"
#include "bank/lookup.h"
#include "synth/channel.h"

#include <stdint.h>

/* The bank stack; the last one is asked first. */
typedef struct awe_presets {
    uint32_t n_banks;
    awe_stacked_bank bank[AWE_MAX_BANKS];
    awe_map map; /* what programs mean */
} awe_presets;

/* What a key plays, and the bank that it is from. */
typedef struct awe_found {
    const awe_bank *bank;
    const awe_layer *layers; /* [n_layers] */
    uint32_t n_layers;       /* 0: nothing to play */
} awe_found;

/* The program of part 1 to 8 (channel 1 to 8, counted from 0) of an MT-32 at power-up. */
AWE_RT uint8_t awe_presets_mt32_start(uint32_t channel);

AWE_RT awe_found awe_presets_find(const awe_presets *presets, awe_channel *channel,
                                  awe_reset_kind reset, uint8_t key);

/* Where awe_presets_find() finds it, and why. */
AWE_RT awe_preset_use awe_presets_explain(const awe_presets *presets, const awe_channel *channel,
                                          awe_reset_kind reset, uint8_t key);

#endif
