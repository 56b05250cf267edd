/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* What the synth refuses: messages and configurations that mean nothing, and memory that fails. */

#include "support/failing_allocator.h"
#include "support/synth_rig.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define PERIOD 100

static void open_sine(synth_rig *rig)
{
    rig_open(rig, rig_sine_bank(PERIOD), NULL);
}

static void test_nonsense_is_rejected_and_counted(void **state)
{
    (void)state;
    synth_rig rig;
    open_sine(&rig);
    const awe_message wrong[] = {
        {0, 0, 0, 0, 0},
        {99, 0, 0, 0, 0},
        {AWE_NOTE_ON, 0, 16, 60, 1},
        {AWE_NOTE_ON, 0, 0, 128, 1},
        {AWE_NOTE_ON, 0, 0, 60, 128},
        {AWE_CONTROL, 0, 0, 7, -1},
        {AWE_PITCH_BEND, 0, 0, 0, 16384},
        {AWE_REVERB_TYPE, 0, 0, 0, 8},
        {AWE_PART, 0, 0, AWE_N_PART_SETTINGS, 8},
        {AWE_KEY_TUNING, 0, 0, 60, AWE_N_PART_SETTINGS << 26},
        {AWE_MASTER_BALANCE, 0, 0, 0, 16384},
        {AWE_RESET, 0, 0, 9, 0},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        rig_send(&rig, (uint32_t)i, wrong[i]);
    }
    rig_play(&rig, 1000, 512);
    awe_stats stats;
    awe_synth_get_stats(rig.synth, &stats);
    assert_int_equal(stats.n_rejected, sizeof wrong / sizeof *wrong);
    assert_int_equal(rig_onset(&rig, 0, 0.0f), 1000);
    rig_close(&rig);
}

static void test_bad_configurations(void **state)
{
    (void)state;
    synth_rig rig;
    open_sine(&rig);
    const awe_stacked_bank bank = {.bank = rig.bank};
    awe_synth *synth = (awe_synth *)&rig;
    const awe_synth_config wrong[] = {
        {.n_voices = AWE_MAX_VOICES + 1},
        {.gain = -1.0f},
        {.gain = NAN},
        {.model = (awe_model)17},
        {.interp = (awe_interp)9},
        {.reverb = (awe_reverb)99},
        {.chorus = (awe_chorus)99},
        {.map = (awe_map)2},
        {.treble = (awe_tone_setting)13},
        {.attenuation = 1.5f},
        {.attenuation = NAN},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(awe_synth_new(&wrong[i], &bank, 1, &synth), AWE_BAD_ARG);
        assert_null(synth);
    }
    assert_int_equal(awe_synth_new(NULL, &bank, 0, &synth), AWE_BAD_ARG);
    assert_int_equal(awe_synth_new(NULL, NULL, 1, &synth), AWE_BAD_ARG);
    assert_int_equal(awe_synth_new(NULL, &bank, 17, &synth), AWE_BAD_ARG);
    assert_int_equal(awe_synth_new(NULL, &bank, 1, NULL), AWE_BAD_ARG);
    const awe_stacked_bank far[] = {{rig.bank, 128}, {rig.bank, -128}, {NULL, 0}};
    for (size_t i = 0; i < sizeof far / sizeof *far; i++) {
        assert_int_equal(awe_synth_new(NULL, &far[i], 1, &synth), AWE_BAD_ARG);
    }
    rig_close(&rig);
}

static void test_allocation_may_fail(void **state)
{
    (void)state;
    synth_rig rig;
    open_sine(&rig);
    const awe_stacked_bank bank = {.bank = rig.bank};
    for (size_t n = 1;; n++) {
        failing_allocator memory;
        awe_synth *synth = NULL;
        failing_allocator_init(&memory, n);
        awe_synth_config config = {.allocator = &memory.allocator};
        awe_status status = awe_synth_new(&config, &bank, 1, &synth);
        if (status == AWE_OK) {
            awe_synth_free(synth);
            assert_int_equal(memory.n_blocks, 0);
            break;
        }
        assert_int_equal(status, AWE_NO_MEM);
        assert_null(synth);
        assert_int_equal(memory.n_blocks, 0);
    }
    rig_close(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nonsense_is_rejected_and_counted),
        cmocka_unit_test(test_bad_configurations),
        cmocka_unit_test(test_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
