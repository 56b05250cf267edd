/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Generators of SoundFont 2.04, 8.1.2, that move pitch, filter and sends: each against the analytic
   value, from rendered sound in the sf2 model. Pitch within 1 cent, level 0.3 dB, cutoff 3 %. */

#include "support/measure.h"
#include "support/one_rig.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void play_key(card_wave wave, const card_generator *generators, uint8_t key, double seconds)
{
    awe_synth_config config = card_dry(AWE_MODEL_SF2);
    config.interp = AWE_INTERP_LINEAR;
    config.reverb = AWE_REVERB_DELAY;
    config.chorus = AWE_CHORUS_SHORT_DELAY;
    if (rig.synth) {
        rig_close(&rig);
    }
    card_open(&rig, wave, generators, &config);
    rig_note_on(&rig, 0, 0, key, 127);
    rig_play(&rig, (size_t)(seconds * SECOND), 512);
}

static void play(card_wave wave, const card_generator *generators, double seconds)
{
    play_key(wave, generators, 60, seconds);
}

static double cents_at(double seconds)
{
    return measure_cents_at(&rig, seconds);
}

static void test_pitch(void **state)
{
    (void)state;
    static const struct {
        uint16_t id;
        int amount, key;
        double cents;
    } rows[] = {
        {AWE_GEN_COARSE_TUNE, -7, 60, -700},    {AWE_GEN_COARSE_TUNE, 19, 60, 1900},
        {AWE_GEN_FINE_TUNE, 99, 60, 99},        {AWE_GEN_FINE_TUNE, -50, 60, -50},
        {AWE_GEN_SCALE_TUNING, 50, 72, 600},    {AWE_GEN_SCALE_TUNING, 0, 30, 0},
        {AWE_GEN_SCALE_TUNING, 1200, 61, 1200}, {AWE_GEN_ROOT_KEY, 48, 60, 1200},
        {AWE_GEN_ROOT_KEY, 72, 72, 0},          {AWE_GEN_FIXED_KEY, 55, 80, -500},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const card_generator own[] = {{rows[i].id, rows[i].amount}, {0, 0}};
        play_key(CARD_SINE, own, (uint8_t)rows[i].key, 0.5);
        card_expect(rows[i].id, measure_mean_cents(&rig, 0, 0.5), rows[i].cents, 1.0);
    }
}

/* Depths and frequencies of both LFOs on pitch. */
static void test_lfo_on_pitch(void **state)
{
    (void)state;
    static const struct {
        uint16_t depth_id, rate_id;
        int depth, rate;
    } rows[] = {
        {AWE_GEN_MOD_LFO_TO_PITCH, AWE_GEN_MOD_LFO_FREQUENCY, 100, -1200},
        {AWE_GEN_MOD_LFO_TO_PITCH, AWE_GEN_MOD_LFO_FREQUENCY, -300, -3000},
        {AWE_GEN_VIB_LFO_TO_PITCH, AWE_GEN_VIB_LFO_FREQUENCY, 50, -2400},
        {AWE_GEN_VIB_LFO_TO_PITCH, AWE_GEN_VIB_LFO_FREQUENCY, -20, -600},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const card_generator own[] = {
            {rows[i].depth_id, rows[i].depth}, {rows[i].rate_id, rows[i].rate}, {0, 0}};
        double want_hz = 8.176 * exp2(rows[i].rate / 1200.0), peak;
        int sign;
        play(CARD_SINE, own, 5);
        double hz = measure_vibrato(&rig, want_hz, &peak, &sign);
        card_expect(rows[i].rate_id, hz, want_hz, want_hz * 0.002);
        card_expect(rows[i].depth_id, sign * peak, rows[i].depth, 1.0);
    }
}

