/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* The card's register grids against the published conversions: register and meaning of file values.
   Source: docs/sound.md "Registers of the card". */

#include "synth/registers.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_near(double got, double want, double tolerance)
{
    if (!(fabs(got - want) <= tolerance)) {
        fail_msg("%g instead of %g, +-%g", got, want, tolerance);
    }
}

static double ms_of(awe_quantity quantity, int value)
{
    return awe_register_meaning(quantity, value) / 44.1;
}

/* Milliseconds of a file, and what stands in each register and sounds for them. */
static void test_times(void **state)
{
    (void)state;
    static const struct {
        double ms;
        int delay, hold, attack, decay;
        double delay_ms, hold_ms, attack_ms, decay_ms;
    } rows[] = {
        {1, 0x7FFF, 127, 127, 127, 0.73, 0, 6.0, 23.9},
        {5, 0x7FF9, 127, 127, 127, 5.1, 0, 6.0, 23.9},
        {10, 0x7FF2, 127, 114, 127, 10.2, 0, 10.3, 23.9},
        {20, 0x7FE4, 127, 98, 127, 20.3, 0, 20.6, 23.9},
        {50, 0x7FBA, 127, 77, 108, 50.8, 0, 51.2, 53.0},
        {100, 0x7F73, 126, 61, 92, 102.3, 92.9, 102.4, 106.1},
        {200, 0x7EE5, 125, 45, 76, 205, 186, 204.8, 212.1},
        {500, 0x7D24, 122, 24, 55, 531, 464, 495, 516},
        {1000, 0x7A48, 116, 12, 39, 1062, 1022, 990, 1033},
        {2000, 0x7490, 104, 6, 24, 2125, 2136, 1980, 1980},
        {5000, 0x63FA, 71, 2, 9, 5205, 5201, 5939, 5279},
        {10000, 0x47F3, 15, 1, 4, 10412, 10403, 11878, 11878},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int timecents = (int)lrint(1200.0 * log2(rows[i].ms / 1000.0));
        int delay = awe_register_of(AWE_QUANTITY_DELAY, timecents);
        int hold = awe_register_of(AWE_QUANTITY_HOLD, timecents);
        int attack = awe_register_of(AWE_QUANTITY_ATTACK, timecents);
        int decay = awe_register_of(AWE_QUANTITY_DECAY, timecents);
        assert_int_equal(delay, rows[i].delay);
        assert_int_equal(hold, rows[i].hold);
        assert_int_equal(attack, rows[i].attack);
        assert_int_equal(decay, rows[i].decay);
        assert_near(ms_of(AWE_QUANTITY_DELAY, rows[i].delay), rows[i].delay_ms, 1.0);
        assert_near(ms_of(AWE_QUANTITY_HOLD, hold), rows[i].hold_ms, 0.5);
        assert_near(ms_of(AWE_QUANTITY_ATTACK, attack), rows[i].attack_ms, 0.5);
        assert_near(ms_of(AWE_QUANTITY_DECAY, decay), rows[i].decay_ms, 0.5);
    }
    assert_int_equal(awe_register_of(AWE_QUANTITY_DELAY, -12000), 0x8000);
    assert_near(ms_of(AWE_QUANTITY_DELAY, 0x8000), 0, 0);
}

static void test_rates(void **state)
{
    (void)state;
    static const int rows[][2] = {{1, 1},   {16, 16},  {17, 17},   {32, 32},
                                  {33, 34}, {64, 128}, {127, 1984}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(awe_rate_divisor(rows[i][0]), rows[i][1]);
    }
    for (int rate = 2; rate < 128; rate++) {
        assert_true(awe_rate_divisor(rate) > awe_rate_divisor(rate - 1));
        assert_near(ms_of(AWE_QUANTITY_DECAY, rate), 4.0 * ms_of(AWE_QUANTITY_ATTACK, rate),
                    0.001 * ms_of(AWE_QUANTITY_DECAY, rate));
    }
}

static void test_milliseconds(void **state)
{
    (void)state;
    assert_int_equal(awe_register_of_ms(AWE_QUANTITY_DELAY, 120), 0x8000 - 165);
    assert_int_equal(awe_register_of_ms(AWE_QUANTITY_DELAY, 260), 0x8000 - 358);
    assert_int_equal(awe_register_of_ms(AWE_QUANTITY_HOLD, 1000), 127 - 10);
    assert_int_equal(awe_register_of_ms(AWE_QUANTITY_HOLD, 20000), 0);
    assert_int_equal(awe_register_of_ms(AWE_QUANTITY_ATTACK, 6), 0x7E);
    assert_int_equal(awe_register_of_ms(AWE_QUANTITY_ATTACK, 0), 0x7F);
    for (int ms = 1; ms < 11878; ms += 13) {
        int rate = awe_register_of_ms(AWE_QUANTITY_ATTACK, ms);
        assert_true(11878 >= ms * awe_rate_divisor(rate));
        assert_true(rate == 127 || 11878 < ms * awe_rate_divisor(rate + 1));
    }
    assert_int_equal(awe_register_of_ms(AWE_QUANTITY_DECAY, 60000), 1);
}

