/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* The AWE's NRPNs 127/0 to 26, those of GS and those of SoundFont 2.04, 9.6, heard in the sf2
   model: each against the value that its unit gives (docs/sound.md "NRPN"). Pitch within 1 cent,
   level 0.3 dB, time 1 % or 2 ms, cutoff 3 %. */

#include "support/measure.h"
#include "support/one_rig.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define OFF_S 0.5 /* when the key comes up, where that matters */

/* A note of 3 s at least, after the NRPN `msb`/`lsb`; released at OFF_S if `is_released`. */
static void play(card_wave wave, const card_generator *generators, uint8_t msb, uint8_t lsb,
                 int value, int is_released)
{
    awe_synth_config config = card_dry(AWE_MODEL_SF2);
    config.interp = AWE_INTERP_LINEAR;
    config.reverb = AWE_REVERB_DELAY;
    config.chorus = AWE_CHORUS_SHORT_DELAY;
    if (rig.synth) {
        rig_close(&rig);
    }
    card_open(&rig, wave, generators, &config);
    card_nrpn(&rig, 0, msb, lsb, value);
    rig_note_on(&rig, 0, 0, 60, 127);
    if (is_released) {
        rig_note_off(&rig, (uint32_t)(OFF_S * SECOND), 0, 60);
    }
    rig_play(&rig, 3 * SECOND, 512);
}

static double cents_at(double seconds)
{
    return measure_cents_at(&rig, seconds);
}

static void test_lfos(void **state)
{
    (void)state;
    static const struct {
        uint8_t delay, rate, depth; /* NRPNs */
        uint16_t depth_id, rate_id;
    } lfos[] = {{0, 1, 17, AWE_GEN_MOD_LFO_TO_PITCH, AWE_GEN_MOD_LFO_FREQUENCY},
                {2, 3, 18, AWE_GEN_VIB_LFO_TO_PITCH, AWE_GEN_VIB_LFO_FREQUENCY}};
    for (size_t i = 0; i < 2; i++) {
        const card_generator deep[] = {{lfos[i].depth_id, 1200}, {AWE_GEN_COARSE_TUNE, 24}, {0, 0}};
        play(CARD_SINE, deep, 127, lfos[i].delay, 125, 0); /* 4 ms each; then 8.176 Hz */
        card_expect(lfos[i].delay, cents_at(0.497) - 2400, 0, 5);
        card_expect(lfos[i].delay, cents_at(0.510) - 2400, 0.327 * 1200, 0.002 * 4 * 8.176 * 1200);
        const card_generator plain[] = {{lfos[i].depth_id, 100}, {0, 0}};
        for (int v = 24; v < 128; v += 50) {
            play(CARD_SINE, plain, 127, lfos[i].rate, v, 0);
            double want = v * 2 * 44100.0 / 1048576;
            card_expect(lfos[i].rate, measure_vibrato(&rig, want, NULL, NULL), want, want * 0.01);
        }
        const card_generator slow[] = {{lfos[i].rate_id, -2400}, {0, 0}};
        for (int v = -25; v <= 10; v += 7) {
            double cents;
            int sign;
            play(CARD_SINE, slow, 127, lfos[i].depth, v, 0);
            measure_vibrato(&rig, 8.1758 / 4, &cents, &sign);
            card_expect(lfos[i].depth, sign * cents, 9.375 * v, 1.0);
        }
    }
}

