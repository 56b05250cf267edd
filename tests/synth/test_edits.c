/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* NRPNs and tone controls: every parameter's register on the card, its value by the letter of
   SoundFont 2, and which of them sounding notes hear. Expected values: docs/sound.md "NRPN". */

#include "synth/edits.h"

#include "synth/data_entry.h"
#include "synth/registers.h"
#include "synth/zone_params.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static awe_channel channel;
static awe_mod_inputs inputs;
static awe_sample sample;
static awe_region region;

static int set_up(void **state)
{
    (void)state;
    static const int16_t frames[100];
    awe_channel_reset(&channel, 0);
    channel.controls[AWE_CC_VOLUME] = 127;
    channel.controls[AWE_CC_REVERB_SEND] = 0;
    inputs =
        (awe_mod_inputs){.channel = &channel, .edits = &channel.edits, .key = 60, .velocity = 127};
    sample = (awe_sample){.frames = frames, .n_frames = 100, .rate_hz = 44100, .root_key = 60};
    region = (awe_region){.sample = &sample, .end = 100, .root_key = 60, .is_204 = 1};
    region.generators[AWE_GEN_FILTER_CUTOFF] = 13500;
    region.generators[AWE_GEN_SCALE_TUNING] = 100;
    region.generators[AWE_GEN_VOL_ENV_ATTACK] = -12000; /* fast: velocity does not darken */
    region.generators[AWE_GEN_FIXED_KEY] = region.generators[AWE_GEN_FIXED_VELOCITY] = -1;
    return 0;
}

static void enter(uint8_t msb, uint8_t lsb, int value)
{
    int entered = value + 8192;
    awe_channel_control(&channel, AWE_CC_NRPN_MSB, msb);
    awe_channel_control(&channel, AWE_CC_NRPN_LSB, lsb);
    awe_channel_control(&channel, AWE_CC_DATA_MSB, (uint8_t)(entered >> 7));
    awe_channel_control(&channel, AWE_CC_DATA_LSB, (uint8_t)(entered & 127));
}

static awe_voice_params params_of(awe_model model)
{
    awe_voice_params params;
    awe_zone_params(&region, awe_model_get(model), &inputs, &params);
    return params;
}

static void expect(const char *what, int row, double got, double want, double tolerance)
{
    if (!(fabs(got - want) <= tolerance)) {
        fail_msg("%s %d: %g instead of %g, +-%g", what, row, got, want, tolerance);
    }
}

/* The parameter of the seam that NRPN `number` sets. */
static double param(const awe_voice_params *p, int number)
{
    const double hz = 44100.0 / 4294967296.0;
    switch (number) {
    case 0:
        return p->lfo1.delay_frames;
    case 1:
        return p->lfo1.step * hz;
    case 2:
        return p->lfo2.delay_frames;
    case 3:
        return p->lfo2.step * hz;
    case 4:
        return p->modulation.delay_frames;
    case 5:
        return p->modulation.attack_frames;
    case 6:
        return p->modulation.hold_frames;
    case 7:
        return p->modulation.decay_frames;
    case 8:
        return p->modulation.sustain_fall;
    case 9:
        return p->modulation.release_frames;
    case 10:
        return p->volume.delay_frames;
    case 11:
        return p->volume.attack_frames;
    case 12:
        return p->volume.hold_frames;
    case 13:
        return p->volume.decay_frames;
    case 14:
        return p->volume.sustain_fall;
    case 15:
        return p->volume.release_frames;
    case 16:
        return p->pitch_cents;
    case 17:
        return p->lfo1_to_pitch_cents;
    case 18:
        return p->lfo2_to_pitch_cents;
    case 19:
        return p->envelope_to_pitch_cents;
    case 20:
        return p->lfo1_to_volume_cb;
    case 21:
        return p->cutoff_cents;
    case 22:
        return p->resonance_cb;
    case 23:
        return p->lfo1_to_cutoff_cents;
    case 24:
        return p->envelope_to_cutoff_cents;
    case 25:
        return p->send[AWE_BUS_CHORUS];
    default:
        return p->send[AWE_BUS_REVERB];
    }
}

/* Value, what it means by the published unit, and how far the card's grid may be off that. */
typedef struct nrpn_row {
    int number, value;
    double want, card_tolerance;
} nrpn_row;

#define MS(ms) ((ms)*44.1)

