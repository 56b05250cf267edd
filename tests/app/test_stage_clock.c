/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/stage_clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_what_is_cheap(void **state)
{
    (void)state;
    assert_true(stage_clock_is_cheap(24));
    assert_true(stage_clock_is_cheap(STAGE_CLOCK_MOST_NS));
    assert_false(stage_clock_is_cheap(STAGE_CLOCK_MOST_NS + 1));
}

static void test_the_one_here(void **state)
{
    (void)state;
    awe_clock clock = {.context = state};
    if (!stage_clock_find(&clock)) {
        assert_null(clock.now_ns);
        skip();
    }
    uint64_t before = clock.now_ns(clock.context);
    assert_true(clock.now_ns(clock.context) >= before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_cheap),
        cmocka_unit_test(test_the_one_here),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
