/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Pages of every size: nothing goes past the screen, and what is needed most stays longest. */

#include "app/keys.h"
#include "app/view_line.h"
#include "app/view_page.h"
#include "support/sample_view.h"

#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static view_data data;
static view_page page;
static const char *const texts[] = {"first message", "second message", "third message"};
static const view_said said = {texts, 3};

static int set_up(void **state)
{
    (void)state;
    sample_view(&data);
    return 0;
}

static size_t find_row(const char *start)
{
    size_t i = 0;
    while (i < page.n_rows && strncmp(page.rows[i].text, start, strlen(start)) != 0) {
        i++;
    }
    return i;
}

static bool has_row(const char *start)
{
    return find_row(start) < page.n_rows;
}

static void check_fits(view_size size)
{
    assert_true(page.n_rows <= size.n_rows);
    for (size_t i = 0; i < page.n_rows; i++) {
        const view_row *row = &page.rows[i];
        assert_true(row->n_columns <= size.n_columns);
        assert_int_equal(strlen(row->text), row->n_bytes);
        for (size_t j = 0; j < row->n_marks; j++) {
            assert_true(row->marks[j].column + row->marks[j].n_columns <= row->n_columns);
        }
    }
}

static void lose_sound(void)
{
    data.values[view_field_find("last_xrun.cause")] = (view_value){.text = "wakeup"};
    data.values[view_field_find("last_xrun.sentence")] = (view_value){.text = "woken late"};
    data.values[view_field_find("last_xrun.advice")] = (view_value){.text = "priority"};
}

static void test_80_by_24(void **state)
{
    static const char *const starts[] = {"GOOD     song.mid",
                                         "device   128",
                                         "quality  MAX",
                                         "             p50",
                                         "busy  ",
                                         "slack ",
                                         "late  ",
                                         "key>snd ",
                                         "stage  ",
                                         "voices  ",
                                         "notes  ",
                                         "xruns  ",
                                         "memory  ",
                                         "         synth",
                                         "guard  ",
                                         "cpu  ",
                                         "machine  ",
                                         "midi  ",
                                         "         misplac",
                                         "alerts   none"};
    (void)state;
    view_page_fields(&data, &said, (view_size){80, 24}, &page);
    check_fits((view_size){80, 24});
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        assert_int_equal(find_row(starts[i]), i);
    }
    assert_int_equal(find_row("first message"), 20);
    assert_int_equal(find_row("third message"), 22);
    lose_sound();
    data.values[view_field_find("temp_c")].why = "no sensor";
    view_page_fields(&data, &said, (view_size){80, 24}, &page);
    check_fits((view_size){80, 24});
    assert_true(has_row("         wakeup, 0 s ago: woken late"));
    assert_true(has_row("         advice: priority"));
    assert_true(has_row("n/a: no sensor (temp_c)"));
    assert_true(has_row("third message"));
    assert_false(has_row("second message"));
}

/* The health, the song, the buffer, voices, lost sound, latency and memory are what matters. */
static void test_40_by_10(void **state)
{
    (void)state;
    view_page_fields(&data, &said, (view_size){40, 10}, &page);
    check_fits((view_size){40, 10});
    assert_string_equal(page.rows[0].text, "GOOD 1:58/4:41 playing song.mid ");
    assert_true(has_row("MAXIMUM of auto"));
    assert_true(has_row("busy 1.1% 1.9% 6.0% < 50% ok"));
    assert_true(has_row("slack 5.71 4.90 ms > 25% ok"));
    assert_true(has_row("key>snd 8.90 9.00 ms < 10ms ok"));
    assert_true(has_row("voices 27/32  cpu 0.6%"));
    assert_true(has_row("xruns 0"));
    assert_true(has_row("memory 18.9 MB"));
    assert_true(has_row("alerts none"));
    assert_true(has_row("third message"));
}

static void test_120_by_40(void **state)
{
    (void)state;
    view_page_fields(&data, &said, (view_size){120, 40}, &page);
    check_fits((view_size){120, 40});
    assert_true(has_row("first message"));
    size_t header = find_row("             p50");
    assert_non_null(strstr(page.rows[header].text, "last 60 s"));
}

