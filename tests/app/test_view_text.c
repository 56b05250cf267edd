/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Templates: values in their columns, pictures, what is left out, what is marked. */

#include "app/view_text.h"
#include "support/sample_view.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static view_data data;
static view_row row;

static view_value *value(const char *name)
{
    return &data.values[view_field_find(name)];
}

static void check(const char *pattern, size_t n_columns, const char *want)
{
    view_text_row(&data, pattern, n_columns, &row);
    assert_string_equal(row.text, want);
    assert_int_equal(row.n_bytes, strlen(want));
}

static int set_up(void **state)
{
    (void)state;
    sample_view(&data);
    return 0;
}

static void test_values(void **state)
{
    (void)state;
    check("{share.p50} of {period_ms}", 80, "1.1% of 2.90 ms");
    check("{position_s}/{end_s} bar {bar}", 80, "1:58/4:41 bar 57");
    check("{locked} {voices}", 80, "locked 27");
    value("locked")->number = 0;
    check("{locked}", 80, "not locked");
    value("temp_c")->why = "no sensor";
    check("{temp_c}|", 80, "n/a|");
}

/* Prefixes are of 1000, and three digits are before the point. */
static void test_bytes(void **state)
{
    static const struct {
        double n;
        const char *want;
    } cases[] = {{0, "0 B"},          {999, "999 B"},        {1000, "1.0 kB"},
                 {412e3, "412.0 kB"}, {999.9e3, "999.9 kB"}, {999.99e3, "1.0 MB"},
                 {31.2e6, "31.2 MB"}, {2.5e9, "2.5 GB"},     {7e15, "7000.0 TB"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        value("memory.rss")->number = cases[i].n;
        check("{memory.rss}", 80, cases[i].want);
    }
}

static void test_columns(void **state)
{
    (void)state;
    check("|{voices:5}|{voices:-5}|{voices:1}|", 80, "|   27|27   |27|");
    check("{song:-4}|{song:4}|", 80, "song|song.mid|");
    check("voices {voices}", 5, "voice");
    check("", 80, "");
    check("{song}", 0, "");
    value("song")->text = "D\xC3\xBC\xC3\x9F \xE6\x97\xA5\xE6\x9C\xAC";
    check("{song:-6}|", 80, "D\xC3\xBC\xC3\x9F \xE6\x97\xA5|");
    assert_int_equal(row.n_columns, 7);
    check("{song:-5}|", 80, "D\xC3\xBC\xC3\x9F  |"); /* half of a wide character is not shown */
    check("{song}", 7, "D\xC3\xBC\xC3\x9F \xE6\x97\xA5");
}

static void test_what_ends_the_row(void **state)
{
    (void)state;
    check("a{>}b", 5, "a   b");
    check("a{>}b", 1, "a");
    check("{song}{>}{voices}", 12, "song.mid  27");
    check("{song}{>}{^health}", 20, "song.mid        GOOD");
    assert_int_equal(row.n_marks, 1);
    assert_int_equal(row.marks[0].column, 16);
    assert_int_equal(row.marks[0].n_columns, 4);
}

static void test_brackets(void **state)
{
    (void)state;
    check("a[ {song} {voices}][ b]", 80, "a song.mid 27 b");
    value("voices")->why = "hidden";
    check("a[ {song} {voices}][ b] {voices}", 80, "a b n/a");
    check("a[ {song}", 80, "a song.mid");
}

static void check_meaning(const char *name, const char *text, view_meaning want)
{
    value(name)->text = text;
    view_text_row(&data, name[0] == 'b' ? "x {=budget.share}" : "x {^health}", 80, &row);
    assert_int_equal(row.n_marks, want != VIEW_PLAIN);
    if (want != VIEW_PLAIN) {
        assert_int_equal(row.marks[0].meaning, want);
        assert_int_equal(row.marks[0].column, 2);
        assert_int_equal(row.marks[0].n_columns, strlen(text));
    }
}

static void test_marks(void **state)
{
    (void)state;
    check_meaning("health", "good", VIEW_GOOD);
    check_meaning("health", "degraded", VIEW_WARNING);
    check_meaning("health", "critical", VIEW_BAD);
    check_meaning("health", "", VIEW_PLAIN);
    check_meaning("budget.share", "< 50% ok", VIEW_GOOD);
    check_meaning("budget.share", "< 50% BROKEN", VIEW_WARNING);
    check_meaning("budget.share", "< 50% ALERT", VIEW_BAD);
    check_meaning("budget.share", "none", VIEW_PLAIN);
}

static void test_curves(void **state)
{
    (void)state;
    for (int i = 0; i < AWE_SPARK_SECONDS; i++) {
        data.share_max[i] = AWE_NO_SPARK;
        data.slack_min[i] = 10;
    }
    data.share_max[56] = 5;
    data.share_max[57] = 30;
    data.share_max[58] = 99;
    data.share_max[59] = 100;
    data.slack_min[59] = 0;
    check("s {~share}", 8, "s   _-#!");
    check("{~slack_ms}", 4, "###!");
    check("{~seconds}", 23, "last 23 s");
    check("{~seconds}", 120, "last 60 s");
    view_text_row(&data, "{~share}", 120, &row);
    assert_int_equal(row.n_columns, 60);
    value("period_ms")->number = 0; /* there was no buffer yet */
    check("{~slack_ms}", 2, "!!");
}

static void test_bar(void **state)
{
    (void)state;
    check("{#voices}", 80, "##############--");
    value("voices")->number = 100;
    check("{#voices}", 80, "################");
    value("voices_limit")->why = "hidden";
    check("{#voices}", 80, "----------------");
}

static void test_causes(void **state)
{
    (void)state;
    check("{xruns.total}{*xruns}", 80, "0");
    value("xruns.total")->number = 3;
    value("xruns.wakeup")->number = 2;
    value("xruns.device")->number = 1;
    check("{xruns.total}{*xruns}", 80, "3 wakeup 2 device 1");
}

static void test_plain_text(void **state)
{
    static char text[VIEW_ROW_BYTES * 2];
    (void)state;
    view_text_plain("{song}", 4, &row);
    assert_string_equal(row.text, "{son");
    memset(text, 'x', sizeof text - 1);
    view_text_plain(text, VIEW_NO_LIMIT, &row);
    assert_int_equal(row.n_bytes, VIEW_ROW_BYTES - 1);
    for (size_t i = 0; i + 2 < sizeof text; i += 2) {
        memcpy(text + i, "\xCC\x81", 2); /* accents take no column */
    }
    view_text_plain(text, 10, &row);
    assert_true(row.n_bytes < VIEW_ROW_BYTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_values, set_up),
        cmocka_unit_test_setup(test_bytes, set_up),
        cmocka_unit_test_setup(test_columns, set_up),
        cmocka_unit_test_setup(test_what_ends_the_row, set_up),
        cmocka_unit_test_setup(test_brackets, set_up),
        cmocka_unit_test_setup(test_marks, set_up),
        cmocka_unit_test_setup(test_curves, set_up),
        cmocka_unit_test_setup(test_bar, set_up),
        cmocka_unit_test_setup(test_causes, set_up),
        cmocka_unit_test_setup(test_plain_text, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
