/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Presets by address, and for each preset and key the zone pairs that sound. Source: SoundFont
   2.04, 7.2 and 9.4. */

#include "bank/bank.h"
#include "base/memory.h"

#include <string.h>

#define NO_HEADER UINT32_MAX
#define N_ADDRESSES (AWE_N_BANKS * AWE_N_PROGRAMS)

/* A small file can ask for thousands of millions of zone pairs. The largest real banks stay far
   below. */
#define MAX_WORK (1u << 24)   /* pairs looked at and keys touched */
#define MAX_LAYERS (1u << 20) /* in the bank */

/* The layers of one preset while they are collected. */
typedef struct key_table {
    awe_layer layers[AWE_N_KEYS][AWE_MAX_LAYERS];
    uint32_t n[AWE_N_KEYS];
    int met_silence; /* a sample of the preset is silent */
    uint32_t work;   /* done so far, for all presets */
} key_table;

static awe_place get_place(const awe_load *load, uint32_t header, char name[AWE_NAME_SIZE])
{
    awe_bytes record = awe_sf2_header(&load->sf2.presets, header);
    awe_sf2_text(name, AWE_NAME_SIZE, awe_bytes_part(record, 0, 20));
    return (awe_place){"preset", header, name, record.data};
}

/* Notes the last header of each address in `header_at` and returns how many addresses are in use.
   7.2 says that the first counts; FluidSynth 2.3.1, which banks are tried with, takes the last. */
static uint32_t find_addresses(awe_load *load, uint32_t *header_at)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < N_ADDRESSES; i++) {
        header_at[i] = NO_HEADER;
    }
    for (uint32_t i = 0; i < load->sf2.presets.n_headers; i++) {
        char name[AWE_NAME_SIZE];
        awe_bytes record = awe_sf2_header(&load->sf2.presets, i);
        uint32_t program = awe_bytes_le16(record, 20);
        uint32_t bank = awe_bytes_le16(record, 22);
        if (program >= AWE_N_PROGRAMS || bank >= AWE_N_BANKS) {
            awe_bank_findings_add(&load->findings, AWE_FINDING_PRESET_ADDRESS,
                                  get_place(load, i, name));
            continue;
        }
        uint32_t *header = &header_at[bank * AWE_N_PROGRAMS + program];
        if (*header == NO_HEADER) {
            n++;
        } else {
            awe_bank_findings_add(&load->findings, AWE_FINDING_PRESET_TWICE,
                                  get_place(load, *header, name));
        }
        *header = i;
    }
    return n;
}

static awe_status list_presets(awe_load *load, uint32_t *header_at)
{
    awe_bank *bank = load->bank;
    uint32_t n = find_addresses(load, header_at);
    bank->presets = awe_memory_new(bank->allocator, n, sizeof *bank->presets);
    if (!bank->presets) {
        return AWE_NO_MEM;
    }
    for (uint32_t i = 0; i < N_ADDRESSES; i++) {
        bank->preset_at[i] = -1;
        if (header_at[i] != NO_HEADER) {
            awe_preset *preset = &bank->presets[bank->info.n_presets];
            bank->preset_at[i] = (int16_t)bank->info.n_presets++;
            (void)get_place(load, header_at[i], preset->name);
            preset->header = header_at[i];
            preset->bank = (uint16_t)(i / AWE_N_PROGRAMS);
            preset->program = (uint16_t)(i % AWE_N_PROGRAMS);
        }
    }
    return AWE_OK;
}

/* Adds the pair to each key of both zones. False: a key is full. */
static int add_pair(key_table *table, const awe_zone *a, const awe_zone *b, awe_layer layer)
{
    uint32_t low = a->key_low > b->key_low ? a->key_low : b->key_low;
    uint32_t high = a->key_high < b->key_high ? a->key_high : b->key_high;
    int fits = 1;
    for (uint32_t key = low; key <= high && key < AWE_N_KEYS; key++) {
        table->work++;
        if (table->n[key] < AWE_MAX_LAYERS) {
            table->layers[key][table->n[key]++] = layer;
        } else {
            fits = 0;
        }
    }
    return fits;
}

static int do_velocities_meet(const awe_zone *a, const awe_zone *b)
{
    return a->velocity_low <= b->velocity_high && b->velocity_low <= a->velocity_high;
}

/* Pairs one preset zone with the zones of its instrument that can sound. Returns what was too much,
   or AWE_N_BANK_FINDINGS. */
