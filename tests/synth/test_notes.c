/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* The life of notes, in the sf2 model on a looped sine: pedals, modes, polyphony,
   exclusive classes, loops that end. */

#include "bank/zone.h"
#include "support/failing_allocator.h"
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

static void open_sine(synth_rig *rig)
{
    rig_open(rig, rig_sine_bank(PERIOD), NULL);
}

static uint32_t voices_after(synth_rig *rig, size_t n_frames)
{
    awe_stats stats;
    rig_play(rig, n_frames, 512);
    awe_synth_get_stats(rig->synth, &stats);
    return stats.n_voices;
}

static void test_pedals(void **state)
{
    (void)state;
    synth_rig rig;
    open_sine(&rig);
    rig_control(&rig, 0, 0, 64, 127);
    rig_note_on(&rig, 10, 0, 60, 100);
    rig_note_off(&rig, 1000, 0, 60);
    assert_int_equal(voices_after(&rig, SECOND), 1);
    rig_control(&rig, 0, 0, 64, 127);
    rig_note_on(&rig, 10, 0, 60, 100);
    rig_note_off(&rig, 1000, 0, 60);
    rig_control(&rig, 2000, 0, 64, 0);
    assert_int_equal(voices_after(&rig, SECOND), 0);
    /* Sostenuto holds the key that was down with it, not the later one. */
    rig_note_on(&rig, 10, 0, 60, 100);
    rig_control(&rig, 20, 0, 66, 127);
    rig_note_on(&rig, 30, 0, 64, 100);
    rig_note_off(&rig, 1000, 0, 60);
    rig_note_off(&rig, 1000, 0, 64);
    assert_int_equal(voices_after(&rig, SECOND), 1);
    rig_close(&rig);
}

static void test_mode_messages(void **state)
{
    (void)state;
    const uint8_t modes[] = {120, 123, 124, 125, 126, 127};
    synth_rig rig;
    open_sine(&rig);
    for (size_t i = 0; i < sizeof modes; i++) {
        rig_note_on(&rig, 0, 0, 60, 100);
        rig_note_on(&rig, 0, 0, 64, 100);
        rig_control(&rig, 5000, 0, modes[i], 0);
        assert_int_equal(voices_after(&rig, SECOND), 0);
    }
    rig_note_on(&rig, 0, 0, 60, 100);
    rig_control(&rig, 5000, 0, 120, 0);
    rig_play(&rig, SECOND, 512);
    assert_true(rig_onset(&rig, 5000 + 220, 1e-4f) == SECOND); /* all sound off: within 5 ms */
    rig_control(&rig, 0, 0, 126, 0);
    rig_note_on(&rig, 10, 0, 60, 100);
    rig_note_on(&rig, 1000, 0, 64, 100);
    assert_int_equal(voices_after(&rig, SECOND), 1); /* mono */
    rig_close(&rig);
}

static void test_polyphony_is_exact(void **state)
{
    (void)state;
    const uint32_t sizes[] = {1, 2, 31, 32, 33, 256};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        awe_synth_config config = {.model = AWE_MODEL_SF2, .n_voices = sizes[i]};
        synth_rig rig;
        rig_open(&rig, rig_sine_bank(PERIOD), &config);
        for (uint32_t n = 0; n < 400; n++) {
            rig_note_on(&rig, n * 40, (uint8_t)(n % 8), (uint8_t)(20 + n / 8), 100);
        }
        rig_play(&rig, SECOND, 512);
        awe_stats stats;
        awe_synth_get_stats(rig.synth, &stats);
        assert_int_equal(stats.n_voices, sizes[i]);
        assert_int_equal(stats.n_peak_voices, sizes[i]);
        assert_int_equal(stats.n_stolen, 400 - sizes[i]);
        assert_int_equal(stats.n_notes, 400);
        rig_close(&rig);
    }
}

/* Preset 1 plays a sine, which rings on for two seconds, in an exclusive class. */
static sf2_builder *hat_bank(void)
{
    sf2_builder *builder = rig_sine_bank(PERIOD);
    sf2_add_instrument(builder, "hat");
    sf2_add_zone(builder);
    sf2_add_generator(builder, AWE_GEN_SAMPLE_MODES, 1);
    sf2_add_generator(builder, AWE_GEN_EXCLUSIVE_CLASS, 1);
    sf2_add_generator(builder, AWE_GEN_VOL_ENV_RELEASE, 1200);
    sf2_add_generator(builder, AWE_GEN_SAMPLE, 0);
    sf2_add_preset(builder, "hat", 0, 1);
    sf2_add_zone(builder);
    sf2_add_generator(builder, AWE_GEN_INSTRUMENT, 1);
    return builder;
}

