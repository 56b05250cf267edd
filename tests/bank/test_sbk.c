/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Banks of SoundFont 1.0, built byte by byte after the card's driver (docs/sound.md). */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bank/bank.h"
#include "support/bank_fixture.h"
#include "support/failing_allocator.h"

#include <stdlib.h>

static const int16_t frames[100] = {1, 2, 3};

static int set_up(void **state)
{
    int failed = bank_fixture_setup(state);
    bank_fixture *fixture = *state;
    sf2_options *options = sf2_get_options(fixture->file);
    options->version_major = 1;
    options->old_form = 1;
    options->name = "odd!"; /* with its zero an odd size */
    return failed;
}

static uint32_t add_sample(bank_fixture *fixture)
{
    return sf2_add_sample(
        fixture->file,
        &(sf2_sample){
            .name = "Tone", .frames = frames, .n_frames = 100, .loop_start = 9, .loop_end = 58});
}

/* An instrument with one zone; generators may follow, then close_zone(). */
static void open_instrument(bank_fixture *fixture)
{
    sf2_add_instrument(fixture->file, "Tone");
    sf2_add_zone(fixture->file);
}

static void close_zone(bank_fixture *fixture, uint32_t sample)
{
    sf2_add_generator(fixture->file, AWE_GEN_SAMPLE, (int)sample);
}

static void add_preset(bank_fixture *fixture, uint32_t instrument)
{
    sf2_add_preset(fixture->file, "Tone", 0, 0);
    sf2_add_zone(fixture->file);
    sf2_add_generator(fixture->file, AWE_GEN_INSTRUMENT, (int)instrument);
}

static awe_region load_region(bank_fixture *fixture)
{
    awe_region region = {0};
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_true(bank_fixture_region(fixture, 60, 100, &region));
    return region;
}

static void records_are_read(void **state)
{
    bank_fixture *fixture = *state;
    sf2_get_options(fixture->file)->unpadded = "all";
    open_instrument(fixture);
    sf2_add_modulator(fixture->file, 1, 2, 3, 4, 5);
    sf2_add_generator(fixture->file, AWE_GEN_SAMPLE_MODES, 1);
    close_zone(fixture, add_sample(fixture));
    add_preset(fixture, 0);
    awe_region region = load_region(fixture);
    awe_bank_info info;
    awe_bank_get_info(fixture->bank, &info);
    assert_int_equal(info.version_major, 1);
    assert_int_equal(info.rules, AWE_SF_RULES_1_0);
    assert_int_equal(info.n_samples, 1);
    assert_int_equal(info.n_presets, 1);
    assert_int_equal(info.n_modulators, 0);
    assert_string_equal(info.name, "odd!");
    assert_string_equal(region.sample->name, "Tone");
    assert_memory_equal(region.sample->frames, frames, sizeof frames);
    assert_int_equal(region.sample->rate_hz, 44100);
    /* the card's loop registers: one and two below what plays */
    assert_int_equal(region.loop_start, 10);
    assert_int_equal(region.loop_end, 60);
    assert_int_equal(region.loop_mode, 1);
    assert_int_equal(region.root_key, 60);
    assert_false(region.is_204);
    assert_non_null(report_log_find(&fixture->log, "no modulators"));
}

static void defaults_are_the_cards(void **state)
{
    bank_fixture *fixture = *state;
    open_instrument(fixture);
    close_zone(fixture, add_sample(fixture));
    add_preset(fixture, 0);
    awe_region region = load_region(fixture);
    const int16_t *g = region.generators;
    assert_int_equal(g[AWE_GEN_REVERB_SEND] * 255 / 1000, 28);
    assert_int_equal((g[AWE_GEN_PAN] + 500) * 127 / 1000, 64);
    assert_int_equal(g[AWE_GEN_VOL_ENV_SUSTAIN], 1000);
    assert_int_equal(g[AWE_GEN_MOD_ENV_SUSTAIN], 1000);
    assert_int_equal((37 - g[AWE_GEN_VOL_ENV_ATTACK]) / 75 + 8, 0x7D);
    assert_int_equal((37 - g[AWE_GEN_MOD_ENV_ATTACK]) / 75 + 8, 0x7D);
    assert_int_equal(g[AWE_GEN_MOD_LFO_FREQUENCY], -723); /* 128 x 44100 / 2^20 Hz */
    assert_int_equal(g[AWE_GEN_FILTER_CUTOFF], 13500);
    assert_int_equal(g[AWE_GEN_ATTENUATION], 0);
    assert_int_equal(region.loop_mode, 0);
}

