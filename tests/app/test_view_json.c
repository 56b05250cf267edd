/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* JSON lines: what is written is read back, what others write is taken with care, and what the
   monitor notices is told. */

#include "app/view_json.h"
#include "support/sample_view.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static view_data data, back;

static const view_value *get(const char *name)
{
    return view_data_get(&back, name);
}

static const char *read_text(const char *text)
{
    return view_json_read(text, strlen(text), &back);
}

static void test_what_is_written_is_read(void **state)
{
    (void)state;
    sample_view(&data);
    data.values[view_field_find("temp_c")] = (view_value){.text = "", .why = "no sensor"};
    data.values[view_field_find("share.p99.9")].window = AWE_WINDOW_60_S;
    data.values[view_field_find("share.p99")].window = AWE_WINDOW_SESSION;
    data.n_alerts = 1;
    data.alerts[0] = (view_alert){"share.max[1s] < 50%", "warn", "firing", 63.125, 2};
    data.share_max[7] = AWE_NO_SPARK;
    data.slack_min[8] = 1.25f;
    char *text = view_json_make(&data);
    assert_null(read_text(text));
    free(text);
    for (size_t i = 0; i < n_view_fields; i++) {
        const view_value *want = &data.values[i];
        assert_true(fabs(back.values[i].number - want->number) <= fabs(want->number) * 1e-5);
        assert_string_equal(back.values[i].text, want->text);
        assert_int_equal(back.values[i].why != NULL, want->why != NULL);
        assert_int_equal(back.values[i].window, want->window);
    }
    assert_string_equal(get("temp_c")->why, "no sensor");
    assert_int_equal(back.n_alerts, 1);
    assert_string_equal(back.alerts[0].budget, "share.max[1s] < 50%");
    assert_string_equal(back.alerts[0].state, "firing");
    assert_float_equal(back.alerts[0].value, 63.125, 1e-9);
    assert_int_equal(back.alerts[0].n_repeats, 2);
    assert_true(back.share_max[7] == AWE_NO_SPARK && back.share_max[6] == 3);
    assert_true(back.slack_min[8] == 1.25f);
}

/* One of another age: what it does not tell is not known, what we do not know is left alone. */
static void test_other_programs(void **state)
{
    (void)state;
    assert_null(
        read_text("{\"schema\":1,\"voices\":27,\"new\":{\"a\":[1]},\"why\":{\"mhz\":\"x\"}}"));
    assert_float_equal(get("voices")->number, 27, 0);
    assert_null(get("voices")->why);
    assert_string_equal(get("mhz")->why, "x");
    assert_string_equal(get("health")->why, "not told by the player");
    assert_int_equal(back.n_alerts, 0);
}

static void test_nonsense(void **state)
{
    static const char *const texts[] = {"",
                                        "[]",
                                        "3",
                                        "{",
                                        "{}",
                                        "{\"schema\":\"1\"}",
                                        "{\"schema\":2,\"voices\":3}",
                                        "{\"schema\":1} x",
                                        "{\"schema\":1,\"error\":\"no\"}"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_non_null(read_text(texts[i]));
        assert_non_null(get("voices")->why);
    }
    assert_string_equal(read_text("{\"schema\":2}"), "it is of another version");
    assert_string_equal(read_text("{\"schema\":1,\"error\":\"a\\u001b[31m\"}"), "a?[31m");
}

/* Values of other kinds, or beyond all reason, are not known. */
static void test_wrong_values(void **state)
{
    (void)state;
    assert_null(read_text("{\"schema\":1,\"voices\":\"27\",\"mhz\":1e300,\"song\":5,\"locked\":1,"
                          "\"share\":7,\"why\":3,\"alerts\":[{},7,{}],\"last_60_s\":[],"
                          "\"health\":\"a\\nb\",\"longer_window_s\":{\"t\":17},\"t\":5}"));
    assert_non_null(get("voices")->why);
    assert_non_null(get("mhz")->why);
    assert_float_equal(get("mhz")->number, 0, 0);
    assert_non_null(get("song")->why);
    assert_non_null(get("locked")->why);
    assert_non_null(get("share.p50")->why);
    assert_string_equal(get("health")->text, "a?b");
    assert_int_equal(back.n_alerts, 1);
    assert_string_equal(back.alerts[0].budget, "?");
    assert_int_equal(get("t")->window, AWE_WINDOW_SESSION);
}

