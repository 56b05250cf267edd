/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bank/list.h"
#include "base/memory.h"
#include "support/failing_allocator.h"

static void grows_and_keeps_items(void **state)
{
    (void)state;
    failing_allocator memory;
    failing_allocator_init(&memory, 0);
    awe_list list = {0};
    for (uint32_t i = 0; i < 1000; i++) {
        assert_true(awe_list_reserve(&list, &memory.allocator, 1, sizeof(uint32_t)));
        ((uint32_t *)list.items)[list.n++] = i;
    }
    assert_true(memory.n_allocations < 20);
    awe_list_trim(&list, &memory.allocator, sizeof(uint32_t));
    assert_int_equal(list.room, 1000);
    for (uint32_t i = 0; i < 1000; i++) {
        assert_int_equal(((uint32_t *)list.items)[i], i);
    }
    awe_list_clear(&list, &memory.allocator);
    assert_int_equal(list.n, 0);
    assert_int_equal(memory.n_blocks, 0);
}

static void keeps_items_without_memory(void **state)
{
    (void)state;
    failing_allocator memory;
    failing_allocator_init(&memory, 2);
    awe_list list = {0};
    assert_true(awe_list_reserve(&list, &memory.allocator, 4, 1));
    list.n = 4;
    assert_false(awe_list_reserve(&list, &memory.allocator, 1, 1));
    assert_int_equal(list.n, 4);
    assert_false(awe_list_reserve(&list, &memory.allocator, UINT32_MAX, 1));
    failing_allocator_init(&memory, 1);
    memory.n_blocks = 1;
    list.n = 3;
    awe_list_trim(&list, &memory.allocator, 1);
    assert_int_equal(list.room, 4);
    awe_list_clear(&list, &memory.allocator);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grows_and_keeps_items),
        cmocka_unit_test(keeps_items_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
