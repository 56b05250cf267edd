/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bank/bank.h"
#include "support/bank_fixture.h"

static const awe_zone *get_zone(const awe_level *level, uint32_t index)
{
    assert_true(index < level->zones.n);
    return (const awe_zone *)level->zones.items + index;
}

/* The value that `zone` sets for `id`, or `missing`. */
static int get_value(const awe_level *level, uint32_t index, uint16_t id, int missing)
{
    const awe_zone *zone = get_zone(level, index);
    const awe_generator *generators = level->generators.items;
    for (uint32_t i = 0; i < zone->n_generators; i++) {
        if (generators[zone->first_generator + i].id == id) {
            return generators[zone->first_generator + i].amount;
        }
    }
    return missing;
}

static const awe_modulator *get_modulator(const awe_level *level, uint32_t index, uint32_t at)
{
    const awe_zone *zone = get_zone(level, index);
    assert_true(at < zone->n_modulators);
    return (const awe_modulator *)level->modulators.items + zone->first_modulator + at;
}

/* An instrument whose zones the test adds, and a sound bank around it. */
static sf2_builder *begin_instrument(bank_fixture *fixture)
{
    sf2_builder *file = fixture->file;
    sf2_add_voice(file, 127, 127, sf2_add_tone(file, 10, 100));
    sf2_add_instrument(file, "under test");
    return file;
}

/* The instrument level without the zone of begin_instrument(). */
static const awe_level *load_instruments(bank_fixture *fixture)
{
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    return &fixture->bank->instrument_level;
}

static void global_zone_is_folded_in(void **state)
{
    sf2_builder *file = begin_instrument(*state);
    sf2_add_zone(file);
    sf2_add_range(file, AWE_GEN_KEY_RANGE, 10, 20);
    sf2_add_generator(file, AWE_GEN_PAN, -300);
    sf2_add_generator(file, AWE_GEN_ATTENUATION, 50);
    sf2_add_zone(file);
    sf2_add_generator(file, AWE_GEN_PAN, 200);
    sf2_add_generator(file, AWE_GEN_SAMPLE, 0);
    sf2_add_zone(file);
    sf2_add_range(file, AWE_GEN_KEY_RANGE, 30, 40);
    sf2_add_range(file, AWE_GEN_VELOCITY_RANGE, 50, 60);
    sf2_add_generator(file, AWE_GEN_SAMPLE, 0);
    const awe_level *level = load_instruments(*state);
    assert_int_equal(level->zones.n, 3);
    assert_int_equal(get_zone(level, 1)->key_low, 10);
    assert_int_equal(get_zone(level, 1)->key_high, 20);
    assert_int_equal(get_zone(level, 1)->velocity_low, 0);
    assert_int_equal(get_zone(level, 1)->velocity_high, 127);
    assert_int_equal(get_zone(level, 1)->n_generators, 2);
    assert_int_equal(get_value(level, 1, AWE_GEN_PAN, 0), 200);
    assert_int_equal(get_value(level, 1, AWE_GEN_ATTENUATION, 0), 50);
    assert_int_equal(get_zone(level, 2)->key_low, 30);
    assert_int_equal(get_zone(level, 2)->key_high, 40);
    assert_int_equal(get_zone(level, 2)->velocity_low, 50);
    assert_int_equal(get_zone(level, 2)->velocity_high, 60);
    assert_int_equal(get_value(level, 2, AWE_GEN_PAN, 0), -300);
    assert_int_equal(((bank_fixture *)*state)->log.n, 0);
}

static void global_zone_does_not_leak_into_the_next_header(void **state)
{
    sf2_builder *file = begin_instrument(*state);
    sf2_add_zone(file);
    sf2_add_generator(file, AWE_GEN_PAN, -300);
    sf2_add_modulator(file, 1, 2, 3, 4, 0);
    sf2_add_instrument(file, "next");
    sf2_add_zone(file);
    sf2_add_generator(file, AWE_GEN_SAMPLE, 0);
    const awe_level *level = load_instruments(*state);
    assert_int_equal(level->zones.n, 2);
    assert_int_equal(get_zone(level, 1)->n_generators, 0);
    assert_int_equal(get_zone(level, 1)->n_modulators, 0);
}

