/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Modulator sources and curves against the formulas of SoundFont 2.04, 8.2 and 9.5.3; defaults and
   their replacement. */

#include "synth/modulators.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { LINEAR, CONCAVE, CONVEX, SWITCH };

static awe_channel channel;
static awe_mod_inputs inputs;
static uint8_t is_204;

static int set_up(void **state)
{
    (void)state;
    awe_channel_reset(&channel, 0);
    is_204 = 1;
    inputs = (awe_mod_inputs){.channel = &channel, .key = 60, .velocity = 127};
    return 0;
}

static double curve(int type, double x)
{
    switch (type) {
    case CONCAVE:
        return x >= 1.0 ? 1.0 : fmin(1.0, -(400.0 / 960.0) * log10(1.0 - x));
    case CONVEX:
        return x <= 0.0 ? 0.0 : fmax(0.0, 1.0 + (400.0 / 960.0) * log10(x));
    case SWITCH:
        return x >= 64.0 / 127.0 ? 1.0 : 0.0;
    default:
        return x;
    }
}

static void test_unipolar_curves(void **state)
{
    (void)state;
    for (int type = LINEAR; type <= SWITCH; type++) {
        for (int negative = 0; negative <= 1; negative++) {
            for (int v = 0; v < 128; v++) {
                channel.controls[20] = (uint8_t)v;
                uint16_t source = (uint16_t)(0x80 | 20 | negative << 8 | type << 10);
                double x = negative ? 1.0 - v / 127.0 : v / 127.0;
                assert_true(fabs(awe_modulator_source(source, &inputs) - curve(type, x)) < 1e-4);
            }
        }
    }
}

/* Bipolar curves are odd about the middle value 64; both ends reach 1. */
static void test_bipolar_curves(void **state)
{
    (void)state;
    for (int type = LINEAR; type <= CONVEX; type++) {
        for (int v = 0; v < 128; v++) {
            channel.controls[20] = (uint8_t)v;
            double x = v < 64 ? (v - 64) / 64.0 : (v - 64) / 63.0;
            double want = x < 0.0 ? -curve(type, -x) : curve(type, x);
            uint16_t source = (uint16_t)(0x280 | 20 | type << 10);
            assert_true(fabs(awe_modulator_source(source, &inputs) - want) < 1e-4);
            assert_true(fabs(awe_modulator_source(source | 0x100, &inputs) + want) < 1e-4);
        }
    }
    channel.controls[10] = 64;
    assert_true(awe_modulator_source(0x28A, &inputs) == 0.0f);
}

static void test_sources(void **state)
{
    (void)state;
    inputs.velocity = 64;
    inputs.key = 32;
    channel.pressure = 100;
    channel.key_pressure[32] = 20;
    channel.bend = 16383;
    channel.registered.bend_range_semitones = 12;
    assert_true(awe_modulator_source(0, &inputs) == 1.0f);
    assert_true(fabs(awe_modulator_source(2, &inputs) - 64 / 127.0) < 1e-6);
    assert_true(fabs(awe_modulator_source(3, &inputs) - 32 / 127.0) < 1e-6);
    assert_true(fabs(awe_modulator_source(10, &inputs) - 20 / 127.0) < 1e-6);
    assert_true(fabs(awe_modulator_source(13, &inputs) - 100 / 127.0) < 1e-6);
    assert_true(fabs(awe_modulator_source(0x20E, &inputs) - 1.0) < 1e-6);
    assert_true(fabs(awe_modulator_source(16, &inputs) - 12 / 127.0) < 1e-6);
}

static float sum_of(awe_generator_id id, const awe_modulator *own, uint16_t n_own,
                    const awe_modulator *preset, uint16_t n_preset)
{
    const awe_region region = {.is_204 = is_204,
                               .instrument_modulators = own,
                               .n_instrument_modulators = n_own,
                               .preset_modulators = preset,
                               .n_preset_modulators = n_preset};
    float sums[AWE_N_GENERATORS] = {0};
    awe_modulators_sum(&region, awe_model_get(AWE_MODEL_SF2), &inputs, sums);
    return sums[id];
}

static void assert_near(double got, double want)
{
    assert_true(fabs(got - want) < 0.01 * fabs(want) + 0.1);
}

