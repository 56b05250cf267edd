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

/* SoundFont 2.04, 8.1.3: least, greatest and default value of what both levels may set. */
static const struct {
    uint16_t id;
    int low, high, fallback;
} table_8_1_3[] = {
    {5, -12000, 12000, 0},
    {6, -12000, 12000, 0},
    {7, -12000, 12000, 0},
    {8, 1500, 13500, 13500},
    {9, 0, 960, 0},
    {10, -12000, 12000, 0},
    {11, -12000, 12000, 0},
    {13, -960, 960, 0},
    {15, 0, 1000, 0},
    {16, 0, 1000, 0},
    {17, -500, 500, 0},
    {21, -12000, 5000, -12000},
    {22, -16000, 4500, 0},
    {23, -12000, 5000, -12000},
    {24, -16000, 4500, 0},
    {25, -12000, 5000, -12000},
    {26, -12000, 8000, -12000},
    {27, -12000, 5000, -12000},
    {28, -12000, 8000, -12000},
    {29, 0, 1000, 0},
    {30, -12000, 8000, -12000},
    {31, -1200, 1200, 0},
    {32, -1200, 1200, 0},
    {33, -12000, 5000, -12000},
    {34, -12000, 8000, -12000},
    {35, -12000, 5000, -12000},
    {36, -12000, 8000, -12000},
    {37, 0, 1440, 0},
    {38, -12000, 8000, -12000},
    {39, -1200, 1200, 0},
    {40, -1200, 1200, 0},
    {48, 0, 1440, 0},
    {51, -120, 120, 0},
    {52, -99, 99, 0},
    {56, 0, 1200, 100},
};
#define N_ROWS (sizeof table_8_1_3 / sizeof *table_8_1_3)

/* What one zone of each level sets; 0 is not set. */
typedef struct zone_values {
    int instrument[AWE_N_GENERATORS];
    int preset[AWE_N_GENERATORS];
} zone_values;

static void add_values(sf2_builder *file, const int *values)
{
    for (uint16_t id = 0; id < AWE_N_GENERATORS; id++) {
        if (values[id]) {
            sf2_add_generator(file, id, values[id]);
        }
    }
}

/* Loads a bank with one sample of 1000 frames, loop 200 to 800, and these values. */
static awe_region make_region(bank_fixture *fixture, const zone_values *values)
{
    static const int16_t frames[1000];
    sf2_free(fixture->file);
    sf2_builder *file = fixture->file = sf2_new();
    (void)sf2_add_tone(file, 10, 100);
    uint32_t sample = sf2_add_sample(file, &(sf2_sample){.name = "sample",
                                                         .frames = frames,
                                                         .n_frames = 1000,
                                                         .loop_start = 200,
                                                         .loop_end = 800,
                                                         .root_key = 64});
    uint32_t instrument = sf2_add_instrument(file, "instrument");
    sf2_add_zone(file);
    add_values(file, values->instrument);
    sf2_add_generator(file, AWE_GEN_SAMPLE, (int)sample);
    sf2_add_preset(file, "preset", 0, 0);
    sf2_add_zone(file);
    add_values(file, values->preset);
    sf2_add_generator(file, AWE_GEN_INSTRUMENT, (int)instrument);
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    awe_region region;
    assert_true(bank_fixture_region(fixture, 60, 100, &region));
    assert_ptr_equal(region.sample, &fixture->bank->samples[sample]);
    return region;
}

static void defaults(void **state)
{
    awe_region region = make_region(*state, &(zone_values){.instrument = {0}});
    for (size_t i = 0; i < N_ROWS; i++) {
        assert_int_equal(region.generators[table_8_1_3[i].id], table_8_1_3[i].fallback);
    }
    assert_int_equal(region.generators[AWE_GEN_FIXED_KEY], -1);
    assert_int_equal(region.generators[AWE_GEN_FIXED_VELOCITY], -1);
    assert_int_equal(region.generators[AWE_GEN_ROOT_KEY], -1);
    assert_int_equal(region.generators[AWE_GEN_EXCLUSIVE_CLASS], 0);
    assert_int_equal(region.root_key, 64);
    assert_int_equal(region.start, 0);
    assert_int_equal(region.end, 1000);
    assert_int_equal(region.loop_mode, 0);
    assert_int_equal(region.n_instrument_modulators, 0);
    assert_int_equal(region.n_preset_modulators, 0);
}