static const nrpn_row rows[] = {
    {0, 250, MS(1000), 64},
    {0, 0, 0, 0},
    {0, 5900, MS(23600), 900},
    {1, 64, 5.383, 0.001},
    {1, 127, 10.6825, 0.001},
    {1, 0, 0, 0.002},
    {2, 100, MS(400), 64},
    {3, 20, 1.6823, 0.001},
    {4, 25, MS(100), 64},
    {5, 100, MS(100), MS(4)},
    {5, 5940, MS(5940), MS(5940)}, /* the next slower rate takes twice as long */
    {6, 1000, MS(1000), 4096},
    {7, 250, MS(1000), MS(50)},
    {8, 32, 32 / 127.0, 1e-5},
    {9, 25, MS(100), MS(7)},
    {10, 50, MS(200), 64},
    {11, 1000, MS(1000), MS(90)},
    {12, 500, MS(500), 4096},
    {13, 500, MS(2000), MS(170)},
    {14, 20, 0.15, 1e-5},
    {15, 100, MS(400), MS(25)},
    {16, 100, 100, 0.15},
    {16, -1200, -1200, 0.15},
    {17, 10, 93.75, 1e-4},
    {17, -127, -1190.625, 1e-3},
    {18, 32, 300, 1e-4},
    {19, -64, -600, 1e-4},
    {20, 32, 60, 1e-4},
    {20, 64, -120, 1e-4},
    {20, 127, -1.875, 1e-4},
    {21, 64, 4366.05 + 128 * 29.3843, 0.01},
    {21, 0, 4366.05, 0.01},
    {22, 64, 120, 1e-4},
    {22, 120, 225, 1e-4},
    {23, 32, 1800, 1e-3},
    {23, -64, -3600, 1e-3},
    {24, 64, 3600, 1e-3},
    {24, -127, -7143.75, 1e-3},
    {25, 255, 1, 1 / 256.0},
    {26, 100, 100 / 255.0, 1 / 256.0},
};

static void test_every_nrpn_on_the_card(void **state)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        set_up(state);
        enter(127, (uint8_t)rows[i].number, rows[i].value);
        awe_voice_params p = params_of(AWE_MODEL_EMU8000);
        expect("NRPN", rows[i].number, param(&p, rows[i].number), rows[i].want,
               rows[i].card_tolerance);
    }
}

/* By the letter: pitch within 1 cent, level 0.3 dB, time 1 %, cutoff 3 %. */
static void test_every_nrpn_by_the_letter(void **state)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int n = rows[i].number;
        set_up(state);
        enter(127, (uint8_t)n, rows[i].value);
        awe_voice_params p = params_of(AWE_MODEL_SF2);
        double tolerance = n < 16 ? fabs(rows[i].want) * 0.01 + 1e-4 : n == 20 ? 3.0 : 1.0;
        tolerance = n >= 25 ? 0.01 : n == 1 || n == 3 ? 0.01 + 0.001 * rows[i].want : tolerance;
        expect("NRPN", n, param(&p, n), rows[i].want, tolerance);
        assert_true(param(&p, n) != param(&(awe_voice_params){0}, n) || rows[i].want == 0);
    }
}

/* Values beyond the range stop at its end. */
static void test_ranges(void **state)
{
    (void)state;
    static const int ends[AWE_N_NRPNS][2] = {
        {0, 5900}, {0, 127},  {0, 5900},     {0, 127},    {0, 5900},   {0, 5940},   {0, 8191},
        {0, 5940}, {0, 127},  {0, 5940},     {0, 5900},   {0, 5940},   {0, 8191},   {0, 5940},
        {0, 127},  {0, 5940}, {-8192, 8191}, {-127, 127}, {-127, 127}, {-127, 127}, {0, 127},
        {0, 127},  {0, 127},  {-64, 63},     {-127, 127}, {0, 255},    {0, 255},
    };
    for (uint8_t n = 0; n < AWE_N_NRPNS; n++) {
        enter(127, n, -8192);
        assert_int_equal(channel.edits.value[n], ends[n][0]);
        enter(127, n, 8191);
        assert_int_equal(channel.edits.value[n], ends[n][1]);
    }
    enter(127, AWE_N_NRPNS, 5); /* there are no more */
    assert_int_equal(channel.edits.set, (1u << AWE_N_NRPNS) - 1);
}

/* ADIP: LFO rates and depths, pitch, volume and cutoff act in real time; LNX: resonance too. */
static void test_what_sounding_notes_hear(void **state)
{
    (void)state;
    const uint32_t live = 1u << 1 | 1u << 3 | 1u << 16 | 1u << 17 | 1u << 18 | 1u << 20 | 1u << 21 |
                          1u << 22 | 1u << 23;
    awe_edits voice = {0};
    for (uint8_t n = 0; n < AWE_N_NRPNS; n++) {
        enter(127, n, 1);
    }
    awe_edits_refresh(&voice, &channel.edits);
    assert_int_equal(voice.set, live);
    awe_channel_reset_controllers(&channel);
    awe_edits_refresh(&voice, &channel.edits);
    assert_int_equal(voice.set, 0);
}

/* The low half of data entry alone, with or without an earlier high half. */
static void test_low_half_alone(void **state)
{
    (void)state;
    awe_channel_control(&channel, AWE_CC_NRPN_MSB, 127);
    awe_channel_control(&channel, AWE_CC_NRPN_LSB, 21);
    awe_channel_control(&channel, AWE_CC_DATA_LSB, 64);
    assert_int_equal(channel.edits.value[21], 64);
    awe_channel_control(&channel, AWE_CC_DATA_LSB, 10);
    assert_int_equal(channel.edits.value[21], 10);
    enter(127, 16, -300);
    awe_channel_control(&channel, AWE_CC_NRPN_LSB, 16);
    awe_channel_control(&channel, AWE_CC_DATA_LSB, 7);
    assert_int_equal(channel.edits.value[16], 7);
}

