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

/* Adds a zone with ranges and a link to the header added last. */
static void add_split(sf2_builder *file, const uint8_t keys[2], const uint8_t velocities[2],
                      uint16_t link, int target)
{
    sf2_add_zone(file);
    sf2_add_range(file, AWE_GEN_KEY_RANGE, keys[0], keys[1]);
    sf2_add_range(file, AWE_GEN_VELOCITY_RANGE, velocities[0], velocities[1]);
    sf2_add_generator(file, link, target);
}

static uint32_t count_layers(const bank_fixture *fixture, int32_t preset, uint32_t key)
{
    uint32_t n;
    (void)awe_bank_layers(fixture->bank, preset, key, &n);
    return n;
}

static void keys_get_the_pairs_that_contain_them(void **state)
{
    bank_fixture *fixture = *state;
    sf2_builder *file = fixture->file;
    const uint8_t all[2] = {0, 127};
    sf2_add_tone(file, 10, 100);
    sf2_add_instrument(file, "a");
    add_split(file, (uint8_t[]){0, 59}, all, AWE_GEN_SAMPLE, 0);
    add_split(file, (uint8_t[]){50, 255}, all, AWE_GEN_SAMPLE, 0);
    sf2_add_instrument(file, "b");
    add_split(file, (uint8_t[]){60, 60}, all, AWE_GEN_SAMPLE, 0);
    sf2_add_preset(file, "p", 0, 0);
    add_split(file, (uint8_t[]){20, 100}, all, AWE_GEN_INSTRUMENT, 0);
    add_split(file, (uint8_t[]){0, 127}, all, AWE_GEN_INSTRUMENT, 1);
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    for (uint32_t key = 0; key < 128; key++) {
        int expected = (key >= 20 && key <= 59) + (key >= 50 && key <= 100) + (key == 60);
        assert_int_equal(count_layers(fixture, 0, key), expected);
    }
    uint32_t n;
    const awe_layer *layers = awe_bank_layers(fixture->bank, 0, 60, &n);
    assert_int_equal(layers[0].preset_zone, 0);
    assert_int_equal(layers[0].instrument_zone, 1);
    assert_int_equal(layers[1].preset_zone, 1);
    assert_int_equal(layers[1].instrument_zone, 2);
    /* 0-19, 20-49, 50-59, 60, 61-100, 101-127 */
    assert_int_equal(fixture->bank->segments.n, 6);
    assert_int_equal(fixture->bank->layers.n, 0 + 1 + 2 + 2 + 1 + 0);
}

static void pairs_that_never_sound_are_left_out(void **state)
{
    bank_fixture *fixture = *state;
    sf2_builder *file = fixture->file;
    const uint8_t all[2] = {0, 127};
    sf2_add_tone(file, 10, 100);
    sf2_add_sample_header(file, "rom", (uint32_t[]){0, 9, 0, 0}, 0x8001);
    sf2_add_instrument(file, "a");
    add_split(file, all, (uint8_t[]){0, 63}, AWE_GEN_SAMPLE, 0);
    add_split(file, all, (uint8_t[]){64, 127}, AWE_GEN_SAMPLE, 0);
    add_split(file, all, all, AWE_GEN_SAMPLE, 1);
    sf2_add_preset(file, "p", 0, 0);
    add_split(file, all, (uint8_t[]){0, 63}, AWE_GEN_INSTRUMENT, 0);
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_int_equal(count_layers(fixture, 0, 60), 1);
    assert_int_equal(fixture->bank->segments.n, 1);
    assert_int_equal(fixture->bank->layers.n, 1);
}

static void presets_are_ordered_by_address(void **state)
{
    static const uint16_t addresses[6][2] = {{128, 0}, {0, 5},     {8, 1},
                                             {0, 0},   {127, 127}, {128, 40}};
    static const uint16_t ordered[6][2] = {{0, 0}, {0, 5}, {8, 1}, {127, 127}, {128, 0}, {128, 40}};
    bank_fixture *fixture = *state;
    uint32_t sample = sf2_add_tone(fixture->file, 10, 100);
    for (size_t i = 0; i < 6; i++) {
        sf2_add_voice(fixture->file, addresses[i][0], addresses[i][1], sample);
    }
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_int_equal(fixture->bank->info.n_presets, 6);
    for (uint32_t i = 0; i < 6; i++) {
        awe_preset_info info;
        assert_true(awe_bank_get_preset(fixture->bank, i, &info));
        assert_int_equal(info.bank, ordered[i][0]);
        assert_int_equal(info.program, ordered[i][1]);
        assert_int_equal(awe_bank_find(fixture->bank, info.bank, info.program), i);
        assert_int_equal(count_layers(fixture, (int32_t)i, 60), 1);
    }
}

