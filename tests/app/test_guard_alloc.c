/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Each function of the malloc family counts once, whoever calls it, on the watched thread only. */

#include "app/guard_alloc.h"

#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Keeps compilers from leaving out a pair of calls. */
static void *volatile block;

static void assert_counts(uint32_t n_taken, uint32_t n_resized, uint32_t n_freed)
{
    const guard_allocs *allocs = guard_alloc_unwatch();
    assert_int_equal(allocs->n[GUARD_ALLOC], n_taken);
    assert_int_equal(allocs->n[GUARD_RESIZE], n_resized);
    assert_int_equal(allocs->n[GUARD_FREE], n_freed);
}

static void test_each_function_counts(void **state)
{
    (void)state;
    void *aligned = NULL;
    guard_alloc_watch(false);
    block = malloc(10);
    block = realloc(block, 100000);
    free(block);
    block = calloc(10, 10);
    free(block);
    assert_counts(2, 1, 2);
    guard_alloc_watch(false);
    block = aligned_alloc(64, 128);
    free(block);
    block = memalign(64, 128);
    free(block);
    int error = posix_memalign(&aligned, 256, 100);
    free(aligned);
    assert_counts(3, 0, 3);
    assert_int_equal(error, 0);
    assert_int_equal((uintptr_t)aligned % 256, 0);
}

static void test_calls_from_libraries_count(void **state)
{
    (void)state;
    guard_alloc_watch(false);
    block = strdup("made by the C library");
    free(block);
    assert_counts(1, 0, 1);
}

static void test_what_is_not_watched_does_not_count(void **state)
{
    (void)state;
    guard_alloc_watch(false);
    assert_counts(0, 0, 0);
    block = malloc(10);
    free(block);
    assert_counts(0, 0, 0);
}

static void *allocate(void *unused)
{
    for (int i = 0; i < 1000; i++) {
        block = malloc(100);
        free(block);
    }
    return unused;
}

static void test_another_thread_is_not_blamed(void **state)
{
    (void)state;
    pthread_t thread;
    pthread_create(&thread, NULL, allocate, NULL);
    guard_alloc_watch(false);
    pthread_join(thread, NULL);
    /* The join itself releases the thread's stack by no function of the family. */
    const guard_allocs *allocs = guard_alloc_unwatch();
    assert_int_equal(allocs->n[GUARD_ALLOC], 0);
    assert_true(allocs->n[GUARD_FREE] < 1000);
}

static void test_places_are_of_the_first(void **state)
{
    (void)state;
    char text[800];
    guard_places_prepare();
    guard_alloc_watch(true);
    block = strdup("x");
    free(block);
    const guard_allocs *allocs = guard_alloc_unwatch();
    assert_int_equal(allocs->first, GUARD_ALLOC);
    assert_true(allocs->places.n >= 2);
    guard_places_format(&allocs->places, text, sizeof text);
    assert_non_null(strstr(text, "strdup"));
    assert_int_equal(allocs->n[GUARD_ALLOC], 1);
    guard_alloc_watch(true);
    assert_int_equal(guard_alloc_unwatch()->places.n, 0);
}

/* POSIX: the alignment must be a power of two and a multiple of a pointer's size. */
static void test_posix_memalign_refuses(void **state)
{
    (void)state;
    void *out = &out;
    assert_int_not_equal(posix_memalign(&out, 3, 10), 0);
    assert_int_not_equal(posix_memalign(&out, 1, 10), 0);
    assert_int_not_equal(posix_memalign(&out, 64, SIZE_MAX / 2), 0);
    assert_ptr_equal(out, &out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_function_counts),
        cmocka_unit_test(test_calls_from_libraries_count),
        cmocka_unit_test(test_what_is_not_watched_does_not_count),
        cmocka_unit_test(test_another_thread_is_not_blamed),
        cmocka_unit_test(test_places_are_of_the_first),
        cmocka_unit_test(test_posix_memalign_refuses),
    };
    return guard_alloc_unavailable() ? 77 : cmocka_run_group_tests(tests, NULL, NULL);
}
