/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* The default modulators of SoundFont 2.04, 8.4.1 to 8.4.10, heard: each by its formula; replaced,
   not added to, by an instrument's modulator of the same sources and destination; and a preset's is
   added. 8.4.1, 8.4.5 and 8.4.7 by level: test_modulators.c. */

#include "support/measure.h"
#include "support/one_rig.h"
#include "synth/modulators.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A modulator of an instrument's or a preset's zone. */
typedef struct own_modulator {
    uint16_t source, destination;
    int amount;
    uint16_t amount_source;
} own_modulator;

enum { BY_DEFAULT, REPLACED, ADDED, N_WAYS };

/* Opens a bank of 2.04 where `own` stands in the instrument (REPLACED) or in the preset (ADDED). */
static void open_way(card_wave wave, const card_generator *generators, int way, own_modulator own)
{
    sf2_builder *builder = card_bank(wave, generators);
    sf2_get_options(builder)->version_major = 2;
    sf2_get_options(builder)->version_minor = 4;
    if (way == REPLACED) {
        sf2_add_modulator(builder, own.source, own.destination, own.amount, own.amount_source, 0);
    } else if (way == ADDED) {
        /* a preset of its own for the same instrument */
        sf2_add_preset(builder, "added", 0, 1);
        sf2_add_zone(builder);
        sf2_add_generator(builder, AWE_GEN_INSTRUMENT, 0);
        sf2_add_modulator(builder, own.source, own.destination, own.amount, own.amount_source, 0);
    }
    awe_synth_config config = card_dry(AWE_MODEL_SF2);
    config.interp = AWE_INTERP_LINEAR;
    config.reverb = AWE_REVERB_DELAY;
    config.chorus = AWE_CHORUS_SHORT_DELAY;
    if (rig.synth) {
        rig_close(&rig);
    }
    rig_open(&rig, builder, &config);
    card_prepare(&rig, 0);
    rig_send(&rig, 0, (awe_message){AWE_PROGRAM, 0, 0, 0, way == ADDED});
}

/* What `own`, half of the default's amount, makes of it. */
static double amount_of(int way, double by_default)
{
    return way == BY_DEFAULT ? by_default : way == REPLACED ? by_default / 2 : by_default * 1.5;
}

static void play(uint8_t velocity)
{
    rig_note_on(&rig, 0, 0, 60, velocity);
    rig_play(&rig, 3 * SECOND, 512);
}

static void test_velocity_to_cutoff(void **state)
{
    (void)state;
    const own_modulator own = {AWE_MOD_VELOCITY | AWE_MOD_NEGATIVE, AWE_GEN_FILTER_CUTOFF, -1200,
                               0};
    const card_generator low[] = {{AWE_GEN_FILTER_CUTOFF, 11000}, {0, 0}};
    for (int way = 0; way < N_WAYS; way++) {
        for (int v = 20; v < 128; v += 40) {
            open_way(CARD_IMPULSE, low, way, own);
            play((uint8_t)v);
            double want = measure_hz(11000 + amount_of(way, -2400) * (127 - v) / 127.0);
            card_expect(842, measure_corner_hz(&rig), want, want * 0.03);
        }
    }
}

static void test_pressure_and_wheel_to_vibrato(void **state)
{
    (void)state;
    const card_generator slow[] = {{AWE_GEN_VIB_LFO_FREQUENCY, -2400}, {0, 0}};
    for (int way = 0; way < N_WAYS; way++) {
        for (int v = 31; v < 128; v += 48) {
            double cents;
            open_way(CARD_SINE, slow, way,
                     (own_modulator){AWE_MOD_CHANNEL_PRESSURE, AWE_GEN_VIB_LFO_TO_PITCH, 25, 0});
            rig_send(&rig, 0, (awe_message){AWE_CHANNEL_PRESSURE, 0, 0, 0, v});
            play(127);
            measure_vibrato(&rig, 8.1758 / 4, &cents, NULL);
            card_expect(843, cents, amount_of(way, 50) * v / 127.0, 1.0);
            open_way(CARD_SINE, slow, way,
                     (own_modulator){AWE_MOD_CC(1), AWE_GEN_VIB_LFO_TO_PITCH, 25, 0});
            rig_control(&rig, 0, 0, 1, (uint8_t)v);
            play(127);
            measure_vibrato(&rig, 8.1758 / 4, &cents, NULL);
            card_expect(844, cents, amount_of(way, 50) * v / 127.0, 1.0);
        }
    }
}

