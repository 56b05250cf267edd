/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Rows 53 to 63, 67 to 70 and 81 to 85 of docs/sound.md "Facts of the card": filter, equaliser and
   interpolation, as responses to an impulse in a rendered note. */

#include "support/card_rig.h"
#include "support/one_rig.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static awe_synth_config config;

static int set_up(void **state)
{
    (void)state;
    config = card_dry(AWE_MODEL_EMU8000);
    config.interp = AWE_INTERP_LINEAR;
    return 0;
}

static void open_with(const card_generator *generators)
{
    card_open(&rig, CARD_IMPULSE, generators, &config);
}

/* Another take: a note on `channel` with NRPN 21 and 22 (negative: not sent). */
static void play(uint8_t channel, uint8_t velocity, int nrpn21, int nrpn22)
{
    card_prepare(&rig, channel);
    if (nrpn21 >= 0) {
        card_nrpn(&rig, 0, 127, 21, nrpn21);
    }
    if (nrpn22 >= 0) {
        card_nrpn(&rig, 0, 127, 22, nrpn22);
    }
    rig_note_on(&rig, 0, channel, 60, velocity);
    rig_play(&rig, 3 * SECOND / 4, 512);
}

static double db(double hz)
{
    return card_response_db(&rig, 0, hz);
}

static void test_cutoff(void **state)
{
    (void)state;
    open_with(NULL);
    play(0, 127, 64, -1);
    card_expect(53, card_fit_cutoff(&rig, 0, 0), 894.0, 9.0);
    card_expect(53, db(894.0), -0.6, 1.5);
    card_expect(53, db(2 * 894.0), -10.8, 1.5);
    card_expect(53, db(4 * 894.0), -23.1, 1.5);
    play(0, 127, 0, -1);
    card_expect(54, card_fit_cutoff(&rig, 0, 0), 101.8, 101.8 * 0.05);
    play(0, 127, 96, -1);
    card_expect(55, card_fit_cutoff(&rig, 0, 0), 2649.0, 2649.0 * 0.06);
    card_expect(55, db(2649.0), -0.6, 1.0);
    card_expect(55, db(2 * 2649.0), -9.1, 1.0);
}

static void test_slope(void **state)
{
    (void)state;
    open_with(NULL);
    for (int nrpn21 = 32; nrpn21 <= 80; nrpn21 += 16) {
        double fc = 101.81 * exp2(2 * nrpn21 * 29.3843 / 1200.0);
        play(0, 127, nrpn21, -1);
        card_expect(56, (db(8 * fc) - db(2 * fc)) / 2, -12.0, 1.0);
    }
}

static void test_open(void **state)
{
    (void)state;
    open_with(NULL);
    play(0, 127, -1, -1);
    for (double hz = 20; hz < 16000; hz *= 1.3) {
        card_expect(57, db(hz), 0.0, 1.0);
    }
}

static void test_step(void **state)
{
    (void)state;
    open_with(NULL);
    play(0, 127, 60, -1);
    double last = card_fit_cutoff(&rig, 0, 0);
    for (int nrpn21 = 61; nrpn21 < 66; nrpn21++) {
        play(0, 127, nrpn21, -1);
        double next = card_fit_cutoff(&rig, 0, 0);
        card_expect(58, next / last, 1.0345, 0.005);
        last = next;
    }
}

static double peak_db(double around_hz)
{
    double most = -200.0;
    for (double hz = around_hz / 1.5; hz < around_hz * 1.5; hz *= 1.01) {
        most = fmax(most, db(hz));
    }
    return most;
}

static void test_resonance(void **state)
{
    (void)state;
    open_with(NULL);
    play(0, 127, 64, 64);
    card_expect(59, db(20.0), -6.0, 0.5);
    card_expect(59, peak_db(894.0) - db(20.0), 11.4, 2.5);
    play(0, 127, 64, 127);
    card_expect(60, db(20.0), -11.0, 0.5);
    card_expect(60, peak_db(894.0) - db(20.0), 21.9, 4.0);
    play(0, 127, 64, 7);
    card_expect(61, db(20.0), 0.0, 0.2);
    play(0, 127, 64, 8);
    card_expect(61, db(20.0), -0.5, 0.2);
}

/* Rows 62 and 63: the impulse falls on the LFO's peak (a quarter of a period of 0.8 s), and into
   the full envelope. */
