/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* What MIDI does to a sounding synth beyond notes and controllers: tuning standard, master tuning
   and balance, parts, portamento, RPN 3 and 5, the MT-32's programs. Heard in the sf2 model. */

#include "support/card_rig.h"
#include "support/one_rig.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define MAX_PERIODS 4096

static double at[MAX_PERIODS], cents[MAX_PERIODS];

static int set_up(void **state)
{
    (void)state;
    awe_synth_config dry = card_dry(AWE_MODEL_SF2);
    card_open(&rig, CARD_SINE, NULL, &dry);
    return 0;
}

static double cents_between(double from_s, double to_s)
{
    double sum = 0.0;
    size_t n = card_cents(&rig, (size_t)(from_s * SECOND), (size_t)(to_s * SECOND), at, cents,
                          MAX_PERIODS);
    for (size_t i = 0; i < n; i++) {
        sum += cents[i] / (double)n;
    }
    return sum;
}

static void send(uint32_t frame, uint8_t type, uint8_t key, int32_t value)
{
    rig_send(&rig, frame, (awe_message){type, 0, 0, key, value});
}

static void play(uint8_t key)
{
    card_prepare(&rig, 0);
    rig_note_on(&rig, 4410, 0, key, 127);
    rig_play(&rig, SECOND, 512);
}

static void expect_cents(double want)
{
    card_expect(0, cents_between(0.2, 0.9), want, 1.0);
}

static void test_master_tuning(void **state)
{
    (void)state;
    send(0, AWE_MASTER_COARSE_TUNING, 0, 64 - 5);
    send(0, AWE_MASTER_FINE_TUNING, 0, 8192 + 2048);
    play(60);
    expect_cents(-500 + 25);
    rig_note_on(&rig, 0, 0, 60, 127); /* also while a note sounds */
    send(4410, AWE_MASTER_COARSE_TUNING, 0, 64 + 2);
    rig_play(&rig, SECOND, 512);
    expect_cents(200);
}

static void test_scale_tuning(void **state)
{
    (void)state;
    send(0, AWE_SCALE_TUNING, 1, 1 << 14 | (8192 - 4096)); /* C sharp, 50 cents down */
    play(61);
    expect_cents(100 - 50);
    send(0, AWE_SCALE_TUNING, 1, 1 << 15 | (8192 - 4096)); /* another channel's */
    play(61);
    expect_cents(100);
}

static int32_t tuning(int program, double semitones)
{
    return program << 21 | (int32_t)lrint(semitones * 16384.0);
}

static void test_key_tuning(void **state)
{
    (void)state;
    send(0, AWE_KEY_TUNING, 60, tuning(0, 60.25)); /* program 0 is everybody's */
    play(60);
    expect_cents(25);
    send(0, AWE_KEY_TUNING, 60, tuning(3, 55.5));
    play(60);
    expect_cents(0);
    send(0, AWE_KEY_TUNING, 60, tuning(3, 55.5));
    rig_control(&rig, 0, 0, 101, 0);
    rig_control(&rig, 0, 0, 100, 3);
    rig_control(&rig, 0, 0, 6, 3);
    play(60);
    expect_cents(-450);
}

/* Real-time messages reach notes that sound, the others later notes only. */
static void test_key_tuning_while_sounding(void **state)
{
    (void)state;
    for (int is_live = 0; is_live <= 1; is_live++) {
        rig_note_on(&rig, 0, 0, 60, 127);
        rig_send(&rig, 4410,
                 (awe_message){AWE_KEY_TUNING, 0, (uint8_t)is_live, 60, tuning(0, 61.0)});
        rig_control(&rig, 5000, 0, 1, 0); /* any controller makes the voice look again */
        rig_play(&rig, SECOND, 512);
        expect_cents(is_live ? 100 : 0);
    }
}

static void test_drums_keep_their_pitch(void **state)
{
    (void)state;
    send(0, AWE_DRUM_PART, 0, 1);
    send(0, AWE_MASTER_COARSE_TUNING, 0, 70);
    send(0, AWE_KEY_TUNING, 60, tuning(0, 61.0));
    play(60);
    awe_stats stats;
    awe_synth_get_stats(rig.synth, &stats);
    assert_int_equal(stats.n_lost_notes, 1); /* this bank has no kit, and melody is no stand-in */
}

