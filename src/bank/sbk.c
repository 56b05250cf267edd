/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "bank/sbk.h"

#include "bank/sbk_units.h"
#include "base/memory.h"

#define NO_LINK UINT32_MAX
#define RATE_HZ 44100 /* 1.0 knows no other */
#define ROOT_KEY 60
#define TYPE_MONO 1
#define TYPE_ROM 0x8001
#define ROM_MARK '*'   /* before the name of a sample in the card's ROM */
#define MAX_ROWS 65000 /* of a table whose rows have 16-bit numbers */

#define BIT(id) (UINT64_C(1) << (id))
#define RANGES (BIT(AWE_GEN_KEY_RANGE) | BIT(AWE_GEN_VELOCITY_RANGE))
#define TUNING                                                                                     \
    (BIT(AWE_GEN_COARSE_TUNE) | BIT(AWE_GEN_FINE_TUNE) | BIT(AWE_GEN_ROOT_KEY) |                   \
     BIT(AWE_GEN_SAMPLE_PITCH))

/* What a preset does not only fill in: it narrows ranges and adds attenuation. */
#define PRESET_OWN (RANGES | BIT(AWE_GEN_ATTENUATION))

/* A zone as the file has it. */
typedef struct old_zone {
    uint64_t present; /* bit per generator */
    int16_t values[AWE_N_GENERATORS];
    uint32_t link; /* NO_LINK: none */
} old_zone;

typedef struct converter {
    const awe_sf2 *file;
    awe_tables *tables;
    awe_bank_findings *findings;
    awe_findings applied; /* by awe_sbk_rule */
    int as_is;            /* the values are those of 2.x */
    awe_list zones;       /* old_zone: of all instruments */
    uint32_t *first_zone; /* [n_instruments + 1] */
} converter;

/* What the driver takes where an instrument is silent about it, and SoundFont 2 takes otherwise:
   amounts of SoundFont 2 for the sends 28 and 0, pan 64, LFO register 128, attack rates 125 and
   sustains 0. */
static const awe_generator defaults[] = {
    {AWE_GEN_REVERB_SEND, 110},        {AWE_GEN_PAN, 4},
    {AWE_GEN_MOD_LFO_FREQUENCY, -723}, {AWE_GEN_MOD_ENV_ATTACK, -8738},
    {AWE_GEN_MOD_ENV_SUSTAIN, 1000},   {AWE_GEN_VOL_ENV_ATTACK, -8738},
    {AWE_GEN_VOL_ENV_SUSTAIN, 1000},
};

static const old_zone nothing = {.link = NO_LINK};

/* ---- reading */

/* Sets what `over` sets. */
static void overlay(old_zone *zone, const old_zone *over)
{
    for (uint32_t id = 0; id < AWE_N_GENERATORS; id++) {
        if (over->present & BIT(id)) {
            zone->values[id] = over->values[id];
        }
    }
    zone->present |= over->present;
}

static old_zone read_zone(converter *c, const awe_sf2_level *level, awe_sf2_column *generators)
{
    old_zone zone = nothing;
    uint32_t first, end;
    if (!awe_sf2_span(generators, &first, &end)) {
        awe_bank_findings_add(c->findings, AWE_FINDING_GENERATOR_INDEX,
                              (awe_place){level->part, 0, NULL, level->bags.data});
    }
    for (uint32_t i = first; i < end && zone.link == NO_LINK; i++) {
        uint16_t id = awe_bytes_le16(level->generators, (size_t)i * 4);
        uint16_t amount = awe_bytes_le16(level->generators, (size_t)i * 4 + 2);
        awe_sbk_rule rule = awe_sbk_rule_of(id);
        if (id == level->link) {
            zone.link = amount;
        } else if (rule == AWE_SBK_UNKNOWN) {
            awe_findings_add(&c->applied, rule, (awe_report){0});
        } else {
            zone.present |= BIT(id);
            zone.values[id] = (int16_t)amount;
        }
    }
    return zone;
}

