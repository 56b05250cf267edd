/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* SoundFont units to voice parameters against the specification's formulas. */

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

/* A region of a bank that says nothing, at full velocity and volume: SoundFont 2.04, 8.1.3. */
static int set_up(void **state)
{
    (void)state;
    static const int16_t frames[100];
    awe_channel_reset(&channel, 0);
    channel.controls[AWE_CC_VOLUME] = 127;
    channel.controls[AWE_CC_REVERB_SEND] = 0;
    inputs = (awe_mod_inputs){.channel = &channel, .key = 60, .velocity = 127};
    sample = (awe_sample){.frames = frames, .n_frames = 100, .rate_hz = 44100, .root_key = 60};
    memset(&region, 0, sizeof region);
    region.sample = &sample;
    region.end = 100;
    region.root_key = 60;
    region.is_204 = 1;
    region.generators[AWE_GEN_FILTER_CUTOFF] = 13500;
    region.generators[AWE_GEN_SCALE_TUNING] = 100;
    region.generators[AWE_GEN_FIXED_KEY] = region.generators[AWE_GEN_FIXED_VELOCITY] = -1;
    for (int id = AWE_GEN_MOD_LFO_DELAY; id <= AWE_GEN_VOL_ENV_RELEASE; id++) {
        int is_level = id == AWE_GEN_MOD_ENV_SUSTAIN || id == AWE_GEN_VOL_ENV_SUSTAIN;
        int is_frequency = id == AWE_GEN_MOD_LFO_FREQUENCY || id == AWE_GEN_VIB_LFO_FREQUENCY;
        int is_key = id == AWE_GEN_KEY_TO_MOD_ENV_HOLD || id == AWE_GEN_KEY_TO_MOD_ENV_DECAY;
        region.generators[id] = is_level || is_frequency || is_key ? 0 : -12000;
    }
    return 0;
}

static awe_voice_params params_of(awe_model model)
{
    awe_voice_params params;
    awe_zone_params(&region, awe_model_get(model), &inputs, &params);
    return params;
}

static void assert_near(double got, double want, double tolerance)
{
    assert_true(fabs(got - want) <= tolerance);
}

static void test_defaults(void **state)
{
    (void)state;
    awe_voice_params p = params_of(AWE_MODEL_SF2);
    assert_near(p.pitch_cents, 0.0, 0.02);
    assert_near(p.attenuation_cb, 0.0, 0.01);
    assert_near(p.cutoff_cents, 13500.0, 0.0);
    assert_near(p.resonance_cb, 0.0, 0.0);
    assert_int_equal(p.volume.delay_frames, 0);
    assert_int_equal(p.volume.attack_frames, 43); /* 2^-10 s */
    assert_int_equal(p.volume.hold_frames, 0);
    assert_near(p.volume.sustain_fall, 0.0, 0.0);
    assert_near(p.lfo1.step / 4294967296.0 * 44100.0, 8.176, 0.01);
    assert_near(p.send[AWE_BUS_LEFT], sqrt(0.5), 0.002);
    assert_near(p.send[AWE_BUS_RIGHT], sqrt(0.5), 0.002);
    assert_near(p.send[AWE_BUS_REVERB], 0.0, 0.0);
}

static void test_pitch(void **state)
{
    (void)state;
    sample.rate_hz = 22050;
    sample.correction_cents = -7;
    region.root_key = 48;
    region.generators[AWE_GEN_COARSE_TUNE] = 3;
    region.generators[AWE_GEN_FINE_TUNE] = 21;
    region.generators[AWE_GEN_SCALE_TUNING] = 50;
    inputs.key = 72;
    double want = 1200.0 * log2(22050.0 / 44100.0) + 24 * 50 + 300 + 21 - 7;
    assert_near(params_of(AWE_MODEL_SF2).pitch_cents, want, 0.05);
}

static void test_times(void **state)
{
    (void)state;
    const int times[] = {-11000, -7973, -3986, 0, 1200, 5000};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        region.generators[AWE_GEN_VOL_ENV_DELAY] = (int16_t)times[i];
        region.generators[AWE_GEN_VOL_ENV_ATTACK] = (int16_t)times[i];
        region.generators[AWE_GEN_VOL_ENV_RELEASE] = (int16_t)times[i];
        region.generators[AWE_GEN_MOD_ENV_DECAY] = (int16_t)times[i];
        region.generators[AWE_GEN_VIB_LFO_DELAY] = (int16_t)times[i];
        double want = 44100.0 * exp2(times[i] / 1200.0);
        double tolerance = 0.5 + want * 1e-6;
        awe_voice_params p = params_of(AWE_MODEL_SF2);
        assert_near(p.volume.delay_frames, want, tolerance);
        assert_near(p.volume.attack_frames, want, tolerance);
        assert_near(p.volume.release_frames, want, tolerance);
        assert_near(p.modulation.decay_frames, want, tolerance);
        assert_near(p.lfo2.delay_frames, want, tolerance);
    }
}