static void values_are_converted(void **state)
{
    bank_fixture *fixture = *state;
    open_instrument(fixture);
    sf2_add_range(fixture->file, AWE_GEN_KEY_RANGE, 10, 90);
    sf2_add_generator(fixture->file, AWE_GEN_FILTER_CUTOFF, 52);
    sf2_add_generator(fixture->file, AWE_GEN_ATTENUATION, 107);
    sf2_add_generator(fixture->file, AWE_GEN_SAMPLE_PITCH, 6930);
    sf2_add_generator(fixture->file, AWE_GEN_VOL_ENV_SUSTAIN, 96);
    sf2_add_generator(fixture->file, 20, 1);
    close_zone(fixture, add_sample(fixture));
    add_preset(fixture, 0);
    awe_region region = load_region(fixture);
    assert_int_equal((region.generators[AWE_GEN_FILTER_CUTOFF] + 15) / 29 - 153, 104);
    assert_int_equal(region.generators[AWE_GEN_ATTENUATION], 150);
    assert_int_equal(region.generators[AWE_GEN_VOL_ENV_SUSTAIN], 0);
    assert_int_equal(region.root_key, 69);
    assert_int_equal(region.generators[AWE_GEN_FINE_TUNE], -30);
    assert_non_null(report_log_find(&fixture->log, "1 times in all: filter cutoffs"));
    assert_non_null(report_log_find(&fixture->log, "1 times in all: sample pitches"));
    assert_non_null(report_log_find(&fixture->log, "1 times in all: unknown generators"));
}

/* From 50 cents on the next root key is nearer; a global zone's tuning counts for its zones. */
static void sample_pitch_is_rounded(void **state)
{
    bank_fixture *fixture = *state;
    open_instrument(fixture);
    sf2_add_generator(fixture->file, AWE_GEN_FINE_TUNE, 10);
    sf2_add_zone(fixture->file);
    sf2_add_generator(fixture->file, AWE_GEN_SAMPLE_PITCH, 6080);
    close_zone(fixture, add_sample(fixture));
    add_preset(fixture, 0);
    awe_region region = load_region(fixture);
    assert_int_equal(region.root_key, 61);
    assert_int_equal(region.generators[AWE_GEN_FINE_TUNE], 30); /* 100 - 80 + 10 */
    assert_int_equal(region.generators[AWE_GEN_COARSE_TUNE], 0);
}

static void presets_fill_in(void **state)
{
    bank_fixture *fixture = *state;
    uint32_t sample = add_sample(fixture);
    open_instrument(fixture);
    sf2_add_generator(fixture->file, AWE_GEN_FILTER_CUTOFF, 52);
    sf2_add_generator(fixture->file, AWE_GEN_ATTENUATION, 126);
    close_zone(fixture, sample);
    sf2_add_preset(fixture->file, "Filling", 0, 0);
    sf2_add_zone(fixture->file);
    sf2_add_range(fixture->file, AWE_GEN_KEY_RANGE, 50, 70);
    sf2_add_generator(fixture->file, AWE_GEN_FILTER_CUTOFF, 10);
    sf2_add_generator(fixture->file, AWE_GEN_FILTER_Q, 127);
    sf2_add_generator(fixture->file, AWE_GEN_ATTENUATION, 126);
    sf2_add_generator(fixture->file, AWE_GEN_INSTRUMENT, 0);
    sf2_add_preset(fixture->file, "Plain", 0, 1);
    sf2_add_zone(fixture->file);
    sf2_add_generator(fixture->file, AWE_GEN_INSTRUMENT, 0);
    awe_region region = load_region(fixture);
    assert_int_equal((region.generators[AWE_GEN_FILTER_CUTOFF] + 15) / 29 - 153, 104);
    assert_int_equal(region.generators[AWE_GEN_FILTER_Q] / 12, 15);
    assert_int_equal(region.generators[AWE_GEN_ATTENUATION], 15); /* twice 7.5 */
    assert_false(bank_fixture_region(fixture, 71, 100, &region));
    uint32_t n;
    const awe_layer *layers =
        awe_bank_layers(fixture->bank, awe_bank_find(fixture->bank, 0, 1), 71, &n);
    assert_int_equal(n, 1);
    assert_true(awe_bank_region(fixture->bank, layers, 100, &region));
    assert_int_equal(region.generators[AWE_GEN_FILTER_Q], 0);
}

static void rom_samples_are_known(void **state)
{
    bank_fixture *fixture = *state;
    add_sample(fixture);
    sf2_add_sample_header(fixture->file, "*Piano", (uint32_t[]){0, 90, 10, 20}, 1);
    sf2_add_sample_header(fixture->file, "Beyond", (uint32_t[]){5000, 6000, 5100, 5200}, 1);
    open_instrument(fixture);
    close_zone(fixture, 0);
    add_preset(fixture, 0);
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_int_equal(fixture->bank->info.n_samples, 3);
    assert_int_equal(fixture->bank->info.n_silent_samples, 2);
    assert_non_null(report_log_find(&fixture->log, "in the ROM"));
}

