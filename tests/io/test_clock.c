/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_time_moves_forward(void **state)
{
    (void)state;
    uint64_t last = clock_now_ns();
    for (int i = 0; i < 1000; i++) {
        uint64_t now = clock_now_ns();
        assert_true(now >= last);
        last = now;
    }
}

static void test_sleep_takes_its_time_and_no_processor(void **state)
{
    (void)state;
    uint64_t cpu_ns = clock_cpu_ns();
    uint64_t wall_ns = clock_now_ns();
    clock_sleep_ms(30);
    assert_true(clock_now_ns() - wall_ns >= 30000000u);
    assert_true(clock_cpu_ns() - cpu_ns < 20000000u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_time_moves_forward),
        cmocka_unit_test(test_sleep_takes_its_time_and_no_processor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