static void test_key_scaled_times(void **state)
{
    (void)state;
    region.generators[AWE_GEN_VOL_ENV_HOLD] = 0;
    region.generators[AWE_GEN_VOL_ENV_DECAY] = 0;
    region.generators[AWE_GEN_KEY_TO_VOL_ENV_HOLD] = 50;
    region.generators[AWE_GEN_KEY_TO_VOL_ENV_DECAY] = 100;
    inputs.key = 48;
    awe_voice_params p = params_of(AWE_MODEL_SF2);
    assert_near(p.volume.hold_frames, 44100.0 * exp2(12 * 50 / 1200.0), 1.0);
    assert_near(p.volume.decay_frames, 44100.0 * 2.0, 1.0);
}

static void test_attenuation(void **state)
{
    (void)state;
    region.generators[AWE_GEN_ATTENUATION] = 240;
    assert_near(params_of(AWE_MODEL_SF2).attenuation_cb, 96.0, 0.01);
    inputs.velocity = 64; /* not scaled: 400 log10(127 / 64) */
    assert_near(params_of(AWE_MODEL_SF2).attenuation_cb, 96.0 + 400.0 * log10(127.0 / 64.0), 0.1);
    inputs.velocity = 127;
    region.generators[AWE_GEN_ATTENUATION] = 0;
    const awe_modulator louder = {0, AWE_GEN_ATTENUATION, -500, 0, 0};
    region.preset_modulators = &louder;
    region.n_preset_modulators = 1;
    assert_near(params_of(AWE_MODEL_SF2).attenuation_cb, 0.0, 0.0); /* nothing above full level */
}

/* The factor may be the specification's own. */
static void test_literal_attenuation(void **state)
{
    (void)state;
    for (int model = AWE_MODEL_EMU8000; model <= AWE_MODEL_GM; model++) {
        awe_model_rules rules = *awe_model_get((awe_model)model);
        awe_voice_params p;
        rules.attenuation_factor = 1.0f;
        region.generators[AWE_GEN_ATTENUATION] = 240;
        awe_zone_params(&region, &rules, &inputs, &p);
        assert_near(p.attenuation_cb, 240.0, 0.01);
    }
}

static void test_pan_laws(void **state)
{
    (void)state;
    for (int pan = -500; pan <= 500; pan += 125) {
        region.generators[AWE_GEN_PAN] = (int16_t)pan;
        double right = pan / 1000.0 + 0.5;
        awe_voice_params sf2 = params_of(AWE_MODEL_SF2), card = params_of(AWE_MODEL_EMU8000);
        assert_near(sf2.send[AWE_BUS_RIGHT], sin(right * acos(0.0)), 1e-3);
        assert_near(sf2.send[AWE_BUS_LEFT], cos(right * acos(0.0)), 1e-3);
        /* the card: registers of 1/256, both sides together always 255 of them */
        assert_near(card.send[AWE_BUS_RIGHT], right, 0.02);
        assert_near(card.send[AWE_BUS_LEFT] + card.send[AWE_BUS_RIGHT], 255.0 / 256.0, 1e-6);
    }
}

static void test_card_modulators(void **state)
{
    (void)state;
    channel.controls[AWE_CC_MODULATION] = 127;
    channel.controls[AWE_CC_REVERB_SEND] = 127;
    channel.pressure = 127;
    awe_voice_params p = params_of(AWE_MODEL_EMU8000);
    assert_near(p.lfo1_to_pitch_cents, 37.5, 1.0);
    assert_near(p.lfo2_to_pitch_cents, 0.0, 0.0);
    assert_near(p.send[AWE_BUS_REVERB], 114.0 / 255.0, 0.002);
}

static void test_loop_modes(void **state)
{
    (void)state;
    region.start = 10;
    region.loop_start = 20;
    region.loop_end = 60;
    for (uint8_t mode = 0; mode < 4; mode++) {
        region.loop_mode = mode == 2 ? 0 : mode;
        awe_voice_sample card = awe_zone_sample(&region, awe_model_get(AWE_MODEL_EMU8000));
        awe_voice_sample sf2 = awe_zone_sample(&region, awe_model_get(AWE_MODEL_SF2));
        assert_ptr_equal(sf2.frames, sample.frames + 10);
        assert_int_equal(sf2.n_frames, 90);
        assert_int_equal(sf2.loop_start, 10);
        assert_int_equal(sf2.loop_end, 50);
        assert_int_equal(sf2.loops, mode & 1);
        assert_int_equal(sf2.leaves_on_release, mode == 3);
        assert_int_equal(card.leaves_on_release, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_defaults, set_up),
        cmocka_unit_test_setup(test_pitch, set_up),
        cmocka_unit_test_setup(test_times, set_up),
        cmocka_unit_test_setup(test_key_scaled_times, set_up),
        cmocka_unit_test_setup(test_attenuation, set_up),
        cmocka_unit_test_setup(test_literal_attenuation, set_up),
        cmocka_unit_test_setup(test_pan_laws, set_up),
        cmocka_unit_test_setup(test_card_modulators, set_up),
        cmocka_unit_test_setup(test_loop_modes, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
