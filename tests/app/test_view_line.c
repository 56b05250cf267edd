/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* What the line says of alerts and of what is not known; test_view_forms.c looks at its fields. */

#include "app/view_line.h"
#include "support/sample_view.h"

#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static view_data data;

static void hide(const char *name, const char *why)
{
    data.values[view_field_find(name)].why = why;
}

static void check_gaps(const char *want)
{
    char text[VIEW_LINE_BYTES];
    view_line_write_gaps(&data, text, sizeof text);
    assert_string_equal(text, want);
}

static void test_gaps_are_grouped_by_reason(void **state)
{
    (void)state;
    sample_view(&data);
    check_gaps("");
    hide("mhz", "no driver");
    hide("temp_c", "no sensor");
    check_gaps("n/a: no driver (mhz); no sensor (temp_c)");
    hide("cpu.midi", "no sensor");
    hide("pressure.io", "no sensor");
    check_gaps("n/a: no sensor (cpu.midi and 2 more); no driver (mhz)");
}

static void test_longer_windows_are_named(void **state)
{
    (void)state;
    sample_view(&data);
    data.values[view_field_find("share.p99.9")].window = AWE_WINDOW_60_S;
    data.values[view_field_find("late_ms.p99.9")].window = AWE_WINDOW_60_S;
    data.values[view_field_find("slack_ms.p0.1")].window = AWE_WINDOW_SESSION;
    hide("mhz", "no driver");
    check_gaps("n/a: no driver (mhz); over 60 s (share.p99.9 and 1 more);"
               " over the session (slack_ms.p0.1)");
}

/* That no sound was lost is told by the number of times. */
static void test_no_loss_is_no_gap(void **state)
{
    (void)state;
    sample_view(&data);
    assert_non_null(view_data_get(&data, "last_xrun.cause")->why);
    check_gaps("");
    hide("xruns.total", "hidden");
    check_gaps("n/a: hidden (xruns.total); none so far (last_xrun.cause and 2 more)");
}

static void test_alerts(void **state)
{
    char text[200];
    char line[VIEW_LINE_BYTES];
    (void)state;
    sample_view(&data);
    data.n_alerts = 2;
    data.alerts[0] = (view_alert){"xrun.total[60s] = 0", "critical", "clearing", 0, 0};
    data.alerts[1] = (view_alert){"share.max[1s] < 50%", "warn", "firing", 63.12, 2};
    view_line_write_alert(&data, 1, text, sizeof text);
    assert_string_equal(text, "warn: share.max[1s] < 50%, is 63.12 (firing, 2 times again)");
    view_line_write(&data, line);
    assert_non_null(strstr(line, "alerts critical: xrun.total[60s] = 0, is 0 (clearing); warn: "));
}

/* However much there is to tell, it ends. */
static void test_room_ends(void **state)
{
    char line[VIEW_LINE_BYTES];
    char small[24];
    static char name[600];
    (void)state;
    sample_view(&data);
    memset(name, 'x', sizeof name - 1);
    data.values[view_field_find("song")].text = name;
    data.n_alerts = AWE_MAX_ALERTS;
    for (size_t i = 0; i < AWE_MAX_ALERTS; i++) {
        data.alerts[i] = (view_alert){name, "critical", "firing", 1, 0};
    }
    view_line_write(&data, line);
    assert_true(strlen(line) < VIEW_LINE_BYTES);
    hide("mhz", name);
    view_line_write_gaps(&data, small, sizeof small);
    assert_int_equal(strlen(small), sizeof small - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gaps_are_grouped_by_reason),
        cmocka_unit_test(test_longer_windows_are_named),
        cmocka_unit_test(test_no_loss_is_no_gap),
        cmocka_unit_test(test_alerts),
        cmocka_unit_test(test_room_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