/* Records and values are two things: either can be read by the other's rules. */
static void rules_can_be_forced(void **state)
{
    bank_fixture *fixture = *state;
    open_instrument(fixture);
    sf2_add_generator(fixture->file, AWE_GEN_FILTER_Q, 48);
    close_zone(fixture, add_sample(fixture));
    add_preset(fixture, 0);
    fixture->config.rules = AWE_SF_RULES_2_01;
    awe_region region = load_region(fixture);
    assert_int_equal(region.generators[AWE_GEN_FILTER_Q], 48);
    assert_int_equal(region.generators[AWE_GEN_REVERB_SEND], 0);
    sf2_options *options = sf2_get_options(fixture->file);
    options->version_major = 2;
    options->old_form = 0;
    fixture->config.rules = AWE_SF_RULES_1_0;
    region = load_region(fixture);
    assert_int_equal(region.generators[AWE_GEN_FILTER_Q], 72);
    assert_int_equal(region.sample->loop_start, 9);
    fixture->config.rules = AWE_SF_RULES_2_04 + 1;
    assert_int_equal(bank_fixture_load(fixture), AWE_BAD_ARG);
}

static void rules_of_2_0_know_no_modulators(void **state)
{
    bank_fixture *fixture = *state;
    sf2_options *options = sf2_get_options(fixture->file);
    options->version_major = 2;
    options->old_form = 0;
    open_instrument(fixture);
    sf2_add_modulator(fixture->file, 2, 8, 300, 0, 0);
    close_zone(fixture, add_sample(fixture));
    add_preset(fixture, 0);
    assert_int_equal(load_region(fixture).n_instrument_modulators, 1);
    fixture->config.rules = AWE_SF_RULES_2_0;
    assert_int_equal(load_region(fixture).n_instrument_modulators, 0);
    fixture->config.rules = AWE_SF_RULES_2_04;
    assert_true(load_region(fixture).is_204);
}

/* A bank that grows beyond 16-bit numbers keeps its instruments as they are. */
static void too_many_fillings(void **state)
{
    bank_fixture *fixture = *state;
    open_instrument(fixture);
    close_zone(fixture, add_sample(fixture));
    sf2_add_preset(fixture->file, "Huge", 0, 0);
    for (int i = 0; i < 16000; i++) {
        sf2_add_zone(fixture->file);
        sf2_add_range(fixture->file, AWE_GEN_VELOCITY_RANGE, 100, 100);
        sf2_add_generator(fixture->file, AWE_GEN_FILTER_Q, i % 128);
        sf2_add_generator(fixture->file, AWE_GEN_INSTRUMENT, 0);
    }
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_non_null(report_log_find(&fixture->log, "too big for SoundFont 2"));
}

static void fill_file(bank_fixture *fixture)
{
    open_instrument(fixture);
    sf2_add_generator(fixture->file, AWE_GEN_FILTER_CUTOFF, 52);
    close_zone(fixture, add_sample(fixture));
    sf2_add_preset(fixture->file, "Tone", 0, 0);
    sf2_add_zone(fixture->file);
    sf2_add_generator(fixture->file, AWE_GEN_FILTER_Q, 12);
    sf2_add_generator(fixture->file, AWE_GEN_INSTRUMENT, 0);
}

static void every_allocation_may_fail(void **state)
{
    bank_fixture *fixture = *state;
    fill_file(fixture);
    size_t size;
    const void *bytes = sf2_build(fixture->file, &size);
    failing_allocator memory;
    awe_bank_config config = {.allocator = &memory.allocator};
    for (size_t n = 1;; n++) {
        failing_allocator_init(&memory, n);
        awe_bank *bank;
        awe_status status = awe_bank_load(bytes, size, &config, &bank);
        assert_true(status == AWE_NO_MEM || status == AWE_OK);
        awe_bank_free(bank);
        assert_int_equal(memory.n_blocks, 0);
        if (memory.n_allocations < n) {
            assert_int_equal(status, AWE_OK);
            assert_true(n > 20);
            break;
        }
    }
}

static void every_byte_wrong(void **state)
{
    bank_fixture *fixture = *state;
    fill_file(fixture);
    size_t size;
    const uint8_t *bytes = sf2_build(fixture->file, &size);
    uint8_t *copy = malloc(size);
    assert_non_null(copy);
    for (size_t i = 0; i < 3 * size; i++) {
        memcpy(copy, bytes, size);
        copy[i / 3] = i % 3 == 0 ? 0 : i % 3 == 1 ? 255 : copy[i / 3] ^ 1;
        awe_bank *bank;
        (void)awe_bank_load(copy, size, NULL, &bank);
        awe_bank_free(bank);
    }
    for (size_t n = 0; n < size; n++) {
        uint8_t *part = malloc(n ? n : 1);
        assert_non_null(part);
        memcpy(part, bytes, n);
        awe_bank *bank;
        (void)awe_bank_load(part, n, NULL, &bank);
        awe_bank_free(bank);
        free(part);
    }
    free(copy);
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, set_up, bank_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(records_are_read),     WITH_FIXTURE(defaults_are_the_cards),
        WITH_FIXTURE(values_are_converted), WITH_FIXTURE(sample_pitch_is_rounded),
        WITH_FIXTURE(presets_fill_in),      WITH_FIXTURE(rom_samples_are_known),
        WITH_FIXTURE(rules_can_be_forced),  WITH_FIXTURE(rules_of_2_0_know_no_modulators),
        WITH_FIXTURE(too_many_fillings),    WITH_FIXTURE(every_allocation_may_fail),
        WITH_FIXTURE(every_byte_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
