/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_STACK_H
#define AWE_STACK_H

/// @file The banks that a synth plays from, one above the other, and what it finds in them.

#include "awe/bank.h"

#include <stdint.h>

#define AWE_MAX_BANKS 16 ///< in one stack

/// A bank in the stack that a synth plays from.
typedef struct awe_stacked_bank {
    const awe_bank *bank; ///< borrowed; must outlive the synth; many synths may share it
    /// added to the bank numbers of its melodic presets, -127..127; kits stay at 128
    int32_t offset;
} awe_stacked_bank;

/// How the preset of a key was found, the nearest first.
typedef enum awe_found_by {
    AWE_FOUND_EXACTLY,
    AWE_FOUND_IN_BANK_0,           ///< the same program of bank 0
    AWE_FOUND_IN_OTHER_BANK,       ///< the same program of the lowest bank that has it
    AWE_FOUND_FIRST_PRESET,        ///< nothing alike: the first preset there is
    AWE_FOUND_STANDARD_KIT,        ///< the kit is missing
    AWE_FOUND_KEY_IN_STANDARD_KIT, ///< the kit leaves the key out
    AWE_FOUND_NOTHING,             ///< nothing stands in
} awe_found_by;

/// What a channel wants to play, and what it plays.
typedef struct awe_preset_use {
    uint16_t bank;    ///< wanted: 0..127, or 128 for a kit
    uint16_t program; ///< wanted
    awe_found_by found_by;
    int is_lost;          ///< a bank has what is wanted, but all its samples are silent
    int is_silent;        ///< what was found leaves this key out
    uint32_t stack_index; ///< found: index of the bank in the stack
    uint32_t preset;      ///< found: as for awe_bank_get_preset()
} awe_preset_use;

#endif