/* Envelope 1, seen on pitch. */
static void test_modulation_envelope(void **state)
{
    (void)state;
    const int second = measure_timecents(1.0);
    const card_generator own[] = {{AWE_GEN_MOD_ENV_TO_PITCH, 1200},
                                  {AWE_GEN_MOD_ENV_DECAY, second},
                                  {AWE_GEN_MOD_ENV_SUSTAIN, 1000},
                                  {AWE_GEN_COARSE_TUNE, 24},
                                  {0, 0}};
    play(CARD_SINE, own, 127, 4, 125, 0);
    card_expect(4, cents_at(0.495) - 2400, 0, 1);
    card_expect(4, cents_at(0.75) - 2400, 1200 * 0.75, 1200 * 0.005);
    play(CARD_SINE, own, 127, 5, 400, 0);
    for (double x = 0.2; x < 1; x += 0.2) {
        double want = 1200 * (1 + 40.0 / 96 * log10(x));
        card_expect(5, cents_at(0.4 * x) - 2400, want, 1 + 1200 * 0.181 / x * 0.004 / 0.4);
    }
    play(CARD_SINE, own, 127, 6, 500, 0);
    card_expect(6, cents_at(0.49) - 2400, 1200, 1);
    card_expect(6, cents_at(0.75) - 2400, 1200 * 0.75, 1200 * 0.005);
    play(CARD_SINE, own, 127, 7, 400, 0); /* 1.6 s */
    card_expect(7, cents_at(0.8) - 2400, 600, 600 * 0.01);
    play(CARD_SINE, own, 127, 8, 32, 0);
    card_expect(8, cents_at(1.5) - 2400, 1200 * 95.0 / 127, 1);
    const card_generator held[] = {{AWE_GEN_MOD_ENV_TO_PITCH, 1200},
                                   {AWE_GEN_VOL_ENV_RELEASE, measure_timecents(8.0)},
                                   {AWE_GEN_COARSE_TUNE, 24},
                                   {0, 0}};
    play(CARD_SINE, held, 127, 9, 250, 1);
    card_expect(9, cents_at(OFF_S + 0.4) - 2400, 1200 * 0.6, 1200 * 0.005);
    const card_generator flat[] = {
        {AWE_GEN_MOD_ENV_TO_PITCH, 1}, {AWE_GEN_COARSE_TUNE, 24}, {0, 0}};
    for (int v = -127; v <= 0; v += 61) {
        play(CARD_SINE, flat, 127, 19, v, 0);
        card_expect(19, cents_at(1.0) - 2400, 9.375 * v, 1);
    }
}

/* Envelope 2: level, straight in dB. */
static void test_volume_envelope(void **state)
{
    (void)state;
    const card_generator own[] = {
        {AWE_GEN_VOL_ENV_DECAY, measure_timecents(2.0)}, {AWE_GEN_VOL_ENV_SUSTAIN, 900}, {0, 0}};
    const double slack = 0.3 + 50 * 0.002; /* dB, and the time */
    play(CARD_DC, own, 127, 10, 125, 0);
    assert_true(measure_db_at(&rig, 0.497) < -90);
    card_expect(10, measure_db_at(&rig, 1.0), -25, slack);
    play(CARD_DC, own, 127, 11, 400, 0);
    for (double x = 0.2; x < 1; x += 0.2) {
        card_expect(11, pow(10, measure_db_at(&rig, 0.4 * x) / 20), x, 0.005);
    }
    play(CARD_DC, own, 127, 12, 500, 0);
    card_expect(12, measure_db_at(&rig, 0.495), 0, 0.3);
    card_expect(12, measure_db_at(&rig, 1.0), -25, slack);
    play(CARD_DC, own, 127, 13, 250, 0);
    card_expect(13, measure_db_at(&rig, 0.5), -50, 0.5);
    for (int v = 0; v < 100; v += 33) {
        const card_generator quick[] = {{AWE_GEN_VOL_ENV_DECAY, -3000}, {0, 0}};
        play(CARD_DC, quick, 127, 14, v, 0);
        card_expect(14, measure_db_at(&rig, 1.0), -0.75 * v, 0.3);
    }
    play(CARD_DC, NULL, 127, 15, 250, 1);
    card_expect(15, measure_db_at(&rig, OFF_S + 0.4), -40, 0.5);
}

