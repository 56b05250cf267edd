/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The table of fields, and how a snapshot becomes their values. */

#include "app/view_data.h"
#include "support/sample_view.h"

#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static view_data data;

static const view_value *get(const char *name)
{
    return view_data_get(&data, name);
}

static void fill(const awe_snapshot *snapshot, now_playing playing)
{
    view_data_fill(&data, snapshot, &playing, SAMPLE_WALL_MS);
}

static void test_names_are_different_and_groups_hold_no_values(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_view_fields; i++) {
        assert_int_equal(view_field_find(view_fields[i].name), i);
        for (size_t j = 0; j < n_view_fields; j++) {
            size_t n = strlen(view_fields[i].name);
            bool is_group = !strchr(view_fields[i].name, '.') &&
                            strncmp(view_fields[j].name, view_fields[i].name, n) == 0 &&
                            view_fields[j].name[n] == '.';
            assert_false(is_group);
        }
    }
    assert_int_equal(view_field_find("no such"), n_view_fields);
}

static void test_every_field_has_a_source(void **state)
{
    (void)state;
    awe_snapshot *snapshot = sample_snapshot();
    snapshot->has_xrun = true;
    fill(snapshot, sample_playing());
    for (size_t i = 0; i < n_view_fields; i++) {
        if (data.values[i].why) {
            fail_msg("%s: %s", view_fields[i].name, data.values[i].why);
        }
    }
}

static void test_units(void **state)
{
    (void)state;
    sample_view(&data);
    assert_float_equal(get("share.p99.9")->number, 2.4, 1e-9);
    assert_float_equal(get("slack_ms.p0.1")->number, 5.31, 1e-9);
    assert_float_equal(get("key_to_sound_ms.max")->number, 9.1, 1e-9);
    assert_float_equal(get("memory.rss")->number, 18.9e6, 1e-9);
    assert_string_equal(get("time")->text, "2026-01-31T12:41:07.250Z");
}

/* Counters that are shown are those since the start; the window's growth is the budgets'. */
static void test_totals(void **state)
{
    (void)state;
    awe_snapshot *snapshot = sample_snapshot();
    snapshot->totals[AWE_METRIC_VOICE_STOLEN] = 12;
    snapshot->metrics[AWE_METRIC_VOICE_STOLEN][AWE_STAT_VALUE].value = 3;
    fill(snapshot, sample_playing());
    assert_float_equal(get("stolen")->number, 12, 0);
}

static void test_what_is_missing_keeps_its_reason(void **state)
{
    (void)state;
    awe_snapshot *snapshot = sample_snapshot();
    snapshot->metrics[AWE_METRIC_SYSTEM_TEMPERATURE][AWE_STAT_VALUE].why = "no sensor";
    snapshot->metrics[AWE_METRIC_VOICE_STOLEN][AWE_STAT_VALUE].why = "nobody counts";
    fill(snapshot, sample_playing());
    assert_string_equal(get("temp_c")->why, "no sensor");
    assert_float_equal(get("temp_c")->number, 0, 0);
    assert_string_equal(get("stolen")->why, "nobody counts");
}

static void test_longer_windows_are_named(void **state)
{
    (void)state;
    awe_snapshot *snapshot = sample_snapshot();
    snapshot->metrics[AWE_METRIC_SHARE][AWE_STAT_P99_9].window = AWE_WINDOW_60_S;
    snapshot->metrics[AWE_METRIC_SHARE][AWE_STAT_P99].window = AWE_WINDOW_SESSION;
    fill(snapshot, sample_playing());
    assert_int_equal(get("share.p50")->window, 0);
    assert_int_equal(get("share.p99.9")->window, AWE_WINDOW_60_S);
    assert_int_equal(get("share.p99")->window, AWE_WINDOW_SESSION);
}

static void set_state(awe_snapshot *snapshot, awe_metric metric, awe_alert_state state)
{
    for (size_t i = 0; i < snapshot->n_budgets; i++) {
        if (snapshot->budgets[i].budget.metric == metric) {
            snapshot->budgets[i].state = state;
        }
    }
}