/* One above the least and one below the greatest arrive as they are; what is beyond is clamped. */
static void instrument_values_replace_and_are_clamped(void **state)
{
    zone_values least = {0}, greatest = {0}, below = {0}, above = {0};
    for (size_t i = 0; i < N_ROWS; i++) {
        least.instrument[table_8_1_3[i].id] = table_8_1_3[i].low + 1;
        greatest.instrument[table_8_1_3[i].id] = table_8_1_3[i].high - 1;
        below.instrument[table_8_1_3[i].id] = -32768;
        above.instrument[table_8_1_3[i].id] = 32767;
    }
    awe_region a = make_region(*state, &least);
    awe_region b = make_region(*state, &greatest);
    awe_region c = make_region(*state, &below);
    awe_region d = make_region(*state, &above);
    for (size_t i = 0; i < N_ROWS; i++) {
        assert_int_equal(a.generators[table_8_1_3[i].id], table_8_1_3[i].low + 1);
        assert_int_equal(b.generators[table_8_1_3[i].id], table_8_1_3[i].high - 1);
        assert_int_equal(c.generators[table_8_1_3[i].id], table_8_1_3[i].low);
        assert_int_equal(d.generators[table_8_1_3[i].id], table_8_1_3[i].high);
    }
}

static void preset_values_add(void **state)
{
    zone_values values = {0};
    values.instrument[AWE_GEN_PAN] = 100;
    values.preset[AWE_GEN_PAN] = -350;
    values.preset[AWE_GEN_FILTER_CUTOFF] = -2000; /* to the default 13500 */
    values.instrument[AWE_GEN_VOL_ENV_RELEASE] = 7000;
    values.preset[AWE_GEN_VOL_ENV_RELEASE] = 7000;   /* sum above 8000 */
    values.instrument[AWE_GEN_ATTENUATION] = -32768; /* sums need more than 16 bits */
    values.preset[AWE_GEN_ATTENUATION] = -32768;
    values.preset[AWE_GEN_SCALE_TUNING] = -50;
    awe_region region = make_region(*state, &values);
    assert_int_equal(region.generators[AWE_GEN_PAN], -250);
    assert_int_equal(region.generators[AWE_GEN_FILTER_CUTOFF], 11500);
    assert_int_equal(region.generators[AWE_GEN_VOL_ENV_RELEASE], 8000);
    assert_int_equal(region.generators[AWE_GEN_ATTENUATION], 0);
    assert_int_equal(region.generators[AWE_GEN_SCALE_TUNING], 50);
}

static void instrument_only_values(void **state)
{
    zone_values values = {0};
    values.instrument[AWE_GEN_ROOT_KEY] = 72;
    values.preset[AWE_GEN_ROOT_KEY] = 5;
    values.instrument[AWE_GEN_FIXED_KEY] = 40;
    values.instrument[AWE_GEN_FIXED_VELOCITY] = 90;
    values.instrument[AWE_GEN_EXCLUSIVE_CLASS] = 3;
    values.preset[AWE_GEN_EXCLUSIVE_CLASS] = 4;
    values.preset[AWE_GEN_SAMPLE_MODES] = 1;
    values.preset[AWE_GEN_START_OFFSET] = 10;
    awe_region region = make_region(*state, &values);
    assert_int_equal(region.root_key, 72);
    assert_int_equal(region.generators[AWE_GEN_FIXED_KEY], 40);
    assert_int_equal(region.generators[AWE_GEN_FIXED_VELOCITY], 90);
    assert_int_equal(region.generators[AWE_GEN_EXCLUSIVE_CLASS], 3);
    assert_int_equal(region.loop_mode, 0);
    assert_int_equal(region.start, 0);
}

static void root_key_out_of_range(void **state)
{
    zone_values values = {0};
    values.instrument[AWE_GEN_ROOT_KEY] = -1;
    assert_int_equal(make_region(*state, &values).root_key, 64);
    values.instrument[AWE_GEN_ROOT_KEY] = 200;
    assert_int_equal(make_region(*state, &values).root_key, 127);
}

/* Bits 0 and 1 count: 1 loops, 3 loops until release, 2 is unused and means 0 (8.1.2, 54). */
static void sample_modes(void **state)
{
    static const int modes[][2] = {{1, 1}, {2, 0}, {3, 3}, {4, 0}, {5, 1}, {0x7FFE, 0}, {-1, 3}};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        zone_values values = {0};
        values.instrument[AWE_GEN_SAMPLE_MODES] = modes[i][0];
        awe_region region = make_region(*state, &values);
        assert_int_equal(region.loop_mode, modes[i][1]);
        if (region.loop_mode) {
            assert_int_equal(region.loop_start, 200);
            assert_int_equal(region.loop_end, 800);
        }
    }
}

