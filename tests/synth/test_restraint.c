/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Lower quality and the cap do what they say, and leave nothing behind. */

#include "support/quality_rig.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* ---- what levels mean */

static void test_the_table(void **state)
{
    (void)state;
    const awe_quality *best = awe_quality_get(AWE_QUALITY_MAXIMUM);
    const awe_quality none = {0};
    assert_memory_equal(best, &none, sizeof none);
    assert_ptr_equal(awe_quality_get((awe_quality_level)9), awe_quality_get(AWE_QUALITY_LOW));
    static const uint32_t voices[AWE_N_QUALITIES] = {32, 32, 24, 16};
    for (int level = 0; level < AWE_N_QUALITIES; level++) {
        const awe_quality *quality = awe_quality_get((awe_quality_level)level);
        assert_int_equal(awe_quality_voices(quality, 32), voices[level]);
        assert_int_equal(awe_quality_voices(quality, 5), 5);
    }
    assert_int_equal(awe_quality_voices(awe_quality_get(AWE_QUALITY_LOW), 12), 8);
    assert_int_equal(awe_quality_voices(awe_quality_get(AWE_QUALITY_LOW), 256), 128);
}

/* Two synths, each at a level of its own from the start; both play the same. */
static void assert_same_sound(const awe_synth_config *a, awe_quality_level level_a,
                              const awe_synth_config *b, awe_quality_level level_b, bool is_same)
{
    synth_rig rigs[2];
    for (int i = 0; i < 2; i++) {
        rig_open(&rigs[i], quality_bank(16), i ? b : a);
        quality_set_level(&rigs[i], i ? level_b : level_a);
        quality_restart(&rigs[i]);
        quality_set_sends(&rigs[i], 100);
        quality_start_chord(&rigs[i], 8);
        quality_go_on(&rigs[i], SECOND);
    }
    bool equal = memcmp(rigs[0].out, rigs[1].out, SECOND * 2 * sizeof(float)) == 0;
    assert_true(equal == is_same);
    rig_close(&rigs[0]);
    rig_close(&rigs[1]);
}

static void test_low_is_linear_and_dry(void **state)
{
    (void)state;
    awe_synth_config dry = quality_card;
    dry.reverb = AWE_REVERB_OFF;
    dry.chorus = AWE_CHORUS_OFF;
    awe_synth_config linear = dry;
    linear.interp = AWE_INTERP_LINEAR;
    assert_same_sound(&quality_card, AWE_QUALITY_LOW, &linear, AWE_QUALITY_MAXIMUM, true);
    assert_same_sound(&quality_card, AWE_QUALITY_LOW, &dry, AWE_QUALITY_MAXIMUM, false);
    assert_same_sound(&dry, AWE_QUALITY_MEDIUM, &linear, AWE_QUALITY_MAXIMUM, true);
}

/* High keeps four points and the chorus; only the reverb is another one. */
static void test_high_has_a_light_reverb(void **state)
{
    (void)state;
    awe_synth_config chorus_only = quality_card;
    chorus_only.reverb = AWE_REVERB_OFF;
    assert_same_sound(&chorus_only, AWE_QUALITY_HIGH, &chorus_only, AWE_QUALITY_MAXIMUM, true);
    assert_same_sound(&quality_card, AWE_QUALITY_HIGH, &quality_card, AWE_QUALITY_MAXIMUM, false);
}

/* A sinc becomes cubic. */
static void test_high_has_four_points(void **state)
{
    (void)state;
    awe_synth_config sinc = quality_plain, cubic = quality_plain;
    sinc.interp = AWE_INTERP_SINC;
    cubic.interp = AWE_INTERP_CUBIC;
    assert_same_sound(&sinc, AWE_QUALITY_HIGH, &cubic, AWE_QUALITY_HIGH, true);
    assert_same_sound(&sinc, AWE_QUALITY_MAXIMUM, &cubic, AWE_QUALITY_MAXIMUM, false);
}