static void later_zone_without_link_is_ignored(void **state)
{
    bank_fixture *fixture = *state;
    sf2_builder *file = begin_instrument(fixture);
    sf2_add_zone(file);
    sf2_add_generator(file, AWE_GEN_SAMPLE, 0);
    sf2_add_zone(file);
    sf2_add_generator(file, AWE_GEN_PAN, -300);
    sf2_add_zone(file);
    sf2_add_generator(file, AWE_GEN_SAMPLE, 0);
    const awe_level *level = load_instruments(fixture);
    assert_int_equal(level->zones.n, 3);
    assert_int_equal(get_zone(level, 2)->n_generators, 0);
    assert_int_equal(fixture->log.n, 1);
    const awe_report *report = report_log_find(&fixture->log, "no link, and not the first zone");
    assert_string_equal(report->part, "instrument");
    assert_int_equal(report->index, 1);
    assert_string_equal(report->name, "under test");
    size_t size;
    const uint8_t *bytes = sf2_build(file, &size);
    assert_int_equal(report->offset, sf2_chunk(file, "ibag", NULL) + 2 * 4 - bytes);
}

static void later_generator_replaces_the_earlier(void **state)
{
    sf2_builder *file = begin_instrument(*state);
    sf2_add_zone(file);
    sf2_add_generator(file, AWE_GEN_PAN, 1);
    sf2_add_generator(file, AWE_GEN_ATTENUATION, 2);
    sf2_add_generator(file, AWE_GEN_PAN, 3);
    sf2_add_generator(file, AWE_GEN_SAMPLE, 0);
    const awe_level *level = load_instruments(*state);
    assert_int_equal(get_zone(level, 1)->n_generators, 2);
    assert_int_equal(get_value(level, 1, AWE_GEN_PAN, 0), 3);
}

static void order_of_generators(void **state)
{
    bank_fixture *fixture = *state;
    sf2_builder *file = begin_instrument(fixture);
    sf2_add_zone(file);
    sf2_add_range(file, AWE_GEN_VELOCITY_RANGE, 1, 99); /* before the key range: fine */
    sf2_add_range(file, AWE_GEN_KEY_RANGE, 60, 72);
    sf2_add_generator(file, AWE_GEN_SAMPLE, 0);
    sf2_add_zone(file);
    sf2_add_generator(file, AWE_GEN_PAN, 1);
    sf2_add_range(file, AWE_GEN_KEY_RANGE, 60, 72); /* late */
    sf2_add_generator(file, AWE_GEN_SAMPLE, 0);
    sf2_add_generator(file, AWE_GEN_PAN, 2); /* after the link */
    sf2_add_generator(file, AWE_GEN_SAMPLE, 55);
    const awe_level *level = load_instruments(fixture);
    assert_int_equal(level->zones.n, 3);
    assert_int_equal(get_zone(level, 1)->key_low, 60);
    assert_int_equal(get_zone(level, 1)->velocity_high, 99);
    assert_int_equal(get_zone(level, 2)->key_low, 60);
    assert_int_equal(get_value(level, 2, AWE_GEN_PAN, 0), 1);
    assert_int_equal(get_zone(level, 2)->target, 0);
    assert_int_equal(fixture->log.n, 2);
    assert_non_null(report_log_find(&fixture->log, "range after other generators; used"));
    assert_non_null(report_log_find(&fixture->log, "generators after the link; ignored"));
}

