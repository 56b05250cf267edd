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
#include "support/byte_buffer.h"
#include "support/failing_allocator.h"

#include <stdlib.h>

static int keep(void *context, const void *bytes, size_t size)
{
    byte_buffer_append(context, bytes, size);
    return 1;
}

/* Takes so many bytes and no more. */
static int refuse(void *context, const void *bytes, size_t size)
{
    size_t *left = context;
    (void)bytes;
    if (size > *left) {
        return 0;
    }
    *left -= size;
    return 1;
}

static void fill_file(bank_fixture *fixture)
{
    sf2_builder *file = fixture->file;
    sf2_options *options = sf2_get_options(file);
    options->version_major = 1;
    options->old_form = 1;
    options->name = "odd!";
    options->unpadded = "all";
    uint32_t tone = sf2_add_tone(file, 20, 100);
    sf2_add_sample_header(file, "*Rom", (uint32_t[]){9, 99, 20, 30}, 1);
    sf2_add_instrument(file, "Tone");
    sf2_add_zone(file);
    sf2_add_generator(file, AWE_GEN_VOL_ENV_DECAY, 500);
    sf2_add_zone(file);
    sf2_add_range(file, AWE_GEN_KEY_RANGE, 0, 59);
    sf2_add_generator(file, AWE_GEN_SAMPLE_PITCH, 5760);
    sf2_add_generator(file, AWE_GEN_SAMPLE, (int)tone);
    sf2_add_zone(file);
    sf2_add_generator(file, AWE_GEN_FILTER_CUTOFF, 30);
    sf2_add_generator(file, AWE_GEN_SAMPLE, (int)tone);
    sf2_add_preset(file, "Tone", 0, 0);
    sf2_add_zone(file);
    sf2_add_generator(file, AWE_GEN_INSTRUMENT, 0);
    sf2_add_preset(file, "Filled", 0, 1);
    sf2_add_zone(file);
    sf2_add_generator(file, AWE_GEN_FILTER_CUTOFF, 90);
    sf2_add_generator(file, AWE_GEN_ATTENUATION, 100);
    sf2_add_generator(file, AWE_GEN_INSTRUMENT, 0);
}

static void compare_keys(const awe_bank *a, const awe_bank *b, int32_t preset)
{
    for (uint32_t key = 0; key < 128; key++) {
        uint32_t n_a, n_b;
        const awe_layer *of_a = awe_bank_layers(a, preset, key, &n_a);
        const awe_layer *of_b = awe_bank_layers(b, preset, key, &n_b);
        assert_int_equal(n_a, n_b);
        for (uint32_t i = 0; i < n_a; i++) {
            awe_region in_a, in_b;
            assert_true(awe_bank_region(a, &of_a[i], 100, &in_a));
            assert_true(awe_bank_region(b, &of_b[i], 100, &in_b));
            assert_memory_equal(in_a.generators, in_b.generators, sizeof in_a.generators);
            assert_int_equal(in_a.loop_start, in_b.loop_start);
            assert_int_equal(in_a.root_key, in_b.root_key);
            assert_memory_equal(in_a.sample->frames, in_b.sample->frames,
                                in_a.sample->n_frames * sizeof(int16_t));
        }
    }
}

/* The written file is a sound one of 2.01, and plays what the old one does. */
static void sounds_the_same(void **state)
{
    bank_fixture *fixture = *state;
    fill_file(fixture);
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    awe_bank *old = fixture->bank;
    fixture->bank = NULL;
    size_t size;
    const void *bytes = sf2_build(fixture->file, &size);
    byte_buffer written = {0};
    report_log_clear(&fixture->log);
    assert_int_equal(awe_bank_convert(bytes, size, &fixture->config, keep, &written), AWE_OK);
    assert_non_null(report_log_find(&fixture->log, "3 times in all: filter cutoffs"));
    assert_int_equal(bank_fixture_load_bytes(fixture, written.bytes, written.size), AWE_OK);
    assert_int_equal(report_log_count(&fixture->log, ""), 1);
    assert_non_null(report_log_find(&fixture->log, "in the ROM of a sound card"));
    awe_bank_info info;
    awe_bank_get_info(fixture->bank, &info);
    assert_int_equal(info.version_major, 2);
    assert_int_equal(info.version_minor, 1);
    assert_string_equal(info.name, "odd!");
    assert_int_equal(info.n_presets, 2);
    compare_keys(old, fixture->bank, 0);
    compare_keys(old, fixture->bank, 1);
    awe_bank_free(old);
    free(written.bytes);
}

