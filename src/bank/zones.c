/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Zones of the file to zones of the bank: global zones folded in, identical modulators resolved,
   damage left out. Source: SoundFont 2.04, 7.3 to 7.9, 8.1.2 and 9.5.1. */

#include "bank/bank.h"
#include "base/memory.h"

#define MAX_ZONE_MODULATORS 64
#define MAX_MODULATORS (1u << 20) /* after folding: small files must not make big banks */
#define LINK_FLAG 0x8000          /* of a modulator's destination: another modulator of the zone */
#define NO_TARGET UINT32_MAX

/* A zone in the making: every value it sets, by generator. */
typedef struct draft_zone {
    uint64_t present; /* bit per generator */
    int16_t values[AWE_N_GENERATORS];
    uint8_t key_low, key_high, velocity_low, velocity_high;
    uint32_t target; /* NO_TARGET: no link */
    uint32_t n_modulators;
    awe_modulator modulators[MAX_ZONE_MODULATORS];
} draft_zone;

/* A walk over all zones of a level. */
typedef struct zone_reader {
    awe_load *load;
    const awe_sf2_level *file;
    awe_level *level;
    awe_sf2_column generators, modulators;
    uint32_t n_targets; /* instruments, or samples */
    uint32_t header;
    char name[AWE_NAME_SIZE];
    draft_zone global; /* of the header; sets nothing where there is none */
    uint32_t global_modulators, n_global_modulators; /* those of `global` in the bank */
} zone_reader;

static void report(zone_reader *reader, awe_bank_finding finding, awe_bytes table, size_t at)
{
    awe_bank_findings_add(
        &reader->load->findings, finding,
        (awe_place){reader->file->part, reader->header, reader->name, table.data + at});
}

static int is_preset_level(const zone_reader *reader)
{
    return reader->file->link == AWE_GEN_INSTRUMENT;
}

#define BIT(id) (UINT64_C(1) << (id))

/* Generators that mean something: 8.1.2 without its unused and reserved numbers, links and ranges.
   */
static const uint64_t known_generators =
    (BIT(AWE_N_GENERATORS) - 1) &
    ~(BIT(14) | BIT(18) | BIT(19) | BIT(20) | BIT(42) | BIT(49) | BIT(AWE_GEN_SAMPLE_PITCH) |
      BIT(59) | BIT(60) | BIT(AWE_GEN_INSTRUMENT) | BIT(AWE_GEN_SAMPLE) | BIT(AWE_GEN_KEY_RANGE) |
      BIT(AWE_GEN_VELOCITY_RANGE));

/* Those that only an instrument may set (8.5). */
static const uint64_t instrument_generators =
    BIT(AWE_GEN_START_OFFSET) | BIT(AWE_GEN_END_OFFSET) | BIT(AWE_GEN_LOOP_START_OFFSET) |
    BIT(AWE_GEN_LOOP_END_OFFSET) | BIT(AWE_GEN_START_OFFSET_COARSE) |
    BIT(AWE_GEN_END_OFFSET_COARSE) | BIT(AWE_GEN_LOOP_START_OFFSET_COARSE) |
    BIT(AWE_GEN_LOOP_END_OFFSET_COARSE) | BIT(AWE_GEN_FIXED_KEY) | BIT(AWE_GEN_FIXED_VELOCITY) |
    BIT(AWE_GEN_SAMPLE_MODES) | BIT(AWE_GEN_EXCLUSIVE_CLASS) | BIT(AWE_GEN_ROOT_KEY);

static void set_range(uint8_t *low, uint8_t *high, uint16_t amount)
{
    *low = (uint8_t)(amount & 0xFF);
    *high = (uint8_t)(amount >> 8);
}

/* Takes one generator into `zone`. Returns what is wrong with it, or AWE_N_BANK_FINDINGS. */
static awe_bank_finding read_generator(const zone_reader *reader, draft_zone *zone, uint16_t id,
                                       uint16_t amount)
{
    if (id == AWE_GEN_KEY_RANGE) {
        set_range(&zone->key_low, &zone->key_high, amount);
        return AWE_N_BANK_FINDINGS;
    }
    if (id == AWE_GEN_VELOCITY_RANGE) {
        set_range(&zone->velocity_low, &zone->velocity_high, amount);
        return AWE_N_BANK_FINDINGS;
    }
    if (id >= AWE_N_GENERATORS || !(known_generators & BIT(id))) {
        return AWE_FINDING_GENERATOR_UNKNOWN;
    }
    if (is_preset_level(reader) && (instrument_generators & BIT(id))) {
        return AWE_FINDING_GENERATOR_LEVEL;
    }
    zone->present |= BIT(id);
    zone->values[id] = (int16_t)amount;
    return AWE_N_BANK_FINDINGS;
}

