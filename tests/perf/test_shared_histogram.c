/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The reader sees every value once, while the writer goes on. The test with two threads is what
   -fsanitize=thread looks at. */

#include "perf/shared_histogram.h"

#include <pthread.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define N_VALUES 2000000u

static awe_shared_histogram shared;

static void *write_values(void *done)
{
    for (uint32_t i = 0; i < N_VALUES; i++) {
        awe_shared_histogram_add(&shared, i % 5000);
    }
    atomic_store((_Atomic int *)done, 1);
    return NULL;
}

static void test_every_value_is_read_once(void **state)
{
    (void)state;
    static awe_histogram seen, fresh, all, want;
    _Atomic int done = 0;
    pthread_t writer;
    awe_histogram_clear(&seen);
    awe_histogram_clear(&all);
    awe_histogram_clear(&want);
    awe_shared_histogram_init(&shared);
    assert_int_equal(pthread_create(&writer, NULL, write_values, &done), 0);
    for (int last = 0; !last;) {
        last = atomic_load(&done);
        awe_shared_histogram_read(&shared, &seen, &fresh);
        awe_histogram_merge(&all, &fresh);
    }
    pthread_join(writer, NULL);
    for (uint32_t i = 0; i < N_VALUES; i++) {
        awe_histogram_add(&want, i % 5000);
    }
    assert_memory_equal(all.buckets, want.buckets, sizeof want.buckets);
    assert_memory_equal(seen.buckets, want.buckets, sizeof want.buckets);
    assert_int_equal(all.count, N_VALUES);
    assert_int_equal(all.sum, want.sum);
    assert_int_equal(all.min, 0);
    assert_int_equal(all.max, awe_histogram_bucket_high(awe_histogram_bucket(4999)));
}

static void test_a_reading_holds_only_what_is_new(void **state)
{
    (void)state;
    static awe_histogram seen, fresh;
    awe_histogram_clear(&seen);
    awe_shared_histogram_init(&shared);
    awe_shared_histogram_add(&shared, 10);
    awe_shared_histogram_read(&shared, &seen, &fresh);
    assert_int_equal(fresh.count, 1);
    awe_shared_histogram_add(&shared, 20);
    awe_shared_histogram_add(&shared, 21);
    awe_shared_histogram_read(&shared, &seen, &fresh);
    assert_int_equal(fresh.count, 2);
    assert_int_equal(fresh.min, 20);
    assert_int_equal(fresh.max, 21);
    assert_int_equal(fresh.sum, 41);
    awe_shared_histogram_read(&shared, &seen, &fresh);
    assert_int_equal(fresh.count, 0);
    assert_int_equal(fresh.min, UINT32_MAX);
    assert_int_equal(seen.count, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_value_is_read_once),
        cmocka_unit_test(test_a_reading_holds_only_what_is_new),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
