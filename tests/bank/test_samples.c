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

#define ROM 0x8001

/* Frames that differ from each other and from zero. */
static const int16_t ramp[8] = {1, -2, 300, -400, 5000, -6000, 32767, -32768};
static const uint8_t low[8] = {10, 20, 30, 40, 50, 60, 70, 80};

static uint32_t add_ramp(bank_fixture *fixture)
{
    uint32_t sample = sf2_add_sample(fixture->file, &(sf2_sample){.name = "ramp",
                                                                  .frames = ramp,
                                                                  .n_frames = 8,
                                                                  .loop_start = 2,
                                                                  .loop_end = 6,
                                                                  .rate_hz = 22050,
                                                                  .root_key = 72,
                                                                  .correction_cents = -7});
    sf2_add_voice(fixture->file, 0, 0, sample);
    return sample;
}

static void reads_the_header(void **state)
{
    bank_fixture *fixture = *state;
    (void)sf2_add_tone(fixture->file, 10, 50); /* so that addresses are not 0 */
    add_ramp(fixture);
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_int_equal(fixture->log.n, 0);
    const awe_sample *sample = &fixture->bank->samples[1];
    assert_string_equal(sample->name, "ramp");
    assert_int_equal(sample->n_frames, 8);
    assert_int_equal(sample->loop_start, 2);
    assert_int_equal(sample->loop_end, 6);
    assert_int_equal(sample->rate_hz, 22050);
    assert_int_equal(sample->root_key, 72);
    assert_int_equal(sample->correction_cents, -7);
    assert_int_equal(sample->type, 1);
    assert_null(sample->low);
    assert_memory_equal(sample->frames, ramp, sizeof ramp);
}

static void plays_from_the_file(void **state)
{
    bank_fixture *fixture = *state;
    add_ramp(fixture);
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_ptr_equal(fixture->bank->samples[0].frames, sf2_chunk(fixture->file, "smpl", NULL));
    assert_null(fixture->bank->copy);
}

static void copies_misaligned_data_once(void **state)
{
    bank_fixture *fixture = *state;
    add_ramp(fixture);
    add_ramp(fixture);
    sf2_get_options(fixture->file)->shift = 1;
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    const awe_sample *samples = fixture->bank->samples;
    assert_ptr_equal(samples[0].frames, fixture->bank->copy);
    assert_ptr_equal(samples[1].frames, fixture->bank->copy + 8 + 46);
    assert_memory_equal(samples[0].frames, ramp, sizeof ramp);
    assert_memory_equal(samples[1].frames, ramp, sizeof ramp);
}

static void low_bytes_of_24_bits(void **state)
{
    bank_fixture *fixture = *state;
    (void)sf2_add_tone(fixture->file, 10, 50);
    uint32_t sample =
        sf2_add_sample(fixture->file, &(sf2_sample){.frames = ramp, .low = low, .n_frames = 8});
    sf2_add_voice(fixture->file, 0, 0, sample);
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_int_equal(fixture->bank->info.version_minor, 4);
    assert_memory_equal(fixture->bank->samples[1].low, low, sizeof low);
    assert_memory_equal(fixture->bank->samples[1].frames, ramp, sizeof ramp);
}

static void senseless_values_are_repaired(void **state)
{
    static const struct {
        uint32_t rate, expected_rate;
        uint8_t root, expected_root;
        size_t n_reports;
    } cases[] = {
        {44100, 44100, 127, 127, 0}, {400, 400, 255, 60, 0},   {192000, 192000, 1, 1, 0},
        {0, 44100, 60, 60, 1},       {399, 44100, 60, 60, 1},  {0xFFFFFFFF, 44100, 60, 60, 1},
        {8000, 8000, 128, 60, 1},    {8000, 8000, 254, 60, 1},
    };
    bank_fixture *fixture = *state;
    add_ramp(fixture);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t size;
        const void *bytes = sf2_build(fixture->file, &size);
        uint8_t *header = sf2_chunk(fixture->file, "shdr", NULL);
        sf2_put32(header + 36, cases[i].rate);
        header[40] = cases[i].root;
        assert_int_equal(bank_fixture_load_bytes(fixture, bytes, size), AWE_OK);
        assert_int_equal(fixture->bank->samples[0].rate_hz, cases[i].expected_rate);
        assert_int_equal(fixture->bank->samples[0].root_key, cases[i].expected_root);
        assert_int_equal(fixture->log.n, cases[i].n_reports);
        if (fixture->log.n) {
            assert_string_equal(fixture->log.entries[0].report.part, "sample");
            assert_string_equal(fixture->log.entries[0].report.name, "ramp");
            assert_int_equal(fixture->log.entries[0].report.offset,
                             header - (const uint8_t *)bytes);
        }
    }
}