static void test_lfo_delays(void **state)
{
    (void)state;
    static const uint16_t ids[][2] = {{AWE_GEN_MOD_LFO_DELAY, AWE_GEN_MOD_LFO_TO_PITCH},
                                      {AWE_GEN_VIB_LFO_DELAY, AWE_GEN_VIB_LFO_TO_PITCH}};
    for (size_t i = 0; i < 2; i++) {
        const card_generator own[] = {{ids[i][0], measure_timecents(0.5)},
                                      {ids[i][1], 1200},
                                      {AWE_GEN_COARSE_TUNE, 24},
                                      {0, 0}};
        play(CARD_SINE, own, 0.6);
        /* 8.176 Hz: after 10 ms the triangle stands at 0.327 of 1200 cents */
        card_expect(ids[i][0], cents_at(0.497) - 2400.0, 0.0, 5.0);
        card_expect(ids[i][0], cents_at(0.510) - 2400.0, 0.327 * 1200.0, 0.002 * 4 * 8.176 * 1200);
    }
}

/* The modulation envelope, seen on pitch: every stage at its time. */
static void test_modulation_envelope(void **state)
{
    (void)state;
    const card_generator own[] = {{AWE_GEN_MOD_ENV_DELAY, measure_timecents(0.1)},
                                  {AWE_GEN_MOD_ENV_ATTACK, measure_timecents(0.4)},
                                  {AWE_GEN_MOD_ENV_HOLD, measure_timecents(0.2)},
                                  {AWE_GEN_MOD_ENV_DECAY, measure_timecents(1.0)},
                                  {AWE_GEN_MOD_ENV_SUSTAIN, 400},
                                  {AWE_GEN_MOD_ENV_TO_PITCH, 1200},
                                  {AWE_GEN_COARSE_TUNE, 24},
                                  {0, 0}};
    play(CARD_SINE, own, 2);
    card_expect(25, cents_at(0.095) - 2400, 0.0, 1.0);
    for (double x = 0.05; x < 1.0; x += 0.1) { /* convex, 2 ms of time allowed */
        double want = 1200 * (1 + 40.0 / 96 * log10(x));
        card_expect(26, cents_at(0.1 + 0.4 * x) - 2400, want, 1 + 1200 * 0.181 / x * 0.002 / 0.4);
    }
    card_expect(27, cents_at(0.55) - 2400, 1200.0, 1.0);
    card_expect(27, cents_at(0.695) - 2400, 1200.0, 1.0);
    card_expect(28, cents_at(0.9) - 2400, 1200 * 0.8, 0.002 * 1200 + 1);
    card_expect(29, cents_at(1.5) - 2400, 1200 * 0.6, 1.0);
}

static void test_modulation_release_and_keys(void **state)
{
    (void)state;
    const card_generator released[] = {{AWE_GEN_MOD_ENV_RELEASE, measure_timecents(1.0)},
                                       {AWE_GEN_VOL_ENV_RELEASE, measure_timecents(8.0)},
                                       {AWE_GEN_MOD_ENV_TO_PITCH, 1200},
                                       {AWE_GEN_COARSE_TUNE, 24},
                                       {0, 0}};
    awe_synth_config config = card_dry(AWE_MODEL_SF2);
    card_open(&rig, CARD_SINE, released, &config);
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_note_off(&rig, SECOND / 2, 0, 60);
    rig_play(&rig, 2 * SECOND, 512);
    card_expect(30, cents_at(0.9) - 2400, 1200 * 0.6, 0.002 * 1200 + 1);
    const card_generator keyed[] = {{AWE_GEN_MOD_ENV_HOLD, measure_timecents(0.1)},
                                    {AWE_GEN_MOD_ENV_DECAY, measure_timecents(0.5)},
                                    {AWE_GEN_KEY_TO_MOD_ENV_HOLD, 100},
                                    {AWE_GEN_KEY_TO_MOD_ENV_DECAY, 50},
                                    {AWE_GEN_MOD_ENV_SUSTAIN, 1000},
                                    {AWE_GEN_MOD_ENV_TO_PITCH, -1200},
                                    {AWE_GEN_SCALE_TUNING, 0},
                                    {AWE_GEN_COARSE_TUNE, 24},
                                    {0, 0}};
    play_key(CARD_SINE, keyed, 48, 2); /* hold 0.2 s, decay 0.5 x 2^0.5 s */
    card_expect(31, cents_at(0.195) - 2400, -1200, 1.0);
    double decay = 0.5 * sqrt(2.0);
    card_expect(32, cents_at(0.2 + decay / 2) - 2400, -600, 0.01 * 1200 / decay * 0.5);
}