static awe_bank_finding pair_zones(const awe_bank *bank, key_table *table, uint32_t preset_zone)
{
    const awe_zone *instrument_zones = bank->instrument_level.zones.items;
    const awe_zone *outer = &((const awe_zone *)bank->preset_level.zones.items)[preset_zone];
    const uint32_t *first_zone = bank->instrument_level.first_zone + outer->target;
    awe_bank_finding finding = AWE_N_BANK_FINDINGS;
    for (uint32_t i = first_zone[0]; i < first_zone[1]; i++) {
        const awe_zone *inner = &instrument_zones[i];
        if (table->work++ >= MAX_WORK) {
            return AWE_FINDING_MANY_PAIRS;
        }
        if (!awe_sample_sounds(&bank->samples[inner->target])) {
            table->met_silence = 1;
        } else if (do_velocities_meet(outer, inner) &&
                   !add_pair(table, outer, inner, (awe_layer){preset_zone, i})) {
            finding = AWE_FINDING_MANY_LAYERS;
        }
    }
    return finding;
}

static void collect_layers(awe_load *load, key_table *table, const awe_preset *preset)
{
    const awe_bank *bank = load->bank;
    const uint32_t *first_zone = bank->preset_level.first_zone + preset->header;
    char name[AWE_NAME_SIZE];
    awe_bank_finding worst = AWE_N_BANK_FINDINGS;
    memset(table->n, 0, sizeof table->n);
    table->met_silence = 0;
    for (uint32_t i = first_zone[0]; i < first_zone[1] && worst != AWE_FINDING_MANY_PAIRS; i++) {
        awe_bank_finding finding = pair_zones(bank, table, i);
        worst = finding == AWE_N_BANK_FINDINGS ? worst : finding;
    }
    if (worst != AWE_N_BANK_FINDINGS) {
        awe_bank_findings_add(&load->findings, worst, get_place(load, preset->header, name));
    }
}

static int has_same_layers(const key_table *table, uint32_t key, uint32_t other)
{
    return table->n[key] == table->n[other] &&
           memcmp(table->layers[key], table->layers[other],
                  table->n[key] * sizeof table->layers[key][0]) == 0;
}

/* Appends the layers of `key` as a new segment. */
static awe_status keep_segment(awe_bank *bank, const key_table *table, uint32_t key)
{
    uint32_t n = table->n[key];
    awe_list *layers = &bank->layers;
    awe_list *segments = &bank->segments;
    if (!awe_list_reserve(layers, bank->allocator, n, sizeof(awe_layer)) ||
        !awe_list_reserve(segments, bank->allocator, 1, sizeof(awe_segment))) {
        return AWE_NO_MEM;
    }
    ((awe_segment *)segments->items)[segments->n++] = (awe_segment){layers->n, n};
    for (uint32_t i = 0; i < n; i++) {
        ((awe_layer *)layers->items)[layers->n++] = table->layers[key][i];
    }
    return AWE_OK;
}

static awe_status build_preset(awe_load *load, key_table *table, awe_preset *preset)
{
    awe_bank *bank = load->bank;
    char name[AWE_NAME_SIZE];
    awe_status status = AWE_OK;
    collect_layers(load, table, preset);
    if (bank->layers.n > MAX_LAYERS - AWE_N_KEYS * AWE_MAX_LAYERS) {
        awe_bank_findings_add(&load->findings, AWE_FINDING_MANY_PAIRS,
                              get_place(load, preset->header, name));
        memset(table->n, 0, sizeof table->n);
    }
    uint32_t n_layers = bank->layers.n;
    preset->first_segment = bank->segments.n;
    for (uint32_t key = 0; status == AWE_OK && key < AWE_N_KEYS; key++) {
        if (key == 0 || !has_same_layers(table, key, key - 1)) {
            status = keep_segment(bank, table, key);
        }
        preset->key_segment[key] = (uint8_t)(bank->segments.n - 1 - preset->first_segment);
    }
    preset->is_lost = (uint8_t)(table->met_silence && bank->layers.n == n_layers);
    return status;
}

awe_status awe_layers_build(awe_load *load)
{
    awe_bank *bank = load->bank;
    uint32_t *header_at = awe_memory_new(bank->allocator, N_ADDRESSES, sizeof *header_at);
    awe_status status = header_at ? list_presets(load, header_at) : AWE_NO_MEM;
    awe_memory_free(bank->allocator, header_at);
    if (status != AWE_OK) {
        return status;
    }
    key_table *table = awe_memory_new(bank->allocator, 1, sizeof *table);
    status = table ? AWE_OK : AWE_NO_MEM;
    for (uint32_t i = 0; status == AWE_OK && i < bank->info.n_presets; i++) {
        status = build_preset(load, table, &bank->presets[i]);
    }
    awe_memory_free(bank->allocator, table);
    awe_list_trim(&bank->segments, bank->allocator, sizeof(awe_segment));
    awe_list_trim(&bank->layers, bank->allocator, sizeof(awe_layer));
    return status;
}
