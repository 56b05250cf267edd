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
#include "support/failing_allocator.h"

#include <stdlib.h>

/* A stand-in for Vorbis: two frames for each byte. */
static int64_t decode(void *context, const void *data, size_t size, int16_t *out, size_t n_out)
{
    (void)context;
    for (size_t i = 0; out && i < n_out; i++) {
        out[i] = ((const uint8_t *)data)[i / 2 % size];
    }
    return out ? (int64_t)n_out : 2 * (int64_t)size;
}

/* A bank with something of everything: both levels with global zones and modulators, 24 bit and
   compressed samples, a ROM sample, drums. */
static void fill_file(bank_fixture *fixture)
{
    static const int16_t frames[40] = {1, 2, 3};
    static const uint8_t low[40] = {4, 5, 6};
    sf2_builder *file = fixture->file;
    sf2_options *options = sf2_get_options(file);
    options->version_major = 3;
    options->version_minor = 1;
    options->unpadded = "smpl";
    options->odd_smpl = 1;
    fixture->config.decode = decode;
    sf2_add_tone(file, 10, 100);
    sf2_add_sample(file, &(sf2_sample){.frames = frames, .low = low, .n_frames = 40});
    sf2_add_compressed(file, "compressed", 10, 2, 18);
    sf2_add_sample_header(file, "rom", (uint32_t[]){0, 9, 0, 0}, 0x8001);
    sf2_add_instrument(file, "piano");
    sf2_add_zone(file);
    sf2_add_modulator(file, 1, 2, 3, 4, 0);
    sf2_add_modulator(file, 1, 0x8000, 3, 4, 0);
    sf2_add_generator(file, AWE_GEN_SAMPLE_MODES, 1);
    for (int i = 0; i < 4; i++) {
        sf2_add_zone(file);
        sf2_add_range(file, AWE_GEN_KEY_RANGE, (uint8_t)(20 * i), (uint8_t)(20 * i + 40));
        sf2_add_modulator(file, (uint16_t)(i % 2), 2, 3, 4, 0);
        sf2_add_generator(file, AWE_GEN_SAMPLE, i);
    }
    sf2_add_preset(file, "Piano", 0, 0);
    sf2_add_zone(file);
    sf2_add_modulator(file, 1, 2, 3, 4, 0);
    sf2_add_generator(file, AWE_GEN_PAN, 100);
    sf2_add_zone(file);
    sf2_add_generator(file, AWE_GEN_INSTRUMENT, 0);
    sf2_add_zone(file);
    sf2_add_modulator(file, 5, 6, 7, 8, 0);
    sf2_add_generator(file, AWE_GEN_INSTRUMENT, 0);
    sf2_add_voice(file, 128, 0, 1);
}

/* Asks everything there is to ask, as a synth would. Returns the number of regions. */
static uint32_t use_bank(const awe_bank *bank)
{
    uint32_t n_regions = 0;
    awe_bank_info info;
    awe_bank_get_info(bank, &info);
    for (uint32_t i = 0; i < info.n_presets * 128; i++) {
        uint32_t n;
        const awe_layer *layers = awe_bank_layers(bank, (int32_t)(i / 128), i % 128, &n);
        for (uint32_t j = 0; j < n; j++) {
            awe_region region;
            if (awe_bank_region(bank, &layers[j], 100, &region)) {
                assert_true(region.start < region.end);
                assert_true(region.end <= region.sample->n_frames);
                volatile int frame = region.sample->frames[region.end - 1];
                (void)frame;
                n_regions++;
            }
        }
    }
    return n_regions;
}

static void describes_itself(void **state)
{
    bank_fixture *fixture = *state;
    fill_file(fixture);
    sf2_get_options(fixture->file)->name = "A b\xe4nk\x1b!";
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    awe_bank_info info;
    awe_bank_get_info(fixture->bank, &info);
    assert_string_equal(info.name, "A b?nk?!");
    assert_int_equal(info.version_major, 3);
    assert_int_equal(info.version_minor, 1);
    assert_int_equal(info.n_presets, 2);
    assert_int_equal(info.n_instruments, 2);
    assert_int_equal(info.n_samples, 4);
    assert_int_equal(info.n_silent_samples, 1);
    assert_int_equal(info.n_modulators, 2 + 4 + 1 + 1);
    assert_int_equal(info.n_sample_frames, 100 + 40 + 20);
    awe_preset_info preset = {.bank = 99};
    assert_false(awe_bank_get_preset(fixture->bank, 2, &preset));
    assert_int_equal(preset.bank, 99);
    assert_true(awe_bank_get_preset(fixture->bank, 0, &preset));
    assert_string_equal(preset.name, "Piano");
    assert_true(use_bank(fixture->bank) > 0);
}

static void name_is_empty_without_inam(void **state)
{
    bank_fixture *fixture = *state;
    fill_file(fixture);
    sf2_get_options(fixture->file)->omit = "INAM";
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_string_equal(fixture->bank->info.name, "");
}

static void bad_arguments(void **state)
{
    (void)state;
    awe_bank *bank = (awe_bank *)1;
    assert_int_equal(awe_bank_load(NULL, 100, NULL, &bank), AWE_BAD_ARG);
    assert_null(bank);
    assert_int_equal(awe_bank_load("RIFF", 4, NULL, NULL), AWE_BAD_ARG);
    assert_int_equal(awe_bank_load("RIFF", 0, NULL, &bank), AWE_NOT_A_BANK);
    awe_bank_free(NULL);
}

