/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BANK_ZONE_H
#define AWE_BANK_ZONE_H

/* Zones and their merge: what one note finds in a bank, in the units of SoundFont 2.
   Source: SoundFont 2.04, 8 and 9. */

#include <stdint.h>

/* Generator numbers of SoundFont 2.04, 8.1.2. Reserved numbers have no name. */
typedef enum awe_generator_id {
    AWE_GEN_START_OFFSET = 0,
    AWE_GEN_END_OFFSET = 1,
    AWE_GEN_LOOP_START_OFFSET = 2,
    AWE_GEN_LOOP_END_OFFSET = 3,
    AWE_GEN_START_OFFSET_COARSE = 4,
    AWE_GEN_MOD_LFO_TO_PITCH = 5,
    AWE_GEN_VIB_LFO_TO_PITCH = 6,
    AWE_GEN_MOD_ENV_TO_PITCH = 7,
    AWE_GEN_FILTER_CUTOFF = 8,
    AWE_GEN_FILTER_Q = 9,
    AWE_GEN_MOD_LFO_TO_CUTOFF = 10,
    AWE_GEN_MOD_ENV_TO_CUTOFF = 11,
    AWE_GEN_END_OFFSET_COARSE = 12,
    AWE_GEN_MOD_LFO_TO_VOLUME = 13,
    AWE_GEN_CHORUS_SEND = 15,
    AWE_GEN_REVERB_SEND = 16,
    AWE_GEN_PAN = 17,
    AWE_GEN_MOD_LFO_DELAY = 21,
    AWE_GEN_MOD_LFO_FREQUENCY = 22,
    AWE_GEN_VIB_LFO_DELAY = 23,
    AWE_GEN_VIB_LFO_FREQUENCY = 24,
    AWE_GEN_MOD_ENV_DELAY = 25,
    AWE_GEN_MOD_ENV_ATTACK = 26,
    AWE_GEN_MOD_ENV_HOLD = 27,
    AWE_GEN_MOD_ENV_DECAY = 28,
    AWE_GEN_MOD_ENV_SUSTAIN = 29,
    AWE_GEN_MOD_ENV_RELEASE = 30,
    AWE_GEN_KEY_TO_MOD_ENV_HOLD = 31,
    AWE_GEN_KEY_TO_MOD_ENV_DECAY = 32,
    AWE_GEN_VOL_ENV_DELAY = 33,
    AWE_GEN_VOL_ENV_ATTACK = 34,
    AWE_GEN_VOL_ENV_HOLD = 35,
    AWE_GEN_VOL_ENV_DECAY = 36,
    AWE_GEN_VOL_ENV_SUSTAIN = 37,
    AWE_GEN_VOL_ENV_RELEASE = 38,
    AWE_GEN_KEY_TO_VOL_ENV_HOLD = 39,
    AWE_GEN_KEY_TO_VOL_ENV_DECAY = 40,
    AWE_GEN_INSTRUMENT = 41,
    AWE_GEN_KEY_RANGE = 43,
    AWE_GEN_VELOCITY_RANGE = 44,
    AWE_GEN_LOOP_START_OFFSET_COARSE = 45,
    AWE_GEN_FIXED_KEY = 46,
    AWE_GEN_FIXED_VELOCITY = 47,
    AWE_GEN_ATTENUATION = 48,
    AWE_GEN_LOOP_END_OFFSET_COARSE = 50,
    AWE_GEN_COARSE_TUNE = 51,
    AWE_GEN_FINE_TUNE = 52,
    AWE_GEN_SAMPLE = 53,
    AWE_GEN_SAMPLE_MODES = 54,
    AWE_GEN_SAMPLE_PITCH = 55, /* of SoundFont 1.0 only */
    AWE_GEN_SCALE_TUNING = 56,
    AWE_GEN_EXCLUSIVE_CLASS = 57,
    AWE_GEN_ROOT_KEY = 58,
    AWE_N_GENERATORS = 61,
} awe_generator_id;

/* One generator of a zone as the file has it (SFGenList / SFInstGenList). */
typedef struct awe_generator {
    uint16_t id; /* awe_generator_id, always below AWE_N_GENERATORS */
    int16_t amount;
} awe_generator;

/* One modulator as the file has it (SFModList). Not defined sources and transforms are kept: synth/
   judges them. */
typedef struct awe_modulator {
    uint16_t source;      /* SFModulator word: index, CC flag, direction, polarity, curve */
    uint16_t destination; /* generator number, or 0x8000 | modulator index for a link */
    int16_t amount;
    uint16_t amount_source; /* SFModulator word */
    uint16_t transform;
} awe_modulator;

/* A recording. `frames` is in the file where it is 16 bit and aligned, else in the bank's own
   memory. */
typedef struct awe_sample {
    const int16_t *frames; /* [n_frames]; NULL: silent (ROM, packed, or could not be decoded) */
    const uint8_t *low;    /* [n_frames] low bytes of a 24-bit sample (sm24), or NULL */
    uint32_t n_frames;
    uint32_t loop_start; /* relative to frames; may make no sense: see awe_region */
    uint32_t loop_end;   /* first frame after the loop */
    uint32_t rate_hz;    /* 400 .. 192000; a senseless rate was repaired to 44100 */
    uint8_t root_key;    /* 0..127; 60 where the file says "unpitched" (255) or nonsense */
    int8_t correction_cents;
    uint16_t type; /* SFSampleLink; 0x8000 ROM, 0x10 Vorbis */
    char name[21]; /* printable ASCII */
    uint32_t packed_size;
    const uint8_t *packed; /* [packed_size] compressed, in the file, until it is decoded, or NULL */
} awe_sample;

/* A zone with its global zone already folded in (local values win). */
typedef struct awe_zone {
    uint8_t key_low, key_high, velocity_low, velocity_high;
    uint16_t target;       /* preset level: instrument; instrument level: sample */
    uint16_t n_generators; /* ranges, instrument and sample links taken out */
    uint16_t n_modulators; /* global ones included; of identical ones (9.5.1) the local one */
    uint32_t first_generator;
    uint32_t first_modulator;
} awe_zone;

/* What one voice is made of: preset level added to instrument level, in the file's units, defaults
   filled in. Offsets are applied and clamped: 0 <= start < end <= n_frames, and where it loops
   start <= loop_start < loop_end <= end.
   Values are clamped to the ranges of 8.1.3. */
typedef struct awe_region {
    const awe_sample *sample;                   /* never NULL, sample->frames never NULL */
    const awe_modulator *instrument_modulators; /* [n_...] replace the defaults (9.5) */
    const awe_modulator *preset_modulators;     /* [n_...] amounts add */
    uint16_t n_instrument_modulators;
    uint16_t n_preset_modulators;
    uint32_t start, end, loop_start, loop_end; /* frames of the sample */
    uint8_t loop_mode;                         /* 0 none, 1 loop, 3 loop until release */
    uint8_t root_key;                          /* overridingRootKey or the sample's */
    uint8_t is_204;                            /* the bank keeps the rules of 2.04, not 2.01 */
    int16_t generators[AWE_N_GENERATORS];      /* indexed by awe_generator_id */
} awe_region;

#endif