static void last_of_equal_addresses_counts(void **state)
{
    bank_fixture *fixture = *state;
    sf2_builder *file = fixture->file;
    sf2_add_voice(file, 0, 0, sf2_add_tone(file, 10, 100));
    sf2_add_voice(file, 0, 0, sf2_add_tone(file, 20, 100));
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_int_equal(fixture->bank->info.n_presets, 1);
    awe_region region;
    assert_true(bank_fixture_region(fixture, 60, 100, &region));
    assert_ptr_equal(region.sample, &fixture->bank->samples[1]);
    const awe_report *report = report_log_find(&fixture->log, "of a later preset; left out");
    assert_non_null(report);
    assert_int_equal(report->index, 0);
}

static void addresses_out_of_range_are_left_out(void **state)
{
    bank_fixture *fixture = *state;
    uint32_t sample = sf2_add_tone(fixture->file, 10, 100);
    sf2_add_voice(fixture->file, 129, 0, sample);
    sf2_add_voice(fixture->file, 0, 128, sample);
    sf2_add_voice(fixture->file, 65535, 65535, sample);
    sf2_add_voice(fixture->file, 3, 4, sample);
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_int_equal(fixture->bank->info.n_presets, 1);
    assert_int_equal(report_log_count(&fixture->log, "program above 127; left out"), 3);
}

static void layers_of_a_key_are_bounded(void **state)
{
    bank_fixture *fixture = *state;
    sf2_builder *file = fixture->file;
    const uint8_t all[2] = {0, 127};
    sf2_add_tone(file, 10, 100);
    sf2_add_instrument(file, "a");
    for (int i = 0; i < 10; i++) {
        add_split(file, all, all, AWE_GEN_SAMPLE, 0);
    }
    sf2_add_preset(file, "p", 0, 0);
    for (int i = 0; i < 10; i++) {
        add_split(file, all, all, AWE_GEN_INSTRUMENT, 0);
    }
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_int_equal(count_layers(fixture, 0, 60), AWE_MAX_LAYERS);
    assert_int_equal(report_log_count(&fixture->log, "more than 64 zones on one key"), 1);
}

/* 2,000 presets of 20 zones, all for one instrument of 500 zones: 20 million pairs in 600 kB.
   Each pair is looked at, so this is about time. */
static void work_is_bounded(void **state)
{
    bank_fixture *fixture = *state;
    sf2_builder *file = fixture->file;
    sf2_add_tone(file, 10, 100);
    sf2_add_instrument(file, "a");
    for (int i = 0; i < 500; i++) {
        uint8_t keys[2] = {(uint8_t)(i % 128), 127};
        add_split(file, keys, (uint8_t[]){0, 127}, AWE_GEN_SAMPLE, 0);
    }
    for (uint16_t i = 0; i < 2000; i++) {
        sf2_add_preset(file, "p", i / 128, i % 128);
        for (int j = 0; j < 20; j++) {
            sf2_add_zone(file);
            sf2_add_generator(file, AWE_GEN_INSTRUMENT, 0);
        }
    }
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_int_equal(fixture->bank->info.n_presets, 2000);
    assert_true(fixture->bank->layers.n <= 1u << 20);
    assert_non_null(report_log_find(&fixture->log, "too many zones; rest of the bank's zones"));
    assert_int_equal(count_layers(fixture, 0, 127), AWE_MAX_LAYERS);
}

/* 16,000 presets that each need up to 64 layers for each of 128 keys: 800 MB unless stopped. */
static void memory_is_bounded(void **state)
{
    bank_fixture *fixture = *state;
    sf2_builder *file = fixture->file;
    sf2_add_tone(file, 10, 100);
    sf2_add_instrument(file, "a");
    for (uint8_t i = 0; i < 128; i++) {
        uint8_t keys[2] = {i, i < 64 ? i + 63 : 127};
        add_split(file, keys, (uint8_t[]){0, 127}, AWE_GEN_SAMPLE, 0);
    }
    for (uint16_t i = 0; i < 16000; i++) {
        sf2_add_preset(file, "p", i / 128, i % 128);
        sf2_add_zone(file);
        sf2_add_generator(file, AWE_GEN_INSTRUMENT, 0);
    }
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_true(fixture->bank->layers.n <= 1u << 20);
    assert_non_null(report_log_find(&fixture->log, "too many zones; rest of the bank's zones"));
}

#define WITH_FIXTURE(test)                                                                         \
    cmocka_unit_test_setup_teardown(test, bank_fixture_setup, bank_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(keys_get_the_pairs_that_contain_them),
        WITH_FIXTURE(pairs_that_never_sound_are_left_out),
        WITH_FIXTURE(presets_are_ordered_by_address),
        WITH_FIXTURE(last_of_equal_addresses_counts),
        WITH_FIXTURE(addresses_out_of_range_are_left_out),
        WITH_FIXTURE(layers_of_a_key_are_bounded),
        WITH_FIXTURE(work_is_bounded),
        WITH_FIXTURE(memory_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
