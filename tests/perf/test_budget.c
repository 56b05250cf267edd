/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The lines of the reference, every default budget, and what is no budget. */

#include "perf/budget.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static awe_budget parse(const char *line)
{
    awe_budget budget;
    const char *error;
    assert_true(awe_budget_parse(line, &budget, &error));
    assert_null(error);
    return budget;
}

static void test_share_of_the_deadline(void **state)
{
    (void)state;
    awe_budget b = parse("share.p99.9[60s]      < 50%    for 2s  clear 40%   severity warn");
    assert_int_equal(b.metric, AWE_METRIC_SHARE);
    assert_int_equal(b.stat, AWE_STAT_P99_9);
    assert_int_equal(b.window, AWE_WINDOW_60_S);
    assert_int_equal(b.comparison, AWE_BELOW);
    assert_true(b.limit == 50 && b.clear == 40 && b.for_s == 2 && b.clear_s == 2);
    assert_int_equal(b.severity, AWE_URGENCY_WARN);
    assert_false(b.is_of_period);
    assert_true(awe_budget_is_kept(&b, 49.9, 0));
    assert_false(awe_budget_is_kept(&b, 50, 0));
    assert_false(awe_budget_is_clear(&b, 45, 0));
    assert_true(awe_budget_is_clear(&b, 39, 0));
}

static void test_durations_may_be_shares_of_the_period(void **state)
{
    (void)state;
    awe_budget b = parse("slack.min[10s] > 25% for 0s clear 50% severity warn");
    assert_true(b.is_of_period);
    assert_int_equal(b.stat, AWE_STAT_MIN);
    assert_true(awe_budget_is_kept(&b, 260e3, 1e6)); /* ns of 1 ms */
    assert_false(awe_budget_is_kept(&b, 240e3, 1e6));
    assert_true(awe_budget_is_clear(&b, 510e3, 1e6));
    assert_false(awe_budget_is_kept(&b, 260e3, 0)); /* there is no period yet */
}

static void test_counters_clear_by_time(void **state)
{
    (void)state;
    awe_budget b = parse("xrun.total[60s] = 0 clear 60s severity critical");
    assert_int_equal(b.metric, AWE_METRIC_XRUN_TOTAL);
    assert_int_equal(b.stat, AWE_STAT_VALUE);
    assert_true(b.limit == 0 && b.clear == 0 && b.clear_s == 60 && b.for_s == 0);
    assert_int_equal(b.severity, AWE_URGENCY_CRITICAL);
    b = parse("guard.alloc[session]=0");
    assert_int_equal(b.window, AWE_WINDOW_SESSION);
    assert_true(b.clear_s == 1);
    assert_true(awe_budget_is_kept(&b, 0, 0));
    assert_false(awe_budget_is_kept(&b, 1, 0));
}

static void test_units_become_the_metrics(void **state)
{
    (void)state;
    awe_budget b = parse("midi.key_to_sound.p99[10s] < 10ms for 5s clear 8ms severity warn");
    assert_true(b.limit == 10000 && b.clear == 8000 && b.clear_s == 5); /* us */
    assert_true(parse("memory.growth[10m] < 64KiB/min severity warn").limit == 65536);
    assert_true(parse("voice.alloc.p99.9[60s] < 1us").limit == 1000);
    assert_true(parse("xrun.since > 2min").limit == 120);
    assert_true(parse("memory.rss < 100MiB").limit == 104857600);
    assert_true(parse("system.mhz >= 1.5GHz").limit == 1500);
    assert_true(parse("voice.active <= 30").limit == 30);
    assert_true(parse("midi.events.rate[10s] > 0").stat == AWE_STAT_RATE);
    assert_int_equal(parse("midi.events.rate[1s] > 0").window, AWE_WINDOW_1_S);
}

static void test_comparisons(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        bool below, equal, above;
    } rows[] = {{"voice.active < 5", true, false, false},
                {"voice.active <= 5", true, true, false},
                {"voice.active = 5", false, true, false},
                {"voice.active >= 5", false, true, true},
                {"voice.active > 5", false, false, true}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        awe_budget b = parse(rows[i].line);
        assert_int_equal(awe_budget_is_kept(&b, 4, 0), rows[i].below);
        assert_int_equal(awe_budget_is_kept(&b, 5, 0), rows[i].equal);
        assert_int_equal(awe_budget_is_kept(&b, 6, 0), rows[i].above);
    }
}

static void test_default_budgets_survive_printing(void **state)
{
    (void)state;
    int n = 0;
    for (int i = 0; i < AWE_N_METRICS; i++) {
        char line[AWE_BUDGET_SIZE];
        if (!awe_metrics[i].budget) {
            continue;
        }
        snprintf(line, sizeof line, "%s%s", awe_metrics[i].name, awe_metrics[i].budget);
        awe_budget before = parse(line), after;
        assert_int_equal(before.metric, i);
        awe_budget_print(&before, line);
        after = parse(line);
        assert_memory_equal(&before, &after, sizeof before);
        n++;
    }
    assert_true(n > 10);
}

static void test_printed_form(void **state)
{
    (void)state;
    char line[AWE_BUDGET_SIZE];
    awe_budget b = parse("midi.key_to_sound.p99[10s] < 10ms for 5s clear 8ms severity warn");
    awe_budget_print(&b, line);
    assert_string_equal(line,
                        "midi.key_to_sound.p99[10s] < 10000us for 5s clear 8000us severity warn");
    b = parse("xrun.total[60s] = 0 clear 60s severity critical");
    awe_budget_print(&b, line);
    assert_string_equal(line, "xrun.total[60s] = 0 clear 60s severity critical");
    b = parse("voice.active[1s] < 30 severity info");
    awe_budget_print(&b, line);
    assert_string_equal(line, "voice.active[1s] < 30 severity info");
}

static void test_what_is_no_budget(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"", "no such metric"},
        {"shares < 5", "no such metric"},
        {"share.p98 < 5", "the metric has no such statistic"},
        {"voice.active.p99 < 5", "the metric has no such statistic"},
        {"share[5s] < 5", "no such window; there are 1s, 10s, 60s and session"},
        {"share", "expected one of < <= = >= >"},
        {"share ! 5", "expected one of < <= = >= >"},
        {"share <", "expected a number"},
        {"share < x", "expected a number"},
        {"share < -5", "expected a number"},
        {"share < 5furlongs", "no such unit"},
        {"share < 5ms", "the metric has another unit"},
        {"share < 1e300", "the number is too large"},
        {"share < 5% for 5%", "expected seconds"},
        {"share < 5% for", "expected a number"},
        {"share < 5% clear 5ms", "the metric has another unit"},
        {"slack > 5% clear 5ms", "limit and clear have different units"},
        {"share < 5% severity loud", "no such severity; there are info, warn and critical"},
        {"share < 5% often", "expected for, clear or severity"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        awe_budget budget;
        const char *error;
        assert_false(awe_budget_parse(rows[i][0], &budget, &error));
        assert_string_equal(error, rows[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_share_of_the_deadline),
        cmocka_unit_test(test_durations_may_be_shares_of_the_period),
        cmocka_unit_test(test_counters_clear_by_time),
        cmocka_unit_test(test_units_become_the_metrics),
        cmocka_unit_test(test_comparisons),
        cmocka_unit_test(test_default_budgets_survive_printing),
        cmocka_unit_test(test_printed_form),
        cmocka_unit_test(test_what_is_no_budget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
