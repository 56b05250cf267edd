/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/counted_memory.h"

#include <stdint.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_counts_and_peak(void **state)
{
    (void)state;
    counted_memory memory;
    counted_memory_init(&memory);
    const awe_allocator *a = &memory.allocator;
    char *one = a->allocate(a->context, 100);
    char *two = a->allocate(a->context, 1000);
    assert_true(one && two);
    assert_int_equal((uintptr_t)one % _Alignof(max_align_t), 0);
    memset(one, 1, 100);
    memset(two, 2, 1000);
    assert_int_equal(memory.n_bytes, 1100);
    a->release(a->context, one);
    assert_int_equal(memory.n_bytes, 1000);
    char *three = a->allocate(a->context, 50);
    assert_non_null(three);
    assert_int_equal(memory.n_peak_bytes, 1100);
    a->release(a->context, two);
    a->release(a->context, three);
    assert_int_equal(memory.n_bytes, 0);
    assert_int_equal(memory.n_peak_bytes, 1100);
}

static void test_too_much(void **state)
{
    (void)state;
    counted_memory memory;
    counted_memory_init(&memory);
    assert_null(memory.allocator.allocate(memory.allocator.context, SIZE_MAX));
    assert_int_equal(memory.n_bytes, 0);
    assert_int_equal(memory.n_peak_bytes, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts_and_peak),
        cmocka_unit_test(test_too_much),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