static void test_pitch_and_tremolo(void **state)
{
    (void)state;
    for (int v = -1300; v < 2000; v += 777) {
        const card_generator tuned[] = {{AWE_GEN_FINE_TUNE, 30}, {0, 0}};
        play(CARD_SINE, tuned, 127, 16, v, 0);
        card_expect(16, measure_mean_cents(&rig, 0, 1), v + 30, 1);
    }
    static const int depths[][2] = {{32, 6}, {63, 12}, {96, -6}}; /* from 64 on the other way */
    for (size_t i = 0; i < 3; i++) {
        const card_generator slow[] = {{AWE_GEN_MOD_LFO_FREQUENCY, -3637}, {0, 0}}; /* 1 Hz */
        play(CARD_DC, slow, 127, 20, depths[i][0], 0);
        card_expect(20, measure_db_at(&rig, 1.25), depths[i][1], 0.3);
        card_expect(20, measure_db_at(&rig, 1.75), -depths[i][1], 0.3);
    }
}

static void test_filter(void **state)
{
    (void)state;
    for (int v = 0; v < 127; v += 14) {
        play(CARD_IMPULSE, NULL, 127, 21, v, 0);
        double want = 101.81 * exp2(2 * 29.3843 * v / 1200);
        card_expect(21, measure_corner_hz(&rig), want, want * 0.03);
    }
    play(CARD_IMPULSE, NULL, 127, 21, 127, 0); /* open */
    card_expect(21, card_response_db(&rig, 0, 15000) - card_response_db(&rig, 0, 100), 0, 0.3);
    for (int v = 24; v < 128; v += 40) { /* steps of 8 are 1.5 dB */
        const card_generator low[] = {{AWE_GEN_FILTER_CUTOFF, 8400}, {0, 0}};
        play(CARD_IMPULSE, low, 127, 22, v, 0);
        double hz = measure_hz(8400), q = pow(10, 1.5 * v / 8 / 20) / sqrt(2);
        double peak = 20 * log10(q / sqrt(1 - 1 / (4 * q * q)));
        double most = measure_peak_db(&rig, hz * 0.6, hz * 1.25);
        card_expect(22, most - card_response_db(&rig, 0, 1), peak, 0.3);
    }
    /* the LFO at its peak, when the impulse comes, and the envelope at its height */
    int rate = (int)lrint(1200 * log2(0.25 / ((double)IMPULSE_AT / SECOND) / 8.1757989));
    for (int v = -20; v < 40; v += 15) {
        const card_generator lfo[] = {
            {AWE_GEN_FILTER_CUTOFF, 8400}, {AWE_GEN_MOD_LFO_FREQUENCY, rate}, {0, 0}};
        double want = measure_hz(8400 + 56.25 * v);
        play(CARD_IMPULSE, lfo, 127, 23, v, 0);
        card_expect(23, measure_corner_hz(&rig), want, want * 0.03);
        play(CARD_IMPULSE, lfo, 127, 24, v, 0);
        card_expect(24, measure_corner_hz(&rig), want, want * 0.03);
    }
}

static void test_sends(void **state)
{
    (void)state;
    for (int v = 51; v < 256; v += 68) {
        play(CARD_IMPULSE, NULL, 127, 25, v, 0);
        card_expect(25, 20 * log10(measure_chorus(&rig)), 20 * log10(v / 255.0), 0.3);
        play(CARD_IMPULSE, NULL, 127, 26, v, 0);
        card_expect(26, 20 * log10(measure_reverb(&rig)), 20 * log10(v / 255.0), 0.3);
    }
}

/* ---- GS: CC6 around 64 moves the register by sensitivity / 50; here 10 steps either way */

static void play_tone(card_wave wave, const card_generator *generators, uint8_t lsb, int steps,
                      int is_released)
{
    play(wave, generators, 1, lsb, steps * 128, is_released);
}

static void test_gs_vibrato(void **state)
{
    (void)state;
    const card_generator own[] = {{AWE_GEN_VIB_LFO_TO_PITCH, 100}, {0, 0}};
    for (int steps = -40; steps <= 40; steps += 40) {
        double want = 8.1758 + steps * 30 / 50 * 44100.0 / 1048576, cents;
        int sign;
        play_tone(CARD_SINE, own, 8, steps, 0);
        card_expect(1008, measure_vibrato(&rig, want, NULL, NULL), want, want * 0.01);
        play_tone(CARD_SINE, own, 9, steps, 0);
        measure_vibrato(&rig, 8.1758, &cents, &sign);
        card_expect(1009, sign * cents, 100 + steps * 4 / 50.0 * 9.375, 1);
    }
    const card_generator deep[] = {
        {AWE_GEN_VIB_LFO_TO_PITCH, 1200}, {AWE_GEN_COARSE_TUNE, 24}, {0, 0}};
    play_tone(CARD_SINE, deep, 10, 20, 0); /* 20 x 1500 / 50 x 32 frames: 0.435 s */
    card_expect(1010, cents_at(0.430) - 2400, 0, 5);
    card_expect(1010, cents_at(0.4454) - 2400, 0.327 * 1200, 0.003 * 4 * 8.176 * 1200);
}

