/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* How many records the chunks of a SoundFont hold, and where each one is. */

#include "bank/sf2.h"

#include "bank/zone.h"

#include <string.h>

#define BAG_SIZE 4
#define GENERATOR_SIZE 4
#define MAX_RECORDS 65536 /* links and indices have 16 bits */

/* Records in `bytes`: whole ones that a 16-bit index reaches. */
static uint32_t count_records(awe_bytes bytes, size_t size, const char *name,
                              awe_bank_findings *findings)
{
    awe_place place = {"chunk", 0, name, bytes.data};
    if (bytes.size % size) {
        awe_bank_findings_add(findings, AWE_FINDING_PART_OF_RECORD, place);
    }
    if (bytes.size / size > MAX_RECORDS) {
        awe_bank_findings_add(findings, AWE_FINDING_MANY_RECORDS, place);
        return MAX_RECORDS;
    }
    return (uint32_t)(bytes.size / size);
}

static int is_zero(awe_bytes bytes)
{
    for (size_t i = 0; i < bytes.size; i++) {
        if (bytes.data[i]) {
            return 0;
        }
    }
    return 1;
}

static int has_name(awe_bytes record, const char *name)
{
    return record.size >= 4 && memcmp(record.data, name, 4) == 0;
}

/* Generators and modulators: the last one is a terminal if the terminal zone's index says so, or if
   it is all zero; as a value that would change nothing. */
static uint32_t drop_terminal(awe_bytes bytes, size_t size, uint32_t n, uint32_t terminal_index)
{
    if (n && (terminal_index == n - 1 || is_zero(awe_bytes_part(bytes, (n - 1) * size, size)))) {
        n--;
    }
    return n;
}

/* Zones: a terminal owns no link. */
static int is_terminal_bag(const awe_sf2_level *level, awe_bytes bag)
{
    for (uint32_t i = awe_bytes_le16(bag, 0); i < level->n_generators; i++) {
        if (awe_bytes_le16(level->generators, i * (size_t)GENERATOR_SIZE) == level->link) {
            return 0;
        }
    }
    return 1;
}

/* Zones, generators and modulators; `names` are those of the chunks. */
static void measure_zones(awe_sf2_level *level, const char *const *names,
                          awe_bank_findings *findings)
{
    uint32_t n_bags = count_records(level->bags, BAG_SIZE, names[1], findings);
    uint32_t n_generators = count_records(level->generators, GENERATOR_SIZE, names[2], findings);
    uint32_t n_modulators =
        count_records(level->modulators, level->modulator_size, names[3], findings);
    awe_bytes bag = awe_bytes_part(level->bags, (n_bags - 1) * (size_t)BAG_SIZE, BAG_SIZE);
    level->n_zones = n_bags;
    level->n_generators = n_generators;
    uint32_t generator_end = n_generators;
    uint32_t modulator_end = n_modulators;
    if (n_bags && is_terminal_bag(level, bag)) {
        level->n_zones--;
        generator_end = awe_bytes_le16(bag, 0);
        modulator_end = awe_bytes_le16(bag, 2);
    }
    level->n_generators =
        drop_terminal(level->generators, GENERATOR_SIZE, n_generators, generator_end);
    level->n_modulators =
        drop_terminal(level->modulators, level->modulator_size, n_modulators, modulator_end);
}

/* Counts the rows of `level`; `names` are those of its chunks, then of its terminal header. */
static void measure_level(awe_sf2_level *level, const char *const names[5],
                          awe_bank_findings *findings)
{
    measure_zones(level, names, findings);
    level->n_headers = count_records(level->headers, level->header_size, names[0], findings);
    if (level->n_headers == 0) {
        return;
    }
    awe_bytes last = awe_sf2_header(level, level->n_headers - 1);
    if (has_name(last, names[4]) || awe_bytes_le16(last, level->index_at) >= level->n_zones) {
        level->n_headers--;
    } else {
        awe_bank_findings_add(findings, AWE_FINDING_NO_TERMINAL,
                              (awe_place){"chunk", 0, names[0], last.data});
    }
}