static void test_part(void **state)
{
    (void)state;
    send(0, AWE_PART, AWE_PART_KEY_SHIFT, 64 + 7);
    play(60);
    expect_cents(700);
    send(0, AWE_PART, AWE_PART_BEND_RANGE, 64 + 12);
    send(0, AWE_PITCH_BEND, 0, 0);
    play(60);
    expect_cents(-1200);
    send(0, AWE_PART, AWE_PART_KEY_LOW, 61);
    play(60);
    assert_int_equal(rig_onset(&rig, 0, 1e-6f), SECOND);
    send(0, AWE_PART, AWE_PART_KEY_HIGH, 59);
    play(60);
    assert_int_equal(rig_onset(&rig, 0, 1e-6f), SECOND);
    play(60);
    double full = rig_level_db(&rig, 0, SECOND / 2, SECOND);
    send(0, AWE_PART, AWE_PART_VELOCITY_DEPTH, 32); /* half: 127 becomes 63 */
    play(60);
    card_expect(0, rig_level_db(&rig, 0, SECOND / 2, SECOND) - full, 40 * log10(63 / 127.0), 0.3);
    send(0, AWE_PART, AWE_PART_VELOCITY_OFFSET, 64 - 40);
    play(60);
    card_expect(0, rig_level_db(&rig, 0, SECOND / 2, SECOND) - full, 40 * log10(87 / 127.0), 0.3);
}

static void test_balance(void **state)
{
    (void)state;
    play(60);
    double left = rig_level_db(&rig, 0, SECOND / 2, SECOND);
    double right = rig_level_db(&rig, 1, SECOND / 2, SECOND);
    send(0, AWE_MASTER_BALANCE, 0, 4096);
    play(60);
    card_expect(0, rig_level_db(&rig, 0, SECOND / 2, SECOND), left, 0.05);
    card_expect(0, rig_level_db(&rig, 1, SECOND / 2, SECOND), right - 6.02, 0.05);
    send(0, AWE_MASTER_BALANCE, 0, 16383);
    play(60);
    assert_true(rig_level_db(&rig, 0, SECOND / 2, SECOND) < -70.0);
    card_expect(0, rig_level_db(&rig, 1, SECOND / 2, SECOND), right, 0.05);
}

/* A straight glide of 5 ms x 2^(CC5 / 12) an octave, from the last key. */
static void test_portamento(void **state)
{
    (void)state;
    rig_control(&rig, 0, 0, 5, 84); /* 640 ms an octave */
    rig_control(&rig, 0, 0, 65, 127);
    rig_note_on(&rig, 0, 0, 48, 127);
    rig_note_off(&rig, 4410, 0, 48);
    rig_note_on(&rig, 8820, 0, 72, 127);
    rig_play(&rig, 2 * SECOND, 512);
    /* two octaves in 1.28 s, from -1200 to 1200 cents */
    for (double t = 0.2; t < 1.2; t += 0.2) {
        double want = -1200 + 2400 * t / 1.28;
        card_expect(5, cents_between(0.2 + t - 0.02, 0.2 + t + 0.02), want, 15.0);
    }
    card_expect(5, cents_between(1.6, 1.9), 1200, 1.0);
}

/* CC84 names the key to come from, once, and needs no switch. */
static void test_portamento_control(void **state)
{
    (void)state;
    rig_control(&rig, 0, 0, 5, 60); /* 160 ms an octave */
    rig_control(&rig, 0, 0, 84, 72);
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_note_off(&rig, SECOND / 2, 0, 60);
    rig_note_on(&rig, SECOND / 2 + 4410, 0, 65, 127);
    rig_play(&rig, SECOND, 512);
    card_expect(84, cents_between(0.07, 0.09), 600, 20.0);
    card_expect(84, cents_between(0.3, 0.45), 0, 1.0);
    card_expect(84, cents_between(0.65, 0.9), 500, 1.0);
}

static void test_modulation_range(void **state)
{
    (void)state;
    const double pi = 3.14159265358979;
    rig_control(&rig, 0, 0, 101, 0);
    rig_control(&rig, 0, 0, 100, 5);
    rig_control(&rig, 0, 0, 6, 1);
    rig_control(&rig, 0, 0, 38, 64); /* 1.5 semitones */
    rig_control(&rig, 0, 0, 1, 127);
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_play(&rig, 5 * SECOND, 512);
    size_t n = card_cents(&rig, 0, 5 * SECOND, at, cents, MAX_PERIODS);
    card_expect(5, card_component(at, cents, n, 8.176, NULL) * pi * pi / 8, 150, 3.0);
}