static void addresses_outside_the_data(void **state)
{
    static const struct {
        uint32_t start, end, n_frames; /* smpl has 8 + 46 frames */
        const char *words;
    } cases[] = {
        {0, 54, 54, NULL},
        {0, 55, 54, "ends outside the sample data; cut there"},
        {53, 0xFFFFFFFF, 1, "ends outside the sample data; cut there"},
        {54, 60, 0, "no frames in the file; silent"},
        {0xFFFFFFF0, 0xFFFFFFFF, 0, "no frames in the file; silent"},
        {5, 5, 0, "no frames in the file; silent"},
        {9, 3, 0, "no frames in the file; silent"},
    };
    bank_fixture *fixture = *state;
    add_ramp(fixture);
    uint32_t other = sf2_add_sample_header(fixture->file, "same", (uint32_t[]){0, 8, 0, 0}, 1);
    sf2_add_voice(fixture->file, 0, 1, other);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t size;
        const void *bytes = sf2_build(fixture->file, &size);
        uint8_t *header = sf2_chunk(fixture->file, "shdr", NULL);
        sf2_put32(header + 20, cases[i].start);
        sf2_put32(header + 24, cases[i].end);
        assert_int_equal(bank_fixture_load_bytes(fixture, bytes, size), AWE_OK);
        const awe_sample *sample = &fixture->bank->samples[0];
        assert_int_equal(sample->n_frames, cases[i].n_frames);
        assert_int_equal(sample->frames == NULL, cases[i].n_frames == 0);
        assert_int_equal(fixture->bank->info.n_silent_samples, cases[i].n_frames == 0);
        assert_true(!cases[i].words || report_log_find(&fixture->log, cases[i].words));
    }
}

static void rom_samples_are_silent(void **state)
{
    bank_fixture *fixture = *state;
    add_ramp(fixture);
    for (uint32_t i = 0; i < 20; i++) {
        uint32_t sample =
            sf2_add_sample_header(fixture->file, "rom", (uint32_t[]){0, 9, 1, 8}, ROM);
        sf2_add_voice(fixture->file, 1, (uint16_t)i, sample);
    }
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_int_equal(fixture->bank->info.n_samples, 21);
    assert_int_equal(fixture->bank->info.n_silent_samples, 20);
    assert_int_equal(fixture->bank->info.n_sample_frames, 8);
    assert_int_equal(fixture->log.n, 2);
    assert_string_equal(fixture->log.entries[0].report.name, "rom");
    assert_non_null(report_log_find(&fixture->log, "19 more of this kind: in the ROM"));
}

/* By name, whatever its case and mark, from the topmost bank that can sound it. */
static void rom_samples_are_answered(void **state)
{
    bank_fixture *fixture = *state;
    void *below;
    assert_int_equal(bank_fixture_setup(&below), 0);
    bank_fixture *general = below;
    add_ramp(general);
    uint32_t silent = sf2_add_sample_header(general->file, "RAMP", (uint32_t[]){0, 9, 1, 8}, ROM);
    sf2_add_voice(general->file, 0, 1, silent);
    assert_int_equal(bank_fixture_load(general), AWE_OK);
    const awe_bank *const rom[] = {general->bank, general->bank};
    sf2_add_voice(fixture->file, 0, 0,
                  sf2_add_sample_header(fixture->file, "*Ramp", (uint32_t[]){0, 9, 1, 8}, ROM));
    sf2_add_voice(fixture->file, 0, 1,
                  sf2_add_sample_header(fixture->file, "*Ramp2", (uint32_t[]){0, 9, 1, 8}, ROM));
    sf2_add_voice(fixture->file, 0, 2,
                  sf2_add_sample_header(fixture->file, "*", (uint32_t[]){0, 9, 1, 8}, ROM));
    fixture->config.rom = rom;
    fixture->config.n_rom = 2;
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    const awe_sample *sample = &fixture->bank->samples[0];
    assert_string_equal(sample->name, "*Ramp");
    assert_ptr_equal(sample->frames, general->bank->samples[0].frames);
    assert_int_equal(sample->n_frames, 8);
    assert_int_equal(sample->loop_start, 2);
    assert_int_equal(sample->rate_hz, 22050);
    assert_int_equal(sample->root_key, 72);
    assert_int_equal(fixture->bank->info.n_rom_samples, 3);
    assert_int_equal(fixture->bank->info.n_silent_samples, 2);
    assert_non_null(report_log_find(&fixture->log, "taken from another bank's sample"));
    assert_false(awe_bank_is_lost(fixture->bank, 0));
    assert_true(awe_bank_is_lost(fixture->bank, 1));
    assert_true(awe_bank_is_lost(fixture->bank, 2));
    assert_false(awe_bank_is_lost(fixture->bank, 3));
    assert_false(awe_bank_is_lost(fixture->bank, -1));
    fixture->config.rom = NULL;
    assert_int_equal(bank_fixture_load(fixture), AWE_BAD_ARG);
    bank_fixture_teardown(&below);
}

static void nothing_but_rom_is_damage(void **state)
{
    bank_fixture *fixture = *state;
    (void)sf2_add_tone(fixture->file, 10, 50);
    uint32_t sample = sf2_add_sample_header(fixture->file, "rom", (uint32_t[]){0, 9, 1, 8}, ROM);
    sf2_add_voice(fixture->file, 0, 0, sample);
    assert_int_equal(bank_fixture_load(fixture), AWE_DAMAGED);
    assert_null(fixture->bank);
    assert_non_null(report_log_find(&fixture->log, "no preset leads to a sample"));
}