/* Offsets in frames, coarse ones in 32768; the sample has 1000 frames and loops from 200 to 800. */
static const struct {
    int start, end, loop_start, loop_end;      /* fine offsets */
    int coarse_start, coarse_end, coarse_loop; /* coarse ones; the loop's for both of its ends */
    uint32_t expected_start, expected_end, expected_loop_start, expected_loop_end;
    int loops;
    const char *words; /* reported at load */
} offsets[] = {
    {0, 0, 0, 0, 0, 0, 0, 0, 1000, 200, 800, 1, NULL},
    {50, -100, 10, -20, 0, 0, 0, 50, 900, 210, 780, 1, NULL},
    {0, 0, 0, 200, 0, 0, 0, 0, 1000, 200, 1000, 1, NULL}, /* to the very end: valid */
    {0, -200, 0, 0, 0, 0, 0, 0, 800, 200, 800, 1, NULL},
    {0, 0, 0, 201, 0, 0, 0, 0, 1000, 200, 1000, 1, "loop reaches outside the sample; cut"},
    {0, -300, 0, 0, 0, 0, 0, 0, 700, 200, 700, 1, "loop reaches outside the sample; cut"},
    {0, 0, -201, 0, 0, 0, 0, 0, 1000, 0, 800, 1, "loop reaches outside the sample; cut"},
    {0, 0, 598, 0, 0, 0, 0, 0, 1000, 798, 800, 1, NULL}, /* two frames: the shortest loop */
    {0, 0, 599, 0, 0, 0, 0, 0, 1000, 0, 0, 0, "loop makes no sense; played without it"},
    {0, 0, 700, 0, 0, 0, 0, 0, 1000, 0, 0, 0, "loop makes no sense; played without it"},
    {0, -900, 0, 0, 0, 0, 0, 0, 100, 0, 0, 0, "loop makes no sense; played without it"},
    {0, 0, 0, 0, 0, 0, 1, 0, 1000, 0, 0, 0, "loop makes no sense; played without it"},
    {0, 0, 0, 0, 0, 0, -1, 0, 1000, 0, 0, 0, "loop makes no sense; played without it"},
    {300, 0, 0, 0, 0, 0, 0, 200, 1000, 200, 800, 1, NULL}, /* within the loop */
    {850, 0, 0, 0, 0, 0, 0, 850, 1000, 0, 0, 0, "loop makes no sense; played without it"},
    {-5, 0, 0, 0, 0, 0, 0, 0, 1000, 200, 800, 1, "offset leaves the sample; clamped"},
    {0, 5, 0, 0, 0, 0, 0, 0, 1000, 200, 800, 1, "offset leaves the sample; clamped"},
    {0, 0, 0, 0, 1, 0, 0, 999, 1000, 0, 0, 0, "offset leaves the sample; clamped"},
    {-32700, 0, 0, 0, 1, 0, 0, 68, 1000, 200, 800, 1, NULL},
    {0, 32568, 0, 0, 0, -1, 0, 0, 800, 200, 800, 1, NULL},
    {600, -500, 0, 0, 0, 0, 0, 200, 1000, 200, 800, 1, "offset leaves the sample; clamped"},
    {0, 0, 32767, 32767, 0, 0, -1, 0, 1000, 199, 799, 1, NULL},
};

static void offsets_are_applied_and_clamped(void **state)
{
    bank_fixture *fixture = *state;
    for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++) {
        zone_values values = {0};
        values.instrument[AWE_GEN_SAMPLE_MODES] = 1;
        values.instrument[AWE_GEN_START_OFFSET] = offsets[i].start;
        values.instrument[AWE_GEN_END_OFFSET] = offsets[i].end;
        values.instrument[AWE_GEN_LOOP_START_OFFSET] = offsets[i].loop_start;
        values.instrument[AWE_GEN_LOOP_END_OFFSET] = offsets[i].loop_end;
        values.instrument[AWE_GEN_START_OFFSET_COARSE] = offsets[i].coarse_start;
        values.instrument[AWE_GEN_END_OFFSET_COARSE] = offsets[i].coarse_end;
        values.instrument[AWE_GEN_LOOP_START_OFFSET_COARSE] = offsets[i].coarse_loop;
        values.instrument[AWE_GEN_LOOP_END_OFFSET_COARSE] = offsets[i].coarse_loop;
        awe_region region = make_region(fixture, &values);
        assert_int_equal(region.start, offsets[i].expected_start);
        assert_int_equal(region.end, offsets[i].expected_end);
        assert_int_equal(region.loop_mode, offsets[i].loops);
        assert_int_equal(region.loop_start, offsets[i].expected_loop_start);
        assert_int_equal(region.loop_end, offsets[i].expected_loop_end);
        if (offsets[i].words) {
            assert_non_null(report_log_find(&fixture->log, offsets[i].words));
        } else {
            assert_int_equal(fixture->log.n, 0);
        }
    }
}

