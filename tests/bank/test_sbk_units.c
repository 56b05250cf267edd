/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Each value of SoundFont 1.0 must reach the register that Creative's driver was seen to write for
   it, through the card's own reading of SoundFont 2 amounts, and mean what the register means. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "bank/sbk_units.h"
#include "synth/registers.h"

#include <math.h>

static int16_t convert(awe_generator_id id, int value)
{
    return awe_sbk_amount(awe_sbk_rule_of(id), (int16_t)value);
}

/* The card's register for `value` of SoundFont 1.0. */
static int register_of(awe_generator_id id, int value)
{
    return awe_register_of(awe_quantity_of(id), convert(id, value));
}

static void seven_bit_registers(void **state)
{
    (void)state;
    for (int v = 0; v < 128; v++) {
        int volume = 4 * v / 3;
        assert_int_equal(register_of(AWE_GEN_FILTER_CUTOFF, v), 2 * v);
        assert_int_equal(register_of(AWE_GEN_FILTER_Q, v), v >> 3);
        assert_int_equal(register_of(AWE_GEN_MOD_LFO_FREQUENCY, v), 2 * v);
        assert_int_equal(register_of(AWE_GEN_VIB_LFO_FREQUENCY, v), 2 * v);
        assert_int_equal(register_of(AWE_GEN_MOD_ENV_SUSTAIN, v), v);
        assert_int_equal(register_of(AWE_GEN_VOL_ENV_SUSTAIN, v), volume < 127 ? volume : 127);
    }
    /* values traced from the driver */
    assert_int_equal(register_of(AWE_GEN_FILTER_CUTOFF, 52), 104);
    assert_int_equal(register_of(AWE_GEN_FILTER_CUTOFF, 97), 194);
    assert_int_equal(register_of(AWE_GEN_FILTER_CUTOFF, 127), 254);
    assert_int_equal(register_of(AWE_GEN_FILTER_Q, 12), 1);
    assert_int_equal(register_of(AWE_GEN_FILTER_Q, 50), 6);
    assert_int_equal(register_of(AWE_GEN_FILTER_Q, 79), 9);
}

static void signed_registers(void **state)
{
    (void)state;
    for (int v = -128; v < 128; v++) {
        assert_int_equal(register_of(AWE_GEN_MOD_LFO_TO_PITCH, v), v);
        assert_int_equal(register_of(AWE_GEN_VIB_LFO_TO_PITCH, v), v);
        assert_int_equal(register_of(AWE_GEN_MOD_ENV_TO_PITCH, v), v);
        int twice = 2 * v > 127 ? 2 * v - 256 : 2 * v < -128 ? 2 * v + 256 : 2 * v;
        assert_int_equal(register_of(AWE_GEN_MOD_LFO_TO_CUTOFF, v), twice);
        assert_int_equal(register_of(AWE_GEN_MOD_ENV_TO_CUTOFF, v), twice);
        assert_int_equal(register_of(AWE_GEN_MOD_LFO_TO_VOLUME, v), twice);
    }
}

/* From 870 ms on one timecent is more than a step of the delay. */
static void times(void **state)
{
    (void)state;
    static const awe_generator_id rates[] = {AWE_GEN_VOL_ENV_ATTACK, AWE_GEN_MOD_ENV_ATTACK,
                                             AWE_GEN_VOL_ENV_DECAY, AWE_GEN_MOD_ENV_RELEASE,
                                             AWE_GEN_VOL_ENV_HOLD};
    for (int ms = 0; ms <= 32767; ms += ms < 1000 ? 1 : 7) {
        for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
            awe_quantity quantity = awe_quantity_of(rates[i]);
            assert_int_equal(register_of(rates[i], ms), awe_register_of_ms(quantity, ms));
        }
        int wanted = awe_register_of_ms(AWE_QUANTITY_DELAY, ms);
        int difference = register_of(AWE_GEN_VOL_ENV_DELAY, ms) - wanted;
        assert_true(abs(difference) <= (0x8000 - wanted) / 1200);
    }
    assert_int_equal(register_of(AWE_GEN_VOL_ENV_DELAY, 120), 0x8000 - 165);
    assert_int_equal(register_of(AWE_GEN_VOL_ENV_DELAY, 260), 0x8000 - 358);
    assert_int_equal(register_of(AWE_GEN_VOL_ENV_DELAY, 0), 0x8000);
    assert_int_equal(register_of(AWE_GEN_VOL_ENV_ATTACK, 6), 0x7E);
    assert_int_equal(register_of(AWE_GEN_VOL_ENV_ATTACK, 0), 0x7F);
    assert_int_equal(register_of(AWE_GEN_VOL_ENV_ATTACK, 32767), 1);
}

