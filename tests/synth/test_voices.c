/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Who makes room for whom, and that the reasons are counted: released voices first, then the
   quietest, then the oldest, then the lowest lane. */

#include "support/card_rig.h"
#include "support/one_rig.h"
#include "support/response.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static awe_theft thefts[4];
static uint32_t n_thefts;

static AWE_RT void note_theft(void *context, const awe_theft *theft)
{
    (void)context;
    if (n_thefts < 4) {
        thefts[n_thefts++] = *theft;
    }
}

static void open_polyphony(awe_model model, uint32_t n_voices)
{
    const card_generator own[] = {{AWE_GEN_VOL_ENV_RELEASE, 6000}, {0, 0}};
    awe_synth_config config = card_dry(model);
    config.n_voices = n_voices;
    config.theft.told = note_theft;
    n_thefts = 0;
    card_open(&rig, CARD_SINE, own, &config);
}

/* True if `key` sounds at the end of the take. */
static int is_heard(uint8_t key)
{
    double hz = 441.0 * exp2((key - 60) / 12.0);
    size_t half = rig.n_frames / 2;
    return response_tone(rig.out + 2 * half, half, 2, hz) > 3e-4;
}

static awe_stats play(void)
{
    awe_stats stats;
    rig_play(&rig, SECOND, 512);
    awe_synth_get_stats(rig.synth, &stats);
    return stats;
}

static void test_order(void **state)
{
    (void)state;
    open_polyphony(AWE_MODEL_SF2, 4);
    rig_note_on(&rig, 0, 0, 48, 90);
    rig_note_on(&rig, 100, 0, 55, 40); /* the quietest that is held */
    rig_note_on(&rig, 200, 0, 60, 90);
    rig_note_on(&rig, 300, 0, 67, 120); /* loud, but released */
    rig_note_off(&rig, 400, 0, 67);
    rig_note_on(&rig, 2000, 0, 72, 100);
    awe_stats stats = play();
    assert_int_equal(stats.n_stolen_as[AWE_STEAL_RELEASED], 1);
    assert_true(is_heard(48) && is_heard(55) && is_heard(60) && is_heard(72) && !is_heard(67));
    card_prepare(&rig, 0);
    rig_note_on(&rig, 0, 0, 48, 90);
    rig_note_on(&rig, 100, 0, 55, 40);
    rig_note_on(&rig, 200, 0, 60, 90);
    rig_note_on(&rig, 300, 0, 67, 120);
    rig_note_on(&rig, 2000, 0, 72, 100); /* takes the quietest ... */
    rig_note_on(&rig, 3000, 0, 77, 100); /* ... and of 48 and 60 the older */
    stats = play();
    assert_int_equal(stats.n_stolen_as[AWE_STEAL_KEY], 2);
    assert_true(!is_heard(55) && !is_heard(48) && is_heard(60) && is_heard(67) && is_heard(77));
}

static void test_reasons(void **state)
{
    (void)state;
    open_polyphony(AWE_MODEL_EMU8000, 2);
    rig_control(&rig, 0, 0, 64, 127);
    rig_note_on(&rig, 0, 0, 60, 20);
    rig_note_off(&rig, 100, 0, 60);
    rig_note_on(&rig, 200, 0, 64, 100);
    rig_note_on(&rig, 2000, 0, 67, 100);
    awe_stats stats = play();
    assert_int_equal(stats.n_stolen_as[AWE_STEAL_PEDAL], 1);
    assert_int_equal(stats.n_stolen, 1);
    assert_int_equal(n_thefts, 1); /* who, from whom, when, how loud, how old */
    const awe_theft *theft = &thefts[0];
    assert_int_equal(theft->kind, AWE_STEAL_PEDAL);
    assert_int_equal(theft->frame, 2000);
    assert_int_equal(theft->age_frames, 2000);
    assert_true(theft->by.channel == 0 && theft->by.key == 67 && theft->by.velocity == 100);
    assert_true(theft->from.channel == 0 && theft->from.key == 60 && theft->from.velocity == 20);
    assert_float_equal(theft->level, pow(10, -33 / 20.0), 1e-3); /* the card: 33 dB for 20 */
    rig_close(&rig);
    /* a note of three layers, and room for two voices */
    sf2_builder *builder = card_bank(CARD_SINE, NULL);
    sf2_add_preset(builder, "three", 0, 1);
    for (int i = 0; i < 3; i++) {
        sf2_add_zone(builder);
        sf2_add_generator(builder, AWE_GEN_INSTRUMENT, 0);
    }
    awe_synth_config config = card_dry(AWE_MODEL_EMU8000);
    config.n_voices = 2;
    rig_open(&rig, builder, &config);
    rig_send(&rig, 0, (awe_message){AWE_PROGRAM, 0, 0, 0, 1});
    rig_note_on(&rig, 10, 0, 60, 100);
    stats = play();
    assert_int_equal(stats.n_stolen_as[AWE_STEAL_SAME], 1);
    assert_int_equal(stats.n_voices, 2);
}

/* A take of one held note and a second one that needs its lane, or has one of its own. */
static double roughness(awe_model model, uint32_t n_voices, uint32_t second_at)
{
    open_polyphony(model, n_voices);
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_note_on(&rig, second_at, 0, 59, 127);
    rig_play(&rig, SECOND, 512);
    double result = rig_roughness(&rig, 2000, SECOND);
    rig_close(&rig);
    return result;
}

static void test_no_clicks(void **state)
{
    (void)state;
    for (int model = AWE_MODEL_EMU8000; model <= AWE_MODEL_GM; model++) {
        double stolen = 0.0, whole = 0.0;
        for (uint32_t at = 20000; at < 20100; at += 7) {
            stolen = fmax(stolen, roughness((awe_model)model, 1, at));
            whole = fmax(whole, roughness((awe_model)model, 2, at));
        }
        /* The card's own volume ramp, cut at once, bends by a 64th of the amplitude. */
        double ramp = model == AWE_MODEL_EMU8000 ? 0.5 * 0.5 * 57737 / 65536 / 64 : 0.0;
        assert_true(stolen < 1.05 * whole + ramp);
    }
    open_polyphony(AWE_MODEL_EMU8000, 1);
}

#define N_CUT_FRAMES 3000

/* More notes than may fade: voices are cut, each on its frame, whether frames are rendered one by
   one or many together. */
static void test_cuts(void **state)
{
    (void)state;
    static float one_by_one[2 * N_CUT_FRAMES];
    awe_stats single, many;
    open_polyphony(AWE_MODEL_SF2, 4);
    for (uint32_t i = 0; i < 300; i++) {
        rig_note_on(&rig, 200 + 7 * i, 0, (uint8_t)(40 + i % 30), (uint8_t)(60 + 13 * i % 60));
    }
    rig_render(&rig, N_CUT_FRAMES, 1);
    memcpy(one_by_one, rig.out, sizeof one_by_one);
    awe_synth_get_stats(rig.synth, &single);
    rig_render(&rig, N_CUT_FRAMES, 512);
    awe_synth_get_stats(rig.synth, &many);
    assert_true(single.n_stolen > 200);
    assert_memory_equal(one_by_one, rig.out, sizeof one_by_one);
    assert_int_equal(single.n_voice_frames, many.n_voice_frames);
}

#define T(name) cmocka_unit_test_teardown(name, rig_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {T(test_order), T(test_reasons), T(test_no_clicks),
                                       T(test_cuts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