static void read_generators(zone_reader *reader, draft_zone *zone, uint32_t first, uint32_t end)
{
    awe_bytes table = reader->file->generators;
    int n_values = 0;
    for (uint32_t i = first; i < end; i++) {
        size_t at = (size_t)i * 4;
        uint16_t id = awe_bytes_le16(table, at);
        uint16_t amount = awe_bytes_le16(table, at + 2);
        if (id == reader->file->link) {
            zone->target = amount;
            if (i + 1 < end) {
                report(reader, AWE_FINDING_GENERATOR_AFTER_LINK, table, at + 4);
            }
            return;
        }
        int is_range = id == AWE_GEN_KEY_RANGE || id == AWE_GEN_VELOCITY_RANGE;
        awe_bank_finding finding = read_generator(reader, zone, id, amount);
        if (is_range && n_values > 0) {
            finding = AWE_FINDING_RANGE_LATE;
        }
        if (finding != AWE_N_BANK_FINDINGS) {
            report(reader, finding, table, at);
        }
        n_values += !is_range;
    }
}

/* 9.5.1: all but the amount. Links count places in a list, so they are never the same in two lists.
   */
static int is_identical(const awe_modulator *a, const awe_modulator *b)
{
    return a->source == b->source && a->destination == b->destination &&
           a->amount_source == b->amount_source && a->transform == b->transform;
}

/* The place of the modulator in `zone` that `modulator` is identical to, or the number of
   modulators. */
static uint32_t find_identical(const draft_zone *zone, const awe_modulator *modulator)
{
    uint32_t i = 0;
    while (i < zone->n_modulators && !is_identical(&zone->modulators[i], modulator)) {
        i++;
    }
    return i;
}

/* Makes links among zone->modulators[first..] follow their modulators: `moved` [n] is where number
   i went. */
static void relink(draft_zone *zone, uint32_t first, const uint8_t *moved, uint32_t n)
{
    for (uint32_t i = first; i < zone->n_modulators; i++) {
        uint32_t linked = zone->modulators[i].destination & ~(uint32_t)LINK_FLAG;
        if ((zone->modulators[i].destination & LINK_FLAG) && linked < n) {
            zone->modulators[i].destination = (uint16_t)(LINK_FLAG | moved[linked]);
        }
    }
}

/* The zone's own modulators; of identical ones the later counts (7.4, 7.8). */
static void read_modulators(zone_reader *reader, draft_zone *zone, uint32_t first, uint32_t end)
{
    awe_bytes table = reader->file->modulators;
    uint8_t moved[MAX_ZONE_MODULATORS];
    if (end - first > MAX_ZONE_MODULATORS) {
        report(reader, AWE_FINDING_MANY_MODULATORS, table, (size_t)first * 10);
        end = first + MAX_ZONE_MODULATORS;
    }
    for (uint32_t i = first; i < end; i++) {
        size_t at = (size_t)i * 10;
        awe_modulator modulator = {
            .source = awe_bytes_le16(table, at),
            .destination = awe_bytes_le16(table, at + 2),
            .amount = (int16_t)awe_bytes_le16(table, at + 4),
            .amount_source = awe_bytes_le16(table, at + 6),
            .transform = awe_bytes_le16(table, at + 8),
        };
        uint32_t place = find_identical(zone, &modulator);
        zone->modulators[place] = modulator;
        zone->n_modulators += place == zone->n_modulators;
        moved[i - first] = (uint8_t)place;
    }
    relink(zone, 0, moved, end - first);
}