/* The zones of the next header; moves on to the first of them. */
static void find_zones(converter *c, const awe_sf2_level *level, awe_sf2_column *zones,
                       awe_sf2_column *generators, uint32_t *end)
{
    uint32_t first;
    if (!awe_sf2_span(zones, &first, end)) {
        awe_bank_findings_add(c->findings, AWE_FINDING_ZONE_INDEX,
                              (awe_place){level->part, zones->row - 1, NULL, level->headers.data});
    }
    while (generators->row < first) {
        (void)read_zone(c, level, generators);
    }
}

static int read_instruments(converter *c)
{
    const awe_sf2_level *level = &c->file->instruments;
    awe_sf2_column zones = awe_sf2_zones(level);
    awe_sf2_column generators = awe_sf2_generators(level);
    const awe_allocator *allocator = c->tables->allocator;
    for (uint32_t i = 0; i < level->n_headers; i++) {
        uint32_t end;
        find_zones(c, level, &zones, &generators, &end);
        c->first_zone[i] = c->zones.n;
        while (generators.row < end) {
            if (!awe_list_reserve(&c->zones, allocator, 1, sizeof(old_zone))) {
                return 0;
            }
            ((old_zone *)c->zones.items)[c->zones.n++] = read_zone(c, level, &generators);
        }
    }
    c->first_zone[level->n_headers] = c->zones.n;
    return 1;
}

/* ---- writing */

static void put_generator(converter *c, awe_tables_level *level, uint16_t id, int16_t value)
{
    awe_sbk_rule rule = c->as_is ? AWE_SBK_AS_IS : awe_sbk_rule_of(id);
    awe_findings_add(&c->applied, rule, (awe_report){0});
    awe_tables_add_generator(c->tables, level, id, awe_sbk_amount(rule, value));
}

static int value_of(const old_zone *zone, awe_generator_id id, int otherwise)
{
    return zone->present & BIT(id) ? zone->values[id] : otherwise;
}

/* Root key and tunings depend on each other: `merged` is the zone over its global one. */
static void put_tuning(converter *c, awe_tables_level *level, const old_zone *merged)
{
    int pitch = value_of(merged, AWE_GEN_SAMPLE_PITCH, 100 * ROOT_KEY);
    int root = value_of(merged, AWE_GEN_ROOT_KEY, pitch / 100);
    int coarse = value_of(merged, AWE_GEN_COARSE_TUNE, 0);
    int fine = value_of(merged, AWE_GEN_FINE_TUNE, 0) - pitch % 100;
    coarse += fine / 100;
    fine %= 100;
    if (fine <= -50) {
        root++;
        fine += 100;
    }
    if (merged->present & BIT(AWE_GEN_SAMPLE_PITCH)) {
        awe_findings_add(&c->applied, AWE_SBK_SAMPLE_PITCH, (awe_report){0});
    }
    awe_tables_add_generator(c->tables, level, AWE_GEN_COARSE_TUNE, coarse);
    awe_tables_add_generator(c->tables, level, AWE_GEN_FINE_TUNE, fine);
    awe_tables_add_generator(c->tables, level, AWE_GEN_ROOT_KEY, root);
}

/* A zone of `own` values; `merged` is it over its global zone. */
static void put_zone(converter *c, awe_tables_level *level, const old_zone *own,
                     const old_zone *merged)
{
    uint64_t rest = own->present & ~RANGES;
    awe_tables_add_zone(c->tables, level);
    for (uint16_t id = AWE_GEN_KEY_RANGE; id <= AWE_GEN_VELOCITY_RANGE; id++) {
        if (own->present & BIT(id)) {
            put_generator(c, level, id, own->values[id]);
        }
    }
    if (!c->as_is && (own->present & TUNING)) {
        rest &= ~TUNING;
        put_tuning(c, level, merged);
    }
    for (uint16_t id = 0; id < AWE_N_GENERATORS; id++) {
        if (rest & BIT(id)) {
            put_generator(c, level, id, own->values[id]);
        }
    }
}

static void put_link(converter *c, awe_tables_level *level, uint16_t id, uint32_t link)
{
    if (link != NO_LINK) {
        awe_tables_add_generator(c->tables, level, id, (int32_t)link);
    }
}

