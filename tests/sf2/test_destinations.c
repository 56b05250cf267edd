/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Every generator that a modulator may move (SoundFont 2.04, 8.1.2): a modulator without a
   controller adds its amount, so that a zone with the value V and such a modulator of A must give
   the very sound of a zone with the value V + A, which test_generators.c and test_levels.c check
   against the formulas. And those that no modulator may move stay where they are. */

#include "support/card_rig.h"
#include "synth/modulators.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define N_FRAMES (2 * SECOND)

/* A looped bright tone, with every part of the voice at work. */
static const card_generator busy[] = {
    {AWE_GEN_MOD_LFO_TO_PITCH, 30},
    {AWE_GEN_VIB_LFO_TO_PITCH, -40},
    {AWE_GEN_MOD_ENV_TO_PITCH, 200},
    {AWE_GEN_FILTER_CUTOFF, 9000},
    {AWE_GEN_FILTER_Q, 60},
    {AWE_GEN_MOD_LFO_TO_CUTOFF, 300},
    {AWE_GEN_MOD_ENV_TO_CUTOFF, -500},
    {AWE_GEN_MOD_LFO_TO_VOLUME, 40},
    {AWE_GEN_CHORUS_SEND, 300},
    {AWE_GEN_REVERB_SEND, 400},
    {AWE_GEN_PAN, -100},
    {AWE_GEN_MOD_LFO_DELAY, -4000},
    {AWE_GEN_MOD_LFO_FREQUENCY, -500},
    {AWE_GEN_VIB_LFO_DELAY, -3500},
    {AWE_GEN_VIB_LFO_FREQUENCY, -700},
    {AWE_GEN_MOD_ENV_DELAY, -5000},
    {AWE_GEN_MOD_ENV_ATTACK, -3000},
    {AWE_GEN_MOD_ENV_HOLD, -4500},
    {AWE_GEN_MOD_ENV_DECAY, -1000},
    {AWE_GEN_MOD_ENV_SUSTAIN, 300},
    {AWE_GEN_MOD_ENV_RELEASE, -1500},
    {AWE_GEN_KEY_TO_MOD_ENV_HOLD, 20},
    {AWE_GEN_KEY_TO_MOD_ENV_DECAY, 30},
    {AWE_GEN_VOL_ENV_DELAY, -6000},
    {AWE_GEN_VOL_ENV_ATTACK, -4000},
    {AWE_GEN_VOL_ENV_HOLD, -3800},
    {AWE_GEN_VOL_ENV_DECAY, 500},
    {AWE_GEN_VOL_ENV_SUSTAIN, 100},
    {AWE_GEN_VOL_ENV_RELEASE, 700},
    {AWE_GEN_KEY_TO_VOL_ENV_HOLD, -20},
    {AWE_GEN_KEY_TO_VOL_ENV_DECAY, 40},
    {AWE_GEN_ATTENUATION, 100},
    {AWE_GEN_COARSE_TUNE, 3},
    {AWE_GEN_FINE_TUNE, 20},
    {AWE_GEN_SCALE_TUNING, 90},
    {0, 0},
};

/* Plays the busy zone; `id` has `more` added to its value, and `amount` by a modulator. */
static float *play(uint16_t id, int more, int amount)
{
    synth_rig rig;
    card_generator own[sizeof busy / sizeof *busy];
    memcpy(own, busy, sizeof busy);
    for (card_generator *g = own; g->id; g++) {
        g->amount += g->id == id ? more : 0;
    }
    sf2_builder *builder = card_bank(CARD_SINE, own);
    if (amount != 0) {
        sf2_add_modulator(builder, AWE_MOD_NONE, id, amount, 0, 0);
    }
    awe_synth_config config = card_dry(AWE_MODEL_SF2);
    config.attenuation = 1.0f; /* what a modulator adds is not scaled */
    config.reverb = AWE_REVERB_HALL_1;
    config.chorus = AWE_CHORUS_3;
    rig_open(&rig, builder, &config);
    rig_note_on(&rig, 0, 0, 64, 127);
    rig_note_off(&rig, SECOND, 0, 64);
    rig_play(&rig, N_FRAMES, 512);
    float *out = malloc(2 * N_FRAMES * sizeof *out);
    memcpy(out, rig.out, 2 * N_FRAMES * sizeof *out);
    rig_close(&rig);
    return out;
}

static int sounds_alike(float *a, float *b)
{
    int alike = memcmp(a, b, 2 * N_FRAMES * sizeof *a) == 0;
    free(a);
    free(b);
    return alike;
}

static void test_every_generator(void **state)
{
    (void)state;
    for (const card_generator *g = busy; g->id; g++) {
        int amount = g->id == AWE_GEN_COARSE_TUNE ? 2 : 17;
        if (sounds_alike(play(g->id, amount, 0), play(g->id, 0, 0))) {
            fail_msg("generator %d is not heard", g->id);
        }
        if (!sounds_alike(play(g->id, amount, 0), play(g->id, 0, amount))) {
            fail_msg("a modulator to generator %d is not its value", g->id);
        }
    }
}

/* 8.1.2: sample addresses, ranges, links and what else is fixed when a note begins. */
static void test_unmoved(void **state)
{
    (void)state;
    static const uint16_t fixed[] = {AWE_GEN_START_OFFSET,
                                     AWE_GEN_END_OFFSET,
                                     AWE_GEN_LOOP_START_OFFSET,
                                     AWE_GEN_LOOP_END_OFFSET,
                                     AWE_GEN_START_OFFSET_COARSE,
                                     AWE_GEN_END_OFFSET_COARSE,
                                     AWE_GEN_KEY_RANGE,
                                     AWE_GEN_VELOCITY_RANGE,
                                     AWE_GEN_INSTRUMENT,
                                     AWE_GEN_SAMPLE,
                                     AWE_GEN_SAMPLE_MODES,
                                     AWE_GEN_EXCLUSIVE_CLASS,
                                     AWE_GEN_ROOT_KEY,
                                     AWE_GEN_FIXED_KEY,
                                     AWE_GEN_FIXED_VELOCITY,
                                     AWE_GEN_SAMPLE_PITCH,
                                     14,
                                     18,
                                     19,
                                     20,
                                     42,
                                     49,
                                     59,
                                     60};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        if (!sounds_alike(play(0xFFFF, 0, 0), play(fixed[i], 0, 50))) {
            fail_msg("a modulator to generator %d is heard", fixed[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_generator),
                                       cmocka_unit_test(test_unmoved)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