/* The title alone stays on a screen of one row; with each row comes what is needed next. */
static void test_rows_go_by_rank(void **state)
{
    static const char *const order[] = {"GOOD",     "busy ",   "voices ",  "xruns ", "slack ",
                                        "key>snd ", "memory ", "quality ", "alerts "};
    (void)state;
    for (size_t n = 0; n <= sizeof order / sizeof order[0]; n++) {
        view_page_fields(&data, &said, (view_size){80, n}, &page);
        assert_int_equal(page.n_rows, n);
        for (size_t i = 0; i < n; i++) {
            assert_true(has_row(order[i]));
        }
    }
}

static void test_every_size_fits(void **state)
{
    (void)state;
    lose_sound();
    data.values[view_field_find("temp_c")].why = "no sensor";
    for (size_t n_columns = 0; n_columns < 260; n_columns += 1 + n_columns / 20) {
        for (size_t n_rows = 0; n_rows < 130; n_rows += 1 + n_rows / 8) {
            view_size size = {n_columns, n_rows};
            view_page_fields(&data, &said, size, &page);
            check_fits(size);
            view_page_words(&data, &said, size, &page);
            check_fits(size);
            view_page_keys(size, &page);
            check_fits(size);
        }
    }
}

static void test_alerts(void **state)
{
    (void)state;
    data.n_alerts = 6;
    for (size_t i = 0; i < 6; i++) {
        data.alerts[i] = (view_alert){"xrun.total[60s] = 0", "critical", "firing", (double)i, 0};
    }
    view_page_fields(&data, &said, (view_size){80, 30}, &page);
    size_t first = find_row("alerts   critical: xrun.total[60s] = 0, is 0 (firing)");
    assert_true(first < page.n_rows);
    assert_non_null(strstr(page.rows[first + 1].text, "         critical: "));
    assert_non_null(strstr(page.rows[first + 3].text, "(2 more) critical: "));
    view_page_fields(&data, &said, (view_size){80, 9}, &page);
    assert_true(has_row("alerts   (5 more) critical: "));
}

static void test_words_are_wrapped(void **state)
{
    static const char *const long_texts[] = {"old", "one two three four five six"};
    view_said long_said = {long_texts, 2};
    (void)state;
    data.values[view_field_find("temp_c")].why = "no sensor";
    view_page_words(&data, &long_said, (view_size){14, 10}, &page);
    assert_string_equal(page.rows[0].text, "n/a: no sensor");
    assert_string_equal(page.rows[1].text, "(temp_c)");
    assert_string_equal(page.rows[2].text, "old");
    assert_string_equal(page.rows[3].text, "one two three");
    assert_string_equal(page.rows[4].text, "four five six");
    assert_int_equal(page.n_rows, 5);
    view_page_words(&data, &long_said, (view_size){14, 4}, &page);
    assert_string_equal(page.rows[2].text, "one two three"); /* the newest, whole */
}

static void test_keys(void **state)
{
    (void)state;
    view_page_keys((view_size){80, 24}, &page);
    check_fits((view_size){80, 24});
    char all[4000] = "";
    for (size_t i = 0; i < page.n_rows; i++) {
        strncat(all, page.rows[i].text, sizeof all - strlen(all) - 1);
    }
    for (size_t i = 0; i < n_key_rows; i++) {
        const char *name = key_rows[i].name;
        assert_non_null(strstr(all, strncmp(name, "Shift-R", 7) == 0 ? "RIGHT" : name));
    }
    assert_true(has_row("SPACE p     pause, go on"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_80_by_24, set_up),
        cmocka_unit_test_setup(test_40_by_10, set_up),
        cmocka_unit_test_setup(test_120_by_40, set_up),
        cmocka_unit_test_setup(test_rows_go_by_rank, set_up),
        cmocka_unit_test_setup(test_every_size_fits, set_up),
        cmocka_unit_test_setup(test_alerts, set_up),
        cmocka_unit_test_setup(test_words_are_wrapped, set_up),
        cmocka_unit_test_setup(test_keys, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
