/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* A snapshot says what the meters, the alerts and the ladder say. */

#include "perf/snapshot.h"
#include "support/monitored_sim.h"

#include <math.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static awe_snapshot snapshot;

static void test_values_are_those_of_the_meters(void **state)
{
    (void)state;
    monitored_sim *m = monitored_sim_new(1, 0.2, true);
    monitored_sim_play(m, 100);
    awe_snapshot_take(m->monitor, AWE_WINDOW_10_S, &snapshot);
    for (int i = 0; i < AWE_N_METRICS; i++) {
        for (int stat = 0; stat < AWE_N_STATS; stat++) {
            awe_reading want = awe_meters_read(awe_monitor_meters(m->monitor), (awe_metric)i,
                                               (awe_stat)stat, AWE_WINDOW_10_S);
            awe_reading got = snapshot.metrics[i][stat];
            assert_true(got.why == want.why && (got.why || got.value == want.value));
        }
    }
    assert_true(fabs(snapshot.totals[AWE_METRIC_BUFFERS] - 75000) < 3);
    assert_true(fabs(snapshot.seconds - 100) < 0.1);
    assert_true(fabs(snapshot.period_ms - 4.0 / 3) < 1e-3);
    assert_int_equal(snapshot.health, AWE_HEALTH_GOOD);
    assert_false(snapshot.has_xrun);
    assert_int_equal(snapshot.n_alerts, 0);
}

static void test_sparks_show_the_worst_of_each_second(void **state)
{
    (void)state;
    monitored_sim *m = monitored_sim_new(2, 0.2, false);
    monitored_sim_play(m, 90.5);
    m->sim.next.preempt_ns = 0.9e6;
    m->sim.next.n_preempted = 1;
    monitored_sim_play(m, 100.5);
    awe_snapshot_take(m->monitor, AWE_WINDOW_10_S, &snapshot);
    for (int i = 0; i < AWE_SPARK_SECONDS; i++) {
        bool is_there = i == 50; /* 10 s ago */
        assert_int_equal(snapshot.share_max[i] > 80, is_there);
        assert_int_equal(snapshot.slack_min[i] < 0.3, is_there);
        assert_true(snapshot.share_max[i] > 19 && snapshot.slack_min[i] > 0);
    }
    m = monitored_sim_new(3, 0.2, false);
    monitored_sim_play(m, 3.5);
    awe_snapshot_take(m->monitor, AWE_WINDOW_10_S, &snapshot);
    assert_true(snapshot.share_max[56] == AWE_NO_SPARK);
    assert_true(snapshot.share_max[57] > 0);
}

static void test_alerts_stand_worst_first(void **state)
{
    (void)state;
    monitored_sim *m = monitored_sim_new(4, 0.2, true);
    awe_budget budgets[4];
    const char *error;
    static const char *const lines[] = {
        "share.p50[1s] < 10% severity info", "share.p50[1s] < 10% severity warn",
        "share.p50[1s] < 10% for 60s", "share.p50[1s] < 10% severity critical"};
    for (int i = 0; i < 4; i++) {
        assert_true(awe_budget_parse(lines[i], &budgets[i], &error));
    }
    awe_monitor_set_budgets(m->monitor, budgets, 4);
    m->sim.next.is_lost = true;
    monitored_sim_play(m, 20);
    awe_snapshot_take(m->monitor, AWE_WINDOW_60_S, &snapshot);
    assert_int_equal(snapshot.n_alerts, 3);
    assert_int_equal(snapshot.alerts[0].budget.severity, AWE_URGENCY_CRITICAL);
    assert_int_equal(snapshot.alerts[1].budget.severity, AWE_URGENCY_WARN);
    assert_int_equal(snapshot.alerts[2].budget.severity, AWE_URGENCY_INFO);
    assert_int_equal(snapshot.n_broken, 4);
    assert_int_equal(snapshot.health, AWE_HEALTH_CRITICAL);
    assert_true(snapshot.has_xrun);
    assert_int_equal(snapshot.last_xrun.cause, AWE_CAUSE_DEVICE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_are_those_of_the_meters),
        cmocka_unit_test(test_sparks_show_the_worst_of_each_second),
        cmocka_unit_test(test_alerts_stand_worst_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