static void test_defaults(void **state)
{
    (void)state;
    inputs.velocity = 64;
    channel.controls[AWE_CC_VOLUME] = 127;
    channel.controls[AWE_CC_MODULATION] = 127;
    channel.controls[AWE_CC_REVERB_SEND] = 127;
    channel.controls[AWE_CC_CHORUS_SEND] = 64;
    channel.pressure = 127;
    channel.bend = 0;
    assert_near(sum_of(AWE_GEN_ATTENUATION, NULL, 0, NULL, 0), -400.0 * log10(64 / 127.0));
    assert_near(sum_of(AWE_GEN_FILTER_CUTOFF, NULL, 0, NULL, 0), -2400.0 * 63 / 127);
    assert_near(sum_of(AWE_GEN_VIB_LFO_TO_PITCH, NULL, 0, NULL, 0), 100.0);
    assert_near(sum_of(AWE_GEN_REVERB_SEND, NULL, 0, NULL, 0), 200.0);
    assert_near(sum_of(AWE_GEN_CHORUS_SEND, NULL, 0, NULL, 0), 200.0 * 64 / 127);
    assert_near(sum_of(AWE_GEN_FINE_TUNE, NULL, 0, NULL, 0), -200.0);
}

static void test_instrument_replaces_and_preset_adds(void **state)
{
    (void)state;
    inputs.velocity = 0;
    const awe_modulator quieter = {0x0502, AWE_GEN_ATTENUATION, 100, 0, 0};
    const awe_modulator other = {0x0102, AWE_GEN_ATTENUATION, 50, 0, 0};
    channel.controls[AWE_CC_VOLUME] = 127;
    assert_near(sum_of(AWE_GEN_ATTENUATION, NULL, 0, NULL, 0), 960.0);
    assert_near(sum_of(AWE_GEN_ATTENUATION, &quieter, 1, NULL, 0), 100.0);
    assert_near(sum_of(AWE_GEN_ATTENUATION, &other, 1, NULL, 0), 1010.0);
    assert_near(sum_of(AWE_GEN_ATTENUATION, NULL, 0, &quieter, 1), 1060.0);
    assert_near(sum_of(AWE_GEN_ATTENUATION, &quieter, 1, &quieter, 1), 200.0);
}

/* 2.01 darkens below velocity 64, 2.04 below full velocity; a bank's own modulator replaces either
   form. */
static void test_velocity_to_cutoff_by_version(void **state)
{
    (void)state;
    const awe_modulator off_201 = {0x0102, AWE_GEN_FILTER_CUTOFF, 0, 0x0D02, 0};
    const awe_modulator off_204 = {0x0102, AWE_GEN_FILTER_CUTOFF, 0, 0, 0};
    for (is_204 = 0; is_204 <= 1; is_204++) {
        inputs.velocity = 63;
        assert_near(sum_of(AWE_GEN_FILTER_CUTOFF, NULL, 0, NULL, 0), -2400.0 * 64 / 127);
        inputs.velocity = 64;
        assert_near(sum_of(AWE_GEN_FILTER_CUTOFF, NULL, 0, NULL, 0),
                    is_204 ? -2400.0 * 63 / 127 : 0.0);
        inputs.velocity = 1;
        assert_near(sum_of(AWE_GEN_FILTER_CUTOFF, &off_201, 1, NULL, 0), 0.0);
        assert_near(sum_of(AWE_GEN_FILTER_CUTOFF, &off_204, 1, NULL, 0), 0.0);
    }
}

static void test_bend_can_be_replaced(void **state)
{
    (void)state;
    channel.bend = 16383;
    const awe_modulator half = {0x020E, AWE_GEN_FINE_TUNE, 6350, 0x0010, 0};
    assert_near(sum_of(AWE_GEN_FINE_TUNE, &half, 1, NULL, 0), 100.0);
}

/* 8.2, 8.3: whatever is not defined makes the modulator nothing. */
static void test_undefined_parts(void **state)
{
    (void)state;
    const awe_modulator rows[] = {
        {0x0000 | 1, AWE_GEN_FINE_TUNE, 100, 0, 0},        /* no such source */
        {0x0080 | 6, AWE_GEN_FINE_TUNE, 100, 0, 0},        /* data entry */
        {0x0180 | 33, AWE_GEN_FINE_TUNE, 100, 0, 0},       /* low half of CC1 */
        {0x0180 | 98, AWE_GEN_FINE_TUNE, 100, 0, 0},       /* NRPN */
        {0x0180 | 121, AWE_GEN_FINE_TUNE, 100, 0, 0},      /* mode message */
        {0x1000, AWE_GEN_FINE_TUNE, 100, 0, 0},            /* no such curve */
        {0x0000, AWE_GEN_FINE_TUNE, 100, 0, 1},            /* no such transform */
        {0x0000, AWE_GEN_FINE_TUNE, 100, AWE_MOD_LINK, 0}, /* links are no amount source */
        {0x0000, AWE_N_GENERATORS, 100, 0, 0},             /* no such destination */
        {0x0000, 0x8000 | 9, 100, 0, 0},                   /* nobody there */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_near(sum_of(AWE_GEN_FINE_TUNE, &rows[i], 1, NULL, 0), 0.0);
    }
}

