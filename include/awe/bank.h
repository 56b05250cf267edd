/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BANK_H
#define AWE_BANK_H

/// @file SoundFont banks: immutable after loading, shared by any number of synths.

#include "awe/allocator.h"
#include "awe/api.h"
#include "awe/status.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct awe_bank awe_bank;

/// Decodes one compressed sample (SF3: an Ogg Vorbis stream, one channel). Called twice per sample:
/// first with `out` NULL for the length, then with room for it.
/// @param data    [size] the compressed bytes; borrowed for the call
/// @param out     [n_out] signed 16-bit frames to fill, or NULL
/// @return the number of frames in the stream (`out` NULL) or written; negative if it cannot be
/// decoded
typedef int64_t (*awe_decode_fn)(void *context, const void *data, size_t size, int16_t *out,
                                 size_t n_out);

/// Does `work`'s task number `i`.
typedef void (*awe_task_fn)(void *work, size_t i);

/// Calls `task` with `work` and each number below `n` once, in any order and on any threads, and
/// returns when all are done: how a program lends the library its processors.
typedef void (*awe_spread_fn)(void *context, size_t n, awe_task_fn task, void *work);

/// Whose meaning a bank's values have.
typedef enum awe_sf_rules {
    AWE_SF_RULES_AUTO, ///< what the file's version says
    /// the card's registers: values are converted, a preset fills in what its instruments leave out
    AWE_SF_RULES_1_0,
    AWE_SF_RULES_2_0,  ///< no modulators
    AWE_SF_RULES_2_01, ///< 16 bit; velocity darkens below 64
    AWE_SF_RULES_2_04, ///< 24 bit; velocity darkens below 127
} awe_sf_rules;

typedef struct awe_bank_config {    ///< Zero in any field means the default.
    const awe_allocator *allocator; ///< default malloc; must outlive the bank
    awe_decode_fn decode;           ///< default none: compressed samples are silent and reported
    awe_spread_fn spread;           ///< runs `decode` for many samples; default one after the other
    awe_report_fn report;           ///< default none
    void *context;                  ///< handed to `decode`, `spread` and `report`
    /// nonzero: compressed samples stay so, and silent, until awe_bank_prepare() asks for their
    /// presets
    int postpone;
    awe_sf_rules rules;
    /// [n_rom] banks that stand for a sound card's ROM, the last one asked first: a ROM sample is
    /// played from the sample of its name. Borrowed for the call; each must outlive the bank.
    const awe_bank *const *rom;
    size_t n_rom;
} awe_bank_config;

typedef struct awe_bank_info {
    /// INAM, cleaned to printable ASCII; "" if the file has none; lives as long as the bank
    const char *name;
    uint16_t version_major; ///< ifil: 1 for SoundFont 1.0, 2 for 2.x, 3 for compressed banks
    uint16_t version_minor; ///< ifil: 1 or 4
    awe_sf_rules rules;     ///< by which it was read; never AWE_SF_RULES_AUTO
    uint32_t n_presets;
    uint32_t n_instruments;
    uint32_t n_samples;        ///< usable and silent ones
    uint32_t n_rom_samples;    ///< in the ROM of a sound card, answered or silent
    uint32_t n_silent_samples; ///< unanswered ROM samples and those that could not be decoded
    uint32_t n_modulators;     ///< in the file, both levels
    uint32_t n_packed_samples; ///< compressed ones that were postponed; not silent
    uint64_t n_sample_frames;  ///< sum over the usable samples that are not packed
} awe_bank_info;

/// Reads a SoundFont: 1.0 (SBK), 2.01, 2.04 (24 bit) and 3.x (Vorbis, through `config->decode`).
///
/// 16-bit sample frames are played from `data` itself. Everything that can be repaired is repaired
/// and reported.
/// @param data    [size] the file; borrowed, must outlive the bank and stay unchanged
/// @param config  NULL means all defaults
/// @param out     receives the bank; NULL on error; free with awe_bank_free()
/// Errors: AWE_BAD_ARG (NULL, unknown rules), AWE_NO_MEM, AWE_NOT_A_BANK, AWE_DAMAGED (no preset
/// can sound).
/// Source: SoundFont 2.04; docs/sound.md "Banks".
/// [main]
AWE_API awe_status awe_bank_load(const void *data, size_t size, const awe_bank_config *config,
                                 awe_bank **out);

/// Decodes the postponed samples of some presets, so that these play what they would if nothing had
/// been postponed. A preset that is silent then, or on some keys, because its samples could not be
/// decoded is one where another may stand in: ask awe_synth_find_preset() again after a rise of
/// awe_bank_info.n_silent_samples.
/// @param presets    [n_presets] indices as for awe_bank_get_preset(); others are ignored
/// @param config     `decode`, `spread`, `report` and `context` are used
/// Errors: AWE_BAD_ARG (NULL), AWE_NO_MEM (nothing was decoded; may be called again).
/// No other thread may use the bank meanwhile, and no synth may play from these presets.
/// [main]
AWE_API awe_status awe_bank_prepare(awe_bank *bank, const uint32_t *presets, size_t n_presets,
                                    const awe_bank_config *config);

/// Frees `bank`. No synth may use it any more. NULL is ignored.
/// Errors: none.
/// [main]
AWE_API void awe_bank_free(awe_bank *bank);

/// Describes the bank.
/// Errors: none.
/// [any]
AWE_API void awe_bank_get_info(const awe_bank *bank, awe_bank_info *info);

/// Takes the next `size` bytes of a file that is written. Nonzero: it did.
typedef int (*awe_write_fn)(void *context, const void *bytes, size_t size);

/// Writes a bank of SoundFont 1.0 as one of 2.01, which sounds the same. Reports each rule that was
/// applied, and how often, as a note.
/// @param data    [size] the file; borrowed for the call
/// @param config  NULL means all defaults; `rom` is not used: ROM samples stay such
/// @param write   called with the parts in their order; its context is not `config->context`
/// Errors: AWE_BAD_ARG (NULL, unknown rules), AWE_NO_MEM, AWE_NOT_A_BANK, AWE_DAMAGED,
/// AWE_UNSUPPORTED (it is of 2.x already), AWE_NOT_WRITTEN (by `write`).
/// Source: docs/sound.md "SoundFont 1.0".
/// [main]
AWE_API awe_status awe_bank_convert(const void *data, size_t size, const awe_bank_config *config,
                                    awe_write_fn write, void *context);

/// One preset's address and name.
typedef struct awe_preset_info {
    const char *name; ///< cleaned to printable ASCII; lives as long as the bank
    uint16_t bank;    ///< 0..127 melodic, 128 drum kits
    uint16_t program; ///< 0..127
} awe_preset_info;

/// Describes preset `index`, ordered by bank and program.
/// Errors: returns false if `index` is not below awe_bank_info.n_presets; `info` is then unchanged.
/// [any]
AWE_API int awe_bank_get_preset(const awe_bank *bank, uint32_t index, awe_preset_info *info);

#ifdef __cplusplus
}
#endif

#endif
