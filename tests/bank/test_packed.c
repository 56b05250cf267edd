/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Compressed samples that wait: what is decoded when, that a bank which was prepared is the one
   that had been decoded at once, and that who decodes in which order does not matter. */

#include "bank/bank.h"
#include "support/bank_fixture.h"
#include "support/failing_allocator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* A stand-in for Vorbis: twenty frames of the first byte; X cannot be decoded. Counts what it is
   asked for. */
static uint32_t n_decoded[256];

static int64_t decode(void *context, const void *data, size_t size, int16_t *out, size_t n_out)
{
    (void)context;
    assert_true(size > 0);
    uint8_t value = *(const uint8_t *)data;
    if (value == 'X') {
        return -1;
    }
    n_decoded[value] += out != NULL;
    for (size_t i = 0; i < n_out && out; i++) {
        out[i] = value;
    }
    return 20;
}

/* The processors' order is any: here the last comes first. */
static uint32_t n_spread;

static void spread(void *context, size_t n, awe_task_fn task, void *work)
{
    (void)context;
    n_spread++;
    while (n > 0) {
        task(work, --n);
    }
}

/* Presets 0 to 2 play A, B and X; preset 3 plays A and X. */
static void fill(bank_fixture *fixture)
{
    sf2_builder *file = fixture->file;
    sf2_get_options(file)->version_major = 3;
    for (uint16_t i = 0; i < 3; i++) {
        sf2_add_voice(file, 0, i, sf2_add_compressed(file, &"ABX"[i], 1, 2, 18));
    }
    sf2_add_preset(file, "both", 0, 3);
    for (int i = 0; i < 2; i++) {
        sf2_add_zone(file);
        sf2_add_generator(file, AWE_GEN_INSTRUMENT, 2 * i);
    }
    fixture->config.decode = decode;
    fixture->config.postpone = 1;
    memset(n_decoded, 0, sizeof n_decoded);
    n_spread = 0;
}

/* How many regions `preset` has on a key. */
static uint32_t count_regions(const awe_bank *bank, int32_t preset)
{
    uint32_t n, n_regions = 0;
    awe_region region;
    const awe_layer *layers = awe_bank_layers(bank, preset, 60, &n);
    for (uint32_t i = 0; i < n; i++) {
        n_regions += (uint32_t)awe_bank_region(bank, &layers[i], 100, &region);
    }
    return n_regions;
}

static awe_status prepare(bank_fixture *fixture, uint32_t preset)
{
    fixture->config.context = fixture;
    return awe_bank_prepare(fixture->bank, &preset, 1, &fixture->config);
}

static void decodes_what_is_asked_for(void **state)
{
    bank_fixture *fixture = *state;
    fill(fixture);
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    const awe_bank *bank = fixture->bank;
    assert_int_equal(bank->info.n_packed_samples, 3);
    assert_int_equal(bank->info.n_silent_samples, 0);
    assert_int_equal(bank->info.n_sample_frames, 0);
    assert_int_equal(count_regions(bank, 0), 0); /* silent till then, and harmless */
    assert_false(awe_bank_is_lost(bank, 2));     /* nobody knows yet */
    assert_int_equal(prepare(fixture, 1), AWE_OK);
    assert_true(n_decoded['A'] == 0 && n_decoded['B'] == 1);
    assert_int_equal(bank->info.n_packed_samples, 2);
    assert_int_equal(bank->info.n_sample_frames, 20);
    assert_int_equal(count_regions(bank, 1), 1);
    assert_int_equal(count_regions(bank, 0), 0);
    assert_int_equal(bank->samples[1].frames[19], 'B');
    assert_int_equal(prepare(fixture, 1), AWE_OK);
    assert_int_equal(prepare(fixture, 77), AWE_OK); /* there is none */
    assert_true(n_decoded['A'] == 0 && n_decoded['B'] == 1);
    assert_int_equal(report_log_count(&fixture->log, "cannot be decoded; silent"), 0);
}

/* Whatever the order of the presets, in the end all is as if nothing had been postponed. */
static void is_the_same_in_the_end(void **state)
{
    static const uint32_t orders[][4] = {{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}};
    bank_fixture *fixture = *state;
    fill(fixture);
    for (size_t i = 0; i < 3; i++) {
        fixture->config.spread = i == 1 ? spread : NULL;
        assert_int_equal(bank_fixture_load(fixture), AWE_OK);
        for (size_t j = 0; j < 4; j++) {
            assert_int_equal(prepare(fixture, orders[i][j]), AWE_OK);
        }
        const awe_bank *bank = fixture->bank;
        assert_int_equal(bank->info.n_packed_samples, 0);
        assert_int_equal(bank->info.n_silent_samples, 1);
        assert_int_equal(bank->info.n_sample_frames, 40);
        assert_int_equal(report_log_count(&fixture->log, "cannot be decoded; silent"), 1);
        assert_true(awe_bank_is_lost(bank, 2));
        assert_false(awe_bank_is_lost(bank, 0) || awe_bank_is_lost(bank, 3));
        uint32_t n;
        (void)awe_bank_layers(bank, 3, 60, &n);
        assert_int_equal(n, 1); /* the layer of X is gone */
        assert_null(awe_bank_layers(bank, 2, 60, &n));
    }
    assert_true(n_spread > 0);
}