/* 500, not 1000, of 0.1 %: docs/sound.md "Modulators". */
static void test_pan(void **state)
{
    (void)state;
    const own_modulator own = {AWE_MOD_CC(10) | AWE_MOD_BIPOLAR, AWE_GEN_PAN, 250, 0};
    for (int way = 0; way < N_WAYS; way++) {
        for (int v = 16; v < 128; v += 24) {
            open_way(CARD_DC, NULL, way, own);
            rig_control(&rig, 0, 0, 10, (uint8_t)v);
            play(127);
            double pan = amount_of(way, 0.5) * (v < 64 ? (v - 64) / 64.0 : (v - 64) / 63.0);
            double place = fmin(fmax(pan, -0.5), 0.5) + 0.5;
            const float *frame = rig.out + 2 * SECOND;
            card_expect(846, atan2(frame[1], frame[0]) / acos(0.0), place, 0.005);
        }
    }
}

static void test_sends(void **state)
{
    (void)state;
    for (int way = 0; way < N_WAYS; way++) {
        for (int v = 50; v < 128; v += 77) {
            double want = 20 * log10(amount_of(way, 0.2) * v / 127.0);
            open_way(CARD_IMPULSE, NULL, way,
                     (own_modulator){AWE_MOD_CC(91), AWE_GEN_REVERB_SEND, 100, 0});
            rig_control(&rig, 0, 0, 91, (uint8_t)v);
            play(127);
            card_expect(848, 20 * log10(measure_reverb(&rig)), want, 0.3);
            open_way(CARD_IMPULSE, NULL, way,
                     (own_modulator){AWE_MOD_CC(93), AWE_GEN_CHORUS_SEND, 100, 0});
            rig_control(&rig, 0, 0, 93, (uint8_t)v);
            play(127);
            card_expect(849, 20 * log10(measure_chorus(&rig)), want, 0.3);
        }
    }
}

static void test_bend(void **state)
{
    (void)state;
    const own_modulator own = {AWE_MOD_PITCH_WHEEL | AWE_MOD_BIPOLAR, AWE_GEN_FINE_TUNE, 6350,
                               AWE_MOD_BEND_RANGE};
    for (int way = 0; way < N_WAYS; way++) {
        for (int bend = 0; bend < 16384; bend += 2730) {
            open_way(CARD_SINE, NULL, way, own);
            rig_control(&rig, 0, 0, 101, 0);
            rig_control(&rig, 0, 0, 100, 0);
            rig_control(&rig, 0, 0, 6, 7);
            rig_send(&rig, 0, (awe_message){AWE_PITCH_BEND, 0, 0, 0, bend});
            play(127);
            double want = amount_of(way, 700) * (bend - 8192) / 8192.0;
            card_expect(8410, measure_mean_cents(&rig, 0, 1), want, 1.0);
        }
    }
}

/* An instrument's modulator that differs in any part is one more, in place of none. */
static void test_another_is_added(void **state)
{
    (void)state;
    open_way(CARD_DC, NULL, REPLACED,
             (own_modulator){AWE_MOD_VELOCITY | AWE_MOD_NEGATIVE, AWE_GEN_ATTENUATION, 200, 0});
    play(64);
    double want = 40 * log10(64 / 127.0) - 20.0 * 63 / 127;
    card_expect(841, measure_db_at(&rig, 1.0), want, 0.3);
}

#define T(name) cmocka_unit_test_setup_teardown(name, rig_set_up, rig_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_velocity_to_cutoff),
        T(test_pressure_and_wheel_to_vibrato),
        T(test_pan),
        T(test_sends),
        T(test_bend),
        T(test_another_is_added),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