static void unknown_generators_are_ignored(void **state)
{
    static const uint16_t unknown[] = {14, 18, 19, 20, 41, 42, 49, 55, 59, 60, 61, 200, 65535};
    bank_fixture *fixture = *state;
    sf2_builder *file = begin_instrument(fixture);
    sf2_add_zone(file);
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        sf2_add_generator(file, unknown[i], 7);
    }
    sf2_add_generator(file, AWE_GEN_SAMPLE, 0);
    const awe_level *level = load_instruments(fixture);
    assert_int_equal(get_zone(level, 1)->n_generators, 0);
    assert_int_equal(fixture->log.n, 5);
    assert_non_null(report_log_find(&fixture->log, "9 more of this kind: unknown generator"));
}

static void bad_links_and_ranges_leave_the_zone_out(void **state)
{
    bank_fixture *fixture = *state;
    sf2_builder *file = begin_instrument(fixture);
    sf2_add_zone(file);
    sf2_add_generator(file, AWE_GEN_SAMPLE, 1);
    sf2_add_zone(file);
    sf2_add_range(file, AWE_GEN_KEY_RANGE, 61, 60);
    sf2_add_generator(file, AWE_GEN_SAMPLE, 0);
    sf2_add_zone(file);
    sf2_add_range(file, AWE_GEN_VELOCITY_RANGE, 128, 255);
    sf2_add_generator(file, AWE_GEN_SAMPLE, 0);
    sf2_add_preset(file, "preset", 0, 0);
    sf2_add_zone(file);
    sf2_add_generator(file, AWE_GEN_INSTRUMENT, 2);
    const awe_level *level = load_instruments(fixture);
    assert_int_equal(level->zones.n, 1);
    assert_int_equal(fixture->bank->preset_level.zones.n, 1);
    assert_int_equal(report_log_count(&fixture->log, "link out of range; zone left out"), 2);
    assert_int_equal(report_log_count(&fixture->log, "empty key or velocity range"), 2);
}

static void presets_may_not_set_everything(void **state)
{
    static const uint16_t not_allowed[] = {0, 1, 2, 3, 4, 12, 45, 46, 47, 50, 54, 57, 58};
    bank_fixture *fixture = *state;
    sf2_builder *file = begin_instrument(fixture);
    sf2_add_preset(file, "preset", 0, 0);
    sf2_add_zone(file);
    for (uint16_t id = 0; id < 61; id++) {
        if (id != AWE_GEN_INSTRUMENT && id != AWE_GEN_KEY_RANGE && id != AWE_GEN_VELOCITY_RANGE) {
            sf2_add_generator(file, id, 7);
        }
    }
    sf2_add_generator(file, AWE_GEN_INSTRUMENT, 0);
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    const awe_level *level = &fixture->bank->preset_level;
    /* 61 numbers, 9 unused or reserved, 2 links, 2 ranges, 13 not allowed in presets */
    assert_int_equal(get_zone(level, 1)->n_generators, 61 - 9 - 2 - 2 - 13);
    for (size_t i = 0; i < sizeof not_allowed / sizeof *not_allowed; i++) {
        assert_int_equal(get_value(level, 1, not_allowed[i], -1), -1);
    }
    assert_int_equal(get_value(level, 1, AWE_GEN_SCALE_TUNING, -1), 7);
}

static void modulators_are_kept_whole(void **state)
{
    sf2_builder *file = begin_instrument(*state);
    sf2_add_zone(file);
    sf2_add_modulator(file, 0x0502, 48, -960, 0x0D01, 2);
    sf2_add_modulator(file, 0xFFFF, 0x1234, 32767, 0x7777, 9);
    sf2_add_generator(file, AWE_GEN_SAMPLE, 0);
    const awe_level *level = load_instruments(*state);
    assert_int_equal(get_zone(level, 1)->n_modulators, 2);
    const awe_modulator *modulator = get_modulator(level, 1, 0);
    assert_int_equal(modulator->source, 0x0502);
    assert_int_equal(modulator->destination, 48);
    assert_int_equal(modulator->amount, -960);
    assert_int_equal(modulator->amount_source, 0x0D01);
    assert_int_equal(modulator->transform, 2);
    assert_int_equal(get_modulator(level, 1, 1)->source, 0xFFFF);
    assert_int_equal(((bank_fixture *)*state)->bank->info.n_modulators, 2);
}

