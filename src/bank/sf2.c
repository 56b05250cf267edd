/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "bank/sf2.h"

#include "bank/riff.h"
#include "bank/zone.h"

#include <string.h>

#define PHDR_SIZE 38
#define INST_SIZE 22
#define OLD_MODULATOR_SIZE 6

/* Where a chunk of this name is kept; NULL: not needed here. */
static awe_bytes *find_slot(awe_sf2 *sf2, awe_bytes *ifil, uint32_t id)
{
    const struct {
        uint32_t id;
        awe_bytes *slot;
    } slots[] = {
        {AWE_FOURCC('i', 'f', 'i', 'l'), ifil},
        {AWE_FOURCC('I', 'N', 'A', 'M'), &sf2->name},
        {AWE_FOURCC('s', 'n', 'a', 'm'), &sf2->snam},
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

static void read_version(awe_sf2 *sf2, awe_bytes ifil, awe_bank_findings *findings)
{
    awe_place place = {"chunk", 0, "ifil", ifil.data};
    sf2->version_major = 2;
    sf2->version_minor = 1;
    if (ifil.size < 4) {
        awe_bank_findings_add(findings, AWE_FINDING_NO_VERSION, place);
        return;
    }
    sf2->version_major = awe_bytes_le16(ifil, 0);
    sf2->version_minor = awe_bytes_le16(ifil, 2);
    if (sf2->version_major < 1 || sf2->version_major > 3) {
        awe_bank_findings_add(findings, AWE_FINDING_NEW_VERSION, place);
    }
}

/* The rules that the version asks for; 2.00 had modulators, too, once its tools knew them. */
static awe_sf_rules find_rules(const awe_sf2 *sf2)
{
    if (sf2->version_major == 1) {
        return AWE_SF_RULES_1_0;
    }
    return sf2->version_major == 2 && sf2->version_minor < 4 ? AWE_SF_RULES_2_01
                                                             : AWE_SF_RULES_2_04;
}

/* The records' form, which the version does not always tell. */
static void choose_records(awe_sf2 *sf2)
{
    int is_new_form = !sf2->snam.data && sf2->shdr.size % AWE_SHDR_SIZE == 0;
    sf2->has_old_records = sf2->version_major == 1 && !is_new_form;
    uint32_t size = sf2->has_old_records ? OLD_MODULATOR_SIZE : AWE_MODULATOR_SIZE;
    sf2->presets.modulator_size = sf2->instruments.modulator_size = size;
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
    if (sf2->rules != AWE_SF_RULES_2_04) {
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
        {"smpl", sf2->smpl, AWE_FINDING_NO_FRAMES},
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

awe_status awe_sf2_open(awe_sf2 *sf2, awe_bytes file, awe_sf_rules rules,
                        awe_bank_findings *findings)
{
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
    read_version(sf2, ifil, findings);
    sf2->rules = rules ? rules : find_rules(sf2);
    choose_records(sf2);
    awe_status status = check_essential_chunks(sf2, findings);
    if (status == AWE_OK) {
        awe_sf2_measure(sf2, findings);
        check_sm24(sf2, findings);
    }
    return status;
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