static void check_notice(const awe_notice *notice, const char *const parts[])
{
    char *text = view_json_make_notice(notice, notice->n_frames, SAMPLE_WALL_MS);
    assert_non_null(text);
    for (size_t i = 0; parts[i]; i++) {
        if (!strstr(text, parts[i])) {
            fail_msg("no %s in %s", parts[i], text);
        }
    }
    free(text);
}

static void test_decisions(void **state)
{
    awe_notice notice = {
        .kind = AWE_NOTICE_DECISION,
        .seconds = 12.5,
        .n_frames = 600000,
        .of.decision = {.kind = AWE_DECISION_DOWN,
                        .from = 0,
                        .to = 1,
                        .cause = AWE_CAUSE_RENDER,
                        .predicted_gain = 0.25},
    };
    static const char *const down[] = {"\"schema\":1",
                                       "\"event\":\"decision\"",
                                       "\"t\":12.5",
                                       "\"time\":\"2026-01-31T12:41:07.250Z\"",
                                       "\"frame\":600000",
                                       "\"level\":\"high\"",
                                       "\"from\":\"maximum\"",
                                       "\"kind\":\"down\"",
                                       "\"cause\":\"render\"",
                                       "\"predicted_gain\":0.25",
                                       "\"measured_gain\":null",
                                       NULL};
    static const char *const revert[] = {"\"kind\":\"revert\"", "\"measured_gain\":0.125", NULL};
    (void)state;
    check_notice(&notice, down);
    notice.of.decision.kind = AWE_DECISION_REVERT;
    notice.of.decision.measured_gain = 0.125;
    check_notice(&notice, revert);
}

/* Nothing but decisions has both a frame and a level. */
static void test_others_are_no_decisions(void **state)
{
    awe_notice notice = {
        .kind = AWE_NOTICE_XRUN,
        .n_frames = 3000,
        .of.xrun = {.cause = AWE_CAUSE_DEVICE, .n_lost_frames = 64, .is_reported = true},
    };
    static const char *const xrun[] = {"\"event\":\"xrun\"",
                                       "\"cause\":\"device\"",
                                       "\"lost_frames\":64",
                                       "\"reported\":true",
                                       "\"inferred\":false",
                                       "\"sentence\":\"",
                                       NULL};
    static const char *const alert[] = {"\"event\":\"alert\"", "\"state\":\"firing\"",
                                        "\"budget\":\"share.p99.9[60s] < 50%", "\"value\":null",
                                        NULL};
    const char *error;
    (void)state;
    check_notice(&notice, xrun);
    char *text = view_json_make_notice(&notice, notice.n_frames, SAMPLE_WALL_MS);
    assert_null(strstr(text, "\"level\""));
    free(text);
    notice = (awe_notice){.kind = AWE_NOTICE_ALERT};
    assert_true(awe_budget_parse("share.p99.9[60s] < 50% for 2s", &notice.of.alert.budget, &error));
    notice.of.alert.state = AWE_ALERT_FIRING;
    notice.of.alert.reading.why = "gone";
    check_notice(&notice, alert);
    sample_view(&data);
    text = view_json_make(&data);
    assert_null(strstr(text, "\"frame\""));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_written_is_read),
        cmocka_unit_test(test_other_programs),
        cmocka_unit_test(test_nonsense),
        cmocka_unit_test(test_wrong_values),
        cmocka_unit_test(test_decisions),
        cmocka_unit_test(test_others_are_no_decisions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
