/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Load, free and describe a bank. */

#include "bank/bank.h"

#include "bank/sbk.h"
#include "base/memory.h"

#include <string.h>

/* Tells what notes will have to do to the positions of the zone's sample; `told` are the bits known
   already. */
static void report_placement(const awe_bank *bank, awe_bank_findings *findings,
                             const awe_zone *zone, uint8_t *told)
{
    static const awe_bank_finding kinds[] = {AWE_FINDING_SAMPLE_OFFSETS,
                                             AWE_FINDING_SAMPLE_LOOP_CLAMPED,
                                             AWE_FINDING_SAMPLE_LOOP_DROPPED};
    awe_region region;
    uint32_t placement =
        bank->samples[zone->target].frames ? awe_zone_merge(bank, zone, NULL, &region) : 0;
    for (uint32_t bit = 0; bit < sizeof kinds / sizeof *kinds; bit++) {
        if (placement & ~(uint32_t)*told & 1u << bit) {
            awe_bank_findings_add(findings, kinds[bit], awe_sample_place(bank, zone->target));
        }
    }
    *told |= (uint8_t)placement;
}

/* Presets cannot move positions, so the instrument zones show all there is; each sample is told of
   once. */
void awe_bank_report_placements(const awe_bank *bank, awe_bank_findings *findings, uint8_t *wanted)
{
    const awe_zone *zones = bank->instrument_level.zones.items;
    for (uint32_t i = 0; i < bank->instrument_level.zones.n; i++) {
        uint8_t *told = &wanted[zones[i].target];
        if (*told & AWE_WANTED) {
            report_placement(bank, findings, &zones[i], told);
        }
    }
}

static awe_status report_placements(awe_load *load)
{
    awe_bank *bank = load->bank;
    uint8_t *told = awe_memory_new(bank->allocator, bank->info.n_samples, sizeof *told);
    if (!told) {
        return AWE_NO_MEM;
    }
    memset(told, AWE_WANTED, bank->info.n_samples);
    awe_bank_report_placements(bank, &load->findings, told);
    awe_memory_free(bank->allocator, told);
    return AWE_OK;
}

/* What later calls have to find in the file; converted tables are gone by then. */
static void keep_places(awe_bank *bank, const awe_load *load)
{
    uintptr_t offset = (uintptr_t)load->sf2.shdr.data - (uintptr_t)load->findings.file.data;
    int is_in_file = offset < load->findings.file.size;
    bank->file = load->findings.file;
    bank->shdr = is_in_file ? load->sf2.shdr.data : NULL;
}

static awe_status fill_bank(awe_load *load)
{
    awe_bank *bank = load->bank;
    awe_sf2_text(bank->name, sizeof bank->name, load->sf2.name);
    bank->info.name = bank->name;
    bank->info.version_major = load->sf2.version_major;
    bank->info.version_minor = load->sf2.version_minor;
    bank->info.rules = load->sf2.rules;
    keep_places(bank, load);
    awe_status status = awe_samples_read(load);
    status = status ? status : awe_zones_read(load);
    status = status ? status : report_placements(load);
    status = status ? status : awe_layers_build(load);
    if (status == AWE_OK && bank->layers.n == 0) {
        awe_bank_findings_add(&load->findings, AWE_FINDING_NO_SOUND, (awe_place){0});
        status = AWE_DAMAGED;
    }
    return status;
}

/* Opens the file; what is of SoundFont 1.0 is one of 2.01 then. */
static awe_status open_file(awe_load *load, awe_bytes file)
{
    awe_sf2 *sf2 = &load->sf2;
    awe_status status = awe_sf2_open(sf2, file, load->config.rules, &load->findings);
    if (status == AWE_OK && (sf2->has_old_records || sf2->rules == AWE_SF_RULES_1_0)) {
        status = awe_sbk_convert(load);
    }
    return status;
}

static awe_status load_bank(awe_load *load, awe_bytes file)
{
    awe_status status = open_file(load, file);
    if (status != AWE_OK) {
        return status;
    }
    load->bank = awe_memory_new(load->allocator, 1, sizeof *load->bank);
    if (!load->bank) {
        return AWE_NO_MEM;
    }
    load->bank->allocator = load->allocator;
    return fill_bank(load);
}

awe_status awe_bank_load(const void *data, size_t size, const awe_bank_config *config,
                         awe_bank **out)
{
    if (!out) {
        return AWE_BAD_ARG;
    }
    *out = NULL;
    if (!data) {
        return AWE_BAD_ARG;
    }
    awe_load load = {.config = config ? *config : (awe_bank_config){0}};
    if (load.config.rules > AWE_SF_RULES_2_04 || (load.config.n_rom && !load.config.rom)) {
        return AWE_BAD_ARG;
    }
    load.allocator = awe_memory_resolve(load.config.allocator);
    load.tables.allocator = load.allocator;
    awe_bank_findings_init(&load.findings, load.config.report, load.config.context,
                           (awe_bytes){data, size});
    awe_status status = load_bank(&load, (awe_bytes){data, size});
    awe_bank_findings_finish(&load.findings);
    awe_tables_clear(&load.tables);
    if (status == AWE_OK) {
        *out = load.bank;
    } else {
        awe_bank_free(load.bank);
    }
    return status;
}

static void free_level(awe_level *level, const awe_allocator *allocator)
{
    awe_list_clear(&level->zones, allocator);
    awe_list_clear(&level->generators, allocator);
    awe_list_clear(&level->modulators, allocator);
    awe_memory_free(allocator, level->first_zone);
}

void awe_bank_free(awe_bank *bank)
{
    if (!bank) {
        return;
    }
    const awe_allocator *allocator = bank->allocator;
    free_level(&bank->preset_level, allocator);
    free_level(&bank->instrument_level, allocator);
    awe_list_clear(&bank->segments, allocator);
    awe_list_clear(&bank->layers, allocator);
    awe_memory_free(allocator, bank->presets);
    awe_memory_free(allocator, bank->samples);
    awe_memory_free(allocator, bank->copy);
    for (uint32_t i = 0; i < bank->decoded.n; i++) {
        awe_memory_free(allocator, ((int16_t **)bank->decoded.items)[i]);
    }
    awe_list_clear(&bank->decoded, allocator);
    awe_memory_free(allocator, bank);
}

void awe_bank_get_info(const awe_bank *bank, awe_bank_info *info)
{
    *info = bank->info;
}

int awe_bank_get_preset(const awe_bank *bank, uint32_t index, awe_preset_info *info)
{
    if (index >= bank->info.n_presets) {
        return 0;
    }
    const awe_preset *preset = &bank->presets[index];
    *info = (awe_preset_info){preset->name, preset->bank, preset->program};
    return 1;
}
