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

static void select_bank(uint8_t msb, uint8_t lsb, awe_reset_kind reset)
{
    awe_channel_control(&channel, AWE_CC_BANK_MSB, msb);
    awe_channel_control(&channel, AWE_CC_BANK_LSB, lsb);
    awe_channel_program(&channel, 1, reset);
}

static void test_bank_select(void **state)
{
    (void)state;
    awe_channel_control(&channel, AWE_CC_BANK_MSB, 8);
    awe_channel_control(&channel, AWE_CC_BANK_LSB, 3);
    assert_int_equal(awe_channel_bank(&channel, AWE_RESET_GS), 0); /* no program change yet */
    awe_channel_program(&channel, 1, AWE_RESET_GS);
    assert_int_equal(awe_channel_bank(&channel, AWE_RESET_GS), 8);
    assert_int_equal(awe_channel_bank(&channel, AWE_RESET_XG), 3);
}

/* XG: 126 and 127 are kits on any part; GM 2: 120 is, 121 is melodic on any part. A part that is
   drums by message or by its number stays so under XG. */
static void test_banks_of_kits(void **state)
{
    (void)state;
    static const struct {
        awe_reset_kind reset;
        uint8_t was_drums, msb, drums;
    } rows[] = {
        {AWE_RESET_XG, 0, 127, 1},  {AWE_RESET_XG, 0, 126, 1},  {AWE_RESET_XG, 0, 0, 0},
        {AWE_RESET_XG, 1, 0, 1},    {AWE_RESET_GM2, 0, 120, 1}, {AWE_RESET_GM2, 1, 121, 0},
        {AWE_RESET_GM2, 0, 127, 0}, {AWE_RESET_GS, 0, 127, 0},  {AWE_RESET_GS, 1, 0, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        awe_channel_reset(&channel, rows[i].was_drums);
        select_bank(rows[i].msb, 2, rows[i].reset);
        assert_int_equal(channel.drums != 0, rows[i].drums);
        uint32_t bank = awe_channel_bank(&channel, rows[i].reset);
        assert_int_equal(bank == AWE_DRUM_BANK, rows[i].drums);
    }
    awe_channel_reset(&channel, 0);
    select_bank(127, 0, AWE_RESET_XG);
    select_bank(0, 0, AWE_RESET_XG);
    assert_int_equal(channel.drums, 0);
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
        cmocka_unit_test_setup(test_banks_of_kits, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