/* The instrument's first zone: its own global one, what `fill` adds to it, and the defaults. */
static void put_global(converter *c, const old_zone *global)
{
    awe_tables_level *level = &c->tables->instruments;
    put_zone(c, level, global, global);
    for (size_t i = 0; !c->as_is && i < sizeof defaults / sizeof *defaults; i++) {
        if (!(global->present & BIT(defaults[i].id))) {
            awe_tables_add_generator(c->tables, level, defaults[i].id, defaults[i].amount);
        }
    }
}

/* Adds instrument `index`; what it is silent about is taken from `fill`. */
static void put_instrument(converter *c, uint32_t index, const old_zone *fill)
{
    uint32_t n = c->first_zone[index + 1] - c->first_zone[index];
    const old_zone *zones = n > 0 ? (const old_zone *)c->zones.items + c->first_zone[index] : NULL;
    uint32_t first = n > 0 && zones[0].link == NO_LINK;
    old_zone global = *fill;
    global.present &= ~PRESET_OWN;
    if (first) {
        overlay(&global, &zones[0]);
    }
    awe_tables_add_instrument(c->tables, awe_sf2_header(&c->file->instruments, index));
    put_global(c, &global);
    for (uint32_t i = first; i < n; i++) {
        old_zone merged = global;
        overlay(&merged, &zones[i]);
        put_zone(c, &c->tables->instruments, &zones[i], &merged);
        put_link(c, &c->tables->instruments, AWE_GEN_SAMPLE, zones[i].link);
    }
}

static int has_room(const converter *c, uint32_t instrument)
{
    const awe_tables_level *level = &c->tables->instruments;
    uint32_t n = c->first_zone[instrument + 1] - c->first_zone[instrument] + 1;
    return level->n_headers < MAX_ROWS && level->n_zones + n < MAX_ROWS &&
           level->n_generators + n * AWE_N_GENERATORS < MAX_ROWS;
}

/* SoundFont 2 adds a preset's values, 1.0 takes them where the instrument has none: such a zone
   gets an instrument of its own. Returns which. */
static uint32_t find_instrument(converter *c, const old_zone *zone, awe_bytes header)
{
    int fills = !c->as_is && (zone->present & ~PRESET_OWN);
    if (!fills || zone->link >= c->file->instruments.n_headers) {
        return zone->link;
    }
    if (!has_room(c, zone->link)) {
        awe_bank_findings_add(c->findings, AWE_FINDING_OLD_TOO_BIG,
                              (awe_place){"preset", 0, NULL, header.data});
        return zone->link;
    }
    put_instrument(c, zone->link, zone);
    return c->tables->instruments.n_headers - 1;
}

/* Attenuations of instrument and preset add up: rounded up in one, down in the other. */
static void put_preset_zone(converter *c, const old_zone *zone, awe_bytes header)
{
    awe_tables_level *level = &c->tables->presets;
    uint32_t instrument = find_instrument(c, zone, header);
    old_zone own = *zone;
    own.present &= c->as_is ? own.present : RANGES;
    put_zone(c, level, &own, &own);
    if (!c->as_is && (zone->present & BIT(AWE_GEN_ATTENUATION))) {
        int amount = awe_sbk_amount(AWE_SBK_ATTENUATION, zone->values[AWE_GEN_ATTENUATION]);
        int was_rounded = 2 * amount % 15 != 0;
        awe_findings_add(&c->applied, AWE_SBK_ATTENUATION, (awe_report){0});
        awe_tables_add_generator(c->tables, level, AWE_GEN_ATTENUATION, amount - was_rounded);
    }
    put_link(c, level, AWE_GEN_INSTRUMENT, instrument);
}

static void convert_presets(converter *c)
{
    const awe_sf2_level *level = &c->file->presets;
    awe_sf2_column zones = awe_sf2_zones(level);
    awe_sf2_column generators = awe_sf2_generators(level);
    for (uint32_t i = 0; i < level->n_headers; i++) {
        uint32_t end;
        awe_bytes header = awe_sf2_header(level, i);
        old_zone global = nothing;
        awe_tables_add_preset(c->tables, header, awe_bytes_le16(header, 22),
                              awe_bytes_le16(header, 20));
        find_zones(c, level, &zones, &generators, &end);
        for (int is_first = 1; generators.row < end; is_first = 0) {
            old_zone zone = read_zone(c, level, &generators);
            if (zone.link == NO_LINK && is_first && !c->as_is) {
                global = zone;
                continue;
            }
            old_zone merged = global;
            overlay(&merged, &zone);
            merged.link = zone.link;
            put_preset_zone(c, &merged, header);
        }
    }
}

