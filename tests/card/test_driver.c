/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Rows 86 to 97 of docs/sound.md "Facts of the card": what the driver does with voices, presets and
   MIDI, from rendered sound. */

#include "base/bytes.h"
#include "midi/sysex.h"
#include "support/card_rig.h"
#include "support/one_rig.h"
#include "support/response.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A sample that sounds a sine at 44100 / period Hz at any key. */
static int add_voice(sf2_builder *builder, int bank, int program, int period)
{
    enum { N = 8400 };
    static int16_t frames[N];
    for (int i = 0; i < N; i++) {
        frames[i] = (int16_t)lrint(8000.0 * sin(2 * 3.14159265358979 * i / period));
    }
    sf2_sample sample = {.name = "x", .frames = frames, .n_frames = N, .loop_end = N};
    uint32_t index = sf2_add_sample(builder, &sample);
    int instrument = (int)sf2_add_instrument(builder, "x");
    sf2_add_zone(builder);
    sf2_add_generator(builder, AWE_GEN_SCALE_TUNING, 0);
    sf2_add_generator(builder, AWE_GEN_SAMPLE_MODES, 1);
    sf2_add_generator(builder, AWE_GEN_SAMPLE, (int)index);
    sf2_add_preset(builder, "x", (uint16_t)bank, (uint16_t)program);
    sf2_add_zone(builder);
    sf2_add_generator(builder, AWE_GEN_INSTRUMENT, instrument);
    return instrument;
}

static void open_builder(sf2_builder *builder)
{
    awe_synth_config dry = card_dry(AWE_MODEL_EMU8000);
    rig_open(&rig, builder, &dry);
}

/* Level in dB of the sine of `period` in the last half second. */
static double heard(int period)
{
    size_t half = rig.n_frames - SECOND / 2;
    double a = response_tone(rig.out + 2 * half, SECOND / 2, 2, 44100.0 / period);
    return 20 * log10(a + 1e-12);
}

static void send_program(uint8_t channel, uint8_t bank, uint8_t program)
{
    rig_control(&rig, 0, channel, 0, bank);
    rig_send(&rig, 0, (awe_message){AWE_PROGRAM, 0, channel, 0, program});
}

static void send_sysex(uint32_t frame, const uint8_t *bytes, size_t size)
{
    awe_message messages[AWE_SYSEX_MAX_MESSAGES];
    uint32_t n = awe_sysex_decode((awe_bytes){bytes, size}, 0, messages);
    assert_int_not_equal(n, 0);
    for (uint32_t i = 0; i < n; i++) {
        rig_send(&rig, frame, messages[i]);
    }
}

/* Row 86: of 32 voices the released one, though louder, makes room. */
static void test_polyphony(void **state)
{
    (void)state;
    const card_generator own[] = {{AWE_GEN_VOL_ENV_RELEASE, 6000}, {0, 0}};
    card_open(&rig, CARD_SINE, own, NULL);
    for (uint8_t i = 0; i < 32; i++) {
        rig_note_on(&rig, i, 0, (uint8_t)(24 + i), i == 7 ? 127 : 40);
    }
    rig_note_off(&rig, 4410, 0, 24 + 7);
    rig_note_on(&rig, 8820, 0, 84, 127);
    rig_play(&rig, SECOND, 512);
    awe_stats stats;
    awe_synth_get_stats(rig.synth, &stats);
    assert_int_equal(stats.n_voices, 32); /* row 86 */
    assert_int_equal(stats.n_stolen, 1);
    assert_int_equal(stats.n_stolen_as[AWE_STEAL_RELEASED], 1);
    double last_hz = 441.0 * 4, first_hz = 441.0 * exp2((24 + 7 - 60) / 12.0);
    const float *end = rig.out + SECOND;
    assert_true(response_tone(end, SECOND / 2, 2, last_hz) > 0.1);
    assert_true(response_tone(end, SECOND / 2, 2, first_hz) < 0.002);
}