static void test_budgets(void **state)
{
    (void)state;
    awe_snapshot *snapshot = sample_snapshot();
    fill(snapshot, sample_playing());
    assert_string_equal(get("budget.share")->text, "< 50% ok");
    assert_string_equal(get("budget.slack_ms")->text, "> 25% ok");
    assert_string_equal(get("budget.late_ms")->text, "none");
    assert_string_equal(get("budget.key_to_sound_ms")->text, "< 10ms ok");
    set_state(snapshot, AWE_METRIC_SHARE, AWE_ALERT_PENDING);
    set_state(snapshot, AWE_METRIC_SLACK, AWE_ALERT_FIRING);
    snapshot->budgets[0].reading.why = NULL;
    fill(snapshot, sample_playing());
    assert_string_equal(get("budget.share")->text, "< 50% BROKEN");
    assert_string_equal(get("budget.slack_ms")->text, "> 25% ALERT");
}

/* Of two budgets of one metric the one that is not kept is shown. */
static void test_the_worse_budget_is_shown(void **state)
{
    const char *error;
    (void)state;
    awe_snapshot *snapshot = sample_snapshot();
    awe_alert *more = &snapshot->budgets[snapshot->n_budgets++];
    memset(more, 0, sizeof *more);
    assert_true(awe_budget_parse("share.max[1s] < 90%", &more->budget, &error));
    fill(snapshot, sample_playing());
    assert_string_equal(get("budget.share")->text, "< 50% ok");
    more->state = AWE_ALERT_FIRING;
    fill(snapshot, sample_playing());
    assert_string_equal(get("budget.share")->text, "< 90% ALERT");
}

static void test_alerts(void **state)
{
    (void)state;
    awe_snapshot *snapshot = sample_snapshot();
    snapshot->alerts[0] = snapshot->budgets[0];
    snapshot->alerts[0].state = AWE_ALERT_FIRING;
    snapshot->alerts[0].reading.value = 63.1;
    snapshot->alerts[0].n_repeats = 2;
    snapshot->n_alerts = 1;
    snapshot->n_broken = 3;
    fill(snapshot, sample_playing());
    assert_int_equal(data.n_alerts, 1);
    assert_string_equal(data.alerts[0].budget, "share.p99.9[60s] < 50%");
    assert_string_equal(data.alerts[0].severity, "warn");
    assert_string_equal(data.alerts[0].state, "firing");
    assert_float_equal(data.alerts[0].value, 63.1, 1e-9);
    assert_int_equal(data.alerts[0].n_repeats, 2);
    assert_float_equal(get("broken")->number, 3, 0);
}

static void test_live_input_has_no_song(void **state)
{
    now_playing playing = sample_playing();
    (void)state;
    playing.song = NULL;
    playing.end_s = 0;
    playing.midi_input = NULL;
    fill(sample_snapshot(), playing);
    assert_string_equal(get("song")->why, "no song");
    assert_string_equal(get("position_s")->why, "no song");
    assert_string_equal(get("midi.input")->why, "no live input");
    assert_string_equal(get("state")->text, "live");
}

/* Names come from files and devices. */
static void test_names_are_cleaned(void **state)
{
    now_playing playing = sample_playing();
    (void)state;
    playing.song = "\x1B[31mred\n\xFF";
    fill(sample_snapshot(), playing);
    assert_string_equal(get("song")->text, "?[31mred??");
}

static void test_texts_have_an_end(void **state)
{
    static char text[VIEW_TEXT_BYTES];
    (void)state;
    view_data_clear(&data, "none");
    memset(text, 'x', sizeof text - 1);
    assert_string_equal(view_data_keep(&data, text), text);
    assert_string_equal(view_data_keep(&data, "more"), "");
    assert_string_equal(get("health")->why, "none");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_different_and_groups_hold_no_values),
        cmocka_unit_test(test_every_field_has_a_source),
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_totals),
        cmocka_unit_test(test_what_is_missing_keeps_its_reason),
        cmocka_unit_test(test_longer_windows_are_named),
        cmocka_unit_test(test_budgets),
        cmocka_unit_test(test_the_worse_budget_is_shown),
        cmocka_unit_test(test_alerts),
        cmocka_unit_test(test_live_input_has_no_song),
        cmocka_unit_test(test_names_are_cleaned),
        cmocka_unit_test(test_texts_have_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