/* Appends the global modulators that `zone` does not replace. */
static void fold_modulators(zone_reader *reader, draft_zone *zone, awe_bytes bag)
{
    const draft_zone *global = &reader->global;
    uint8_t moved[MAX_ZONE_MODULATORS];
    uint32_t n_own = zone->n_modulators;
    uint32_t n_all = n_own;
    uint32_t n_global = global->n_modulators;
    for (uint32_t i = 0; i < n_global; i++) {
        const awe_modulator *modulator = &global->modulators[i];
        uint32_t at = modulator->destination & LINK_FLAG ? n_own : find_identical(zone, modulator);
        if (at == n_own && n_all == MAX_ZONE_MODULATORS) {
            report(reader, AWE_FINDING_MANY_MODULATORS, bag, 0);
            n_global = i;
            break;
        }
        if (at == n_own) {
            at = n_all++;
            zone->modulators[at] = *modulator;
        }
        moved[i] = (uint8_t)at;
    }
    zone->n_modulators = n_all;
    relink(zone, n_own, moved, n_global);
}

/* Stores modulators in the bank; *n becomes 0 where they are too many. */
static awe_status keep_modulators(zone_reader *reader, const draft_zone *zone, uint32_t *first,
                                  uint32_t *n)
{
    awe_list *list = &reader->level->modulators;
    *first = list->n;
    *n = zone->n_modulators;
    if (list->n + zone->n_modulators > MAX_MODULATORS) {
        awe_bytes header = awe_sf2_header(reader->file, reader->header);
        report(reader, AWE_FINDING_MANY_MODULATORS, header, 0);
        *n = 0;
    }
    if (!awe_list_reserve(list, reader->load->bank->allocator, *n, sizeof(awe_modulator))) {
        return AWE_NO_MEM;
    }
    for (uint32_t i = 0; i < *n; i++) {
        ((awe_modulator *)list->items)[list->n++] = zone->modulators[i];
    }
    return AWE_OK;
}

static awe_status keep_generators(zone_reader *reader, const draft_zone *zone, awe_zone *kept)
{
    awe_list *list = &reader->level->generators;
    if (!awe_list_reserve(list, reader->load->bank->allocator, AWE_N_GENERATORS,
                          sizeof(awe_generator))) {
        return AWE_NO_MEM;
    }
    kept->first_generator = list->n;
    for (uint16_t id = 0; id < AWE_N_GENERATORS; id++) {
        if (zone->present & BIT(id)) {
            ((awe_generator *)list->items)[list->n++] = (awe_generator){id, zone->values[id]};
        }
    }
    kept->n_generators = (uint16_t)(list->n - kept->first_generator);
    return AWE_OK;
}

static awe_status keep_zone(zone_reader *reader, draft_zone *zone, awe_bytes bag)
{
    uint32_t first = reader->global_modulators;
    uint32_t n = reader->n_global_modulators;
    awe_status status = AWE_OK;
    if (zone->n_modulators > 0) {
        fold_modulators(reader, zone, bag);
        status = keep_modulators(reader, zone, &first, &n);
    }
    awe_zone kept = {
        .key_low = zone->key_low,
        .key_high = zone->key_high,
        .velocity_low = zone->velocity_low,
        .velocity_high = zone->velocity_high,
        .target = (uint16_t)zone->target,
        .n_modulators = (uint16_t)n,
        .first_modulator = first,
    };
    awe_list *list = &reader->level->zones;
    status = status ? status : keep_generators(reader, zone, &kept);
    if (status || !awe_list_reserve(list, reader->load->bank->allocator, 1, sizeof kept)) {
        return AWE_NO_MEM;
    }
    ((awe_zone *)list->items)[list->n++] = kept;
    return AWE_OK;
}

static int is_range_empty(const draft_zone *zone)
{
    return zone->key_low > zone->key_high || zone->key_low > 127 ||
           zone->velocity_low > zone->velocity_high || zone->velocity_low > 127;
}

/* The first zone of a header is global if it has no link; another one without a link means nothing
   (7.3, 7.7). */
static awe_status take_zone(zone_reader *reader, draft_zone *zone, int is_first, awe_bytes bag)
{
    if (zone->target == NO_TARGET) {
        if (!is_first) {
            report(reader, AWE_FINDING_ZONE_NO_LINK, bag, 0);
            return AWE_OK;
        }
        reader->global = *zone;
        return keep_modulators(reader, zone, &reader->global_modulators,
                               &reader->n_global_modulators);
    }
    if (zone->target >= reader->n_targets) {
        report(reader, AWE_FINDING_ZONE_LINK, bag, 0);
        return AWE_OK;
    }
    if (is_range_empty(zone)) {
        report(reader, AWE_FINDING_ZONE_RANGE, bag, 0);
        return AWE_OK;
    }
    return keep_zone(reader, zone, bag);
}