static void test_exclusive_class(void **state)
{
    (void)state;
    const card_generator own[] = {{AWE_GEN_EXCLUSIVE_CLASS, 1}, {0, 0}};
    card_open(&rig, CARD_SINE, own, NULL);
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_note_on(&rig, 20000, 0, 84, 127);
    rig_play(&rig, SECOND, 512);
    double before = response_tone(rig.out + 2 * 15000, 4400, 2, 441.0);
    double after = response_tone(rig.out + 2 * (20000 + 661), 4400, 2, 441.0);
    assert_true(20 * log10(after / before) < -40.0); /* row 87: 15 ms later */
    awe_stats stats;
    awe_synth_get_stats(rig.synth, &stats);
    assert_int_equal(stats.n_excluded, 1);
}

static void test_layers(void **state)
{
    (void)state;
    sf2_builder *builder = sf2_new();
    add_voice(builder, 0, 1, 100);
    add_voice(builder, 0, 2, 60);
    sf2_add_preset(builder, "both", 0, 0);
    for (int i = 0; i < 2; i++) {
        sf2_add_zone(builder);
        sf2_add_generator(builder, AWE_GEN_INSTRUMENT, i);
    }
    open_builder(builder);
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_play(&rig, SECOND, 512);
    awe_stats stats;
    awe_synth_get_stats(rig.synth, &stats);
    assert_int_equal(stats.n_voices, 2);
    card_expect(88, heard(100) - heard(60), 0.0, 0.2);
}

/* Rows 89 to 92, in one bank: program 5 of bank 0, a standard kit, and a kit 40 without key 38. */
static void test_presets(void **state)
{
    (void)state;
    sf2_builder *builder = sf2_new();
    add_voice(builder, 0, 5, 100);
    add_voice(builder, 128, 0, 60);
    add_voice(builder, 0, 48, 84);
    int instrument = add_voice(builder, 0, 99, 70);
    sf2_add_preset(builder, "kit 40", 128, 40);
    sf2_add_zone(builder);
    sf2_add_range(builder, AWE_GEN_KEY_RANGE, 40, 127);
    sf2_add_generator(builder, AWE_GEN_INSTRUMENT, instrument);
    open_builder(builder);
    static const struct {
        int row, channel, bank, program, key, period;
    } rows[] = {
        {89, 0, 5, 5, 60, 100}, {90, 9, 0, 40, 38, 60}, {90, 9, 0, 40, 41, 70},
        {91, 9, 0, 48, 38, 60}, {91, 9, 0, 5, 38, 60},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        send_program((uint8_t)rows[i].channel, (uint8_t)rows[i].bank, (uint8_t)rows[i].program);
        rig_note_on(&rig, 0, (uint8_t)rows[i].channel, (uint8_t)rows[i].key, 127);
        rig_play(&rig, SECOND, 512);
        assert_true(heard(rows[i].period) > -30.0);
        for (int other = 60; other <= 100; other += 2) {
            assert_true(other == rows[i].period || heard(other) < -60.0);
        }
    }
    const uint8_t drums[] = {0xF0, 0x41, 0x10, 0x42, 0x12, 0x40, 0x11, 0x15, 1, 0x19, 0xF7};
    send_sysex(0, drums, sizeof drums);
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_play(&rig, SECOND, 512);
    assert_true(heard(60) > -30.0); /* row 92 */
}

/* Row 93. */
static void test_reset_of_nrpns(void **state)
{
    (void)state;
    awe_synth_config config = card_dry(AWE_MODEL_EMU8000);
    config.interp = AWE_INTERP_LINEAR;
    card_open(&rig, CARD_IMPULSE, NULL, &config);
    card_nrpn(&rig, 0, 127, 21, 20);
    rig_control(&rig, 10, 0, 121, 0);
    rig_control(&rig, 10, 0, 7, 127);
    rig_note_on(&rig, 20, 0, 60, 127);
    rig_play(&rig, SECOND, 512);
    card_expect(93, card_response_db(&rig, 20, 8000.0), 0.0, 1.0);
}

/* Row 94: the low half of data entry alone, and again without selecting anew. */
static void test_low_half_alone(void **state)
{
    (void)state;
    static double at[4096], cents[4096];
    card_open(&rig, CARD_SINE, NULL, NULL);
    for (uint8_t again = 0; again < 2; again++) {
        card_prepare(&rig, 0);
        card_nrpn(&rig, 0, 127, 17, 32);
        rig_control(&rig, 0, 0, 99, 127);
        rig_control(&rig, 0, 0, 98, 1);
        if (again) {
            rig_control(&rig, 0, 0, 38, 100);
        }
        rig_control(&rig, 0, 0, 38, 64);
        rig_note_on(&rig, 0, 0, 60, 127);
        rig_play(&rig, 4 * SECOND, 512);
        size_t n = card_cents(&rig, 1000, 4 * SECOND, at, cents, 4096);
        card_expect(94, card_fit_hz(at, cents, n, 3, 12), 5.383, 5.383 * 0.02);
    }
}