/* Whatever controllers do meanwhile. */
static void test_exclusive_class(void **state)
{
    (void)state;
    synth_rig rig;
    rig_open(&rig, hat_bank(), NULL);
    rig_send(&rig, 0, (awe_message){AWE_PROGRAM, 0, 0, 0, 1});
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_note_on(&rig, 20000, 0, 72, 127);
    rig_send(&rig, 20040, (awe_message){AWE_CONTROL, 0, 0, 10, 70}); /* changes nothing */
    rig_play(&rig, SECOND, 512);
    const double hz = 44100.0 / PERIOD;
    double before = response_tone(rig.out + 2 * 15000, 4410, 2, hz);
    double after = response_tone(rig.out + 2 * (20000 + 661), 4410, 2, hz); /* 15 ms later */
    assert_true(response_to_db(after / before) < -40.0);
    rig_close(&rig);
}

static float peak_to_peak(const synth_rig *rig, uint32_t first)
{
    float low = 0.0f, high = 0.0f;
    for (uint32_t i = first; i < first + PERIOD; i++) {
        low = fminf(low, rig->out[2 * i]);
        high = fmaxf(high, rig->out[2 * i]);
    }
    return high - low;
}

/* A voice that ends so while it is released goes on from where it is: no step. */
static void test_exclusion_in_the_release(void **state)
{
    (void)state;
    synth_rig rig;
    rig_open(&rig, hat_bank(), NULL);
    rig_send(&rig, 0, (awe_message){AWE_PROGRAM, 0, 0, 0, 1});
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_note_off(&rig, 10000, 0, 60);
    rig_note_on(&rig, 20010, 0, 72, 1);
    rig_play(&rig, SECOND, 512);
    /* falling by 100 dB in ten periods, it is heard in the first; the new note is very soft */
    float before = peak_to_peak(&rig, 20010 - PERIOD), after = peak_to_peak(&rig, 20010);
    assert_true(after > 0.3f * before && after < 1.05f * before);
    rig_close(&rig);
}

/* sampleModes 3: the loop (a sine) repeats until release, then the rest of the recording (silence
   here) plays. */
static void test_loop_until_release(void **state)
{
    (void)state;
    for (int model = AWE_MODEL_EMU8000; model <= AWE_MODEL_SF2; model++) {
        int16_t frames[6000];
        for (int i = 0; i < 6000; i++) {
            frames[i] = i < 5000 ? (int16_t)lrint(16384.0 * sin(2 * acos(-1.0) * i / PERIOD)) : 0;
        }
        sf2_builder *builder = sf2_new();
        sf2_sample sample = {.name = "x", .frames = frames, .n_frames = 6000, .loop_end = 4000};
        uint32_t index = sf2_add_sample(builder, &sample);
        sf2_add_instrument(builder, "x");
        sf2_add_zone(builder);
        sf2_add_generator(builder, AWE_GEN_SAMPLE_MODES, 3);
        sf2_add_generator(builder, AWE_GEN_VOL_ENV_RELEASE, 3600);
        sf2_add_generator(builder, AWE_GEN_SAMPLE, (int)index);
        sf2_add_preset(builder, "x", 0, 0);
        sf2_add_zone(builder);
        sf2_add_generator(builder, AWE_GEN_INSTRUMENT, 0);
        awe_synth_config config = {
            .model = (awe_model)model, .reverb = AWE_REVERB_OFF, .chorus = AWE_CHORUS_OFF};
        synth_rig rig;
        rig_open(&rig, builder, &config);
        rig_note_on(&rig, 0, 0, 60, 127);
        rig_note_off(&rig, 22000, 0, 60); /* halfway in the sixth round of 4000 frames */
        rig_play(&rig, SECOND, 512);
        assert_true(rig_level_db(&rig, 0, 21000, 22000) > -30.0);
        /* 5000 - 2000 frames of sine are left at the release, and 1000 of silence. */
        assert_true(rig_level_db(&rig, 0, 24000, 24900) > -30.0);
        double later = rig_level_db(&rig, 0, 25100, 30000);
        assert_true(model == AWE_MODEL_SF2 ? later < -100.0 : later > -40.0);
        rig_close(&rig);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pedals),
        cmocka_unit_test(test_mode_messages),
        cmocka_unit_test(test_polyphony_is_exact),
        cmocka_unit_test(test_exclusive_class),
        cmocka_unit_test(test_exclusion_in_the_release),
        cmocka_unit_test(test_loop_until_release),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