static void local_modulators_replace_identical_ones(void **state)
{
    sf2_builder *file = begin_instrument(*state);
    sf2_add_zone(file); /* global */
    sf2_add_modulator(file, 1, 2, 100, 3, 0);
    sf2_add_modulator(file, 1, 2, 200, 3, 2); /* another transform: another modulator */
    sf2_add_modulator(file, 5, 6, 300, 7, 0);
    sf2_add_generator(file, AWE_GEN_PAN, 1);
    sf2_add_zone(file);
    sf2_add_modulator(file, 1, 2, 11, 3, 0); /* replaced by the next, and replaces the global one */
    sf2_add_modulator(file, 1, 2, 12, 3, 0);
    sf2_add_generator(file, AWE_GEN_SAMPLE, 0);
    sf2_add_zone(file); /* the global ones as they are */
    sf2_add_generator(file, AWE_GEN_SAMPLE, 0);
    const awe_level *level = load_instruments(*state);
    assert_int_equal(get_zone(level, 1)->n_modulators, 3);
    assert_int_equal(get_modulator(level, 1, 0)->amount, 12);
    assert_int_equal(get_modulator(level, 1, 1)->amount, 200);
    assert_int_equal(get_modulator(level, 1, 2)->amount, 300);
    assert_int_equal(get_zone(level, 2)->n_modulators, 3);
    assert_int_equal(get_modulator(level, 2, 0)->amount, 100);
}

static void links_follow_their_modulators(void **state)
{
    sf2_builder *file = begin_instrument(*state);
    sf2_add_zone(file); /* global: 0 links to 1; 1 is replaced by the local 2 */
    sf2_add_modulator(file, 1, 0x8001, 100, 0, 0);
    sf2_add_modulator(file, 127, 8, 200, 0, 0);
    sf2_add_generator(file, AWE_GEN_PAN, 1);
    sf2_add_zone(file); /* local: 3 links to 2, which after 1 replaced 0 is the second */
    sf2_add_modulator(file, 9, 9, 1, 0, 0);
    sf2_add_modulator(file, 9, 9, 2, 0, 0);
    sf2_add_modulator(file, 127, 8, 3, 0, 0);
    sf2_add_modulator(file, 2, 0x8002, 4, 0, 0);
    sf2_add_modulator(file, 3, 0x8063, 5, 0, 0); /* to nowhere: kept */
    sf2_add_generator(file, AWE_GEN_SAMPLE, 0);
    const awe_level *level = load_instruments(*state);
    assert_int_equal(get_zone(level, 1)->n_modulators, 5);
    assert_int_equal(get_modulator(level, 1, 0)->amount, 2);
    assert_int_equal(get_modulator(level, 1, 1)->amount, 3);
    assert_int_equal(get_modulator(level, 1, 2)->destination, 0x8001);
    assert_int_equal(get_modulator(level, 1, 3)->destination, 0x8063);
    assert_int_equal(get_modulator(level, 1, 4)->amount, 100);
    assert_int_equal(get_modulator(level, 1, 4)->destination, 0x8001);
}

static void modulators_are_bounded(void **state)
{
    bank_fixture *fixture = *state;
    sf2_builder *file = begin_instrument(fixture);
    sf2_add_zone(file);
    for (int i = 0; i < 100; i++) {
        sf2_add_modulator(file, (uint16_t)i, 8, i, 0, 0);
    }
    sf2_add_generator(file, AWE_GEN_PAN, 1);
    for (int zone = 0; zone < 2; zone++) {
        sf2_add_zone(file);
        for (int i = 0; i < 60; i++) {
            sf2_add_modulator(file, (uint16_t)(1000 + i), 8, i, 0, 0);
        }
        sf2_add_generator(file, AWE_GEN_SAMPLE, 0);
    }
    const awe_level *level = load_instruments(fixture);
    assert_int_equal(get_zone(level, 1)->n_modulators, 64);
    assert_int_equal(get_modulator(level, 1, 59)->source, 1059);
    assert_int_equal(get_modulator(level, 1, 63)->source, 3);
    assert_int_equal(report_log_count(&fixture->log, "too many modulators"), 3);
    assert_int_equal(fixture->bank->info.n_modulators, 220);
}