/* Reads the next zone of the file. */
static awe_status read_zone(zone_reader *reader, int is_first)
{
    awe_bytes bag = awe_bytes_part(reader->file->bags, (size_t)reader->generators.row * 4, 4);
    draft_zone zone = reader->global;
    zone.target = NO_TARGET;
    zone.n_modulators = 0;
    uint32_t first, end;
    if (!awe_sf2_span(&reader->generators, &first, &end)) {
        report(reader, AWE_FINDING_GENERATOR_INDEX, bag, 0);
    }
    read_generators(reader, &zone, first, end);
    if (!awe_sf2_span(&reader->modulators, &first, &end)) {
        report(reader, AWE_FINDING_MODULATOR_INDEX, bag, 0);
    }
    read_modulators(reader, &zone, first, end);
    return take_zone(reader, &zone, is_first, bag);
}

static void start_header(zone_reader *reader, uint32_t index)
{
    awe_bytes header = awe_sf2_header(reader->file, index);
    awe_sf2_text(reader->name, sizeof reader->name, awe_bytes_part(header, 0, 20));
    reader->header = index;
    reader->n_global_modulators = 0;
    reader->global = (draft_zone){.key_high = 127, .velocity_high = 127};
}

/* Zones before those of the first header belong to nothing. */
static void skip_zones(zone_reader *reader, uint32_t n)
{
    uint32_t first, end;
    while (reader->generators.row < n) {
        (void)awe_sf2_span(&reader->generators, &first, &end);
        (void)awe_sf2_span(&reader->modulators, &first, &end);
    }
}

static awe_status read_level(zone_reader *reader)
{
    const awe_sf2_level *file = reader->file;
    awe_level *level = reader->level;
    const awe_allocator *allocator = reader->load->bank->allocator;
    awe_sf2_column zones = awe_sf2_zones(file);
    level->first_zone =
        awe_memory_new(allocator, (size_t)file->n_headers + 1, sizeof *level->first_zone);
    awe_status status = level->first_zone ? AWE_OK : AWE_NO_MEM;
    for (uint32_t i = 0; status == AWE_OK && i < file->n_headers; i++) {
        uint32_t first, end;
        start_header(reader, i);
        level->first_zone[i] = level->zones.n;
        if (!awe_sf2_span(&zones, &first, &end)) {
            report(reader, AWE_FINDING_ZONE_INDEX, awe_sf2_header(file, i), 0);
        }
        skip_zones(reader, first);
        for (uint32_t j = first; status == AWE_OK && j < end; j++) {
            status = read_zone(reader, j == first);
        }
    }
    if (status == AWE_OK) {
        level->first_zone[file->n_headers] = level->zones.n;
        awe_list_trim(&level->zones, allocator, sizeof(awe_zone));
        awe_list_trim(&level->generators, allocator, sizeof(awe_generator));
        awe_list_trim(&level->modulators, allocator, sizeof(awe_modulator));
    }
    return status;
}

awe_status awe_zones_read(awe_load *load)
{
    awe_bank *bank = load->bank;
    const awe_sf2_level *presets = &load->sf2.presets;
    const awe_sf2_level *instruments = &load->sf2.instruments;
    zone_reader reader = {.load = load,
                          .file = instruments,
                          .level = &bank->instrument_level,
                          .generators = awe_sf2_generators(instruments),
                          .modulators = awe_sf2_modulators(instruments),
                          .n_targets = load->sf2.n_samples};
    awe_status status = read_level(&reader);
    if (status == AWE_OK) {
        reader.file = presets;
        reader.level = &bank->preset_level;
        reader.generators = awe_sf2_generators(presets);
        reader.modulators = awe_sf2_modulators(presets);
        reader.n_targets = instruments->n_headers;
        status = read_level(&reader);
    }
    bank->info.n_instruments = instruments->n_headers;
    bank->info.n_modulators = presets->n_modulators + instruments->n_modulators;
    return status;
}
