/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The queue keeps order and content, says when it is full or empty, and survives the wrap of its
   counters. The test with two threads is what -fsanitize=thread looks at. */

#include "base/ring.h"

#include <pthread.h>
#include <sched.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define N_MESSAGES 200000u

typedef struct record {
    uint32_t number;
    uint32_t inverse;
    uint64_t square;
} record;

static record make(uint32_t number)
{
    return (record){number, ~number, (uint64_t)number * number};
}

static void check(const record *r, uint32_t number)
{
    record want = make(number);
    assert_memory_equal(r, &want, sizeof want);
}

static void test_empty_ring_gives_nothing(void **state)
{
    (void)state;
    awe_ring ring;
    record storage[4];
    record got = make(7);
    awe_ring_init(&ring, storage, 4, sizeof storage[0]);
    assert_false(awe_ring_pop(&ring, &got));
    check(&got, 7);
    assert_int_equal(awe_ring_dropped(&ring), 0);
}

static void test_full_ring_drops_and_counts(void **state)
{
    (void)state;
    awe_ring ring;
    record storage[4];
    awe_ring_init(&ring, storage, 4, sizeof storage[0]);
    for (uint32_t i = 0; i < 7; i++) {
        record r = make(i);
        assert_int_equal(awe_ring_push(&ring, &r), i < 4);
    }
    assert_int_equal(awe_ring_dropped(&ring), 3);
    for (uint32_t i = 0; i < 4; i++) {
        record got;
        assert_true(awe_ring_pop(&ring, &got));
        check(&got, i);
    }
}

static void test_one_record_of_one_byte(void **state)
{
    (void)state;
    awe_ring ring;
    uint8_t storage[1];
    awe_ring_init(&ring, storage, 1, 1);
    for (unsigned i = 0; i < 600; i++) {
        uint8_t byte = (uint8_t)i;
        uint8_t got = 0;
        assert_true(awe_ring_push(&ring, &byte));
        assert_false(awe_ring_push(&ring, &byte));
        assert_true(awe_ring_pop(&ring, &got));
        assert_int_equal(got, byte);
    }
}

static void test_order_holds_when_the_counters_wrap(void **state)
{
    (void)state;
    awe_ring ring;
    record storage[8];
    awe_ring_init(&ring, storage, 8, sizeof storage[0]);
    atomic_store(&ring.n_pushed, UINT32_MAX - 5);
    atomic_store(&ring.n_popped, UINT32_MAX - 5);
    for (uint32_t i = 0; i < 30; i++) {
        record first = make(2 * i);
        record second = make(2 * i + 1);
        record got;
        assert_true(awe_ring_push(&ring, &first) && awe_ring_push(&ring, &second));
        assert_true(awe_ring_pop(&ring, &got));
        check(&got, 2 * i);
        assert_true(awe_ring_pop(&ring, &got));
        check(&got, 2 * i + 1);
    }
}

static void test_peek_leaves_the_record_and_count_follows(void **state)
{
    (void)state;
    awe_ring ring;
    record storage[4];
    record got = make(7);
    awe_ring_init(&ring, storage, 4, sizeof storage[0]);
    assert_false(awe_ring_peek(&ring, &got));
    check(&got, 7);
    assert_int_equal(awe_ring_count(&ring), 0);
    atomic_store(&ring.n_pushed, UINT32_MAX - 1);
    atomic_store(&ring.n_popped, UINT32_MAX - 1);
    for (uint32_t i = 0; i < 4; i++) {
        record r = make(i);
        assert_true(awe_ring_push(&ring, &r));
        assert_int_equal(awe_ring_count(&ring), i + 1);
        assert_true(awe_ring_peek(&ring, &got));
        check(&got, 0);
    }
    for (uint32_t i = 0; i < 4; i++) {
        assert_true(awe_ring_peek(&ring, &got));
        check(&got, i);
        assert_true(awe_ring_pop(&ring, &got));
        check(&got, i);
        assert_int_equal(awe_ring_count(&ring), 3 - i);
    }
}

static void *push_all(void *context)
{
    awe_ring *ring = context;
    for (uint32_t i = 0; i < N_MESSAGES;) {
        record r = make(i);
        if (awe_ring_push(ring, &r)) {
            i++;
        } else {
            sched_yield();
        }
    }
    return NULL;
}

static void test_two_threads(void **state)
{
    (void)state;
    awe_ring ring;
    record storage[64];
    pthread_t thread;
    awe_ring_init(&ring, storage, 64, sizeof storage[0]);
    assert_int_equal(pthread_create(&thread, NULL, push_all, &ring), 0);
    for (uint32_t i = 0; i < N_MESSAGES;) {
        record got;
        if (awe_ring_pop(&ring, &got)) {
            check(&got, i);
            i++;
        } else {
            sched_yield();
        }
    }
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_false(awe_ring_pop(&ring, &(record){0}));
}

static void test_indices_have_lines_of_their_own(void **state)
{
    (void)state;
    size_t pushed = offsetof(awe_ring, n_pushed);
    size_t popped = offsetof(awe_ring, n_popped);
    assert_true(pushed >= offsetof(awe_ring, record_size) + AWE_RING_LINE);
    assert_true(popped >= offsetof(awe_ring, n_dropped) + AWE_RING_LINE);
    assert_true(sizeof(awe_ring) >= popped + AWE_RING_LINE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty_ring_gives_nothing),
        cmocka_unit_test(test_full_ring_drops_and_counts),
        cmocka_unit_test(test_one_record_of_one_byte),
        cmocka_unit_test(test_order_holds_when_the_counters_wrap),
        cmocka_unit_test(test_peek_leaves_the_record_and_count_follows),
        cmocka_unit_test(test_two_threads),
        cmocka_unit_test(test_indices_have_lines_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