/* 8.3: the output of one modulator is the source of another, counted as a controller. */
static void test_links(void **state)
{
    (void)state;
    channel.controls[20] = 127;
    const awe_modulator chain[] = {
        {0x0080 | 20, 0x8000 | 1, 100, 0, 0},
        {AWE_MOD_LINK, 0x8000 | 2, 127, 0, 0},
        {AWE_MOD_LINK | AWE_MOD_NEGATIVE, AWE_GEN_FINE_TUNE, 1270, 0, 0},
    };
    assert_near(sum_of(AWE_GEN_FINE_TUNE, chain, 3, NULL, 0), 1270.0 - 1000.0);
    channel.controls[20] = 0;
    assert_near(sum_of(AWE_GEN_FINE_TUNE, chain, 3, NULL, 0), 1270.0);
    const awe_modulator two[] = {
        {0x0000, 0x8000 | 2, 30, 0, 0},
        {0x0000, 0x8000 | 2, 40, 0, 0},
        {AWE_MOD_LINK, AWE_GEN_FINE_TUNE, 127, 0, 0},
    };
    assert_near(sum_of(AWE_GEN_FINE_TUNE, two, 3, NULL, 0), 70.0);
    const awe_modulator circle[] = {
        {AWE_MOD_LINK, 0x8000 | 1, 127, 0, 0},
        {AWE_MOD_LINK, 0x8000, 127, 0, 0},
        {AWE_MOD_LINK, AWE_GEN_FINE_TUNE, 100, 0, 0},
    };
    assert_near(sum_of(AWE_GEN_FINE_TUNE, circle, 3, NULL, 0), 0.0);
}

/* The plain player hears the defaults only, and velocity leaves its filter alone. */
static void test_plain_player(void **state)
{
    (void)state;
    const awe_modulator own = {0, AWE_GEN_FINE_TUNE, 100, 0, 0};
    const awe_region region = {
        .is_204 = 1, .instrument_modulators = &own, .n_instrument_modulators = 1};
    float sums[AWE_N_GENERATORS] = {0};
    inputs.velocity = 64;
    awe_modulators_sum(&region, awe_model_get(AWE_MODEL_GM), &inputs, sums);
    assert_near(sums[AWE_GEN_FINE_TUNE], 0.0);
    assert_near(sums[AWE_GEN_FILTER_CUTOFF], 0.0);
    assert_near(sums[AWE_GEN_ATTENUATION], 400.0 * log10(127 / 64.0) + 400.0 * log10(127 / 100.0));
}

/* RPN 5: 127 cents as LSB 127 of 128ths of a semitone would be; default 50 cents. */
static void test_wheel_range(void **state)
{
    (void)state;
    channel.controls[AWE_CC_MODULATION] = 127;
    assert_near(sum_of(AWE_GEN_VIB_LFO_TO_PITCH, NULL, 0, NULL, 0), 50.0);
    awe_channel_control(&channel, AWE_CC_RPN_MSB, 0);
    awe_channel_control(&channel, AWE_CC_RPN_LSB, 5);
    awe_channel_control(&channel, AWE_CC_DATA_MSB, 2);
    awe_channel_control(&channel, AWE_CC_DATA_LSB, 0);
    assert_near(sum_of(AWE_GEN_VIB_LFO_TO_PITCH, NULL, 0, NULL, 0), 200.0);
}

static void test_absolute_transform(void **state)
{
    (void)state;
    channel.controls[20] = 0;
    const awe_modulator folded = {0x0280 | 20, AWE_GEN_FINE_TUNE, 100, 0, 2};
    assert_near(sum_of(AWE_GEN_FINE_TUNE, &folded, 1, NULL, 0), 100.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_unipolar_curves, set_up),
        cmocka_unit_test_setup(test_bipolar_curves, set_up),
        cmocka_unit_test_setup(test_sources, set_up),
        cmocka_unit_test_setup(test_defaults, set_up),
        cmocka_unit_test_setup(test_instrument_replaces_and_preset_adds, set_up),
        cmocka_unit_test_setup(test_velocity_to_cutoff_by_version, set_up),
        cmocka_unit_test_setup(test_bend_can_be_replaced, set_up),
        cmocka_unit_test_setup(test_undefined_parts, set_up),
        cmocka_unit_test_setup(test_links, set_up),
        cmocka_unit_test_setup(test_plain_player, set_up),
        cmocka_unit_test_setup(test_wheel_range, set_up),
        cmocka_unit_test_setup(test_absolute_transform, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
