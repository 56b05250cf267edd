/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "song/event_list.h"
#include "support/failing_allocator.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static awe_message tag(uint32_t run, uint32_t place)
{
    return (awe_message){.type = AWE_CONTROL, .value = (int32_t)(run << 16 | place)};
}

static void fill(awe_event_list *list, uint32_t n_runs, uint32_t n_each, unsigned seed)
{
    srand(seed);
    for (uint32_t run = 0; run < n_runs; run++) {
        uint64_t at = 0;
        awe_event_list_start_run(list);
        for (uint32_t i = 0; i < (run % 3 ? n_each : n_each / 2); i++) {
            at += (uint64_t)(rand() % 3);
            awe_event_list_append(list, at, tag(run, i));
        }
    }
}

static int compare(const void *left, const void *right)
{
    const awe_song_event *a = left;
    const awe_song_event *b = right;
    return a->at != b->at ? (a->at < b->at ? -1 : 1) : a->message.value - b->message.value;
}

/* The tags ascend by run, then by place: the C library's sort by (time, tag) is the same. */
static void test_merge_is_the_stable_order(void **state)
{
    (void)state;
    for (uint32_t n_runs = 1; n_runs < 40; n_runs++) {
        failing_allocator memory;
        awe_event_list list;
        failing_allocator_init(&memory, 0);
        awe_event_list_init(&list, &memory.allocator);
        fill(&list, n_runs, 50, n_runs);
        size_t size = list.n * sizeof *list.events;
        awe_song_event *expected = malloc(size);
        assert_non_null(expected);
        memcpy(expected, list.events, size);
        qsort(expected, list.n, sizeof *expected, compare);
        awe_event_list_merge(&list);
        assert_false(list.failed);
        assert_int_equal(list.n_runs, 1);
        assert_memory_equal(list.events, expected, size);
        free(expected);
        awe_event_list_free(&list);
        assert_int_equal(memory.n_blocks, 0);
    }
}

static void test_runs_stay_ascending(void **state)
{
    (void)state;
    failing_allocator memory;
    awe_event_list list;
    failing_allocator_init(&memory, 0);
    awe_event_list_init(&list, &memory.allocator);
    awe_event_list_start_run(&list);
    awe_event_list_append(&list, 10, tag(0, 0));
    awe_event_list_append(&list, 7, tag(0, 1));
    awe_event_list_start_run(&list);
    awe_event_list_append(&list, 3, tag(1, 0));
    assert_int_equal(list.events[1].at, 10);
    assert_int_equal(list.events[2].at, 3);
    awe_event_list_free(&list);
}

static void test_nothing_to_merge(void **state)
{
    (void)state;
    failing_allocator memory;
    awe_event_list list;
    failing_allocator_init(&memory, 0);
    awe_event_list_init(&list, &memory.allocator);
    awe_event_list_merge(&list);
    awe_event_list_start_run(&list);
    awe_event_list_start_run(&list);
    awe_event_list_merge(&list);
    assert_false(list.failed);
    awe_event_list_free(&list);
    assert_int_equal(memory.n_blocks, 0);
}

static void test_each_allocation_may_fail(void **state)
{
    (void)state;
    for (size_t n = 1;; n++) {
        failing_allocator memory;
        awe_event_list list;
        failing_allocator_init(&memory, n);
        awe_event_list_init(&list, &memory.allocator);
        fill(&list, 300, 10, 1);
        awe_event_list_merge(&list);
        bool failed = list.failed;
        awe_event_list_free(&list);
        assert_int_equal(memory.n_blocks, 0);
        assert_int_equal(failed, memory.n_allocations >= n);
        if (!failed) {
            assert_true(n > 4);
            break;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_merge_is_the_stable_order),
        cmocka_unit_test(test_runs_stay_ascending),
        cmocka_unit_test(test_nothing_to_merge),
        cmocka_unit_test(test_each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