static void test_modulated(void **state)
{
    (void)state;
    open_with(NULL);
    card_nrpn(&rig, 0, 127, 23, 32);
    card_nrpn(&rig, 0, 127, 1, 15); /* 1.2617 Hz: 0.198 s to the peak; the impulse comes at 0.2 s */
    play(0, 127, 48, -1);
    double base = 101.81 * exp2(96 * 29.3843 / 1200.0);
    card_expect(62, 1200 * log2(card_fit_cutoff(&rig, 0, 0) / base), 1800.0, 80.0);
    card_nrpn(&rig, 0, 127, 24, 64);
    play(0, 127, 0, -1);
    card_expect(63, 1200 * log2(card_fit_cutoff(&rig, 0, 0) / 101.81), 3600.0, 100.0);
}

static void test_velocity(void **state)
{
    (void)state;
    const card_generator slow[] = {{AWE_GEN_VOL_ENV_ATTACK, -3986}, {0, 0}};
    open_with(slow);
    play(0, 70, -1, -1);
    card_expect(67, card_fit_cutoff(&rig, 0, 0), 1096.0, 1096.0 * 0.05);
    play(0, 20, -1, -1);
    card_expect(67, card_fit_cutoff(&rig, 0, 0), 1096.0, 1096.0 * 0.05);
    play(0, 100, -1, -1);
    card_expect(68, card_fit_cutoff(&rig, 0, 0), 3034.0, 3034.0 * 0.05);
    rig_close(&rig);
    open_with(NULL);
    play(0, 64, -1, -1);
    card_expect(69, db(5000.0) - db(100.0), 0.0, 1.0);
}

/* Row 70: the drum channel. The kit is the same instrument. */
static void test_velocity_of_drums(void **state)
{
    (void)state;
    const card_generator slow[] = {{AWE_GEN_VOL_ENV_ATTACK, -3986}, {0, 0}};
    sf2_builder *builder = card_bank(CARD_IMPULSE, slow);
    sf2_add_preset(builder, "kit", 128, 0);
    sf2_add_zone(builder);
    sf2_add_generator(builder, AWE_GEN_INSTRUMENT, 0);
    rig_open(&rig, builder, &config);
    play(9, 64, -1, -1);
    card_expect(70, db(5000.0) - db(100.0), 0.0, 1.0);
}

static void test_equaliser(void **state)
{
    (void)state;
    static const struct {
        int row;
        awe_tone_setting bass, treble;
        double hz, db, tolerance;
    } rows[] = {
        {81, AWE_TONE_FLAT, AWE_TONE_PLUS_8, 1000, 1.2, 0.4},
        {81, AWE_TONE_FLAT, AWE_TONE_PLUS_8, 4000, 5.7, 0.4},
        {81, AWE_TONE_FLAT, AWE_TONE_PLUS_8, 8000, 7.3, 0.4},
        {82, AWE_TONE_PLUS_12, AWE_TONE_FLAT, 100, 11.8, 0.5},
        {82, AWE_TONE_PLUS_12, AWE_TONE_FLAT, 914, 6.0, 0.5},
        {82, AWE_TONE_PLUS_12, AWE_TONE_FLAT, 8000, 0.2, 0.5},
        {83, AWE_TONE_FLAT, AWE_TONE_FLAT, 100, 0.0, 0.05},
        {83, AWE_TONE_FLAT, AWE_TONE_FLAT, 8000, 0.0, 0.05},
    };
    open_with(NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rig_close(&rig);
        config.bass = rows[i].bass;
        config.treble = rows[i].treble;
        open_with(NULL);
        play(0, 127, -1, -1);
        card_expect(rows[i].row, db(rows[i].hz), rows[i].db, rows[i].tolerance);
    }
}

/* The default of the model is the treble of row 81. */
static void test_default_equaliser(void **state)
{
    (void)state;
    config.treble = AWE_TONE_DEFAULT;
    open_with(NULL);
    play(0, 127, -1, -1);
    card_expect(81, db(8000.0), 7.3, 0.4);
}

static void test_interpolation(void **state)
{
    (void)state;
    config.interp = AWE_INTERP_DEFAULT;
    open_with(NULL);
    play(0, 127, -1, -1);
    card_expect(84, db(8000.0), -1.9, 0.2);
    card_expect(84, db(11025.0), -3.5, 0.2);
    rig_close(&rig);
    config.interp = AWE_INTERP_LINEAR;
    open_with(NULL);
    play(0, 127, -1, -1);
    card_expect(85, db(8000.0), 0.0, 0.05);
    card_expect(85, db(11025.0), 0.0, 0.05);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, rig_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_cutoff),        T(test_slope),
        T(test_open),          T(test_step),
        T(test_resonance),     T(test_modulated),
        T(test_velocity),      T(test_velocity_of_drums),
        T(test_equaliser),     T(test_default_equaliser),
        T(test_interpolation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
