/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Rows 1 to 18 of docs/sound.md "Facts of the card": LFOs and pitch, from rendered sound. */

#include "support/card_rig.h"
#include "support/one_rig.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define MAX_PERIODS 4096
#define PI 3.14159265358979323846

static double at[MAX_PERIODS], cents[MAX_PERIODS];

static size_t play_note(uint8_t key, double seconds)
{
    size_t n = (size_t)(seconds * SECOND);
    rig_note_on(&rig, 0, 0, key, 127);
    rig_play(&rig, n, 512);
    return card_cents(&rig, 1000, n, at, cents, MAX_PERIODS);
}

static double mean_cents(size_t n)
{
    double mean = 0.0;
    for (size_t i = 0; i < n; i++) {
        mean += cents[i] / (double)n;
    }
    return mean;
}

/* Peak of the triangle whose fundamental is measured. */
static double triangle_peak(size_t n, double hz)
{
    return card_component(at, cents, n, hz, NULL) * PI * PI / 8.0;
}

static void test_lfo_rates(void **state)
{
    (void)state;
    static const struct {
        int row, rate, depth_lsb, rate_lsb;
        double hz, tolerance;
    } rows[] = {
        {1, 64, 17, 1, 5.383, 0.015},
        {3, 127, 17, 1, 10.68, 0.015},
        {8, 64, 18, 3, 5.383, 0.015},
    };
    card_open(&rig, CARD_SINE, NULL, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        card_prepare(&rig, 0);
        card_nrpn(&rig, 0, 127, (uint8_t)rows[i].rate_lsb, rows[i].rate);
        card_nrpn(&rig, 0, 127, (uint8_t)rows[i].depth_lsb, 32);
        size_t n = play_note(60, 4);
        double hz = card_fit_hz(at, cents, n, rows[i].hz * 0.8, rows[i].hz * 1.2);
        card_expect(rows[i].row, hz, rows[i].hz, rows[i].hz * rows[i].tolerance);
        assert_true(triangle_peak(n, hz) > 250.0);
    }
    card_prepare(&rig, 0);
    card_nrpn(&rig, 0, 127, 1, 0);
    card_nrpn(&rig, 0, 127, 17, 32);
    size_t n = play_note(60, 2);
    for (size_t i = 0; i < n; i++) {
        card_expect(2, cents[i], 0.0, 1.0);
    }
}

static void test_lfo_of_the_file(void **state)
{
    (void)state;
    const card_generator plain[] = {{AWE_GEN_MOD_LFO_TO_PITCH, 50}, {0, 0}};
    const card_generator slow[] = {
        {AWE_GEN_MOD_LFO_TO_PITCH, 50}, {AWE_GEN_MOD_LFO_FREQUENCY, -3637}, {0, 0}};
    card_open(&rig, CARD_SINE, plain, NULL);
    size_t n = play_note(60, 4);
    card_expect(4, card_fit_hz(at, cents, n, 7, 10), 8.62, 8.62 * 0.015);
    rig_close(&rig);
    card_open(&rig, CARD_SINE, slow, NULL);
    n = play_note(60, 9);
    card_expect(5, card_fit_hz(at, cents, n, 0.8, 1.3), 1.051, 1.051 * 0.02);
}

static void test_lfo_depth_and_shape(void **state)
{
    (void)state;
    static const struct {
        int row, depth_lsb, rate_lsb, depth;
    } rows[] = {{6, 17, 1, 10}, {7, 17, 1, -10}, {8, 18, 3, 10}};
    card_open(&rig, CARD_SINE, NULL, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double phase, hz = 20 * 0.042057 * 2;
        card_prepare(&rig, 0);
        card_nrpn(&rig, 0, 127, (uint8_t)rows[i].rate_lsb, 20);
        card_nrpn(&rig, 0, 127, (uint8_t)rows[i].depth_lsb, rows[i].depth);
        size_t n = play_note(60, 6);
        card_expect(rows[i].row, triangle_peak(n, hz), 93.75, 5.0);
        double first = card_component(at, cents, n, hz, &phase);
        /* starts at 0 and rises, or falls: a sine, its phase at the note's start */
        card_expect(rows[i].row, cos(phase), rows[i].depth > 0 ? 1.0 : -1.0, 0.05);
        double third = card_component(at, cents, n, 3 * hz, NULL);
        card_expect(10, third / first, 1.0 / 9.0, 0.25 / 9.0);
    }
}