static void all_at_once(void **state)
{
    bank_fixture *fixture = *state;
    fill(fixture);
    fixture->config.postpone = 0;
    fixture->config.spread = spread;
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_true(n_decoded['A'] == 1 && n_decoded['B'] == 1 && n_spread == 2);
    assert_int_equal(fixture->bank->info.n_packed_samples, 0);
    assert_int_equal(fixture->bank->samples[0].frames[0], 'A');
    assert_int_equal(fixture->bank->samples[1].frames[0], 'B');
    assert_true(awe_bank_is_lost(fixture->bank, 2));
}

/* A loop that leaves the sample is told of when the sample's length is known. */
static void reports_placements_late(void **state)
{
    bank_fixture *fixture = *state;
    fill(fixture);
    sf2_add_instrument(fixture->file, "looped");
    sf2_add_zone(fixture->file);
    sf2_add_generator(fixture->file, AWE_GEN_SAMPLE_MODES, 1);
    sf2_add_generator(fixture->file, AWE_GEN_SAMPLE,
                      (int)sf2_add_compressed(fixture->file, "C", 1, 2, 999));
    sf2_add_preset(fixture->file, "looped", 0, 9);
    sf2_add_zone(fixture->file);
    sf2_add_generator(fixture->file, AWE_GEN_INSTRUMENT, 3);
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_int_equal(report_log_count(&fixture->log, "loop reaches outside the sample; cut"), 0);
    assert_int_equal(prepare(fixture, 4), AWE_OK);
    assert_int_equal(report_log_count(&fixture->log, "loop reaches outside the sample; cut"), 1);
}

/* A ROM sample that a packed one answers is decoded for the bank that asks. */
static void answers_rom(void **state)
{
    bank_fixture *fixture = *state;
    fill(fixture);
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    sf2_builder *file = sf2_new();
    sf2_add_voice(file, 0, 0,
                  sf2_add_sample_header(file, "compressed", (uint32_t[]){0, 9, 0, 0}, 0x8001));
    size_t size;
    const void *bytes = sf2_build(file, &size);
    const awe_bank *rom = fixture->bank;
    awe_bank *bank;
    awe_bank_config config = {.decode = decode, .rom = &rom, .n_rom = 1};
    assert_int_equal(awe_bank_load(bytes, size, &config, &bank), AWE_OK);
    assert_int_equal(count_regions(bank, 0), 1);
    assert_int_equal(bank->samples[0].n_frames, 20);
    assert_int_equal(rom->info.n_packed_samples, 3);
    awe_bank_free(bank);
    sf2_free(file);
}

static void refuses_nonsense(void **state)
{
    bank_fixture *fixture = *state;
    awe_bank_config config = {0};
    fill(fixture);
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_int_equal(awe_bank_prepare(NULL, NULL, 0, &config), AWE_BAD_ARG);
    assert_int_equal(awe_bank_prepare(fixture->bank, NULL, 0, NULL), AWE_BAD_ARG);
    assert_int_equal(awe_bank_prepare(fixture->bank, NULL, 1, &fixture->config), AWE_BAD_ARG);
    assert_int_equal(awe_bank_prepare(fixture->bank, NULL, 0, &config), AWE_BAD_ARG);
}

/* Without memory nothing is decoded, and the next attempt may succeed. */
static void every_allocation_may_fail(void **state)
{
    bank_fixture *fixture = *state;
    fill(fixture);
    size_t size;
    const void *bytes = sf2_build(fixture->file, &size);
    uint32_t n_failed = 0;
    for (size_t n = 1;; n++) {
        failing_allocator memory;
        failing_allocator_init(&memory, 0);
        awe_bank_config config = {.allocator = &memory.allocator, .decode = decode, .postpone = 1};
        awe_bank *bank;
        assert_int_equal(awe_bank_load(bytes, size, &config, &bank), AWE_OK);
        memory.fail_at = memory.n_allocations + n;
        awe_status status = awe_bank_prepare(bank, (uint32_t[]){0}, 1, &config);
        assert_true(status == AWE_OK || bank->info.n_packed_samples == 3);
        memory.fail_at = 0;
        assert_int_equal(awe_bank_prepare(bank, (uint32_t[]){0}, 1, &config), AWE_OK);
        assert_int_equal(count_regions(bank, 0), 1);
        awe_bank_free(bank);
        assert_int_equal(memory.n_blocks, 0);
        if (status == AWE_OK) {
            break;
        }
        n_failed++;
    }
    assert_true(n_failed >= 3);
}

#define WITH_FIXTURE(test)                                                                         \
    cmocka_unit_test_setup_teardown(test, bank_fixture_setup, bank_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(decodes_what_is_asked_for),
        WITH_FIXTURE(is_the_same_in_the_end),
        WITH_FIXTURE(all_at_once),
        WITH_FIXTURE(reports_placements_late),
        WITH_FIXTURE(answers_rom),
        WITH_FIXTURE(refuses_nonsense),
        WITH_FIXTURE(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
