/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* The synth from outside: time, pitch and level, in the sf2 model on a looped sine. */

#include "support/response.h"
#include "support/synth_rig.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PERIOD 100
#define SECOND 44100

static uint32_t seed = 7;

static uint32_t next_random(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

static void open_sine(synth_rig *rig)
{
    rig_open(rig, rig_sine_bank(PERIOD), NULL);
}

/* A storm of every kind of message on every channel. */
static void send_storm(synth_rig *rig, uint32_t n_frames)
{
    static const uint8_t controls[] = {0,  1,  5,  6,  7,  10, 11,  32,  38,  64,  65,  66,  67, 71,
                                       74, 84, 91, 93, 98, 99, 100, 101, 120, 121, 123, 126, 127};
    for (uint32_t frame = 0; frame < n_frames; frame += next_random(200)) {
        uint8_t channel = (uint8_t)next_random(16);
        uint8_t key = (uint8_t)(30 + next_random(60));
        switch (next_random(10)) {
        default:
            rig_note_on(rig, frame, channel, key, (uint8_t)(1 + next_random(127)));
            break;
        case 3:
            rig_note_off(rig, frame, channel, key);
            break;
        case 4:
            rig_control(rig, frame, channel, controls[next_random(sizeof controls)],
                        (uint8_t)next_random(128));
            break;
        case 5:
            rig_send(rig, frame,
                     (awe_message){AWE_PITCH_BEND, 0, channel, 0, (int)next_random(16384)});
            break;
        case 6:
            rig_send(rig, frame,
                     (awe_message){AWE_PART, 0, channel, (uint8_t)next_random(AWE_N_PART_SETTINGS),
                                   (int)next_random(128)});
            break;
        case 7:
            rig_send(rig, frame,
                     (awe_message){AWE_KEY_TUNING, 0, 1, key, (int)next_random(128 << 14)});
            break;
        case 8:
            rig_send(rig, frame, (awe_message){AWE_REVERB_TYPE, 0, 0, 0, (int)next_random(8)});
            break;
        case 9:
            rig_send(rig, frame, (awe_message){AWE_CHORUS_TYPE, 0, 0, 0, (int)next_random(8)});
        }
    }
}

static void test_any_cut_gives_the_same_bits(void **state)
{
    (void)state;
    const size_t blocks[] = {1, 7, 64, 1000, 4096};
    const uint32_t n_frames = 3 * SECOND;
    float *first = malloc(n_frames * 2 * sizeof *first);
    for (int model = AWE_MODEL_EMU8000; model <= AWE_MODEL_GM; model++) {
        synth_rig rig;
        awe_synth_config config = {.model = (awe_model)model, .n_voices = 16};
        sf2_builder *builder = rig_sine_bank(PERIOD);
        rig_open(&rig, builder, &config);
        send_storm(&rig, n_frames);
        rig_render(&rig, n_frames, 512);
        memcpy(first, rig.out, n_frames * 2 * sizeof *first);
        assert_true(rig_level_db(&rig, 0, 0, n_frames) > -40.0);
        for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
            rig_render(&rig, n_frames, blocks[i]);
            assert_memory_equal(first, rig.out, n_frames * 2 * sizeof *first);
        }
        rig_close(&rig);
    }
    free(first);
}

static void test_every_processor_gives_the_same_bits(void **state)
{
    (void)state;
    const uint32_t n_frames = SECOND;
    synth_rig a, b;
    awe_synth_config base = {.cpu_features = AWE_CPU_BASE}, all = {0};
    rig_open(&a, rig_sine_bank(PERIOD), &base);
    rig_open(&b, rig_sine_bank(PERIOD), &all);
    assert_string_equal(awe_synth_kernel_name(a.synth), "base");
    send_storm(&a, n_frames);
    memcpy(b.events, a.events, a.n_events * sizeof *a.events);
    b.n_events = a.n_events;
    rig_play(&a, n_frames, 512);
    rig_play(&b, n_frames, 512);
    assert_memory_equal(a.out, b.out, n_frames * 2 * sizeof(float));
    rig_close(&a);
    rig_close(&b);
}

static void test_note_starts_on_its_frame(void **state)
{
    (void)state;
    synth_rig rig;
    sf2_builder *builder = sf2_new();
    int16_t dc[200];
    for (size_t i = 0; i < 200; i++) {
        dc[i] = 16384;
    }
    sf2_sample sample = {.name = "dc", .frames = dc, .n_frames = 200, .loop_end = 200};
    sf2_add_voice(builder, 0, 0, sf2_add_sample(builder, &sample));
    rig_open(&rig, builder, NULL);
    for (uint32_t frame = 320; frame < 400; frame++) {
        rig_note_on(&rig, frame, 0, 60, 127);
        rig_play(&rig, 1000, 512);
        /* The attack of 1 ms begins at zero: the first frame that can be heard is the next one. */
        assert_int_equal(rig_onset(&rig, 0, 1e-5f), frame + 1);
    }
    rig_close(&rig);
}