static void test_fewer_voices(void **state)
{
    (void)state;
    synth_rig rig;
    rig_open(&rig, quality_bank(PERIOD), &quality_card);
    quality_start_chord(&rig, 32);
    quality_go_on(&rig, 1000);
    assert_int_equal(quality_stats(&rig).n_voices, 32);
    quality_set_level(&rig, AWE_QUALITY_MEDIUM);
    quality_go_on(&rig, 4000);
    assert_int_equal(quality_stats(&rig).n_voices, 24);
    assert_int_equal(quality_stats(&rig).polyphony, 24);
    quality_set_level(&rig, AWE_QUALITY_LOW);
    quality_go_on(&rig, 8000);
    assert_int_equal(quality_stats(&rig).n_voices, 16);
    assert_int_equal(quality_stats(&rig).n_yielded, 16);
    quality_start_chord(&rig, 4);
    quality_go_on(&rig, 9000);
    assert_int_equal(quality_stats(&rig).n_voices, 16);
    assert_int_equal(quality_stats(&rig).n_stolen, 4);
    assert_int_equal(quality_stats(&rig).n_shed, 0);
    quality_set_level(&rig, AWE_QUALITY_MAXIMUM);
    quality_go_on(&rig, 9100);
    quality_start_chord(&rig, 32);
    quality_go_on(&rig, 10000);
    assert_int_equal(quality_stats(&rig).n_voices, 32);
    rig_close(&rig);
}

/* Frames from the keys' release until no voice is left. */
static size_t tail_frames(synth_rig *rig, awe_quality_level before, awe_quality_level level,
                          size_t change_at)
{
    quality_set_level(rig, before);
    quality_restart(rig);
    for (uint8_t channel = 0; channel < 4; channel++) {
        awe_event full = {
            .message = {.type = AWE_CONTROL, .channel = channel, .key = 7, .value = 127}};
        awe_synth_render(rig->synth, &full, 1, NULL, 0);
    }
    quality_start_chord(rig, 4);
    quality_go_on(rig, SECOND);
    awe_event up = {.message = {.type = AWE_RELEASE_ALL}};
    awe_synth_render(rig->synth, &up, 1, NULL, 0);
    quality_go_on(rig, SECOND + change_at);
    quality_set_level(rig, level);
    while (quality_stats(rig).n_voices > 0 && rig->n_frames < RIG_MAX_FRAMES - 64) {
        quality_go_on(rig, rig->n_frames + 64);
    }
    return rig->n_frames - SECOND;
}

/* A release of 2 s for 100 dB: cut at -72 dB, or at -60 dB of one that is shorter. */
static void test_shorter_tails(void **state)
{
    (void)state;
    synth_rig rig;
    rig_open(&rig, quality_bank_releasing(PERIOD, 1200), &quality_plain);
    double tails[AWE_N_QUALITIES];
    for (int level = 0; level < AWE_N_QUALITIES; level++) {
        tails[level] =
            (double)tail_frames(&rig, (awe_quality_level)level, (awe_quality_level)level, 0);
    }
    assert_true(fabs(tails[0] - 2.0 * SECOND) < 0.02 * SECOND);
    assert_true(fabs(tails[1] - 0.72 * 2.0 * SECOND) < 0.03 * SECOND);
    assert_true(fabs(tails[2] - 0.60 * 0.7 * 2.0 * SECOND) < 0.03 * SECOND);
    assert_true(fabs(tails[3] - 0.60 * 0.4 * 2.0 * SECOND) < 0.03 * SECOND);
    /* half a second passed at 50 dB/s; the rest, to -60 dB, falls 2.5 times as fast */
    double hurried = (double)tail_frames(&rig, AWE_QUALITY_MAXIMUM, AWE_QUALITY_LOW, SECOND / 2);
    assert_true(fabs(hurried - (0.5 + 35.0 / 125.0) * SECOND) < 0.03 * SECOND);
    rig_close(&rig);
}

