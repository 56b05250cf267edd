/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/level_list.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_a_list(void **state)
{
    (void)state;
    static const char text[] = "{\"frame\":0,\"level\":\"maximum\"}\n"
                               "\n"
                               " {\"level\": \"low\", \"frame\": 88200, \"cause\": \"render\"}\r\n"
                               "{\"frame\":88200,\"level\":\"medium\"}\n"
                               "{\"frame\":9007199254740991,\"level\":\"high\"}";
    static const level_change want[] = {{0, 0}, {88200, 3}, {88200, 2}, {9007199254740991u, 1}};
    level_list list;
    level_error error;
    assert_true(level_list_parse(text, strlen(text), &list, &error));
    assert_int_equal(list.n, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_true(list.changes[i].frame == want[i].frame);
        assert_int_equal(list.changes[i].level, want[i].level);
    }
    level_list_free(&list);
    assert_true(level_list_parse("", 0, &list, &error));
    assert_int_equal(list.n, 0);
    level_list_free(&list);
}

/* Snapshots, alerts and lost sound are of no interest here. */
static void test_a_log(void **state)
{
    (void)state;
    static const char text[] =
        "{\"schema\":1,\"voices\":3,\"level\":\"nonsense\"}\n"
        "{\"schema\":1,\"event\":\"xrun\",\"frame\":5}\n"
        "{\"schema\":1,\"event\":\"decision\",\"kind\":\"down\",\"frame\":64,\"level\":\"high\"}\n";
    level_list list;
    level_error error;
    assert_true(level_list_parse(text, strlen(text), &list, &error));
    assert_int_equal(list.n, 1);
    assert_int_equal(list.changes[0].frame, 64);
    assert_int_equal(list.changes[0].level, 1);
    level_list_free(&list);
}

static void test_what_is_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
        size_t line;
    } rows[] = {
        {"frame 3", "JSON", 1},
        {"\n\n{\"frame\":1", "JSON", 3},
        {"[1]", "JSON", 1},
        {"{\"level\":\"low\"}", "frame", 1},
        {"{\"frame\":-1,\"level\":\"low\"}", "frame", 1},
        {"{\"frame\":1.5,\"level\":\"low\"}", "frame", 1},
        {"{\"frame\":1e300,\"level\":\"low\"}", "frame", 1},
        {"{\"frame\":\"1\",\"level\":\"low\"}", "frame", 1},
        {"{\"frame\":1}", "level", 1},
        {"{\"frame\":1,\"level\":3}", "level", 1},
        {"{\"frame\":1,\"level\":\"lowest\"}", "level", 1},
        {"{\"frame\":9,\"level\":\"low\"}\n{\"frame\":8,\"level\":\"low\"}", "before", 2},
        {"{\"schema\":1,\"event\":\"decision\",\"frame\":1}", "level", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        level_list list;
        level_error error;
        assert_false(level_list_parse(rows[i].text, strlen(rows[i].text), &list, &error));
        assert_non_null(strstr(error.text, rows[i].why));
        assert_int_equal(error.line, rows[i].line);
        assert_null(list.changes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_list),
        cmocka_unit_test(test_a_log),
        cmocka_unit_test(test_what_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