/* Where the letter of SoundFont 2 is played, times and frequencies are right too. */
static void amounts_mean_what_registers_mean(void **state)
{
    (void)state;
    for (int ms = 6; ms < 11000; ms += 1 + ms / 16) {
        double cents = 1200 * log2(ms / 1000.0);
        assert_true(fabs(convert(AWE_GEN_VOL_ENV_ATTACK, ms) - cents) <= 350);
        assert_true(fabs(convert(AWE_GEN_VOL_ENV_DELAY, ms) - cents) <= 220);
    }
    for (int v = 1; v < 128; v++) {
        double hz = 2 * v * 44100.0 / 1048576.0;
        double played = 8.17579892 * exp2(convert(AWE_GEN_MOD_LFO_FREQUENCY, v) / 1200.0);
        assert_true(fabs(1200 * log2(played / hz)) < 110);
        double cutoff = 101.81 * exp2(2 * v * 29.3843 / 1200);
        double cut = 8.17579892 * exp2(convert(AWE_GEN_FILTER_CUTOFF, v) / 1200.0);
        assert_true(fabs(1200 * log2(cut / cutoff)) < 60);
    }
}

static void other_values(void **state)
{
    (void)state;
    for (int v = 0; v < 128; v++) {
        int pan = convert(AWE_GEN_PAN, v);
        assert_int_equal((pan + 500) * 127 / 1000, v);
        assert_int_equal(convert(AWE_GEN_ATTENUATION, v), (15 * (127 - v) + 1) / 2);
    }
    assert_int_equal(convert(AWE_GEN_ATTENUATION, 107), 150);
    assert_int_equal(convert(AWE_GEN_ATTENUATION, 127), 0);
    for (int v = 0; v < 256; v++) {
        assert_int_equal(register_of(AWE_GEN_REVERB_SEND, v), v);
        assert_int_equal(register_of(AWE_GEN_CHORUS_SEND, v), v);
    }
    assert_int_equal(convert(AWE_GEN_SCALE_TUNING, 0), 100);
    assert_int_equal(convert(AWE_GEN_SCALE_TUNING, 1), 50);
    assert_int_equal(convert(AWE_GEN_SAMPLE_MODES, 3), 1);
    assert_int_equal(convert(AWE_GEN_KEY_RANGE, 0x7F00), 0x7F00);
    assert_int_equal(awe_sbk_rule_of(AWE_N_GENERATORS), AWE_SBK_UNKNOWN);
    assert_int_equal(awe_sbk_rule_of(14), AWE_SBK_UNKNOWN);
}

/* No value, however wild, leaves what SoundFont 2 allows. */
static void wild_values(void **state)
{
    (void)state;
    for (int v = INT16_MIN; v <= INT16_MAX; v++) {
        for (uint32_t id = 0; id < AWE_N_GENERATORS; id++) {
            awe_sbk_rule rule = awe_sbk_rule_of(id);
            int amount = awe_sbk_amount(rule, (int16_t)v);
            assert_true(rule == AWE_SBK_AS_IS || rule == AWE_SBK_UNKNOWN ||
                        rule == AWE_SBK_SAMPLE_PITCH || (amount >= -16000 && amount <= 13500));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seven_bit_registers),
        cmocka_unit_test(signed_registers),
        cmocka_unit_test(times),
        cmocka_unit_test(amounts_mean_what_registers_mean),
        cmocka_unit_test(other_values),
        cmocka_unit_test(wild_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
