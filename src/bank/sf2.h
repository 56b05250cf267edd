/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BANK_SF2_H
#define AWE_BANK_SF2_H

/* The file's view of a SoundFont: chunks and fixed-size records, addressed safely, not yet judged.
   sf2.c finds the chunks, records.c the records in them. The records of SoundFont 1.0 (16-byte
   sample headers, names apart in snam, 6-byte modulators) are counted as they are; sbk.c makes
   those of 2.01 of them. Source: SoundFont 2.04, 5 to 7; docs/sound.md "Banks". [main] */

#include "awe/bank.h"
#include "bank/findings.h"
#include "base/bytes.h"

#include <stdint.h>

#define AWE_NAME_SIZE 21 /* 20 characters and a zero */
#define AWE_SHDR_SIZE 46
#define AWE_OLD_SHDR_SIZE 16 /* four addresses */
#define AWE_SNAM_SIZE 20
#define AWE_MODULATOR_SIZE 10

/* Presets with their zones, or instruments with theirs: both have the same shape. Terminal records
   are not counted. */
typedef struct awe_sf2_level {
    const char *part; /* "preset" or "instrument" */
    awe_bytes headers, bags, generators, modulators;
    uint32_t header_size, modulator_size;
    uint32_t index_at; /* place of the zone index in a header */
    uint16_t link;     /* the generator that ends a zone: AWE_GEN_INSTRUMENT or AWE_GEN_SAMPLE */
    uint32_t n_headers, n_zones, n_generators, n_modulators;
} awe_sf2_level;

typedef struct awe_sf2 {
    awe_bytes file;
    awe_bytes smpl, sm24, shdr, name; /* sm24 is empty unless it fits smpl and the version */
    awe_bytes snam;                   /* sample names of SoundFont 1.0 */
    uint16_t version_major, version_minor;
    awe_sf_rules rules;  /* never AWE_SF_RULES_AUTO */
    int has_old_records; /* those of SoundFont 1.0 */
    uint32_t n_samples;
    awe_sf2_level presets, instruments;
} awe_sf2;

/* A column of indices into another table, which should ascend from row to row. */
typedef struct awe_sf2_column {
    awe_bytes table;
    uint32_t row_size, at, n_rows;
    uint32_t limit; /* rows of the other table */
    uint32_t row;   /* next one to be read */
    uint32_t end;   /* where the span before it ended */
} awe_sf2_column;

/* Finds the chunks and counts the records. `rules` are those asked for. Errors: AWE_NOT_A_BANK,
   AWE_DAMAGED. */
awe_status awe_sf2_open(awe_sf2 *sf2, awe_bytes file, awe_sf_rules rules,
                        awe_bank_findings *findings);

/* Counts the records of all tables. */
void awe_sf2_measure(awe_sf2 *sf2, awe_bank_findings *findings);

/* Header `index` of `level`. */
awe_bytes awe_sf2_header(const awe_sf2_level *level, uint32_t index);

/* Columns: the zones of each header, the generators or modulators of each zone. */
awe_sf2_column awe_sf2_zones(const awe_sf2_level *level);
awe_sf2_column awe_sf2_generators(const awe_sf2_level *level);
awe_sf2_column awe_sf2_modulators(const awe_sf2_level *level);

/* The span [*first, *end) of the next row. Spans ascend and never overlap, whatever the file says:
   a single wild index is replaced by a neighbour. False: the file's index was not used. */
int awe_sf2_span(awe_sf2_column *column, uint32_t *first, uint32_t *end);

/* Copies up to `out_size` - 1 characters of a fixed-size text field, as printable ASCII. */
void awe_sf2_text(char *out, size_t out_size, awe_bytes field);

#endif