/* From 20 Hz to 20 kHz. */
static void test_cutoff(void **state)
{
    (void)state;
    for (int amount = 1550; amount < 13500; amount += 700) {
        const card_generator own[] = {{AWE_GEN_FILTER_CUTOFF, amount}, {0, 0}};
        play(CARD_IMPULSE, own, 0.6);
        card_expect(8, measure_corner_hz(&rig), measure_hz(amount), 0.03 * measure_hz(amount));
    }
    const card_generator open[] = {{AWE_GEN_FILTER_CUTOFF, 13500}, {0, 0}};
    play(CARD_IMPULSE, open, 0.6);
    card_expect(8, card_response_db(&rig, 0, 20000) - card_response_db(&rig, 0, 100), 0.0, 0.3);
}

/* A peak of Q above DC, DC lowered by half of it. */
static void test_resonance(void **state)
{
    (void)state;
    const card_generator none[] = {{0, 0}};
    play(CARD_IMPULSE, none, 0.6);
    double plain = card_response_db(&rig, 0, 1.0);
    for (int q = 60; q <= 360; q += 100) {
        const card_generator own[] = {{AWE_GEN_FILTER_CUTOFF, 8400}, {AWE_GEN_FILTER_Q, q}, {0, 0}};
        double hz = measure_hz(8400);
        play(CARD_IMPULSE, own, 0.6);
        double dc = card_response_db(&rig, 0, 1.0);
        double most = measure_peak_db(&rig, hz * 0.8, hz * 1.25);
        /* Q = 10^(q/200) / sqrt(2); the peak of such a low-pass is Q / sqrt(1 - 1 / 4Q^2) */
        double big_q = pow(10.0, q / 200.0) / sqrt(2.0);
        double peak = 20 * log10(big_q / sqrt(1 - 1 / (4 * big_q * big_q)));
        card_expect(9, dc - plain, -q / 20.0, 0.3);
        card_expect(9, most - dc, peak, 0.3);
    }
}

/* Cutoff moved by the LFO, a quarter of a period after its start, and by the full envelope. */
static void test_cutoff_depths(void **state)
{
    (void)state;
    int rate = (int)lrint(1200 * log2(0.25 / ((double)IMPULSE_AT / SECOND) / 8.1757989));
    const card_generator lfo[] = {{AWE_GEN_FILTER_CUTOFF, 8000},
                                  {AWE_GEN_MOD_LFO_TO_CUTOFF, 2400},
                                  {AWE_GEN_MOD_LFO_FREQUENCY, rate},
                                  {0, 0}};
    play(CARD_IMPULSE, lfo, 0.6);
    card_expect(10, measure_corner_hz(&rig), measure_hz(10400), 0.03 * measure_hz(10400));
    const card_generator envelope[] = {
        {AWE_GEN_FILTER_CUTOFF, 11000}, {AWE_GEN_MOD_ENV_TO_CUTOFF, -3600}, {0, 0}};
    play(CARD_IMPULSE, envelope, 0.6);
    card_expect(11, measure_corner_hz(&rig), measure_hz(7400), 0.03 * measure_hz(7400));
}

static void test_sends(void **state)
{
    (void)state;
    for (int amount = 100; amount <= 1000; amount += 300) {
        const card_generator own[] = {
            {AWE_GEN_REVERB_SEND, amount}, {AWE_GEN_CHORUS_SEND, amount / 2}, {0, 0}};
        play(CARD_IMPULSE, own, 0.6);
        card_expect(16, 20 * log10(measure_reverb(&rig)), 20 * log10(amount / 1000.0), 0.3);
        card_expect(15, 20 * log10(measure_chorus(&rig)), 20 * log10(amount / 2000.0), 0.3);
    }
}

#define T(name) cmocka_unit_test_setup_teardown(name, rig_set_up, rig_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_pitch),
        T(test_lfo_on_pitch),
        T(test_lfo_delays),
        T(test_modulation_envelope),
        T(test_modulation_release_and_keys),
        T(test_cutoff),
        T(test_resonance),
        T(test_cutoff_depths),
        T(test_sends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