/* The control rate's grid is fixed, a note is not: shifted by any part of a tick it must sound the
   same. */
static void test_note_sounds_alike_at_any_offset(void **state)
{
    (void)state;
    const size_t n = SECOND / 2;
    float *first = malloc(n * sizeof *first);
    synth_rig rig;
    sf2_builder *builder = rig_sine_bank(PERIOD);
    sf2_add_zone(builder); /* ignored second zone without a link */
    rig_open(&rig, builder, NULL);
    for (uint32_t offset = 0; offset < 32; offset += 3) {
        rig_note_on(&rig, 64 + offset, 0, 60, 127);
        rig_note_off(&rig, 64 + offset + 10000, 0, 60);
        rig_play(&rig, n + 128, 512);
        double error = 0.0, power = 0.0;
        for (size_t i = 0; i < n; i++) {
            float x = rig.out[2 * (i + 64 + offset)];
            first[i] = offset == 0 ? x : first[i];
            error += ((double)x - first[i]) * ((double)x - first[i]);
            power += (double)first[i] * first[i];
        }
        assert_true(error < 1e-5 * power); /* 50 dB below the note, clicks and timing included */
    }
    free(first);
    rig_close(&rig);
}

static void test_pitch_follows_key_bend_and_tuning(void **state)
{
    (void)state;
    synth_rig rig;
    open_sine(&rig);
    const double root_hz = 44100.0 / PERIOD;
    const struct {
        uint8_t key;
        int bend;
        int range;
        int coarse;
        double cents;
    } cases[] = {
        {60, 8192, 2, 64, 0},    {72, 8192, 2, 64, 1200}, {41, 8192, 2, 64, -1900},
        {60, 16383, 2, 64, 200}, {60, 0, 2, 64, -200},    {60, 16383, 12, 64, 1200},
        {60, 8192, 2, 71, 700},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rig_control(&rig, 0, 0, 101, 0);
        rig_control(&rig, 0, 0, 100, 0);
        rig_control(&rig, 0, 0, 6, (uint8_t)cases[i].range);
        rig_control(&rig, 0, 0, 100, 2);
        rig_control(&rig, 0, 0, 6, (uint8_t)cases[i].coarse);
        rig_send(&rig, 0, (awe_message){AWE_PITCH_BEND, 0, 0, 0, cases[i].bend});
        rig_note_on(&rig, 0, 0, cases[i].key, 127);
        rig_play(&rig, SECOND, 512);
        double cents = 1200.0 * log2(rig_frequency(&rig, 4410, SECOND) / root_hz);
        assert_true(fabs(cents - cases[i].cents) < 0.5);
    }
    rig_close(&rig);
}

/* Level in dB of a note with these settings, against one at full velocity and volume. */
static double level_of(synth_rig *rig, uint8_t velocity, uint8_t volume, uint8_t expression)
{
    rig_control(rig, 0, 0, 7, volume);
    rig_control(rig, 0, 0, 11, expression);
    rig_note_on(rig, 0, 0, 48, velocity);
    rig_play(rig, SECOND, 512);
    return rig_level_db(rig, 0, SECOND / 2, SECOND);
}

static void test_levels_follow_the_default_modulators(void **state)
{
    (void)state;
    synth_rig rig;
    open_sine(&rig);
    double full = level_of(&rig, 127, 127, 127);
    for (int v = 10; v < 127; v += 13) {
        /* SoundFont 2.04 8.4.1, 8.4.5, 8.4.7: 960 cB, concave */
        double want = 40.0 * log10(v / 127.0);
        assert_true(fabs(level_of(&rig, (uint8_t)v, 127, 127) - full - want) < 0.3);
        assert_true(fabs(level_of(&rig, 127, (uint8_t)v, 127) - full - want) < 0.3);
        assert_true(fabs(level_of(&rig, 127, 127, (uint8_t)v) - full - want) < 0.3);
    }
    rig_close(&rig);
}

static void test_pan(void **state)
{
    (void)state;
    synth_rig rig;
    open_sine(&rig);
    const uint8_t positions[] = {0, 32, 64, 96, 127};
    for (size_t i = 0; i < sizeof positions; i++) {
        rig_control(&rig, 0, 0, 10, positions[i]);
        rig_note_on(&rig, 0, 0, 60, 127);
        rig_play(&rig, SECOND / 2, 512);
        double left = response_rms(rig.out + SECOND / 2, SECOND / 4, 2);
        double right = response_rms(rig.out + SECOND / 2 + 1, SECOND / 4, 2);
        /* -1 left .. 1 right, constant power */
        double angle = atan2(right, left) * 4 / acos(-1.0) - 1.0;
        double want = positions[i] < 64 ? positions[i] / 64.0 - 1.0 : (positions[i] - 64) / 63.0;
        assert_true(fabs(angle - want) < 0.01);
    }
    rig_close(&rig);
}

