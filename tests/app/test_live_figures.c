/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* What the callback writes arrives at the right meters, once. */

#include "app/live_figures.h"

#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct rig {
    live_figures figures;
    live_figures_seen seen;
    awe_meters meters;
} rig;

static int set_up(void **state)
{
    rig *r = calloc(1, sizeof *r);
    *state = r;
    if (!r) {
        return -1;
    }
    live_figures_init(&r->figures);
    awe_meters_init(&r->meters);
    return 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

static awe_reading read_metric(rig *r, awe_metric metric, awe_stat stat)
{
    return awe_meters_read(&r->meters, metric, stat, AWE_WINDOW_10_S);
}

static void feed(rig *r)
{
    live_figures_feed(&r->figures, &r->seen, &r->meters);
}

static void test_unknown_until_told(void **state)
{
    rig *r = *state;
    feed(r);
    assert_non_null(read_metric(r, AWE_METRIC_VOICE_LIMIT, AWE_STAT_VALUE).why);
    assert_non_null(read_metric(r, AWE_METRIC_OUTPUT_DC, AWE_STAT_VALUE).why);
    assert_string_equal(read_metric(r, AWE_METRIC_MIDI_OUR_PART, AWE_STAT_MAX).why,
                        "no live input");
    /* somebody counts */
    assert_null(read_metric(r, AWE_METRIC_VOICE_STARTED, AWE_STAT_VALUE).why);
}

static void test_histograms_arrive(void **state)
{
    static const awe_metric metrics[LIVE_N_HISTOGRAMS] = {
        AWE_METRIC_VOICE_ALLOC,   AWE_METRIC_VOICE_LIFETIME, AWE_METRIC_MIDI_KEY_TO_SOUND,
        AWE_METRIC_MIDI_OUR_PART, AWE_METRIC_MIDI_PLACEMENT,
    };
    rig *r = *state;
    for (uint32_t i = 0; i < LIVE_N_HISTOGRAMS; i++) {
        live_figures_add(&r->figures, (live_histogram)i, 10 + i);
        live_figures_add(&r->figures, (live_histogram)i, 20 + i);
    }
    feed(r);
    feed(r);
    for (uint32_t i = 0; i < LIVE_N_HISTOGRAMS; i++) {
        assert_true(read_metric(r, metrics[i], AWE_STAT_VALUE).value == 2);
        assert_true(read_metric(r, metrics[i], AWE_STAT_MAX).value == 20 + i);
        assert_true(read_metric(r, metrics[i], AWE_STAT_MIN).value == 10 + i);
    }
}

static void test_counts_arrive_and_wrap(void **state)
{
    static const awe_metric metrics[LIVE_N_COUNTS] = {
        AWE_METRIC_VOICE_STARTED,
        AWE_METRIC_VOICE_STOLEN_RELEASED,
        AWE_METRIC_VOICE_LOST_NOTES,
    };
    rig *r = *state;
    for (uint32_t i = 0; i < LIVE_N_COUNTS; i++) {
        atomic_init(&r->figures.counts[i], UINT32_MAX);
        r->seen.counts[i] = UINT32_MAX;
        live_figures_count(&r->figures, (live_count)i, 3 + i);
    }
    feed(r);
    feed(r);
    for (uint32_t i = 0; i < LIVE_N_COUNTS; i++) {
        assert_true(read_metric(r, metrics[i], AWE_STAT_VALUE).value == 3 + i);
    }
}

static void test_gauges_arrive(void **state)
{
    rig *r = *state;
    live_figures_set(&r->figures, LIVE_POLYPHONY, 24);
    live_figures_set(&r->figures, LIVE_DC, 5000); /* of a million: half a percent */
    live_figures_set(&r->figures, LIVE_MONITOR_NS, 430);
    live_figures_set(&r->figures, LIVE_MONITOR_PPM, 320);
    feed(r);
    assert_true(read_metric(r, AWE_METRIC_VOICE_LIMIT, AWE_STAT_VALUE).value == 24);
    assert_float_equal(read_metric(r, AWE_METRIC_OUTPUT_DC, AWE_STAT_VALUE).value, 0.5, 1e-6);
    assert_true(read_metric(r, AWE_METRIC_MONITOR_RECORD, AWE_STAT_VALUE).value == 430);
    assert_float_equal(read_metric(r, AWE_METRIC_MONITOR_SHARE, AWE_STAT_VALUE).value, 0.032, 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_unknown_until_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_histograms_arrive, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_counts_arrive_and_wrap, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_gauges_arrive, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