/* ---- back at the best */

/* Levels come and go, then all dies away: what follows is as if nothing had been. */
static void test_leaves_nothing_behind(void **state)
{
    (void)state;
    awe_synth_config fine = quality_plain;
    fine.interp = AWE_INTERP_SINC;
    const awe_synth_config *const configs[] = {&quality_card, &quality_plain, &fine};
    for (int c = 0; c < 3; c++) {
        synth_rig rigs[2];
        for (int i = 0; i < 2; i++) {
            synth_rig *rig = &rigs[i];
            rig_open(rig, quality_bank(16), configs[c]);
            quality_set_sends(rig, 100);
            quality_start_chord(rig, 20);
            for (int level = 0; level < 7; level++) {
                static const awe_quality_level levels[] = {1, 3, 2, 3, 1, 2, 0};
                quality_go_on(rig, rig->n_frames + 5000 + 100 * (size_t)level);
                quality_set_level(rig, i ? levels[level] : AWE_QUALITY_MAXIMUM);
            }
            awe_event up = {.message = {.type = AWE_RELEASE_ALL}};
            awe_synth_render(rig->synth, &up, 1, NULL, 0);
            quality_go_on(rig, 8 * SECOND);
            quality_start_chord(rig, 20);
            quality_go_on(rig, 9 * SECOND);
        }
        assert_true(memcmp(rigs[0].out, rigs[1].out, SECOND * 2 * sizeof(float)) != 0);
        assert_memory_equal(rigs[0].out + 16 * SECOND, rigs[1].out + 16 * SECOND,
                            SECOND * 2 * sizeof(float));
        rig_close(&rigs[0]);
        rig_close(&rigs[1]);
    }
}

static void test_seeking_keeps_the_level(void **state)
{
    (void)state;
    synth_rig rig;
    rig_open(&rig, quality_bank(PERIOD), &quality_card);
    quality_set_level(&rig, AWE_QUALITY_LOW);
    quality_go_on(&rig, 100);
    quality_restart(&rig);
    quality_start_chord(&rig, 32);
    quality_go_on(&rig, 2000);
    assert_int_equal(quality_stats(&rig).n_voices, 16);
    rig_close(&rig);
}

/* The same wishes at the same frames: the same bits for any buffer. */
static void test_any_cut(void **state)
{
    (void)state;
    static const size_t blocks[] = {1, 31, 64, 4096};
    float *first = NULL;
    size_t n = 40000;
    for (size_t b = 0; b < sizeof blocks / sizeof blocks[0]; b++) {
        synth_rig rig;
        rig_open(&rig, quality_bank(16), &quality_card);
        quality_set_sends(&rig, 100);
        quality_start_chord(&rig, 32);
        for (size_t change = 0; change < 8; change++) {
            size_t end = (change + 1) * n / 8;
            while (rig.n_frames < end) {
                size_t left = end - rig.n_frames;
                quality_go_on(&rig, rig.n_frames + (blocks[b] < left ? blocks[b] : left));
            }
            quality_set_level(&rig, (awe_quality_level)(change * 3 % AWE_N_QUALITIES));
        }
        if (!first) {
            first = malloc(n * 2 * sizeof *first);
            memcpy(first, rig.out, n * 2 * sizeof *first);
        }
        assert_memory_equal(first, rig.out, n * 2 * sizeof *first);
        rig_close(&rig);
    }
    free(first);
}

/* ---- the cap */

