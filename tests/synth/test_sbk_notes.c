/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Notes of a SoundFont 1.0 bank as the card plays them, from rendered sound. */

#include "support/sf2_builder.h"
#include "support/synth_rig.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bank/zone.h"

#define PI 3.14159265358979323846
#define PERIOD 100
#define N_FRAMES (50 * PERIOD)

/* A bank of 1.0 with a looped sine, which the caller's generators may change, then finished. */
static sf2_builder *begin_bank(uint32_t *sample)
{
    static int16_t frames[N_FRAMES];
    sf2_builder *b = sf2_new();
    for (int i = 0; i < N_FRAMES; i++) {
        frames[i] = (int16_t)lrint(16000 * sin(2 * PI * i / PERIOD));
    }
    *sf2_get_options(b) = (sf2_options){.version_major = 1, .old_form = 1};
    /* the card's loop registers: frames 1000 to 2000 */
    *sample = sf2_add_sample(b, &(sf2_sample){.name = "Sine",
                                              .frames = frames,
                                              .n_frames = N_FRAMES,
                                              .loop_start = 999,
                                              .loop_end = 1998});
    sf2_add_instrument(b, "Sine");
    sf2_add_zone(b);
    sf2_add_generator(b, AWE_GEN_VOL_ENV_SUSTAIN, 127);
    sf2_add_generator(b, AWE_GEN_SAMPLE_MODES, 1);
    return b;
}

static void end_bank(sf2_builder *b, uint32_t sample)
{
    sf2_add_generator(b, AWE_GEN_SAMPLE, (int)sample);
    sf2_add_preset(b, "Sine", 0, 0);
    sf2_add_zone(b);
    sf2_add_generator(b, AWE_GEN_INSTRUMENT, 0);
}

/* The level in dB of a note at `velocity` with this attenuation, from 0.3 s on. */
static double level_of(int attenuation, uint8_t velocity)
{
    static const awe_synth_config config = {.reverb = AWE_REVERB_OFF, .chorus = AWE_CHORUS_OFF};
    uint32_t sample;
    synth_rig rig;
    double sum = 0;
    sf2_builder *b = begin_bank(&sample);
    sf2_add_generator(b, AWE_GEN_ATTENUATION, attenuation);
    end_bank(b, sample);
    rig_open(&rig, b, &config);
    rig_control(&rig, 0, 0, 7, 127);
    rig_note_on(&rig, 0, 0, 60, velocity);
    rig_play(&rig, 30000, 512);
    for (uint32_t i = 13230; i < 13230 + 100 * PERIOD; i++) {
        sum += (double)rig.out[2 * i] * rig.out[2 * i];
    }
    rig_close(&rig);
    return 10 * log10(sum / (100 * PERIOD));
}

/* Traced from the card's driver: (7.5 x 20 + 12) / 24 and velocity 109 make 6 + 3 dB. */
static void test_attenuation(void **state)
{
    (void)state;
    double full = level_of(127, 127);
    assert_true(full > -40);
    assert_true(fabs(level_of(107, 109) - full + 9.0) < 0.2);
}

/* Generator 55 tunes the recording: an octave higher than 60, it sounds an octave lower. */
static void test_sample_pitch(void **state)
{
    static const awe_synth_config config = {.reverb = AWE_REVERB_OFF, .chorus = AWE_CHORUS_OFF};
    (void)state;
    uint32_t sample, n_crossings = 0;
    synth_rig rig;
    sf2_builder *b = begin_bank(&sample);
    sf2_add_generator(b, AWE_GEN_SAMPLE_PITCH, 7200);
    end_bank(b, sample);
    rig_open(&rig, b, &config);
    rig_note_on(&rig, 0, 0, 60, 100);
    rig_play(&rig, 44100, 512);
    for (uint32_t i = 10000; i < 10000 + 100 * PERIOD; i++) {
        n_crossings += rig.out[2 * i] < 0 && rig.out[2 * i + 2] >= 0;
    }
    rig_close(&rig);
    assert_in_range(n_crossings, 49, 51);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_attenuation),
        cmocka_unit_test(test_sample_pitch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