/* GS and XG tone controls: registers by tone x sensitivity / 50, and the same by the letter. */
static void test_tone(void **state)
{
    static const struct {
        uint8_t lsb, cc;
        int nrpn, literal_nrpn; /* whose parameter it moves */
        double card, literal;   /* by this much at +20 */
    } tones[] = {
        {0x08, 76, 1, 3, 12 * 0.0420570, 12 * 0.0420570},
        {0x09, 77, 17, 18, 1 * 9.375, 1.6 * 9.375},
        {0x0A, 78, 0, 2, 600 * 32, 600 * 32},
        {0x20, 74, 21, 21, 68 * 29.3843, 68 * 29.3843},
        {0x21, 71, 22, 22, 2 * 15, 2.4 * 15},
        {0x63, 73, 11, 11, 0, 0},
        {0x64, 75, 13, 13, 0, 0},
        {0x66, 72, 15, 15, 0, 0},
    };
    for (size_t i = 0; i < sizeof tones / sizeof *tones; i++) {
        for (int is_cc = 0; is_cc <= 1; is_cc++) {
            set_up(state);
            region.generators[AWE_GEN_FILTER_CUTOFF] = 7000;
            region.generators[AWE_GEN_VOL_ENV_ATTACK] = -3986;
            region.generators[AWE_GEN_VOL_ENV_DECAY] = -2400;
            region.generators[AWE_GEN_VOL_ENV_RELEASE] = -2400;
            awe_voice_params card = params_of(AWE_MODEL_EMU8000), sf2 = params_of(AWE_MODEL_SF2);
            if (is_cc) {
                awe_channel_tone(&channel, tones[i].cc, 84);
            } else {
                enter(1, tones[i].lsb, (84 - 64) * 128);
            }
            awe_voice_params moved = params_of(AWE_MODEL_EMU8000);
            double before = param(&card, tones[i].nrpn), now = param(&moved, tones[i].nrpn);
            if (tones[i].nrpn >= 11 && tones[i].nrpn <= 15) { /* 20 rates slower: 2^(20/16) */
                expect("card time", (int)i, now / before, exp2(20 / 16.0), 0.1);
            } else {
                expect("card tone", (int)i, now - before, tones[i].card, 0.01);
            }
            moved = params_of(AWE_MODEL_SF2);
            before = param(&sf2, tones[i].literal_nrpn);
            now = param(&moved, tones[i].literal_nrpn);
            if (tones[i].nrpn >= 11 && tones[i].nrpn <= 15) {
                expect("time", (int)i, now / before, exp2(20 / 16.0), 0.02);
            } else {
                expect("tone", (int)i, now - before, tones[i].literal, 0.01);
            }
        }
    }
}

/* SoundFont 2.04, 9.6: NRPN 120 adds to a generator, in steps of 1, 2 or 4. */
static void test_soundfont_nrpns(void **state)
{
    static const struct {
        uint16_t id;
        int value, nrpn;
        double want, tolerance;
    } sf2[] = {
        {AWE_GEN_FILTER_CUTOFF, -2000, 21, 13500 - 4000, 0.1},
        {AWE_GEN_FILTER_Q, 50, 22, 50, 0.1},
        {AWE_GEN_VIB_LFO_FREQUENCY, 300, 3, 8.1758 * 2, 0.01},
        {AWE_GEN_VOL_ENV_HOLD, 600, 12, 44100 * 2.0, 90},
        {AWE_GEN_VOL_ENV_SUSTAIN, 100, 14, 0.1, 1e-4},
        {AWE_GEN_FINE_TUNE, 50, 16, 50, 0.1},
    };
    for (size_t i = 0; i < sizeof sf2 / sizeof *sf2; i++) {
        set_up(state);
        enter(120, (uint8_t)sf2[i].id, sf2[i].value);
        awe_voice_params p = params_of(AWE_MODEL_SF2);
        expect("generator", sf2[i].id, param(&p, sf2[i].nrpn), sf2[i].want, sf2[i].tolerance);
    }
    set_up(state);
    awe_channel_control(&channel, AWE_CC_NRPN_MSB, 120);
    awe_channel_control(&channel, AWE_CC_NRPN_LSB, 100); /* one hundred: no such generator */
    awe_channel_control(&channel, AWE_CC_NRPN_LSB, 8);
    assert_int_equal(channel.entry.generator, 108);
    assert_false(awe_channel_control(&channel, AWE_CC_DATA_MSB, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_every_nrpn_on_the_card, set_up),
        cmocka_unit_test_setup(test_every_nrpn_by_the_letter, set_up),
        cmocka_unit_test_setup(test_ranges, set_up),
        cmocka_unit_test_setup(test_what_sounding_notes_hear, set_up),
        cmocka_unit_test_setup(test_low_half_alone, set_up),
        cmocka_unit_test_setup(test_tone, set_up),
        cmocka_unit_test_setup(test_soundfont_nrpns, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