static void test_the_cap_sheds(void **state)
{
    (void)state;
    synth_rig rig;
    rig_open(&rig, quality_bank(PERIOD), &quality_card);
    quality_start_chord(&rig, 30);
    quality_go_on(&rig, 5000);
    awe_synth_set_voice_cap(rig.synth, 10);
    quality_go_on(&rig, 5064);
    assert_int_equal(quality_stats(&rig).n_shed, 8); /* of one call */
    assert_int_equal(quality_stats(&rig).n_voices, 22);
    awe_synth_set_voice_cap(rig.synth, 20);
    quality_go_on(&rig, 5128);
    assert_int_equal(quality_stats(&rig).n_shed, 10);
    quality_start_chord(&rig, 3);
    quality_go_on(&rig, 6000);
    assert_int_equal(quality_stats(&rig).n_voices, 20);
    assert_int_equal(quality_stats(&rig).n_shed, 13);
    assert_int_equal(quality_stats(&rig).n_stolen, 0);
    awe_synth_set_voice_cap(rig.synth, AWE_NO_CAP);
    quality_go_on(&rig, 6100);
    quality_start_chord(&rig, 32);
    quality_go_on(&rig, 7000);
    assert_int_equal(quality_stats(&rig).n_voices, 32);
    assert_int_equal(quality_stats(&rig).n_shed, 13);
    awe_synth_set_voice_cap(rig.synth, 0); /* the least is 1 */
    for (int i = 0; i < 5; i++) {
        quality_go_on(&rig, rig.n_frames + 64);
        awe_synth_set_voice_cap(rig.synth, 0);
    }
    quality_start_chord(&rig, 2);
    quality_go_on(&rig, rig.n_frames + 64);
    assert_int_equal(quality_stats(&rig).n_voices, 1);
    rig_close(&rig);
}

static void strike(synth_rig *rig, uint8_t key, int velocity)
{
    awe_event on = {.message = {.type = AWE_NOTE_ON, .key = key, .value = velocity}};
    awe_synth_render(rig->synth, &on, 1, NULL, 0);
}

/* Of loud and quiet notes the loud ones stay; of two loud ones the released one goes. */
static void test_the_cap_takes_the_least(void **state)
{
    (void)state;
    synth_rig capped, loud;
    awe_synth_config dry = quality_plain;
    dry.reverb = AWE_REVERB_OFF;
    dry.chorus = AWE_CHORUS_OFF;
    rig_open(&capped, quality_bank(PERIOD), &dry);
    rig_open(&loud, quality_bank(PERIOD), &dry);
    for (uint8_t i = 0; i < 16; i++) {
        strike(&capped, (uint8_t)(40 + i), i % 2 ? 10 : 120);
        if (i % 2 == 0) {
            strike(&loud, (uint8_t)(40 + i), 120);
        }
    }
    awe_event off = {.message = {.type = AWE_NOTE_OFF, .key = 40}};
    awe_synth_set_voice_cap(capped.synth, 8);
    quality_go_on(&capped, 10000);
    quality_go_on(&loud, 10000);
    for (size_t i = 2 * 400; i < 2 * 10000; i++) {
        assert_true(fabsf(capped.out[i] - loud.out[i]) < 1e-5f);
    }
    awe_synth_render(capped.synth, &off, 1, NULL, 0);
    awe_synth_set_voice_cap(capped.synth, 7);
    quality_go_on(&capped, 10000 + 320);
    assert_int_equal(quality_stats(&capped).n_voices, 7);
    /* all that sounds is held: without the pedal and the key nothing is released any more */
    awe_synth_set_voice_cap(capped.synth, AWE_NO_CAP);
    quality_go_on(&capped, 30000);
    assert_int_equal(quality_stats(&capped).n_voices, 7);
    rig_close(&capped);
    rig_close(&loud);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_table),
        cmocka_unit_test(test_low_is_linear_and_dry),
        cmocka_unit_test(test_high_has_a_light_reverb),
        cmocka_unit_test(test_high_has_four_points),
        cmocka_unit_test(test_fewer_voices),
        cmocka_unit_test(test_shorter_tails),
        cmocka_unit_test(test_leaves_nothing_behind),
        cmocka_unit_test(test_seeking_keeps_the_level),
        cmocka_unit_test(test_any_cut),
        cmocka_unit_test(test_the_cap_sheds),
        cmocka_unit_test(test_the_cap_takes_the_least),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
