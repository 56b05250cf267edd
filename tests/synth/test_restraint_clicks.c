/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* A change of quality cannot be seen in the second difference of a chord of sines. */

#include "support/quality_rig.h"

#include <math.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define MOST_CLICK 0.001 /* of full scale, above what either level has by itself */

/* How rough the chord is at a level by itself, in all the time in which others change to it. */
static double steady_roughness(synth_rig *rig, awe_quality_level level, uint32_t n_notes)
{
    quality_set_level(rig, level);
    quality_restart(rig);
    quality_set_sends(rig, 100);
    quality_start_chord(rig, n_notes);
    quality_go_on(rig, 5 * SECOND);
    return rig_roughness(rig, 2 * SECOND, 5 * SECOND);
}

static double changing_roughness(synth_rig *rig, awe_quality_level from, awe_quality_level to,
                                 uint32_t n_notes, size_t at)
{
    quality_set_level(rig, from);
    quality_restart(rig);
    quality_set_sends(rig, 100);
    quality_start_chord(rig, n_notes);
    quality_go_on(rig, at);
    quality_set_level(rig, to);
    quality_go_on(rig, at + SECOND);
    return rig_roughness(rig, at - 10, at + SECOND);
}

static void check_no_click(const awe_synth_config *config, uint32_t period, uint32_t n_notes,
                           size_t n_moments)
{
    synth_rig rig;
    double steady[AWE_N_QUALITIES];
    rig_open(&rig, quality_bank(period), config);
    for (int level = 0; level < AWE_N_QUALITIES; level++) {
        steady[level] = steady_roughness(&rig, (awe_quality_level)level, n_notes);
    }
    for (int i = 0; i < 2 * (AWE_N_QUALITIES - 1); i++) {
        int from = i / 2 + i % 2, to = i / 2 + 1 - i % 2;
        for (size_t at = 3 * SECOND; at < 4 * SECOND; at += SECOND / n_moments + 7) {
            double rough = changing_roughness(&rig, (awe_quality_level)from, (awe_quality_level)to,
                                              n_notes, at);
            double excess = rough - fmax(steady[from], steady[to]);
            assert_true(excess <= MOST_CLICK);
        }
    }
    rig_close(&rig);
}

static void test_no_click_in_a_chord(void **state)
{
    (void)state;
    check_no_click(&quality_card, PERIOD, 4, 4);
    check_no_click(&quality_plain, PERIOD, 4, 4);
}

/* High notes: the interpolations differ most. A single one is as rough at any time, so that a step
   near its crest cannot hide. */
static void test_no_click_in_high_notes(void **state)
{
    (void)state;
    awe_synth_config dry = quality_card;
    dry.reverb = AWE_REVERB_OFF;
    dry.chorus = AWE_CHORUS_OFF;
    check_no_click(&quality_card, 16, 4, 4);
    check_no_click(&dry, 16, 1, 12);
    dry.interp = AWE_INTERP_SINC;
    check_no_click(&dry, 16, 4, 4);
}

/* More voices than lower levels have. */
static void test_no_click_where_voices_go(void **state)
{
    (void)state;
    check_no_click(&quality_card, PERIOD, 32, 4);
    check_no_click(&quality_plain, PERIOD, 32, 4);
}

/* 5 ms: over by then, and no steeper than that. */
static void test_the_cap_does_not_click(void **state)
{
    (void)state;
    synth_rig rig;
    rig_open(&rig, quality_bank(PERIOD), &quality_plain);
    quality_start_chord(&rig, 32);
    quality_go_on(&rig, 2 * SECOND);
    double steady = rig_roughness(&rig, SECOND, 2 * SECOND);
    awe_synth_set_voice_cap(rig.synth, 24);
    quality_go_on(&rig, 2 * SECOND + 32 * 9);
    awe_times times;
    awe_synth_take_times(rig.synth, &times);
    assert_int_equal(times.n_ends, 8);
    double rough = rig_roughness(&rig, 2 * SECOND - 10, 2 * SECOND + 32 * 9);
    assert_true(rough < steady + MOST_CLICK);
    rig_close(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_click_in_a_chord),
        cmocka_unit_test(test_no_click_in_high_notes),
        cmocka_unit_test(test_no_click_where_voices_go),
        cmocka_unit_test(test_the_cap_does_not_click),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
