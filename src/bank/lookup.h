/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BANK_LOOKUP_H
#define AWE_BANK_LOOKUP_H

/* From (bank, program, key, velocity) to regions in constant time: no search grows with the size
   of the bank. */

#include "awe/api.h"
#include "awe/bank.h"
#include "bank/zone.h"

#include <stdint.h>

/* Zone pairs that one key of a preset may have; more are reported at load and left out. Pairs that
   can never sound (no common velocity, silent sample) do not count. */
#define AWE_MAX_LAYERS 64

/* A preset zone and an instrument zone that both contain the key. */
typedef struct awe_layer {
    uint32_t preset_zone;
    uint32_t instrument_zone;
} awe_layer;

/* The preset at `bank_number` (0..128) and `program`, as an opaque index; negative: none. Never
   fails on any argument. Of presets with the same address the last in the file counts. */
AWE_RT int32_t awe_bank_find(const awe_bank *bank, uint32_t bank_number, uint32_t program);

/* True if `preset` is silent because all its samples are: another may stand in. */
AWE_RT int awe_bank_is_lost(const awe_bank *bank, int32_t preset);

/* The first preset of the bank in file order of (bank, program), negative if it has none. */
AWE_RT int32_t awe_bank_first(const awe_bank *bank);

/* All layers of `preset` for `key`, whatever the velocity: a pointer into the bank and their
   number; NULL and 0 if there are none. */
AWE_RT const awe_layer *awe_bank_layers(const awe_bank *bank, int32_t preset, uint32_t key,
                                        uint32_t *n_layers);

/* Fills `region` for `layer`. False: the velocity is outside, or the sample is silent. */
AWE_RT int awe_bank_region(const awe_bank *bank, const awe_layer *layer, uint32_t velocity,
                           awe_region *region);

#endif