/* The addresses are the card's: a loop is a frame later, and a frame longer. */
static void convert_sample(converter *c, uint32_t index)
{
    const awe_sf2 *file = c->file;
    awe_bytes record =
        awe_bytes_part(file->shdr, (size_t)index * AWE_OLD_SHDR_SIZE, AWE_OLD_SHDR_SIZE);
    awe_bytes name = awe_bytes_part(file->snam, (size_t)index * AWE_SNAM_SIZE, AWE_SNAM_SIZE);
    uint32_t start = awe_bytes_le32(record, 0);
    int is_rom = awe_bytes_u8(name, 0) == ROM_MARK || start >= file->smpl.size / 2;
    awe_tables_sample sample = {
        .name = name,
        .start = start,
        .end = awe_bytes_le32(record, 4),
        .loop_start = awe_bytes_le32(record, 8) + 1,
        .loop_end = awe_bytes_le32(record, 12) + 2,
        .rate_hz = RATE_HZ,
        .root_key = ROOT_KEY,
        .type = is_rom ? TYPE_ROM : TYPE_MONO,
    };
    awe_tables_add_sample(c->tables, &sample);
}

static void convert_samples(converter *c)
{
    for (uint32_t i = 0; c->file->has_old_records && i < c->file->n_samples; i++) {
        convert_sample(c, i);
    }
    if (!c->file->has_old_records) {
        size_t size = (size_t)c->file->n_samples * AWE_SHDR_SIZE;
        awe_tables_append(c->tables, &c->tables->samples, awe_bytes_part(c->file->shdr, 0, size));
    }
}

/* ---- the whole */

static void convert(converter *c)
{
    for (uint32_t i = 0; i < c->file->instruments.n_headers; i++) {
        put_instrument(c, i, &nothing);
    }
    convert_presets(c);
    convert_samples(c);
    awe_tables_close(c->tables);
    if (c->file->presets.n_modulators + c->file->instruments.n_modulators > 0) {
        awe_bank_findings_add(c->findings, AWE_FINDING_OLD_MODULATORS, (awe_place){0});
    }
}

static void point_level(awe_sf2_level *level, const awe_tables_level *tables)
{
    level->headers = awe_tables_bytes(&tables->headers);
    level->bags = awe_tables_bytes(&tables->bags);
    level->generators = awe_tables_bytes(&tables->generators);
    level->modulators = awe_tables_bytes(&tables->modulators);
    level->modulator_size = AWE_MODULATOR_SIZE;
}

awe_status awe_sbk_convert(awe_load *load)
{
    awe_sf2 *sf2 = &load->sf2;
    const awe_allocator *allocator = load->allocator;
    converter c = {.file = sf2,
                   .tables = &load->tables,
                   .findings = &load->findings,
                   .as_is = sf2->rules != AWE_SF_RULES_1_0};
    awe_findings_init(&c.applied, &awe_sbk_reports, load->config.report, load->config.context);
    c.first_zone =
        awe_memory_new(allocator, (size_t)sf2->instruments.n_headers + 1, sizeof *c.first_zone);
    int ok = c.first_zone && read_instruments(&c);
    if (ok) {
        convert(&c);
        awe_findings_sum_up(&c.applied, 0, AWE_N_SBK_RULES, (awe_report){0});
        point_level(&sf2->presets, &load->tables.presets);
        point_level(&sf2->instruments, &load->tables.instruments);
        sf2->shdr = awe_tables_bytes(&load->tables.samples);
        sf2->has_old_records = 0;
        awe_sf2_measure(sf2, &load->findings);
    }
    awe_list_clear(&c.zones, allocator);
    awe_memory_free(allocator, c.first_zone);
    return ok && !load->tables.failed ? AWE_OK : AWE_NO_MEM;
}