/* Keys of a kit, changed by NRPN or by message: pitch, level, pan and sends of later notes. */
static void test_drum_keys(void **state)
{
    (void)state;
    awe_synth_config config = card_dry(AWE_MODEL_SF2);
    rig_close(&rig);
    const card_generator fixed[] = {{AWE_GEN_SCALE_TUNING, 0}, {0, 0}};
    sf2_builder *builder = card_bank(CARD_SINE, fixed);
    sf2_add_preset(builder, "kit", 128, 0);
    sf2_add_zone(builder);
    sf2_add_generator(builder, AWE_GEN_INSTRUMENT, 0);
    rig_open(&rig, builder, &config);
    double levels[2] = {0};
    for (int is_edited = 0; is_edited <= 1; is_edited++) {
        card_prepare(&rig, 9);
        if (is_edited) {
            static const uint8_t nrpns[][2] = {{0x18, 64 + 5}, {0x1A, 64}, {0x1C, 127}};
            for (size_t i = 0; i < 3; i++) {
                rig_control(&rig, 0, 9, 99, nrpns[i][0]);
                rig_control(&rig, 0, 9, 98, 38);
                rig_control(&rig, 0, 9, 6, nrpns[i][1]);
            }
        }
        rig_note_on(&rig, 4410, 9, 38, 127);
        rig_play(&rig, SECOND, 512);
        double left = rig_level_db(&rig, 0, SECOND / 2, SECOND);
        double right = rig_level_db(&rig, 1, SECOND / 2, SECOND);
        levels[is_edited] = right;
        assert_true(is_edited ? left < -70.0 : fabs(left - right) < 0.1);
    }
    card_expect(0x1A, levels[1] - levels[0], 40 * log10(64 / 127.0) + 3.01, 0.3);
    size_t n_crossings = 0;
    for (size_t i = SECOND / 2 + 1; i < SECOND; i++) {
        n_crossings += rig.out[2 * i - 1] < 0.0f && rig.out[2 * i + 1] >= 0.0f;
    }
    card_expect(0x18, 1200 * log2((double)n_crossings / 220.5), 500, 10.0);
    card_prepare(&rig, 9);
    rig_send(&rig, 0, (awe_message){AWE_DRUM_KEY, 0, 0, 38, AWE_DRUM_LEVEL << 7 | 32});
    rig_send(&rig, 0, (awe_message){AWE_DRUM_KEY, 0, 1, 38, AWE_DRUM_LEVEL << 7}); /* other set */
    rig_note_on(&rig, 4410, 9, 38, 127);
    rig_play(&rig, SECOND, 512);
    card_expect(0x1A, rig_level_db(&rig, 1, SECOND / 2, SECOND) - levels[0], 40 * log10(32 / 127.0),
                0.3);
}

/* MT-32: programs 59 (guitar 1) and 72 (flute 1) play nylon guitar and flute; the wheel bends an
   octave; part 1, on channel 2, starts as slap bass 1. */
static void test_mt32(void **state)
{
    (void)state;
    awe_synth_config config = card_dry(AWE_MODEL_SF2);
    config.map = AWE_MAP_MT32;
    rig_close(&rig);
    sf2_builder *builder = card_bank(CARD_SINE, NULL);
    static const struct {
        int program, tune;
    } presets[] = {{24, 3}, {36, 5}, {73, 7}};
    for (int i = 0; i < 3; i++) {
        sf2_add_preset(builder, "x", 0, (uint16_t)presets[i].program);
        sf2_add_zone(builder);
        sf2_add_generator(builder, AWE_GEN_COARSE_TUNE, presets[i].tune);
        sf2_add_generator(builder, AWE_GEN_INSTRUMENT, 0);
    }
    rig_open(&rig, builder, &config);
    static const struct {
        int channel, program, tune;
    } notes[] = {{0, 59, 3}, {0, 72, 7}, {1, -1, 5}};
    for (int i = 0; i < 3; i++) {
        if (notes[i].program >= 0) {
            send(0, AWE_PROGRAM, 0, notes[i].program);
        }
        rig_send(&rig, 0, (awe_message){AWE_PITCH_BEND, 0, (uint8_t)notes[i].channel, 0, 4096});
        rig_note_on(&rig, 4410, (uint8_t)notes[i].channel, 60, 127);
        rig_play(&rig, SECOND, 512);
        expect_cents(100 * notes[i].tune - 600);
    }
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, rig_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_master_tuning),
        T(test_scale_tuning),
        T(test_key_tuning),
        T(test_key_tuning_while_sounding),
        T(test_drums_keep_their_pitch),
        T(test_part),
        T(test_balance),
        T(test_portamento),
        T(test_portamento_control),
        T(test_modulation_range),
        T(test_drum_keys),
        T(test_mt32),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
