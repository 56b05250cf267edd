/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The dashboard, the line and JSON show the same fields: whatever field changes, or is not known,
   is seen in each of them. */

#include "app/view_json.h"
#include "app/view_line.h"
#include "app/view_page.h"
#include "support/sample_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define FORM_BYTES 16384

static view_data data;
static view_page page;

typedef char form_text[FORM_BYTES];
typedef void (*form_fn)(form_text out);

static void write_page(form_text out)
{
    size_t n = 0;
    view_page_fields(&data, &(view_said){.n = 0}, (view_size){80, 24}, &page);
    for (size_t i = 0; i < page.n_rows; i++) {
        n += (size_t)snprintf(out + n, FORM_BYTES - n, "%s\n", page.rows[i].text);
    }
}

static void write_line(form_text out)
{
    view_line_write(&data, out);
}

static void write_json(form_text out)
{
    char *text = view_json_make(&data);
    assert_non_null(text);
    snprintf(out, FORM_BYTES, "%s", text);
    free(text);
}

static const struct {
    const char *name;
    form_fn write;
} forms[] = {{"full", write_page}, {"line", write_line}, {"json", write_json}};
#define N_FORMS (sizeof forms / sizeof forms[0])

/* Sound was lost once: there is something to tell about it. */
static void lose_sound(void)
{
    awe_snapshot *snapshot = sample_snapshot();
    now_playing playing = sample_playing();
    snapshot->has_xrun = true;
    snapshot->last_xrun.cause = AWE_CAUSE_WAKEUP;
    view_data_fill(&data, snapshot, &playing, SAMPLE_WALL_MS);
}

static void check_change(size_t i, view_value changed)
{
    static form_text before, after;
    view_value kept = data.values[i];
    for (size_t form = 0; form < N_FORMS; form++) {
        forms[form].write(before);
        data.values[i] = changed;
        forms[form].write(after);
        data.values[i] = kept;
        if (strcmp(before, after) == 0) {
            fail_msg("%s does not show %s", forms[form].name, view_fields[i].name);
        }
    }
}

static void test_every_field_is_shown(void **state)
{
    (void)state;
    lose_sound();
    for (size_t i = 0; i < n_view_fields; i++) {
        view_value changed = data.values[i];
        assert_null(changed.why);
        changed.number = view_fields[i].kind == VIEW_FLAG    ? changed.number == 0
                         : view_fields[i].kind == VIEW_BYTES ? changed.number + 7.7e9
                                                             : changed.number + 3;
        changed.text = "xyzzy";
        check_change(i, changed);
    }
}

/* Not known is not 0, and the reason can be read. */
static void test_what_is_not_known_says_why(void **state)
{
    static form_text text;
    (void)state;
    lose_sound();
    for (size_t i = 0; i < n_view_fields; i++) {
        bool is_no_news = strncmp(view_fields[i].name, "last_xrun.", 10) == 0;
        view_value kept = data.values[i];
        data.values[i] = (view_value){.text = "", .why = "it hides"};
        for (size_t form = 0; form < N_FORMS && !is_no_news; form++) {
            char want[100];
            forms[form].write(text);
            snprintf(want, sizeof want, form == 2 ? "\"%2$s\":\"%1$s\"" : "n/a: %1$s (%2$s)",
                     "it hides", view_fields[i].name);
            if (!strstr(text, want)) {
                fail_msg("%s does not say why %s is not known: %s", forms[form].name,
                         view_fields[i].name, text);
            }
        }
        data.values[i] = kept;
    }
}

static void test_alerts_are_shown(void **state)
{
    static form_text text;
    (void)state;
    sample_view(&data);
    data.n_alerts = 1;
    data.alerts[0] = (view_alert){"slack.min[10s] > 25%", "warn", "firing", 0.5, 0};
    for (size_t form = 0; form < N_FORMS; form++) {
        forms[form].write(text);
        assert_non_null(strstr(text, "slack.min[10s] > 25%"));
        assert_non_null(strstr(text, "firing"));
    }
}

static void test_the_example(void **state)
{
    static form_text text;
    (void)state;
    sample_view(&data);
    write_page(text);
    assert_non_null(strstr(text, "GOOD     song.mid               1:58 / 4:41  bar 57  playing"));
    assert_non_null(strstr(text, "device   128 @ 44100 = 2.90 ms  FIFO 70, locked  hw:1 on ALSA"));
    assert_non_null(strstr(text, "busy        1.1%   1.9%   2.4%   6.0%     < 50% ok"));
    assert_non_null(strstr(text, "slack       5.71   5.60   5.31   4.90 ms  > 25% ok"));
    assert_non_null(strstr(text, "key>snd     8.90   9.00   9.01   9.10 ms  < 10ms ok"));
    assert_non_null(strstr(text, "voices   27/32 ##############-- peak"));
    assert_non_null(strstr(text, "memory   18.9 MB  bank 31.2 MB"));
    write_line(text);
    const char *start = "GOOD  cpu 0.6%  voices 27/32  buffer 1.1% 1.9% 2.4% 6.0% of 2.90 ms, "
                        "< 50% ok  key>sound 8.90 9.00 9.01 9.10 ms, < 10ms ok  memory 18.9 MB";
    assert_memory_equal(text, start, strlen(start));
    assert_null(strchr(text, '\n'));
    write_json(text);
    start = "{\"schema\":1,\"time\":\"2026-01-31T12:41:07.250Z\",\"t\":118.3,\"health\":\"good\"";
    assert_memory_equal(text, start, strlen(start));
    assert_non_null(strstr(text, "\"share\":{\"p50\":1.1,\"p99\":1.9,\"p99.9\":2.4,\"max\":6}"));
    assert_null(strchr(text, '\n'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_field_is_shown),
        cmocka_unit_test(test_what_is_not_known_says_why),
        cmocka_unit_test(test_alerts_are_shown),
        cmocka_unit_test(test_the_example),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