static void test_lfo_delay(void **state)
{
    (void)state;
    card_open(&rig, CARD_SINE, NULL, NULL);
    card_nrpn(&rig, 0, 127, 0, 250);
    card_nrpn(&rig, 0, 127, 1, 64);
    card_nrpn(&rig, 0, 127, 17, 32);
    size_t n = play_note(60, 2), i = 0;
    while (i < n && fabs(cents[i]) < 1.0) {
        i++;
    }
    card_expect(9, at[i], 1.0, 0.010);
}

/* Settings before a note of `key`, and its pitch against the root. */
static void test_pitch(void **state)
{
    (void)state;
    static const struct {
        int row, nrpn16, bend, range, key;
        double cents, tolerance;
    } rows[] = {
        {11, 100, 8192, 2, 60, 100, 1},  {12, -1200, 8192, 2, 60, -1200, 1},
        {13, 0, 16383, 2, 60, 200, 1},   {14, 0, 16383, 12, 60, 1200, 1},
        {15, 0, 8192, 2, 72, 1200, 0.5}, {16, 0, 8192, 2, 96, 2400, 1},
    };
    card_open(&rig, CARD_SINE, NULL, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rig_control(&rig, 0, 0, 101, 0);
        rig_control(&rig, 0, 0, 100, 0);
        rig_control(&rig, 0, 0, 6, (uint8_t)rows[i].range);
        card_nrpn(&rig, 0, 127, 16, rows[i].nrpn16);
        rig_send(&rig, 0, (awe_message){AWE_PITCH_BEND, 0, 0, 0, rows[i].bend});
        size_t n = play_note((uint8_t)rows[i].key, 1);
        card_expect(rows[i].row, mean_cents(n), rows[i].cents, rows[i].tolerance);
    }
}

static void test_slow_recording_reaches_three_octaves(void **state)
{
    (void)state;
    enum { N = 8000 };
    int16_t frames[N];
    for (int i = 0; i < N; i++) {
        frames[i] = (int16_t)lrint(16384.0 * sin(2 * PI * i / 100));
    }
    sf2_builder *builder = sf2_new();
    sf2_sample sample = {
        .name = "half", .frames = frames, .n_frames = N, .loop_end = N, .rate_hz = 22050};
    sf2_add_voice(builder, 0, 0, sf2_add_sample(builder, &sample));
    awe_synth_config dry = card_dry(AWE_MODEL_EMU8000);
    rig_open(&rig, builder, &dry);
    size_t n =
        play_note(96, 1); /* the root sounds at 220.5 Hz, an octave below the measure's zero */
    card_expect(17, mean_cents(n), 3600.0 - 1200.0, 1.0);
}

static void test_scale_tuning(void **state)
{
    (void)state;
    const card_generator half[] = {{AWE_GEN_SCALE_TUNING, 50}, {0, 0}};
    card_open(&rig, CARD_SINE, half, NULL);
    size_t n = play_note(72, 1);
    card_expect(18, mean_cents(n), 600.0, 1.0);
}

/* Row 66: the wheel moves LFO 1 by four steps. */
static void test_wheel(void **state)
{
    (void)state;
    card_open(&rig, CARD_SINE, NULL, NULL);
    rig_control(&rig, 0, 0, 1, 127);
    size_t n = play_note(60, 4);
    double hz = card_fit_hz(at, cents, n, 7, 10);
    card_expect(66, hz, 8.62, 8.62 * 0.015);
    card_expect(66, triangle_peak(n, hz), 37.5, 3.0);
}

/* Row 52: the loop is as long as its two ends say, and its seam is not heard. */
static void test_loop(void **state)
{
    (void)state;
    card_open(&rig, CARD_SINE, NULL, NULL);
    play_note(60, 2);
    card_expect(52, 44100.0 / rig_frequency(&rig, SECOND, 2 * SECOND), 100.0, 0.1);
    double level = pow(10.0, rig_level_db(&rig, 0, SECOND, 2 * SECOND) / 20.0) * sqrt(2.0);
    double smooth = level * pow(2 * PI / 100, 2); /* second difference of the sine itself */
    card_expect(52, rig_roughness(&rig, SECOND, 2 * SECOND), smooth, 0.05 * smooth);
}

#define T(name) cmocka_unit_test_teardown(name, rig_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_lfo_rates),    T(test_lfo_of_the_file), T(test_lfo_depth_and_shape),
        T(test_lfo_delay),    T(test_pitch),           T(test_slow_recording_reaches_three_octaves),
        T(test_scale_tuning), T(test_wheel),           T(test_loop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
