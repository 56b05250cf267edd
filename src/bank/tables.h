/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BANK_TABLES_H
#define AWE_BANK_TABLES_H

/* Collects the records of a SoundFont 2 in memory, for a reader or for sf2_write.h. The caller
   keeps the format's order: within a zone the ranges first, the link to an instrument or sample
   last. What does not fit into memory is left out and `failed` is set. Source: SoundFont 2.04, 7.
   [main] */

#include "bank/list.h"
#include "base/bytes.h"

#include <stdint.h>

/* Presets and instruments have the same four tables; items are bytes. */
typedef struct awe_tables_level {
    awe_list headers, bags, generators, modulators;
    uint32_t n_headers, n_zones, n_generators, n_modulators;
} awe_tables_level;

typedef struct awe_tables {
    const awe_allocator *allocator;
    int failed;
    awe_tables_level presets, instruments;
    awe_list samples;
    awe_list info; /* whole chunks */
    uint32_t n_samples;
} awe_tables;

typedef struct awe_tables_sample {
    awe_bytes name; /* cut to 19 characters */
    uint32_t start, end, loop_start, loop_end;
    uint32_t rate_hz;
    uint8_t root_key;
    uint16_t type;
} awe_tables_sample;

/* Headers. A preset's or an instrument's zones go to the one added last. */
void awe_tables_add_sample(awe_tables *tables, const awe_tables_sample *sample);
void awe_tables_add_instrument(awe_tables *tables, awe_bytes name);
void awe_tables_add_preset(awe_tables *tables, awe_bytes name, uint16_t bank, uint16_t program);

/* A zone of the latest header, and what belongs to the latest zone. */
void awe_tables_add_zone(awe_tables *tables, awe_tables_level *level);
void awe_tables_add_generator(awe_tables *tables, awe_tables_level *level, uint16_t id,
                              int32_t amount);

void awe_tables_add_modulator(awe_tables *tables, awe_tables_level *level, uint16_t source,
                              uint16_t destination, int32_t amount);

/* A chunk of the INFO list; `name` has four letters. */
void awe_tables_add_info(awe_tables *tables, const char *name, awe_bytes content);

/* Appends `bytes` as they are. */
void awe_tables_append(awe_tables *tables, awe_list *list, awe_bytes bytes);

/* Adds the terminal records that end each table. */
void awe_tables_close(awe_tables *tables);

/* Frees all tables. */
void awe_tables_clear(awe_tables *tables);

static inline awe_bytes awe_tables_bytes(const awe_list *list)
{
    return (awe_bytes){list->items, list->n};
}

#endif