/* A stand-in for Vorbis: the first byte is the number of frames, each frame is the second byte; X
   cannot be decoded, S and Z give fewer frames or none, L claims to be endless. */
static int64_t decode(void *context, const void *data, size_t size, int16_t *out, size_t n_out)
{
    (void)context;
    const uint8_t *bytes = data;
    if (size < 2 || bytes[1] == 'X') {
        return -1;
    }
    if (bytes[1] == 'L') {
        return INT64_MAX;
    }
    if (!out) {
        return bytes[0];
    }
    size_t n = bytes[1] == 'S' ? n_out / 2 : bytes[1] == 'Z' ? 0 : n_out;
    for (size_t i = 0; i < n; i++) {
        out[i] = bytes[1];
    }
    return (int64_t)n;
}

static void add_compressed_voice(bank_fixture *fixture, uint16_t program, const char *bytes)
{
    uint32_t sample = sf2_add_compressed(fixture->file, bytes, (uint32_t)strlen(bytes), 3, 17);
    sf2_add_voice(fixture->file, 0, program, sample);
}

static void compressed_samples_are_decoded(void **state)
{
    bank_fixture *fixture = *state;
    fixture->config.decode = decode;
    sf2_options *options = sf2_get_options(fixture->file);
    options->version_major = 3;
    options->unpadded = "smpl";
    add_compressed_voice(fixture, 0,
                         "\24"
                         "A..");
    add_compressed_voice(fixture, 1,
                         "\36"
                         "B");
    add_compressed_voice(fixture, 2,
                         "\24"
                         "S.");
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    const awe_sample *samples = fixture->bank->samples;
    assert_int_equal(report_log_count(&fixture->log, "odd size without a pad byte"), 1);
    assert_int_equal(samples[0].n_frames, 20);
    assert_int_equal(samples[1].n_frames, 30);
    assert_int_equal(samples[2].n_frames, 10);
    assert_int_equal(samples[0].loop_start, 3);
    assert_int_equal(samples[0].loop_end, 17);
    assert_int_equal(samples[0].frames[0], 'A');
    assert_int_equal(samples[0].frames[19], 'A');
    assert_int_equal(samples[1].frames[0], 'B');
    assert_int_equal(samples[1].frames[29], 'B');
    assert_int_equal(samples[2].frames[9], 'S');
    assert_int_equal(fixture->bank->info.n_sample_frames, 60);
    assert_int_equal(fixture->bank->info.n_silent_samples, 0);
    assert_int_equal(fixture->bank->info.version_major, 3);
}

static void undecodable_samples_are_silent(void **state)
{
    bank_fixture *fixture = *state;
    fixture->config.decode = decode;
    sf2_get_options(fixture->file)->version_major = 3;
    add_compressed_voice(fixture, 0,
                         "\24"
                         "A");
    add_compressed_voice(fixture, 1,
                         "\24"
                         "X");
    add_compressed_voice(fixture, 2,
                         "\24"
                         "L");
    add_compressed_voice(fixture, 3,
                         "\24"
                         "Z");
    sf2_add_sample_header(fixture->file, "outside", (uint32_t[]){5000, 6000, 0, 0}, 0x11);
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_int_equal(fixture->bank->info.n_samples, 5);
    assert_int_equal(fixture->bank->info.n_silent_samples, 4);
    assert_int_equal(report_log_count(&fixture->log, "cannot be decoded; silent"), 3);
    assert_int_equal(report_log_count(&fixture->log, "no frames in the file; silent"), 1);
}

static void without_decoder_only_plain_samples_sound(void **state)
{
    bank_fixture *fixture = *state;
    sf2_get_options(fixture->file)->version_major = 3;
    add_ramp(fixture);
    add_compressed_voice(fixture, 1,
                         "\24"
                         "AA.");
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_int_equal(fixture->bank->info.n_silent_samples, 1);
    assert_non_null(report_log_find(&fixture->log, "no decoder given; silent"));
    assert_memory_equal(fixture->bank->samples[0].frames, ramp, sizeof ramp);
}

#define WITH_FIXTURE(test)                                                                         \
    cmocka_unit_test_setup_teardown(test, bank_fixture_setup, bank_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(reads_the_header),
        WITH_FIXTURE(rom_samples_are_answered),
        WITH_FIXTURE(plays_from_the_file),
        WITH_FIXTURE(copies_misaligned_data_once),
        WITH_FIXTURE(low_bytes_of_24_bits),
        WITH_FIXTURE(senseless_values_are_repaired),
        WITH_FIXTURE(addresses_outside_the_data),
        WITH_FIXTURE(rom_samples_are_silent),
        WITH_FIXTURE(nothing_but_rom_is_damage),
        WITH_FIXTURE(compressed_samples_are_decoded),
        WITH_FIXTURE(undecodable_samples_are_silent),
        WITH_FIXTURE(without_decoder_only_plain_samples_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