static void wild_indices_cost_one_zone(void **state)
{
    bank_fixture *fixture = *state;
    sf2_builder *file = begin_instrument(fixture);
    for (int i = 0; i < 4; i++) {
        sf2_add_zone(file);
        sf2_add_generator(file, AWE_GEN_PAN, 10 + i);
        sf2_add_generator(file, AWE_GEN_SAMPLE, 0);
        sf2_add_modulator(file, 1, 2, i, 3, 0);
    }
    size_t size;
    const void *bytes = sf2_build(file, &size);
    uint8_t *bags = sf2_chunk(file, "ibag", NULL);
    sf2_put16(bags + 4 * 2, 60000); /* where the second zone begins */
    sf2_put16(bags + 4 * 4 + 2, 0); /* the fourth zone's modulators */
    assert_int_equal(bank_fixture_load_bytes(fixture, bytes, size), AWE_OK);
    const awe_level *level = &fixture->bank->instrument_level;
    assert_non_null(report_log_find(&fixture->log, "generator index out of order; repaired"));
    assert_non_null(report_log_find(&fixture->log, "modulator index out of order; repaired"));
    assert_int_equal(level->zones.n, 4);
    assert_int_equal(get_value(level, 1, AWE_GEN_PAN, 0), 10);
    assert_int_equal(get_value(level, 2, AWE_GEN_PAN, 0), 12);
    assert_int_equal(get_value(level, 3, AWE_GEN_PAN, 0), 13);
}

static void wild_zone_index_costs_one_header(void **state)
{
    bank_fixture *fixture = *state;
    uint32_t sample = sf2_add_tone(fixture->file, 10, 100);
    for (uint16_t i = 0; i < 5; i++) {
        sf2_add_voice(fixture->file, 0, i, sample);
    }
    size_t size;
    const void *bytes = sf2_build(fixture->file, &size);
    sf2_put16(sf2_chunk(fixture->file, "phdr", NULL) + 38 * 2 + 24, 0xFFFF);
    assert_int_equal(bank_fixture_load_bytes(fixture, bytes, size), AWE_OK);
    assert_int_equal(fixture->bank->info.n_presets, 5);
    assert_int_equal(report_log_count(&fixture->log, "zone index out of order; repaired"), 1);
    for (int32_t i = 0; i < 5; i++) {
        uint32_t n;
        (void)awe_bank_layers(fixture->bank, i, 60, &n);
        /* the zone between the true and the repaired index goes to the preset before */
        assert_int_equal(n, i == 1 ? 2 : i == 2 ? 0 : 1);
    }
}

#define WITH_FIXTURE(test)                                                                         \
    cmocka_unit_test_setup_teardown(test, bank_fixture_setup, bank_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(global_zone_is_folded_in),
        WITH_FIXTURE(global_zone_does_not_leak_into_the_next_header),
        WITH_FIXTURE(later_zone_without_link_is_ignored),
        WITH_FIXTURE(later_generator_replaces_the_earlier),
        WITH_FIXTURE(order_of_generators),
        WITH_FIXTURE(unknown_generators_are_ignored),
        WITH_FIXTURE(bad_links_and_ranges_leave_the_zone_out),
        WITH_FIXTURE(presets_may_not_set_everything),
        WITH_FIXTURE(modulators_are_kept_whole),
        WITH_FIXTURE(local_modulators_replace_identical_ones),
        WITH_FIXTURE(links_follow_their_modulators),
        WITH_FIXTURE(modulators_are_bounded),
        WITH_FIXTURE(wild_indices_cost_one_zone),
        WITH_FIXTURE(wild_zone_index_costs_one_header),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
