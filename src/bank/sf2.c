/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "bank/sf2.h"

#include "bank/riff.h"
#include "bank/zone.h"

#include <string.h>

#define PHDR_SIZE 38
#define INST_SIZE 22
#define BAG_SIZE 4
#define GENERATOR_SIZE 4
#define MODULATOR_SIZE 10
#define MAX_RECORDS 65536 /* links and indices have 16 bits */

/* Where a chunk of this name is kept; NULL: not needed here. */
static awe_bytes *find_slot(awe_sf2 *sf2, awe_bytes *ifil, uint32_t id)
{
    const struct {
        uint32_t id;
        awe_bytes *slot;
    } slots[] = {
        {AWE_FOURCC('i', 'f', 'i', 'l'), ifil},
        {AWE_FOURCC('I', 'N', 'A', 'M'), &sf2->name},
        {AWE_FOURCC('s', 'm', 'p', 'l'), &sf2->smpl},
        {AWE_FOURCC('s', 'm', '2', '4'), &sf2->sm24},
        {AWE_FOURCC('p', 'h', 'd', 'r'), &sf2->presets.headers},
        {AWE_FOURCC('p', 'b', 'a', 'g'), &sf2->presets.bags},
        {AWE_FOURCC('p', 'm', 'o', 'd'), &sf2->presets.modulators},
        {AWE_FOURCC('p', 'g', 'e', 'n'), &sf2->presets.generators},
        {AWE_FOURCC('i', 'n', 's', 't'), &sf2->instruments.headers},
        {AWE_FOURCC('i', 'b', 'a', 'g'), &sf2->instruments.bags},
        {AWE_FOURCC('i', 'm', 'o', 'd'), &sf2->instruments.modulators},
        {AWE_FOURCC('i', 'g', 'e', 'n'), &sf2->instruments.generators},
        {AWE_FOURCC('s', 'h', 'd', 'r'), &sf2->shdr},
    };
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
        if (slots[i].id == id) {
            return slots[i].slot;
        }
    }
    return NULL;
}

static void report_chunk_state(awe_bank_findings *findings, const awe_chunk *chunk)
{
    static const awe_bank_finding kinds[] = {
        [AWE_CHUNK_UNPADDED] = AWE_FINDING_CHUNK_UNPADDED,
        [AWE_CHUNK_RESIZED] = AWE_FINDING_CHUNK_RESIZED,
        [AWE_CHUNK_CUT] = AWE_FINDING_CHUNK_CUT,
    };
    if (chunk->state != AWE_CHUNK_SOUND) {
        char name[5] = {(char)(chunk->id), (char)(chunk->id >> 8), (char)(chunk->id >> 16),
                        (char)(chunk->id >> 24), 0};
        awe_sf2_text(name, sizeof name, (awe_bytes){(const uint8_t *)name, 4});
        awe_bank_findings_add(findings, kinds[chunk->state],
                              (awe_place){"chunk", 0, name, chunk->data.data});
    }
}

/* Keeps the first chunk of each name. True: some of them are found in SoundFonts only. */
static int find_chunks(awe_sf2 *sf2, awe_bytes *ifil, awe_bank_findings *findings)
{
    awe_riff riff = {sf2->file, 0};
    awe_chunk chunk;
    while (awe_riff_next(&riff, &chunk)) {
        awe_bytes *slot = find_slot(sf2, ifil, chunk.id);
        if (slot && !slot->data) {
            *slot = chunk.data;
            report_chunk_state(findings, &chunk);
        }
    }
    return sf2->presets.headers.data || ifil->data;
}

static awe_status read_version(awe_sf2 *sf2, awe_bytes ifil, awe_bank_findings *findings)
{
    awe_place place = {"chunk", 0, "ifil", ifil.data};
    sf2->version_major = 2;
    sf2->version_minor = 1;
    if (ifil.size < 4) {
        awe_bank_findings_add(findings, AWE_FINDING_NO_VERSION, place);
        return AWE_OK;
    }
    sf2->version_major = awe_bytes_le16(ifil, 0);
    sf2->version_minor = awe_bytes_le16(ifil, 2);
    if (sf2->version_major == 1) {
        awe_bank_findings_add(findings, AWE_FINDING_VERSION_1, place);
        return AWE_UNSUPPORTED;
    }
    if (sf2->version_major != 2 && sf2->version_major != 3) {
        awe_bank_findings_add(findings, AWE_FINDING_NEW_VERSION, place);
    }
    return AWE_OK;
}

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
    uint32_t n_modulators = count_records(level->modulators, MODULATOR_SIZE, names[3], findings);
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
        drop_terminal(level->modulators, MODULATOR_SIZE, n_modulators, modulator_end);
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
    uint32_t n = count_records(sf2->shdr, AWE_SHDR_SIZE, "shdr", findings);
    sf2->n_samples = n;
    if (n) {
        awe_bytes last = awe_bytes_part(sf2->shdr, (n - 1) * (size_t)AWE_SHDR_SIZE, AWE_SHDR_SIZE);
        if (has_name(last, "EOS") || is_zero(awe_bytes_part(last, 20, 8))) {
            sf2->n_samples--;
        } else {
            awe_bank_findings_add(findings, AWE_FINDING_NO_TERMINAL,
                                  (awe_place){"chunk", 0, "shdr", last.data});
        }
    }
}