static void test_sound_off_and_notes_off(void **state)
{
    (void)state;
    const card_generator own[] = {{AWE_GEN_VOL_ENV_RELEASE, 0}, {0, 0}};
    card_open(&rig, CARD_SINE, own, NULL);
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_control(&rig, SECOND / 2, 0, 120, 0);
    rig_play(&rig, SECOND, 512);
    assert_int_equal(rig_onset(&rig, SECOND / 2 + 221, 3e-5f), SECOND); /* row 95 */
    card_prepare(&rig, 0);
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_control(&rig, SECOND / 2, 0, 123, 0);
    rig_play(&rig, SECOND, 512);
    double first = rig_level_db(&rig, 0, SECOND / 2 + 2000, SECOND / 2 + 4000);
    double later = rig_level_db(&rig, 0, SECOND / 2 + 12000, SECOND / 2 + 14000);
    card_expect(95, (later - first) / 10000 * 44100, -96.8, 4.0);
}

/* Row 96: the release begins when the pedal comes up. */
static void test_pedal(void **state)
{
    (void)state;
    const card_generator own[] = {{AWE_GEN_VOL_ENV_RELEASE, 0}, {0, 0}};
    card_open(&rig, CARD_DC, own, NULL);
    rig_control(&rig, 0, 0, 64, 127);
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_note_off(&rig, 4410, 0, 60);
    rig_control(&rig, SECOND / 2, 0, 64, 0);
    rig_play(&rig, SECOND, 512);
    size_t i = SECOND / 4;
    double full = rig.out[2 * i];
    while (20 * log10(rig.out[2 * i] / full) > -1.0) {
        i++;
    }
    /* one dB takes 10.3 ms, and the volume ramp 1.45 ms more */
    card_expect(96, (double)(i - SECOND / 2) / 44.1, 10.3 + 1.45, 3.0);
}

/* Row 97: after GM on the channel plays as if nothing had been sent. */
static void test_gm_on(void **state)
{
    (void)state;
    const uint8_t gm_on[] = {0xF0, 0x7E, 0x7F, 0x09, 0x01, 0xF7};
    static float clean[2 * SECOND];
    sf2_builder *builder = sf2_new();
    add_voice(builder, 0, 0, 100);
    add_voice(builder, 128, 0, 60);
    open_builder(builder);
    for (int dirty = 0; dirty < 2; dirty++) {
        if (dirty) {
            rig_control(&rig, 0, 0, 7, 20);
            rig_control(&rig, 0, 0, 10, 20);
            rig_send(&rig, 0, (awe_message){AWE_PITCH_BEND, 0, 0, 0, 0});
            card_nrpn(&rig, 0, 127, 21, 10);
            card_nrpn(&rig, 0, 1, 0x20, (80 - 64) * 128);
            rig_send(&rig, 0, (awe_message){AWE_DRUM_PART, 0, 9, 0, 0});
            rig_send(&rig, 0, (awe_message){AWE_DRUM_PART, 0, 0, 0, 1});
        }
        send_sysex(100, gm_on, sizeof gm_on);
        rig_note_on(&rig, 1000, 0, 60, 127);
        rig_note_on(&rig, 1000, 9, 60, 127);
        rig_play(&rig, SECOND, 512);
        for (size_t i = 0; i < 2 * SECOND; i++) {
            clean[i] = dirty ? clean[i] : rig.out[i];
            assert_true(rig.out[i] == clean[i]);
        }
        assert_true(heard(100) > -30.0 && heard(60) > -30.0); /* row 97 */
    }
}

#define T(name) cmocka_unit_test_teardown(name, rig_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_polyphony),
        T(test_exclusive_class),
        T(test_layers),
        T(test_presets),
        T(test_reset_of_nrpns),
        T(test_low_half_alone),
        T(test_sound_off_and_notes_off),
        T(test_pedal),
        T(test_gm_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