/* Loop points of the header itself. Where no zone loops nothing is repaired and nothing said. */
static void loops_of_the_header(void **state)
{
    static const struct {
        uint32_t start, end; /* in the file; the sample starts at frame 146 */
        int loops;
        const char *words;
    } cases[] = {
        {0, 0, 0, "loop makes no sense"},
        {0, 246, 1, "loop reaches outside the sample; cut"},
        {146, 1146, 1, NULL},
        {300, 200, 0, "loop makes no sense"},
        {300, 0xFFFFFFFF, 0, "loop makes no sense"},
        {300, 70000, 1, "loop reaches outside the sample; cut"},
        {2000, 3000, 0, "loop makes no sense"},
    };
    bank_fixture *fixture = *state;
    for (size_t i = 0; i < 2 * (sizeof cases / sizeof *cases); i++) {
        int wants_loop = i % 2 == 0;
        zone_values values = {0};
        values.instrument[AWE_GEN_SAMPLE_MODES] = wants_loop;
        (void)make_region(fixture, &values);
        size_t size;
        const void *bytes = sf2_build(fixture->file, &size);
        sf2_put32(sf2_chunk(fixture->file, "shdr", NULL) + 46 + 28, cases[i / 2].start);
        sf2_put32(sf2_chunk(fixture->file, "shdr", NULL) + 46 + 32, cases[i / 2].end);
        assert_int_equal(bank_fixture_load_bytes(fixture, bytes, size), AWE_OK);
        awe_region region;
        assert_true(bank_fixture_region(fixture, 60, 100, &region));
        assert_int_equal(region.loop_mode, wants_loop && cases[i / 2].loops);
        assert_int_equal(fixture->log.n, wants_loop && cases[i / 2].words ? 1 : 0);
        assert_true(!fixture->log.n || report_log_find(&fixture->log, cases[i / 2].words));
    }
}

static void modulators_of_both_levels(void **state)
{
    bank_fixture *fixture = *state;
    sf2_builder *file = fixture->file;
    uint32_t sample = sf2_add_tone(file, 10, 100);
    sf2_add_instrument(file, "instrument");
    sf2_add_zone(file);
    sf2_add_modulator(file, 1, 8, 11, 0, 0);
    sf2_add_modulator(file, 2, 8, 12, 0, 0);
    sf2_add_generator(file, AWE_GEN_SAMPLE, (int)sample);
    sf2_add_preset(file, "preset", 0, 0);
    sf2_add_zone(file);
    sf2_add_modulator(file, 1, 8, 21, 0, 0);
    sf2_add_generator(file, AWE_GEN_INSTRUMENT, 0);
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    awe_region region;
    assert_true(bank_fixture_region(fixture, 60, 100, &region));
    assert_int_equal(region.n_instrument_modulators, 2);
    assert_int_equal(region.instrument_modulators[1].amount, 12);
    assert_int_equal(region.n_preset_modulators, 1);
    assert_int_equal(region.preset_modulators[0].amount, 21);
}

static void velocity_must_be_in_both_zones(void **state)
{
    bank_fixture *fixture = *state;
    sf2_builder *file = fixture->file;
    uint32_t sample = sf2_add_tone(file, 10, 100);
    sf2_add_instrument(file, "instrument");
    sf2_add_zone(file);
    sf2_add_range(file, AWE_GEN_VELOCITY_RANGE, 20, 90);
    sf2_add_generator(file, AWE_GEN_SAMPLE, (int)sample);
    sf2_add_preset(file, "preset", 0, 0);
    sf2_add_zone(file);
    sf2_add_range(file, AWE_GEN_VELOCITY_RANGE, 50, 127);
    sf2_add_generator(file, AWE_GEN_INSTRUMENT, 0);
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    awe_region region;
    for (uint32_t velocity = 0; velocity < 200; velocity++) {
        assert_int_equal(bank_fixture_region(fixture, 60, velocity, &region),
                         velocity >= 50 && velocity <= 90);
    }
}

#define WITH_FIXTURE(test)                                                                         \
    cmocka_unit_test_setup_teardown(test, bank_fixture_setup, bank_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(defaults),
        WITH_FIXTURE(instrument_values_replace_and_are_clamped),
        WITH_FIXTURE(preset_values_add),
        WITH_FIXTURE(instrument_only_values),
        WITH_FIXTURE(root_key_out_of_range),
        WITH_FIXTURE(sample_modes),
        WITH_FIXTURE(offsets_are_applied_and_clamped),
        WITH_FIXTURE(loops_of_the_header),
        WITH_FIXTURE(modulators_of_both_levels),
        WITH_FIXTURE(velocity_must_be_in_both_zones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