static void test_silence_ends(void **state)
{
    (void)state;
    synth_rig rig;
    open_sine(&rig);
    assert_true(awe_synth_is_silent(rig.synth));
    rig_note_on(&rig, 0, 0, 60, 100);
    rig_render(&rig, 4410, 512);
    assert_false(awe_synth_is_silent(rig.synth));
    rig_send(&rig, 100, (awe_message){.type = AWE_RELEASE_ALL});
    rig_render(&rig, 5 * SECOND, 512);
    assert_true(awe_synth_is_silent(rig.synth));
    rig_close(&rig);
}

/* After a reset nothing of what was set before is heard. */
static void test_reset_restores_everything(void **state)
{
    (void)state;
    const awe_synth_config config = {.n_voices = 8};
    synth_rig rig;
    rig_open(&rig, rig_sine_bank(PERIOD), &config);
    for (int dirty = 0; dirty <= 1; dirty++) {
        static float clean[2 * SECOND];
        if (dirty) {
            rig_send(&rig, 0, (awe_message){AWE_REVERB_TYPE, 0, 0, 0, 6});
            rig_send(&rig, 0, (awe_message){AWE_CHORUS_TYPE, 0, 0, 0, 7});
            rig_send(&rig, 0, (awe_message){AWE_REVERB_LEVEL, 0, 0, 0, 127});
            rig_send(&rig, 0, (awe_message){AWE_MASTER_VOLUME, 0, 0, 0, 99});
            rig_send(&rig, 0, (awe_message){AWE_PITCH_BEND, 0, 0, 0, 99});
            rig_send(&rig, 0, (awe_message){AWE_DRUM_PART, 0, 0, 0, 1});
            for (uint8_t number = 0; number < 102; number++) {
                rig_control(&rig, 0, 0, number, 99);
            }
        }
        rig_send(&rig, 100, (awe_message){AWE_RESET, 0, 0, AWE_RESET_GS, 0});
        rig_control(&rig, 200, 0, 93, 100);
        rig_note_on(&rig, SECOND / 4, 0, 60, 100);
        rig_play(&rig, SECOND, 512);
        if (!dirty) {
            memcpy(clean, rig.out, sizeof clean);
        }
        /* The chorus's LFO ran at another rate meanwhile: it may differ in phase. */
        double error = 0.0, power = 0.0;
        for (size_t i = 0; i < 2 * SECOND; i++) {
            error += ((double)rig.out[i] - clean[i]) * ((double)rig.out[i] - clean[i]);
            power += (double)clean[i] * clean[i];
        }
        assert_true(power > 1.0 && error < 0.1 * power);
    }
    rig_close(&rig);
}

/* A held note that nothing moves is left alone until something is said; its LFOs go on. */
static void test_saying_it_again_changes_nothing(void **state)
{
    (void)state;
    static float quiet[2 * 2 * SECOND];
    synth_rig rig;
    open_sine(&rig);
    for (int repeats = 0; repeats < 2; repeats++) {
        rig.n_events = 0;
        rig_note_on(&rig, 5, 0, 60, 100);
        for (uint32_t frame = 0; frame < 2 * SECOND; frame += 100) {
            uint8_t wheel = frame >= SECOND && frame < SECOND + 11000 ? 127 : 0;
            if (repeats || frame == SECOND || frame == SECOND + 11000) {
                rig_control(&rig, frame, 0, 1, wheel);
            }
            if (frame == SECOND + 1000) {
                rig_note_on(&rig, frame + 11, 0, 67, 100);
            }
            if (frame == SECOND + 22000) {
                rig_note_off(&rig, frame + 11, 0, 60);
            }
        }
        rig_play(&rig, 2 * SECOND, 512);
        if (!repeats) {
            memcpy(quiet, rig.out, sizeof quiet);
        }
        assert_memory_equal(quiet, rig.out, sizeof quiet);
    }
    rig_close(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_cut_gives_the_same_bits),
        cmocka_unit_test(test_every_processor_gives_the_same_bits),
        cmocka_unit_test(test_note_starts_on_its_frame),
        cmocka_unit_test(test_note_sounds_alike_at_any_offset),
        cmocka_unit_test(test_pitch_follows_key_bend_and_tuning),
        cmocka_unit_test(test_levels_follow_the_default_modulators),
        cmocka_unit_test(test_pan),
        cmocka_unit_test(test_silence_ends),
        cmocka_unit_test(test_reset_restores_everything),
        cmocka_unit_test(test_saying_it_again_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
