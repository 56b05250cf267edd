/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/black_box.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static awe_record room[4];
static awe_black_box box;

static void take(uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        awe_record record = {.seq = (uint32_t)box.n_taken, .entry_ns = 1000 * box.n_taken};
        awe_black_box_take(&box, &record);
    }
}

static void check(size_t count, uint32_t first)
{
    assert_int_equal(awe_black_box_count(&box), count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(awe_black_box_get(&box, i)->seq, first + i);
    }
}

static void test_keeps_the_newest_in_order(void **state)
{
    (void)state;
    awe_black_box_init(&box, room, 4);
    check(0, 0);
    take(3);
    check(3, 0);
    take(1);
    check(4, 0);
    take(1);
    check(4, 1);
    take(102);
    check(4, 103);
}

static void test_finds_the_last_seconds(void **state)
{
    (void)state;
    awe_black_box_init(&box, room, 4);
    assert_int_equal(awe_black_box_since(&box, 100), 0);
    take(10);
    assert_int_equal(awe_black_box_since(&box, 0), 3);
    assert_int_equal(awe_black_box_since(&box, 1999), 2);
    assert_int_equal(awe_black_box_since(&box, 2000), 1);
    assert_int_equal(awe_black_box_since(&box, 1000000), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keeps_the_newest_in_order),
        cmocka_unit_test(test_finds_the_last_seconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
