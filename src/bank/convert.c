/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* A bank of SoundFont 1.0 as a file of 2.01: the converted tables, the sample data as it is, and
   what the file says about itself. Source: SoundFont 2.04, 4 and 5. */

#include "bank/bank.h"
#include "bank/riff.h"
#include "bank/sbk.h"
#include "base/memory.h"

#include <string.h>

#define N_TABLES 9

typedef struct file_writer {
    awe_write_fn write;
    void *context;
    int failed;
} file_writer;

static void put(file_writer *w, const void *bytes, size_t size)
{
    w->failed = w->failed || (size > 0 && !w->write(w->context, bytes, size));
}

/* A chunk's name and size. */
static void put_head(file_writer *w, const char *name, size_t size)
{
    uint8_t head[8];
    memcpy(head, name, 4);
    for (int i = 0; i < 4; i++) {
        head[4 + i] = (uint8_t)(size >> 8 * i);
    }
    put(w, head, sizeof head);
}

static size_t padded(size_t size)
{
    return size + (size & 1);
}

static void put_chunk(file_writer *w, const char *name, awe_bytes content)
{
    put_head(w, name, content.size);
    put(w, content.data, content.size);
    put(w, "", content.size & 1);
}

static void put_list(file_writer *w, const char *type, size_t size)
{
    put_head(w, "LIST", size);
    put(w, type, 4);
}

/* What is kept of INFO. */
static int is_kept(uint32_t id)
{
    static const char names[] = "INAMiromiverICRDIENGIPRDICOPICMT";
    awe_bytes bytes = {(const uint8_t *)names, sizeof names - 1};
    for (size_t i = 0; i < bytes.size; i += 4) {
        if (awe_bytes_le32(bytes, i) == id) {
            return 1;
        }
    }
    return 0;
}

/* Writes INFO's chunks, or none with `w` NULL; returns their size. */
static size_t put_info(file_writer *w, awe_bytes file)
{
    static const uint8_t version[] = {2, 0, 1, 0};
    static const char engine[8] = "EMU8000";
    static const char tool[12] = "awe-player";
    const struct {
        const char *name;
        awe_bytes content;
    } fixed[] = {
        {"ifil", {version, sizeof version}},
        {"isng", {(const uint8_t *)engine, sizeof engine}},
        {"ISFT", {(const uint8_t *)tool, sizeof tool}},
    };
    size_t size = 0;
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        size += 8 + padded(fixed[i].content.size);
        if (w) {
            put_chunk(w, fixed[i].name, fixed[i].content);
        }
    }
    awe_riff riff = {file, 0};
    awe_chunk chunk;
    while (awe_riff_next(&riff, &chunk)) {
        if (is_kept(chunk.id)) {
            char name[4] = {(char)chunk.id, (char)(chunk.id >> 8), (char)(chunk.id >> 16),
                            (char)(chunk.id >> 24)};
            size += 8 + padded(chunk.data.size);
            if (w) {
                put_chunk(w, name, chunk.data);
            }
        }
    }
    return size;
}

static void write_file(file_writer *w, const awe_sf2 *sf2)
{
    static const char *const names[N_TABLES] = {"phdr", "pbag", "pmod", "pgen", "inst",
                                                "ibag", "imod", "igen", "shdr"};
    const awe_sf2_level *p = &sf2->presets;
    const awe_sf2_level *i = &sf2->instruments;
    const awe_bytes tables[N_TABLES] = {p->headers,    p->bags,       p->modulators,
                                        p->generators, i->headers,    i->bags,
                                        i->modulators, i->generators, sf2->shdr};
    awe_bytes smpl = awe_bytes_part(sf2->smpl, 0, sf2->smpl.size & ~(size_t)1);
    size_t info_size = 4 + put_info(NULL, sf2->file);
    size_t data_size = 4 + 8 + smpl.size;
    size_t tables_size = 4;
    for (int t = 0; t < N_TABLES; t++) {
        tables_size += 8 + padded(tables[t].size);
    }
    put_head(w, "RIFF", 4 + 3 * 8 + info_size + data_size + tables_size);
    put(w, "sfbk", 4);
    put_list(w, "INFO", info_size);
    (void)put_info(w, sf2->file);
    put_list(w, "sdta", data_size);
    put_chunk(w, "smpl", smpl);
    put_list(w, "pdta", tables_size);
    for (int t = 0; t < N_TABLES; t++) {
        put_chunk(w, names[t], tables[t]);
    }
}

static awe_status convert(awe_load *load, awe_bytes file, file_writer *w)
{
    awe_status status = awe_sf2_open(&load->sf2, file, load->config.rules, &load->findings);
    if (status != AWE_OK) {
        return status;
    }
    if (!load->sf2.has_old_records && load->sf2.rules != AWE_SF_RULES_1_0) {
        return AWE_UNSUPPORTED;
    }
    status = awe_sbk_convert(load);
    if (status == AWE_OK) {
        write_file(w, &load->sf2);
    }
    return status == AWE_OK && w->failed ? AWE_NOT_WRITTEN : status;
}

awe_status awe_bank_convert(const void *data, size_t size, const awe_bank_config *config,
                            awe_write_fn write, void *context)
{
    if (!data || !write) {
        return AWE_BAD_ARG;
    }
    awe_load load = {.config = config ? *config : (awe_bank_config){0}};
    file_writer w = {.write = write, .context = context};
    if (load.config.rules > AWE_SF_RULES_2_04) {
        return AWE_BAD_ARG;
    }
    load.allocator = load.tables.allocator = awe_memory_resolve(load.config.allocator);
    awe_bank_findings_init(&load.findings, load.config.report, load.config.context,
                           (awe_bytes){data, size});
    awe_status status = convert(&load, (awe_bytes){data, size}, &w);
    awe_bank_findings_finish(&load.findings);
    awe_tables_clear(&load.tables);
    return status;
}