static void test_gs_filter_and_times(void **state)
{
    (void)state;
    const card_generator low[] = {{AWE_GEN_FILTER_CUTOFF, 8400}, {0, 0}};
    const int second = measure_timecents(1.0);
    const card_generator timed[] = {{AWE_GEN_VOL_ENV_ATTACK, second}, {0, 0}};
    const card_generator falling[] = {
        {AWE_GEN_VOL_ENV_DECAY, second}, {AWE_GEN_VOL_ENV_SUSTAIN, 900}, {0, 0}};
    const card_generator released[] = {{AWE_GEN_VOL_ENV_RELEASE, second}, {0, 0}};
    for (int steps = -10; steps <= 10; steps += 20) {
        play_tone(CARD_IMPULSE, low, 32, steps, 0);
        double want = measure_hz(8400 + steps * 170 / 50.0 * 29.3843);
        card_expect(1032, measure_corner_hz(&rig), want, want * 0.03);
        /* rates are 16 to the octave, and a step is one of them */
        double time = exp2(steps / 16.0);
        play_tone(CARD_DC, timed, 99, steps, 0);
        card_expect(1099, pow(10, measure_db_at(&rig, 0.4) / 20), 0.4 / time, 0.01);
        play_tone(CARD_DC, falling, 100, steps, 0);
        card_expect(1100, measure_db_at(&rig, 0.4), -40 / time, 0.5);
        play_tone(CARD_DC, released, 102, steps, 1);
        card_expect(1102, measure_db_at(&rig, OFF_S + 0.4), -40 / time, 0.5);
    }
    play_tone(CARD_IMPULSE, low, 33, 40, 0); /* 4.8 steps of 1.5 dB */
    double hz = measure_hz(8400), q = pow(10, 4.8 * 1.5 / 20) / sqrt(2);
    double peak = 20 * log10(q / sqrt(1 - 1 / (4 * q * q)));
    double most = measure_peak_db(&rig, hz * 0.6, hz * 1.25);
    card_expect(1033, most - card_response_db(&rig, 0, 1), peak, 0.3);
}

/* ---- SoundFont 2.04, 9.6: MSB 120 adds to the generator that the LSB names, in its own unit */

static void test_soundfont(void **state)
{
    (void)state;
    const card_generator tuned[] = {{AWE_GEN_FINE_TUNE, -20}, {0, 0}};
    play(CARD_SINE, tuned, 120, AWE_GEN_FINE_TUNE, 90, 0);
    card_expect(1252, measure_mean_cents(&rig, 0, 1), 70, 1);
    const card_generator low[] = {{AWE_GEN_FILTER_CUTOFF, 8400}, {0, 0}};
    play(CARD_IMPULSE, low, 120, AWE_GEN_FILTER_CUTOFF, -600, 0); /* steps of 2 cents */
    card_expect(1208, measure_corner_hz(&rig), measure_hz(7200), 0.03 * measure_hz(7200));
    play(CARD_DC, NULL, 120, AWE_GEN_ATTENUATION, 120, 0);
    card_expect(1248, measure_db_at(&rig, 1.0), -12, 0.3);
}

#define T(name) cmocka_unit_test_setup_teardown(name, rig_set_up, rig_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_lfos),
        T(test_modulation_envelope),
        T(test_volume_envelope),
        T(test_pitch_and_tremolo),
        T(test_filter),
        T(test_sends),
        T(test_gs_vibrato),
        T(test_gs_filter_and_times),
        T(test_soundfont),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
