/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_PRESETS_H
#define AWE_SYNTH_PRESETS_H

/* Which preset of which bank a channel plays, and what stands in for one that is missing.
   Source: docs/sound.md "Missing presets". [audio] */

#include "awe/api.h"
#include "awe/bank.h"
#include "bank/lookup.h"
#include "synth/channel.h"

#include <stdint.h>

#define AWE_MAX_BANKS 16

/* The bank stack; the last one is asked first. */
typedef struct awe_presets {
    uint32_t n_banks;
    const awe_bank *bank[AWE_MAX_BANKS];
} awe_presets;

/* The layers that `channel` plays for `key`, and the bank that they belong to. None: `n_layers` is
   0. */
AWE_RT const awe_layer *awe_presets_layers(const awe_presets *presets, awe_channel *channel,
                                           awe_reset_kind reset, uint8_t key, uint32_t *n_layers,
                                           const awe_bank **bank);

#endif
