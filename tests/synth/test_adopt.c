/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* A synth that takes over another's state goes on as the other would have, but for what sounds. */

#include "support/synth_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PREFACE 1000 /* frames; not a multiple of a tick */
#define NOTE_FRAMES 44100

static const awe_synth_config config = {.model = AWE_MODEL_EMU8000};

/* All that a channel and the synth can be told, at odd frames. */
static size_t fill_preface(awe_event *events)
{
    static const awe_message messages[] = {
        {AWE_MASTER_VOLUME, 0, 0, 0, 12000}, {AWE_REVERB_TYPE, 0, 0, 0, 1},
        {AWE_CHORUS_TYPE, 0, 0, 0, 5},       {AWE_REVERB_LEVEL, 0, 0, 0, 100},
        {AWE_CHORUS_LEVEL, 0, 0, 0, 30},     {AWE_CONTROL, 0, 3, 7, 90},
        {AWE_CONTROL, 0, 3, 10, 20},         {AWE_CONTROL, 0, 3, 91, 100},
        {AWE_CONTROL, 0, 3, 93, 110},        {AWE_CONTROL, 0, 3, 101, 0},
        {AWE_CONTROL, 0, 3, 100, 0},         {AWE_CONTROL, 0, 3, 6, 12},
        {AWE_PITCH_BEND, 0, 3, 0, 9000},     {AWE_CHANNEL_PRESSURE, 0, 3, 0, 77},
        {AWE_CONTROL, 0, 3, 1, 64},
    };
    size_t n = sizeof messages / sizeof messages[0];
    for (size_t i = 0; i < n; i++) {
        events[i] = (awe_event){.frame = (uint32_t)(i * 7), .message = messages[i]};
    }
    return n;
}

static void play_note(awe_synth *synth, float *out)
{
    awe_event note = {.frame = 5, .message = {AWE_NOTE_ON, 0, 3, 64, 100}};
    awe_synth_render(synth, &note, 1, out, NOTE_FRAMES);
}

static void test_goes_on_alike(void **state)
{
    (void)state;
    synth_rig rig;
    awe_synth *other;
    awe_event events[32];
    float *frames = calloc(2 * NOTE_FRAMES, 2 * sizeof *frames);
    float *want = frames;
    float *got = frames + 2 * NOTE_FRAMES;
    rig_open(&rig, rig_sine_bank(100), &config);
    const awe_stacked_bank bank = {.bank = rig.bank};
    assert_int_equal(awe_synth_new(&config, &bank, 1, &other), AWE_OK);
    awe_synth_render(rig.synth, events, fill_preface(events), want, PREFACE);
    /* What the other has played before is gone. */
    play_note(other, got);
    awe_synth_adopt(other, rig.synth);
    play_note(other, got);
    play_note(rig.synth, want);
    assert_memory_equal(got, want, NOTE_FRAMES * 2 * sizeof *want);
    assert_true(want[2 * 2000] != 0 || want[2 * 2001] != 0);
    awe_synth_free(other);
    rig_close(&rig);
    free(frames);
}

static void test_is_silent(void **state)
{
    (void)state;
    synth_rig rig;
    awe_synth *other;
    float out[2 * 4000];
    awe_event note = {.message = {AWE_NOTE_ON, 0, 0, 64, 100}};
    rig_open(&rig, rig_sine_bank(100), &config);
    const awe_stacked_bank bank = {.bank = rig.bank};
    assert_int_equal(awe_synth_new(&config, &bank, 1, &other), AWE_OK);
    awe_synth_render(rig.synth, &note, 1, out, 4000);
    awe_synth_adopt(other, rig.synth);
    awe_synth_render(other, NULL, 0, out, 4000);
    for (size_t i = 0; i < 8000; i++) {
        assert_true(out[i] == 0);
    }
    awe_synth_free(other);
    rig_close(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_goes_on_alike),
        cmocka_unit_test(test_is_silent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
