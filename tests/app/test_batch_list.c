/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Lines of lists; folders, shards and clashes are in tests/cli/test_batch.sh. */

#include "app/batch_list.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const settings to_out = {
    .render.output = "out",
    .transport = {.tempo_percent = 90, .parts.transpose = -2},
};

static const char *read_line(const char *text, batch_list *list)
{
    char line[256];
    assert_true(strlen(text) < sizeof line);
    strcpy(line, text);
    return batch_line_read(line, &to_out, list);
}

static void check(const char *line, const char *song, const char *output, int transpose, int tempo)
{
    batch_list list = {0};
    assert_null(read_line(line, &list));
    assert_int_equal(list.n, 1);
    assert_string_equal(list.items[0].song, song);
    assert_string_equal(list.items[0].output, output);
    assert_int_equal(list.items[0].transport.parts.transpose, transpose);
    assert_int_equal(list.items[0].transport.tempo_percent, tempo);
    batch_list_free(&list);
}

static void test_lines(void **state)
{
    (void)state;
    check("a/b c.mid", "a/b c.mid", "out/b c.wav", -2, 90);
    check(" \ta.mid\r\n", "a.mid", "out/a.wav", -2, 90);
    check("{\"song\": \"x/a.mid\"}\n", "x/a.mid", "out/a.wav", -2, 90);
    check("{\"song\": \"a.mid\", \"output\": \"b/c.ogg\", \"label\": [1]}", "a.mid", "out/b/c.ogg",
          -2, 90);
    check("{\"song\": \"a.mid\", \"transpose\": 48, \"tempo\": 4e2}", "a.mid", "out/a.wav", 48,
          400);
    check("{\"song\": \"a.mid\", \"transpose\": 0, \"tempo\": 10}", "a.mid", "out/a.wav", 0, 10);
}

static void test_what_is_no_song(void **state)
{
    (void)state;
    batch_list list = {0};
    assert_null(read_line("", &list));
    assert_null(read_line(" \r\n", &list));
    assert_null(read_line("# a.mid\n", &list));
    assert_int_equal(list.n, 0);
}

static void test_what_is_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *line, *says;
    } rows[] = {
        {"{", "\"song\""},
        {"{}", "\"song\""},
        {"{\"song\": \"\"}", "\"song\""},
        {"{\"song\": 1}", "\"song\""},
        {"{\"song\": \"a.mid\"} {}", "\"song\""},
        {"{\"song\": \"a.mid\", \"output\": 1}", "\"output\""},
        {"{\"song\": \"a.mid\", \"output\": \"../a\"}", "outside"},
        {"{\"song\": \"a.mid\", \"output\": \"\"}", "without a name"},
        {"{\"song\": \"a.mid\", \"transpose\": 49}", "\"transpose\""},
        {"{\"song\": \"a.mid\", \"transpose\": -49}", "\"transpose\""},
        {"{\"song\": \"a.mid\", \"transpose\": 0.5}", "\"transpose\""},
        {"{\"song\": \"a.mid\", \"transpose\": \"3\"}", "\"transpose\""},
        {"{\"song\": \"a.mid\", \"tempo\": 9}", "\"tempo\""},
        {"{\"song\": \"a.mid\", \"tempo\": 401}", "\"tempo\""},
        {"{\"song\": \"a.mid\", \"tempo\": 99.5}", "\"tempo\""},
        {"{\"song\": \"a.mid\", \"tempo\": null}", "\"tempo\""},
        {"{\"song\": \"a.mid\", \"tempo\": 1e99}", "\"tempo\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        batch_list list = {0};
        const char *wrong = read_line(rows[i].line, &list);
        assert_non_null(wrong);
        assert_non_null(strstr(wrong, rows[i].says));
        assert_int_equal(list.n, 0);
        batch_list_free(&list);
    }
}

static void test_many(void **state)
{
    (void)state;
    batch_list list = {0};
    for (int i = 0; i < 1000; i++) {
        assert_null(read_line("a.mid", &list));
    }
    assert_int_equal(list.n, 1000);
    assert_string_equal(list.items[999].song, "a.mid");
    batch_list_free(&list);
    assert_int_equal(list.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_what_is_no_song),
        cmocka_unit_test(test_what_is_wrong),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
