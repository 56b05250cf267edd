/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* A bank of SoundFont 1.0 as a file of 2.01: the converted tables, the sample data as it is, and
   what the file says about itself. Source: SoundFont 2.04, 4 and 5. */

#include "bank/bank.h"
#include "bank/riff.h"
#include "bank/sbk.h"
#include "bank/sf2_write.h"
#include "base/memory.h"

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

static void add_info(awe_load *load)
{
    static const uint8_t version[] = {2, 0, 1, 0};
    static const char engine[8] = "EMU8000";
    static const char tool[12] = "awe-player";
    awe_tables *tables = &load->tables;
    awe_riff riff = {load->sf2.file, 0};
    awe_chunk chunk;
    awe_tables_add_info(tables, "ifil", (awe_bytes){version, sizeof version});
    awe_tables_add_info(tables, "isng", (awe_bytes){(const uint8_t *)engine, sizeof engine});
    awe_tables_add_info(tables, "ISFT", (awe_bytes){(const uint8_t *)tool, sizeof tool});
    while (awe_riff_next(&riff, &chunk)) {
        if (is_kept(chunk.id)) {
            char name[4] = {(char)chunk.id, (char)(chunk.id >> 8), (char)(chunk.id >> 16),
                            (char)(chunk.id >> 24)};
            awe_tables_add_info(tables, name, chunk.data);
        }
    }
}

static awe_status convert(awe_load *load, awe_bytes file)
{
    awe_status status = awe_sf2_open(&load->sf2, file, load->config.rules, &load->findings);
    if (status != AWE_OK) {
        return status;
    }
    if (!load->sf2.has_old_records && load->sf2.rules != AWE_SF_RULES_1_0) {
        return AWE_UNSUPPORTED;
    }
    status = awe_sbk_convert(load);
    add_info(load);
    return load->tables.failed ? AWE_NO_MEM : status;
}

awe_status awe_bank_convert(const void *data, size_t size, const awe_bank_config *config,
                            awe_write_fn write, void *context)
{
    if (!data || !write) {
        return AWE_BAD_ARG;
    }
    awe_load load = {.config = config ? *config : (awe_bank_config){0}};
    if (load.config.rules > AWE_SF_RULES_2_04) {
        return AWE_BAD_ARG;
    }
    load.allocator = load.tables.allocator = awe_memory_resolve(load.config.allocator);
    awe_bank_findings_init(&load.findings, load.config.report, load.config.context,
                           (awe_bytes){data, size});
    awe_status status = convert(&load, (awe_bytes){data, size});
    awe_bytes smpl = awe_bytes_part(load.sf2.smpl, 0, load.sf2.smpl.size & ~(size_t)1);
    if (status == AWE_OK && !awe_sf2_write(&load.tables, smpl, write, context)) {
        status = AWE_NOT_WRITTEN;
    }
    awe_bank_findings_finish(&load.findings);
    awe_tables_clear(&load.tables);
    return status;
}
