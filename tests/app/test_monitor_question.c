/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Questions come in pieces of any size; what is none is found out in time. */

#include "app/monitor_question.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static monitor_wish take(monitor_question *question, const char *text)
{
    return monitor_question_take(question, text, strlen(text));
}

static void test_questions(void **state)
{
    monitor_question question = {.n = 0};
    (void)state;
    assert_int_equal(take(&question, ""), MONITOR_NOTHING);
    assert_int_equal(take(&question, "snapshot\n"), MONITOR_SNAPSHOT);
    assert_int_equal(take(&question, MONITOR_QUESTION), MONITOR_SNAPSHOT);
    assert_int_equal(take(&question, "snap"), MONITOR_NOTHING);
    assert_int_equal(take(&question, "shot"), MONITOR_NOTHING);
    assert_int_equal(take(&question, "\nsna"), MONITOR_SNAPSHOT);
    assert_int_equal(take(&question, "pshot\nsnapshot\nsnapshot\n"), MONITOR_SNAPSHOT);
}

static void test_nonsense(void **state)
{
    static const char *const texts[] = {
        "\n", "snapshots\n", "snapsho\n", "GET / HTTP/1.1\r\n", "snapshot\nquit\n", "SNAPSHOT\n"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        monitor_question question = {.n = 0};
        assert_int_equal(take(&question, texts[i]), MONITOR_NONSENSE);
    }
}

static void test_no_line_is_endless(void **state)
{
    monitor_question question = {.n = 0};
    monitor_wish wish = MONITOR_NOTHING;
    (void)state;
    for (int i = 0; i < 100 && wish == MONITOR_NOTHING; i++) {
        wish = take(&question, "s");
    }
    assert_int_equal(wish, MONITOR_NONSENSE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_questions),
        cmocka_unit_test(test_nonsense),
        cmocka_unit_test(test_no_line_is_endless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
