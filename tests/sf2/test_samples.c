/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* What SoundFont 2.04 says of recordings, heard in the sf2 model: 24 bits, stereo pairs, rates and
   pitch corrections (6.1, 7.10). Pitch within 1 cent, level within 0.3 dB. */

#include "support/measure.h"
#include "support/one_rig.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define N_FRAMES 4400

/* A sine of 100 frames at `amplitude` of 24 bits. */
static void fill_sine(double amplitude, int16_t *frames, uint8_t *low)
{
    for (int i = 0; i < N_FRAMES; i++) {
        long value = lrint(amplitude * sin(2 * acos(-1.0) * i / 100));
        frames[i] = (int16_t)(value >> 8);
        low[i] = (uint8_t)(value & 255);
    }
}

static void add_zone(sf2_builder *b, uint32_t sample, int pan)
{
    sf2_add_zone(b);
    sf2_add_generator(b, AWE_GEN_PAN, pan);
    sf2_add_generator(b, AWE_GEN_SAMPLE_MODES, 1);
    sf2_add_generator(b, AWE_GEN_SAMPLE, (int)sample);
}

static void play(sf2_builder *b, uint8_t key)
{
    awe_synth_config config = card_dry(AWE_MODEL_SF2);
    config.interp = AWE_INTERP_LINEAR;
    if (rig.synth) {
        rig_close(&rig);
    }
    rig_open(&rig, b, &config);
    card_prepare(&rig, 0);
    rig_note_on(&rig, 0, 0, key, 127);
    rig_play(&rig, SECOND, 512);
}

static sf2_builder *begin(void)
{
    sf2_builder *b = sf2_new();
    sf2_add_preset(b, "preset", 0, 0);
    sf2_add_zone(b);
    sf2_add_generator(b, AWE_GEN_INSTRUMENT, 0);
    sf2_add_instrument(b, "instrument");
    return b;
}

/* A tone so soft that 16 bits hold only a part of it: amplitude 3.5 of their steps. */
static void test_24_bits(void **state)
{
    (void)state;
    static int16_t frames[N_FRAMES];
    static uint8_t low[N_FRAMES];
    fill_sine(3.5 * 256, frames, low);
    for (int minor = 4; minor >= 1; minor -= 3) { /* 2.04 has the low bytes, 2.01 not */
        sf2_builder *b = begin();
        sf2_get_options(b)->version_major = 2;
        sf2_get_options(b)->version_minor = (uint16_t)minor;
        sf2_sample sample = {
            .name = "soft", .frames = frames, .low = low, .n_frames = N_FRAMES, .loop_end = 4400};
        add_zone(b, sf2_add_sample(b, &sample), 0);
        play(b, 60);
        double whole = 3.5 / 32768 / sqrt(2.0) * sqrt(0.5) * (57737.0 / 65536.0);
        double off = rig_level_db(&rig, 0, 4410, SECOND - 10) - 20 * log10(whole);
        if (minor == 4) {
            card_expect(24, off, 0, 0.05);
        } else {
            assert_true(fabs(off) > 0.3); /* steps cut off are heard */
        }
    }
}

/* 7.10: a pair is two zones; each plays its own side. */
static void test_stereo(void **state)
{
    (void)state;
    static int16_t frames[2][N_FRAMES];
    static uint8_t low[N_FRAMES];
    sf2_builder *b = begin();
    for (int side = 0; side < 2; side++) {
        fill_sine(side == 0 ? 4194304 : 2097152, frames[side], low);
        sf2_sample sample = {.name = side == 0 ? "L" : "R",
                             .frames = frames[side],
                             .n_frames = N_FRAMES,
                             .loop_end = 4400,
                             .link = (uint16_t)(1 - side),
                             .type = side == 0 ? 4 : 2};
        add_zone(b, sf2_add_sample(b, &sample), side == 0 ? -500 : 500);
    }
    play(b, 60);
    awe_stats stats;
    awe_synth_get_stats(rig.synth, &stats);
    assert_int_equal(stats.n_voices, 2);
    double left = rig_level_db(&rig, 0, 4410, SECOND - 10);
    card_expect(4, left, 20 * log10(0.5 / sqrt(2.0) * 57737.0 / 65536.0), 0.05);
    card_expect(2, rig_level_db(&rig, 1, 4410, SECOND - 10) - left, -20 * log10(2.0), 0.05);
}

static void test_rates_and_corrections(void **state)
{
    (void)state;
    static int16_t frames[N_FRAMES];
    static uint8_t low[N_FRAMES];
    static const struct {
        uint32_t rate_hz;
        uint8_t root, key;
        int8_t correction;
    } rows[] = {{44100, 60, 60, 0},  {22050, 60, 60, 0},    {48000, 60, 72, 0}, {11025, 60, 84, 50},
                {96000, 48, 40, -7}, {32000, 127, 120, 99}, {8000, 0, 24, -99}};
    fill_sine(4194304, frames, low);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sf2_builder *b = begin();
        sf2_sample sample = {.name = "tone",
                             .frames = frames,
                             .n_frames = N_FRAMES,
                             .loop_end = 4400,
                             .rate_hz = rows[i].rate_hz,
                             .root_key = rows[i].root,
                             .correction_cents = rows[i].correction};
        uint32_t index = sf2_add_sample(b, &sample);
        add_zone(b, index, 0);
        int root = rows[i].root > 0 ? rows[i].root : 60; /* the builder's own default */
        play(b, rows[i].key);
        double want = 1200 * log2(rows[i].rate_hz / 44100.0) + 100 * (rows[i].key - root) +
                      rows[i].correction;
        card_expect((int)i, measure_mean_cents(&rig, 0.1, 0.9), want, 1.0);
    }
}

#define T(name) cmocka_unit_test_setup_teardown(name, rig_set_up, rig_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {T(test_24_bits), T(test_stereo),
                                       T(test_rates_and_corrections)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
