/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BANK_BANK_H
#define AWE_BANK_BANK_H

/* A loaded bank, and the stages that make one: chunks (sf2, sbk) -> samples (packed) -> zones ->
   layers. Each stage adds its part to the bank and reports through `findings`; what a failed stage
   leaves is freed with the bank. */

#include "awe/bank.h"
#include "bank/findings.h"
#include "bank/list.h"
#include "bank/lookup.h"
#include "bank/sf2.h"
#include "bank/tables.h"
#include "bank/zone.h"

#define AWE_N_BANKS 129 /* 0..127 and the drum kits */
#define AWE_N_PROGRAMS 128
#define AWE_N_KEYS 128

/* All zones of the presets, or of the instruments, with their values. */
typedef struct awe_level {
    awe_list zones;       /* awe_zone, in file order */
    awe_list generators;  /* awe_generator */
    awe_list modulators;  /* awe_modulator */
    uint32_t *first_zone; /* [n_headers + 1] zones of header i: [i] to [i + 1] - 1 */
} awe_level;

/* Neighbouring keys with the same layers. */
typedef struct awe_segment {
    uint32_t first_layer;
    uint32_t n_layers;
} awe_segment;

typedef struct awe_preset {
    char name[AWE_NAME_SIZE];
    uint8_t key_segment[AWE_N_KEYS]; /* counted from first_segment */
    uint16_t bank, program;
    uint8_t is_lost;  /* nothing of it sounds, for all its samples are silent */
    uint8_t is_ready; /* no sample of it is packed */
    uint32_t header;  /* index in the file */
    uint32_t first_segment;
} awe_preset;

struct awe_bank {
    const awe_allocator *allocator;
    awe_bank_info info;
    char name[257];
    awe_sample *samples; /* [info.n_samples] */
    int16_t *copy;       /* sample data that could not be played in place, or NULL */
    awe_list decoded;    /* int16_t *: blocks of decompressed samples */
    uint64_t n_decoded;  /* frames in them */
    awe_bytes file;      /* borrowed */
    const uint8_t *shdr; /* the samples' headers in it */
    awe_level preset_level, instrument_level;
    awe_preset *presets; /* [info.n_presets] by bank and program */
    awe_list segments;   /* awe_segment */
    awe_list layers;     /* awe_layer */
    /* by bank and program; -1: none */
    int16_t preset_at[AWE_N_BANKS * AWE_N_PROGRAMS];
};

/* A bank being loaded. */
typedef struct awe_load {
    awe_bank_config config;
    const awe_allocator *allocator;
    awe_sf2 sf2;
    awe_tables tables; /* what `sf2` points to where a bank of 1.0 was converted */
    awe_bank_findings findings;
    awe_bank *bank;
} awe_load;

/* Stages. Errors: AWE_NO_MEM. [main] */
awe_status awe_samples_read(awe_load *load);
awe_status awe_zones_read(awe_load *load);
awe_status awe_layers_build(awe_load *load);

#define AWE_WANTED 0x80 /* of a sample; above the bits of awe_placement */

/* A way from packed samples to frames. */
typedef struct awe_unpacking {
    awe_bank *bank;
    const awe_bank_config *config;
    awe_bank_findings *findings;
    uint8_t *wanted; /* [info.n_samples] AWE_WANTED or 0 */
} awe_unpacking;

/* Decodes what is wanted and packed; what cannot be decoded is silent then, and reported. Errors:
   AWE_NO_MEM; nothing has changed. [main] */
awe_status awe_packed_decode(const awe_unpacking *unpacking);

/* True if the sample sounds, now or once it is decoded. */
static inline int awe_sample_sounds(const awe_sample *sample)
{
    return sample->frames || sample->packed;
}

/* Where sample `index` is told of. */
static inline awe_place awe_sample_place(const awe_bank *bank, uint32_t index)
{
    const uint8_t *header = bank->shdr ? bank->shdr + index * (size_t)AWE_SHDR_SIZE : NULL;
    return (awe_place){"sample", index, bank->samples[index].name, header};
}

/* Tells what notes will have to do to the positions of the samples that are wanted: `wanted`
   [n_samples] has AWE_WANTED or 0, and afterwards also awe_placement bits. */
void awe_bank_report_placements(const awe_bank *bank, awe_bank_findings *findings, uint8_t *wanted);

/* What had to be done to make the positions of a region valid. */
typedef enum awe_placement {
    AWE_PLACED_OFFSETS = 1, /* start or end offset clamped */
    AWE_PLACED_LOOP = 2,    /* loop clamped */
    AWE_PLACED_NO_LOOP = 4, /* loop given up */
} awe_placement;

/* Merges an instrument zone and a preset zone (NULL: none) into `region`; its sample is not judged.
   Returns awe_placement bits. [any] */
AWE_RT uint32_t awe_zone_merge(const awe_bank *bank, const awe_zone *instrument_zone,
                               const awe_zone *preset_zone, awe_region *region);

#endif
