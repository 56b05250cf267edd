/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* After a controller only those aspects of a voice are found anew that it touches: random
   controllers, each alone and each followed by a channel pressure that says nothing new but has
   everything found, are to sound the same to the last bit. */

#include "support/card_rig.h"
#include "support/random.h"
#include "synth/modulators.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define N_FRAMES (4 * SECOND)
#define N_EVENTS 1500

static awe_message random_controller(uint64_t *dice)
{
    static const uint8_t numbers[] = {1, 7, 7, 10, 10, 11, 11, 67, 71, 74, 91, 93, 6, 100};
    uint16_t value = (uint16_t)(random_bits(dice) % 128);
    if (random_bits(dice) % 3 == 0) {
        return (awe_message){AWE_PITCH_BEND, 0, 0, 0, (int32_t)(random_bits(dice) % 16384)};
    }
    if (random_bits(dice) % 8 == 0) {
        return (awe_message){AWE_KEY_PRESSURE, 0, 0, 60, value};
    }
    return (awe_message){AWE_CONTROL, 0, 0, numbers[random_bits(dice) % sizeof numbers], value};
}

/* Notes and controllers by the dice; `with_all` has everything found each time. */
static void play(synth_rig *rig, uint64_t dice, int with_all)
{
    card_prepare(rig, 0);
    rig_control(rig, 0, 0, 101, 0); /* data entry is the bend range, or another of RPN */
    for (uint32_t i = 0; i < N_EVENTS; i++) {
        uint32_t frame = i * (N_FRAMES / N_EVENTS);
        if (i % 50 == 0) {
            rig_note_on(rig, frame, 0, (uint8_t)(50 + random_bits(&dice) % 20), 100);
        }
        rig_send(rig, frame, random_controller(&dice));
        if (with_all) {
            rig_send(rig, frame, (awe_message){AWE_CHANNEL_PRESSURE, 0, 0, 0, 0});
        }
    }
    rig_play(rig, N_FRAMES, 512);
}

static void open_synth(synth_rig *rig, awe_model model, int with_modulators)
{
    const card_generator own[] = {{AWE_GEN_VOL_ENV_SUSTAIN, 100},   {AWE_GEN_FILTER_CUTOFF, 9000},
                                  {AWE_GEN_FILTER_Q, 60},           {AWE_GEN_MOD_LFO_TO_PITCH, 20},
                                  {AWE_GEN_VOL_ENV_RELEASE, -1000}, {0, 0}};
    sf2_builder *builder = card_bank(CARD_SINE, own);
    if (with_modulators) { /* the wheel quietens, volume darkens, pan detunes, CC11 trembles */
        sf2_add_modulator(builder, AWE_MOD_PITCH_WHEEL, AWE_GEN_ATTENUATION, 200, 0, 0);
        sf2_add_modulator(builder, AWE_MOD_CC(7), AWE_GEN_FILTER_CUTOFF, -3000, 0, 0);
        sf2_add_modulator(builder, AWE_MOD_CC(10), AWE_GEN_FINE_TUNE, 90, 0, 0);
        sf2_add_modulator(builder, AWE_MOD_CC(11), AWE_GEN_MOD_LFO_TO_VOLUME, 100, 0, 0);
    }
    awe_synth_config config = card_dry(model);
    rig_open(rig, builder, &config);
}

static void finds_what_is_touched(void **state)
{
    (void)state;
    static const awe_model models[] = {AWE_MODEL_EMU8000, AWE_MODEL_SF2, AWE_MODEL_GM};
    float *partly = calloc(N_FRAMES, 2 * sizeof *partly);
    for (uint32_t i = 0; i < 6; i++) {
        synth_rig rig;
        open_synth(&rig, models[i / 2], i % 2);
        play(&rig, 1 + i, 0);
        memcpy(partly, rig.out, N_FRAMES * 2 * sizeof *partly);
        play(&rig, 1 + i, 1);
        assert_true(rig_level_db(&rig, 0, 0, N_FRAMES) > -60.0);
        assert_memory_equal(partly, rig.out, N_FRAMES * 2 * sizeof *partly);
        rig_close(&rig);
    }
    free(partly);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_what_is_touched)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
