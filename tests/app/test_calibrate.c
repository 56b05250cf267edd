/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* How long something takes is not known here, but what follows from any times is: costs are numbers
   from 0 up, more voices cost more, and the synth is left as it was. */

#include "app/calibrate.h"

#include "support/synth_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_every_level(void **state)
{
    (void)state;
    synth_rig rig;
    awe_stats stats;
    rig_open(&rig, rig_sine_bank(100), &(awe_synth_config){0});
    for (int level = 0; level < AWE_N_QUALITIES; level++) {
        double costs_ns[AWE_N_COSTS] = {-1, -1, -1, -1};
        calibrate_level(rig.synth, (awe_quality_level)level, costs_ns);
        for (int i = 0; i < AWE_N_COSTS; i++) {
            assert_true(costs_ns[i] >= 0 && costs_ns[i] < 1e9);
        }
        assert_true(calibrate_load_ns(costs_ns, 32) >= calibrate_load_ns(costs_ns, 8));
    }
    awe_synth_get_stats(rig.synth, &stats);
    assert_int_equal(stats.n_voices, 0);
    assert_int_equal(stats.n_frames, 0);
    assert_int_equal(stats.polyphony, 32);
    assert_true(awe_synth_is_silent(rig.synth));
    rig_close(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_level),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