/* Sizes are what they say: every list ends where the next begins, and the last at the end. */
static void sizes_are_right(void **state)
{
    bank_fixture *fixture = *state;
    fill_file(fixture);
    size_t size;
    const void *bytes = sf2_build(fixture->file, &size);
    byte_buffer written = {0};
    assert_int_equal(awe_bank_convert(bytes, size, NULL, keep, &written), AWE_OK);
    awe_bytes file = {written.bytes, written.size};
    assert_int_equal(awe_bytes_le32(file, 4) + 8, written.size);
    size_t at = 12;
    for (int i = 0; i < 3; i++) {
        size_t end = at + 8 + awe_bytes_le32(file, at + 4);
        assert_memory_equal(written.bytes + at, "LIST", 4);
        for (at += 12; at < end;) {
            size_t content = awe_bytes_le32(file, at + 4);
            at += 8 + content + (content & 1);
        }
        assert_int_equal(at, end);
    }
    assert_int_equal(at, written.size);
    free(written.bytes);
}

static void refusals(void **state)
{
    bank_fixture *fixture = *state;
    fill_file(fixture);
    size_t size, needed = 0;
    const void *bytes = sf2_build(fixture->file, &size);
    byte_buffer written = {0};
    assert_int_equal(awe_bank_convert(bytes, size, NULL, keep, &written), AWE_OK);
    needed = written.size;
    free(written.bytes);
    for (size_t n = 0; n < needed; n++) {
        size_t left = n;
        assert_int_equal(awe_bank_convert(bytes, size, NULL, refuse, &left), AWE_NOT_WRITTEN);
    }
    assert_int_equal(awe_bank_convert(bytes, size, NULL, refuse, &needed), AWE_OK);
    assert_int_equal(awe_bank_convert(NULL, size, NULL, keep, NULL), AWE_BAD_ARG);
    assert_int_equal(awe_bank_convert(bytes, size, NULL, NULL, NULL), AWE_BAD_ARG);
    assert_int_equal(awe_bank_convert("MThd", 4, NULL, keep, NULL), AWE_NOT_A_BANK);
    sf2_get_options(fixture->file)->version_major = 2;
    sf2_get_options(fixture->file)->old_form = 0;
    bytes = sf2_build(fixture->file, &size);
    assert_int_equal(awe_bank_convert(bytes, size, NULL, keep, NULL), AWE_UNSUPPORTED);
}

static void every_allocation_may_fail(void **state)
{
    bank_fixture *fixture = *state;
    fill_file(fixture);
    size_t size;
    const void *bytes = sf2_build(fixture->file, &size);
    failing_allocator memory;
    awe_bank_config config = {.allocator = &memory.allocator};
    awe_status status = AWE_NO_MEM;
    for (size_t n = 1; status != AWE_OK; n++) {
        byte_buffer written = {0};
        failing_allocator_init(&memory, n);
        status = awe_bank_convert(bytes, size, &config, keep, &written);
        assert_true(status == AWE_NO_MEM || memory.n_allocations < n);
        assert_int_equal(memory.n_blocks, 0);
        free(written.bytes);
    }
}

#define WITH_FIXTURE(test)                                                                         \
    cmocka_unit_test_setup_teardown(test, bank_fixture_setup, bank_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(sounds_the_same),
        WITH_FIXTURE(sizes_are_right),
        WITH_FIXTURE(refusals),
        WITH_FIXTURE(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