static void every_allocation_may_fail(void **state)
{
    bank_fixture *fixture = *state;
    fill_file(fixture);
    for (uint32_t shift = 0; shift < 2; shift++) {
        sf2_get_options(fixture->file)->shift = shift;
        size_t size;
        const void *bytes = sf2_build(fixture->file, &size);
        failing_allocator memory;
        awe_bank_config config = {.allocator = &memory.allocator, .decode = decode};
        size_t n_failed = 0;
        for (size_t n = 1;; n++) {
            failing_allocator_init(&memory, n);
            awe_bank *bank;
            awe_status status = awe_bank_load(bytes, size, &config, &bank);
            if (memory.n_allocations < n) {
                assert_int_equal(status, AWE_OK);
                awe_bank_free(bank);
                break;
            }
            /* only giving unused room back may fail unnoticed */
            assert_true(status == AWE_NO_MEM || status == AWE_OK);
            assert_true((bank != NULL) == (status == AWE_OK));
            n_failed += status == AWE_NO_MEM;
            awe_bank_free(bank);
            assert_int_equal(memory.n_blocks, 0);
        }
        assert_int_equal(memory.n_blocks, 0);
        assert_true(n_failed > 12);
    }
}

/* Each beginning of the file lies at the end of its own block, so that a read past it is seen. */
static void cut_at_every_byte(void **state)
{
    bank_fixture *fixture = *state;
    fill_file(fixture);
    size_t size;
    const uint8_t *bytes = sf2_build(fixture->file, &size);
    uint32_t n_loaded = 0;
    for (size_t n = 0; n < size; n++) {
        uint8_t *part = malloc(n ? n : 1);
        assert_non_null(part);
        memcpy(part, bytes, n);
        awe_status status = bank_fixture_load_bytes(fixture, part, n);
        assert_int_equal(status == AWE_OK, fixture->bank != NULL);
        if (fixture->bank) {
            (void)use_bank(fixture->bank);
            n_loaded++;
        } else {
            assert_true(status == AWE_NOT_A_BANK || status == AWE_DAMAGED);
            assert_true(fixture->log.n > 0);
        }
        awe_bank_free(fixture->bank);
        fixture->bank = NULL;
        free(part);
    }
    assert_true(n_loaded >= 46); /* the last chunk is shdr: without its terminal all is there */
}

/* Every byte in turn made 0, 255 and one bit wrong. */
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
        uint8_t *byte = &copy[i / 3];
        *byte = i % 3 == 0 ? 0 : i % 3 == 1 ? 255 : *byte ^ 1;
        if (bank_fixture_load_bytes(fixture, copy, size) == AWE_OK) {
            (void)use_bank(fixture->bank);
        }
        awe_bank_free(fixture->bank);
        fixture->bank = NULL;
    }
    free(copy);
}

static void wrong_sizes_are_survived(void **state)
{
    static const struct {
        const char *chunk;
        int32_t error;
        awe_status status;
    } cases[] = {
        {"smpl", 1000000, AWE_OK}, {"smpl", -20, AWE_OK},   {"smpl", -50, AWE_OK},
        {"shdr", 1000, AWE_OK},    {"INAM", 40000, AWE_OK},
    };
    bank_fixture *fixture = *state;
    fill_file(fixture);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sf2_get_options(fixture->file)->resized = cases[i].chunk;
        sf2_get_options(fixture->file)->size_error = cases[i].error;
        assert_int_equal(bank_fixture_load(fixture), cases[i].status);
        assert_int_equal(fixture->bank->info.n_samples, 4);
        assert_int_equal(fixture->bank->info.n_silent_samples, 1);
        assert_true(fixture->log.n > 0);
    }
}

static void odd_chunks_with_and_without_pad(void **state)
{
    bank_fixture *fixture = *state;
    fill_file(fixture);
    sf2_options *options = sf2_get_options(fixture->file);
    static const char *const unpadded[] = {NULL, "smpl", "INAM", "all"};
    static const char *const names[] = {"even .", "odd."};
    for (size_t i = 0; i < 8; i++) {
        options->unpadded = unpadded[i / 2];
        options->name = names[i % 2];
        assert_int_equal(bank_fixture_load(fixture), AWE_OK);
        assert_int_equal(fixture->bank->info.n_samples, 4);
        assert_string_equal(fixture->bank->info.name, names[i % 2]);
    }
}

static void refusals_are_one_sentence(void **state)
{
    bank_fixture *fixture = *state;
    assert_int_equal(bank_fixture_load_bytes(fixture, "MThd\0\0\0\6", 8), AWE_NOT_A_BANK);
    assert_int_equal(fixture->log.n, 1);
    fill_file(fixture);
    sf2_get_options(fixture->file)->unpadded = NULL;
    sf2_get_options(fixture->file)->omit = "phdr";
    assert_int_equal(bank_fixture_load(fixture), AWE_DAMAGED);
    assert_int_equal(fixture->log.n, 1);
    assert_int_equal(fixture->log.entries[0].report.severity, AWE_ERROR);
}

#define WITH_FIXTURE(test)                                                                         \
    cmocka_unit_test_setup_teardown(test, bank_fixture_setup, bank_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(describes_itself),          WITH_FIXTURE(name_is_empty_without_inam),
        cmocka_unit_test(bad_arguments),         WITH_FIXTURE(every_allocation_may_fail),
        WITH_FIXTURE(cut_at_every_byte),         WITH_FIXTURE(every_byte_wrong),
        WITH_FIXTURE(wrong_sizes_are_survived),  WITH_FIXTURE(odd_chunks_with_and_without_pad),
        WITH_FIXTURE(refusals_are_one_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