/* 24-bit data count from version 2.04 on, and only if there is a low byte for each frame (6.2 pads
   to even). */
static void check_sm24(awe_sf2 *sf2, awe_bank_findings *findings)
{
    size_t n_frames = sf2->smpl.size / 2;
    size_t n_low = sf2->sm24.size;
    awe_place place = {"chunk", 0, "sm24", sf2->sm24.data};
    if (n_low == 0) {
        return;
    }
    if (sf2->version_major == 2 && sf2->version_minor < 4) {
        awe_bank_findings_add(findings, AWE_FINDING_SM24_VERSION, place);
        sf2->sm24 = (awe_bytes){0};
    } else if (n_low != n_frames && n_low != n_frames + (n_frames & 1)) {
        awe_bank_findings_add(findings, AWE_FINDING_SM24_SIZE, place);
        sf2->sm24 = (awe_bytes){0};
    }
}

static awe_status check_essential_chunks(const awe_sf2 *sf2, awe_bank_findings *findings)
{
    const struct {
        const char *name;
        awe_bytes bytes;
        awe_bank_finding finding;
    } chunks[] = {
        {"phdr", sf2->presets.headers, AWE_FINDING_CHUNK_MISSING},
        {"pbag", sf2->presets.bags, AWE_FINDING_CHUNK_MISSING},
        {"pmod", sf2->presets.modulators, AWE_FINDING_NO_MODULATORS},
        {"pgen", sf2->presets.generators, AWE_FINDING_CHUNK_MISSING},
        {"inst", sf2->instruments.headers, AWE_FINDING_CHUNK_MISSING},
        {"ibag", sf2->instruments.bags, AWE_FINDING_CHUNK_MISSING},
        {"imod", sf2->instruments.modulators, AWE_FINDING_NO_MODULATORS},
        {"igen", sf2->instruments.generators, AWE_FINDING_CHUNK_MISSING},
        {"shdr", sf2->shdr, AWE_FINDING_CHUNK_MISSING},
        {"smpl", sf2->smpl, AWE_FINDING_CHUNK_MISSING},
    };
    for (size_t i = 0; i < sizeof chunks / sizeof *chunks; i++) {
        if (chunks[i].bytes.size == 0) {
            awe_bank_findings_add(findings, chunks[i].finding,
                                  (awe_place){"chunk", 0, chunks[i].name, chunks[i].bytes.data});
            if (chunks[i].finding == AWE_FINDING_CHUNK_MISSING) {
                return AWE_DAMAGED;
            }
        }
    }
    return AWE_OK;
}

awe_status awe_sf2_open(awe_sf2 *sf2, awe_bytes file, awe_bank_findings *findings)
{
    static const char *const preset_names[] = {"phdr", "pbag", "pgen", "pmod", "EOP"};
    static const char *const instrument_names[] = {"inst", "ibag", "igen", "imod", "EOI"};
    awe_bytes ifil = {0};
    *sf2 = (awe_sf2){.file = file};
    sf2->presets = (awe_sf2_level){
        .part = "preset", .header_size = PHDR_SIZE, .index_at = 24, .link = AWE_GEN_INSTRUMENT};
    sf2->instruments = (awe_sf2_level){
        .part = "instrument", .header_size = INST_SIZE, .index_at = 20, .link = AWE_GEN_SAMPLE};

    if (awe_bytes_le32(file, 0) != AWE_FOURCC('R', 'I', 'F', 'F')) {
        awe_bank_findings_add(findings, AWE_FINDING_NOT_RIFF, (awe_place){0});
        return AWE_NOT_A_BANK;
    }
    int is_sfbk = awe_bytes_le32(file, 8) == AWE_FOURCC('s', 'f', 'b', 'k');
    if (!find_chunks(sf2, &ifil, findings) && !is_sfbk) {
        awe_bank_findings_add(findings, AWE_FINDING_NOT_SOUNDFONT, (awe_place){0});
        return AWE_NOT_A_BANK;
    }
    if (!is_sfbk) {
        awe_bank_findings_add(findings, AWE_FINDING_FORM, (awe_place){0});
    }
    awe_status status = read_version(sf2, ifil, findings);
    status = status ? status : check_essential_chunks(sf2, findings);
    if (status == AWE_OK) {
        measure_level(&sf2->presets, preset_names, findings);
        measure_level(&sf2->instruments, instrument_names, findings);
        measure_samples(sf2, findings);
        check_sm24(sf2, findings);
    }
    return status;
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

void awe_sf2_text(char *out, size_t out_size, awe_bytes field)
{
    size_t n = 0;
    while (n + 1 < out_size && n < field.size && field.data[n]) {
        uint8_t c = field.data[n];
        out[n++] = (char)(c >= 0x20 && c <= 0x7E ? c : '?');
    }
    while (n > 0 && out[n - 1] == ' ') {
        n--;
    }
    out[n] = 0;
}