/* Registers, and what they mean, of everything that is no time. */
static void test_values(void **state)
{
    (void)state;
    static const struct {
        awe_quantity quantity;
        int amount, value;
        double meaning, tolerance;
    } rows[] = {
        {AWE_QUANTITY_FREQUENCY, 0, 205, 8.62 * 97391.5, 500},
        {AWE_QUANTITY_FREQUENCY, -3637, 25, 1.05 * 97391.5, 500},
        {AWE_QUANTITY_FREQUENCY, -851, 121, 5.09 * 97391.5, 500},
        {AWE_QUANTITY_FREQUENCY, -16000, 0, 0, 0},
        {AWE_QUANTITY_CUTOFF, 8323, 134, 4366.05 + 134 * 29.3843, 0.1},
        {AWE_QUANTITY_CUTOFF, 13500, 255, 4366.05 + 255 * 29.3843, 0.1},
        {AWE_QUANTITY_CUTOFF, 1500, 0, 4366.05, 0.1},
        {AWE_QUANTITY_RESONANCE, 120, 10, 150, 0},
        {AWE_QUANTITY_RESONANCE, 960, 15, 225, 0},
        {AWE_QUANTITY_VOLUME_SUSTAIN, 100, 115, 0.090, 1e-6},
        {AWE_QUANTITY_VOLUME_SUSTAIN, 200, 102, 0.1875, 1e-6},
        {AWE_QUANTITY_VOLUME_SUSTAIN, 1000, 0, 1, 0},
        {AWE_QUANTITY_VOLUME_SUSTAIN, 1440, 0, 1, 0},
        {AWE_QUANTITY_SUSTAIN, 500, 64, 63 / 127.0, 1e-6},
        {AWE_QUANTITY_SUSTAIN, 1000, 0, 1, 1e-6},
        {AWE_QUANTITY_PITCH, 1200, 127, 1190.625, 0},
        {AWE_QUANTITY_PITCH, -1200, -128, -1200, 0},
        {AWE_QUANTITY_PITCH, 100, 10, 93.75, 0},
        {AWE_QUANTITY_LFO_CUTOFF, 3600, 127, 3571.875, 0},
        {AWE_QUANTITY_CUTOFF_DEPTH, 7200, 127, 7143.75, 0},
        {AWE_QUANTITY_CUTOFF_DEPTH, -3600, -64, -3600, 0},
        {AWE_QUANTITY_TREMOLO, 60, 64, 60, 0},
        {AWE_QUANTITY_TREMOLO, -120, -128, -120, 0},
        {AWE_QUANTITY_SEND, 1000, 255, 255 / 256.0, 0},
        {AWE_QUANTITY_SEND, 500, 127, 127 / 256.0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int value = awe_register_of(rows[i].quantity, rows[i].amount);
        assert_int_equal(value, rows[i].value);
        assert_near(awe_register_meaning(rows[i].quantity, value), rows[i].meaning,
                    rows[i].tolerance);
    }
}

/* The measured law: 101.81 Hz x 2^(register x 29.3843 / 1200). */
static void test_cutoff_law(void **state)
{
    (void)state;
    static const double rows[][2] = {
        {0, 101.8},  {16, 133.6},  {32, 175.3},  {48, 229.9},   {64, 301.7},   {80, 395.8},
        {96, 519.3}, {112, 681.4}, {128, 894.0}, {144, 1172.9}, {160, 1538.9}, {176, 2019},
        {192, 2649}, {208, 3476},  {224, 4560},  {240, 5983},   {255, 7717}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double cents = awe_register_meaning(AWE_QUANTITY_CUTOFF, (int)rows[i][0]);
        assert_near(440.0 * exp2((cents - 6900.0) / 1200.0), rows[i][1], rows[i][1] * 5e-4);
    }
}

static void test_pan(void **state)
{
    (void)state;
    static const int rows[][3] = {{63, 0, 255}, {63, 64, 129}, {63, 127, 3},
                                  {63, 96, 65}, {0, 64, 255},  {127, 64, 1 - 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(awe_pan_register(rows[i][0], rows[i][1]), rows[i][2]);
    }
}

static void test_pitch(void **state)
{
    (void)state;
    for (int cents = -12000; cents <= 2399; cents += 37) {
        assert_near(awe_pitch_meaning((float)cents), cents, 0.15); /* half of 1200 / 4096 */
    }
    assert_near(awe_pitch_meaning(3600.0f), 2399.7, 0.1);
    assert_near(awe_pitch_meaning(-20000.0f), -16800.0, 0.1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_times),        cmocka_unit_test(test_rates),
        cmocka_unit_test(test_milliseconds), cmocka_unit_test(test_values),
        cmocka_unit_test(test_cutoff_law),   cmocka_unit_test(test_pan),
        cmocka_unit_test(test_pitch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