static void measure_samples(awe_sf2 *sf2, awe_bank_findings *findings)
{
    size_t size = sf2->has_old_records ? AWE_OLD_SHDR_SIZE : AWE_SHDR_SIZE;
    uint32_t n = count_records(sf2->shdr, size, "shdr", findings);
    sf2->n_samples = n;
    if (n == 0) {
        return;
    }
    awe_bytes last = awe_bytes_part(sf2->shdr, (n - 1) * size, size);
    awe_bytes name = sf2->has_old_records
                         ? awe_bytes_part(sf2->snam, (n - 1) * (size_t)AWE_SNAM_SIZE, AWE_SNAM_SIZE)
                         : last;
    if (has_name(name, "EOS") || is_zero(awe_bytes_part(last, size == AWE_SHDR_SIZE ? 20 : 0, 8))) {
        sf2->n_samples--;
    } else {
        awe_bank_findings_add(findings, AWE_FINDING_NO_TERMINAL,
                              (awe_place){"chunk", 0, "shdr", last.data});
    }
}

void awe_sf2_measure(awe_sf2 *sf2, awe_bank_findings *findings)
{
    static const char *const preset_names[] = {"phdr", "pbag", "pgen", "pmod", "EOP"};
    static const char *const instrument_names[] = {"inst", "ibag", "igen", "imod", "EOI"};
    measure_level(&sf2->presets, preset_names, findings);
    measure_level(&sf2->instruments, instrument_names, findings);
    measure_samples(sf2, findings);
    if (sf2->rules == AWE_SF_RULES_2_0) {
        sf2->presets.n_modulators = sf2->instruments.n_modulators = 0;
    }
}

awe_bytes awe_sf2_header(const awe_sf2_level *level, uint32_t index)
{
    return awe_bytes_part(level->headers, (size_t)index * level->header_size, level->header_size);
}

awe_sf2_column awe_sf2_zones(const awe_sf2_level *level)
{
    return (awe_sf2_column){.table = level->headers,
                            .row_size = level->header_size,
                            .at = level->index_at,
                            .n_rows = level->n_headers,
                            .limit = level->n_zones};
}

awe_sf2_column awe_sf2_generators(const awe_sf2_level *level)
{
    return (awe_sf2_column){.table = level->bags,
                            .row_size = BAG_SIZE,
                            .n_rows = level->n_zones,
                            .limit = level->n_generators};
}

awe_sf2_column awe_sf2_modulators(const awe_sf2_level *level)
{
    return (awe_sf2_column){.table = level->bags,
                            .row_size = BAG_SIZE,
                            .at = 2,
                            .n_rows = level->n_zones,
                            .limit = level->n_modulators};
}

/* Row `row` of the column as the file has it; rows before the first are 0, rows after the last are
   the limit. */
static uint32_t read_index(const awe_sf2_column *column, int64_t row)
{
    if (row < 0) {
        return 0;
    }
    size_t at = (size_t)row * column->row_size + column->at;
    if (row > column->n_rows || at + 2 > column->table.size) {
        return column->limit;
    }
    return awe_bytes_le16(column->table, at);
}

/* The row's index; where it alone leaves the ascending order, up or down, that of a neighbour. */
static uint32_t repair_index(const awe_sf2_column *column, int64_t row)
{
    uint32_t before = read_index(column, row - 1);
    uint32_t index = read_index(column, row);
    uint32_t after = read_index(column, row + 1);
    if (index > after && index > read_index(column, row + 2)) {
        return after;
    }
    return index < before && before <= after ? before : index;
}

static uint32_t clamp_index(uint32_t index, uint32_t low, uint32_t high)
{
    return index < low ? low : index > high ? high : index;
}

int awe_sf2_span(awe_sf2_column *column, uint32_t *first, uint32_t *end)
{
    int sound = 1;
    if (column->row == 0) {
        column->end = clamp_index(repair_index(column, 0), 0, column->limit);
        sound = column->end == read_index(column, 0);
    }
    column->row++;
    *first = column->end;
    *end = clamp_index(repair_index(column, column->row), *first, column->limit);
    column->end = *end;
    return sound && (column->row == column->n_rows || *end == read_index(column, column->row));
}
