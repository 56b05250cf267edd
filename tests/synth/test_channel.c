/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Channel state: power-on values, RPN data entry, RP-015, bank select by mode. */

#include "synth/channel.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static awe_channel channel;

static int set_up(void **state)
{
    (void)state;
    awe_channel_reset(&channel, 0);
    return 0;
}

static void select_rpn(uint8_t number)
{
    awe_channel_control(&channel, AWE_CC_RPN_MSB, 0);
    awe_channel_control(&channel, AWE_CC_RPN_LSB, number);
}

static void test_power_on(void **state)
{
    (void)state;
    assert_int_equal(channel.controls[AWE_CC_VOLUME], 100);
    assert_int_equal(channel.controls[AWE_CC_EXPRESSION], 127);
    assert_int_equal(channel.controls[AWE_CC_PAN], 64);
    assert_int_equal(channel.controls[AWE_CC_REVERB_SEND], 40);
    assert_int_equal(channel.controls[AWE_CC_CHORUS_SEND], 0);
    assert_int_equal(channel.registered.bend_range_semitones, 2);
    assert_true(awe_channel_bend_cents(&channel) == 0.0f);
    assert_true(awe_channel_tuning_cents(&channel) == 0.0f);
}

static void test_bend_range_with_cents(void **state)
{
    (void)state;
    select_rpn(0);
    awe_channel_control(&channel, AWE_CC_DATA_MSB, 7);
    awe_channel_control(&channel, AWE_CC_DATA_LSB, 50);
    channel.bend = 0;
    assert_true(awe_channel_bend_cents(&channel) == -750.0f);
    awe_channel_control(&channel, AWE_CC_DATA_INCREMENT, 0);
    assert_int_equal(channel.registered.bend_range_semitones, 8);
    awe_channel_control(&channel, AWE_CC_DATA_DECREMENT, 0);
    assert_int_equal(channel.registered.bend_range_semitones, 7);
}

static void test_tunings(void **state)
{
    (void)state;
    select_rpn(1);
    awe_channel_control(&channel, AWE_CC_DATA_MSB, 32);
    awe_channel_control(&channel, AWE_CC_DATA_LSB, 0);
    assert_true(awe_channel_tuning_cents(&channel) == -50.0f);
    select_rpn(2);
    awe_channel_control(&channel, AWE_CC_DATA_MSB, 64 - 12);
    assert_true(awe_channel_tuning_cents(&channel) == -1250.0f);
}

static void test_null_and_nrpn_take_no_data(void **state)
{
    (void)state;
    select_rpn(0);
    awe_channel_control(&channel, AWE_CC_RPN_MSB, 127);
    awe_channel_control(&channel, AWE_CC_RPN_LSB, 127);
    assert_false(awe_channel_control(&channel, AWE_CC_DATA_MSB, 24));
    awe_channel_control(&channel, AWE_CC_NRPN_MSB, 0);
    awe_channel_control(&channel, AWE_CC_NRPN_LSB, 0);
    assert_false(awe_channel_control(&channel, AWE_CC_DATA_MSB, 24));
    assert_int_equal(channel.registered.bend_range_semitones, 2);
}

/* RP-015: volume, pan, bank, program and RPN values stay; the rest returns. */
static void test_reset_controllers(void **state)
{
    (void)state;
    for (uint8_t n = 0; n < 98; n++) {
        awe_channel_control(&channel, n, 33);
    }
    channel.program = 5;
    channel.pressure = 9;
    channel.key_pressure[60] = 9;
    channel.bend = 0;
    awe_channel_reset_controllers(&channel);
    assert_int_equal(channel.controls[AWE_CC_VOLUME], 33);
    assert_int_equal(channel.controls[AWE_CC_PAN], 33);
    assert_int_equal(channel.controls[AWE_CC_BANK_MSB], 33);
    assert_int_equal(channel.controls[AWE_CC_REVERB_SEND], 33);
    assert_int_equal(channel.program, 5);
    assert_int_equal(channel.controls[AWE_CC_MODULATION], 0);
    assert_int_equal(channel.controls[AWE_CC_EXPRESSION], 127);
    assert_int_equal(channel.controls[AWE_CC_SUSTAIN], 0);
    assert_int_equal(channel.pressure, 0);
    assert_int_equal(channel.key_pressure[60], 0);
    assert_int_equal(channel.bend, 8192);
    assert_int_equal(channel.entry.parameter, AWE_NO_PARAMETER);
}

static void test_bank_select(void **state)
{
    (void)state;
    awe_channel_control(&channel, AWE_CC_BANK_MSB, 8);
    awe_channel_control(&channel, AWE_CC_BANK_LSB, 3);
    assert_int_equal(awe_channel_bank(&channel, AWE_RESET_GS), 0); /* no program change yet */
    awe_channel_program(&channel, 1);
    assert_int_equal(awe_channel_bank(&channel, AWE_RESET_GS), 8);
    assert_int_equal(awe_channel_bank(&channel, AWE_RESET_XG), 3);
    awe_channel_control(&channel, AWE_CC_BANK_MSB, 127);
    awe_channel_program(&channel, 1);
    assert_int_equal(awe_channel_bank(&channel, AWE_RESET_XG), AWE_DRUM_BANK);
    channel.drums = 1;
    assert_int_equal(awe_channel_bank(&channel, AWE_RESET_GS), AWE_DRUM_BANK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_power_on, set_up),
        cmocka_unit_test_setup(test_bend_range_with_cents, set_up),
        cmocka_unit_test_setup(test_tunings, set_up),
        cmocka_unit_test_setup(test_null_and_nrpn_take_no_data, set_up),
        cmocka_unit_test_setup(test_reset_controllers, set_up),
        cmocka_unit_test_setup(test_bank_select, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
