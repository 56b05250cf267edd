/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Every value finds a bucket that holds it and is narrow enough; percentiles agree with a sorted
   list to within a bucket and never flatter; the stored form is told apart from other bytes. */

#include "perf/histogram.h"
#include "support/random.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_values_below_32_are_exact(void **state)
{
    (void)state;
    for (uint32_t v = 0; v < 32; v++) {
        assert_int_equal(awe_histogram_bucket(v), v);
        assert_int_equal(awe_histogram_bucket_low(v), v);
        assert_int_equal(awe_histogram_bucket_high(v), v);
    }
    assert_int_equal(awe_histogram_bucket(UINT32_MAX), AWE_N_BUCKETS - 1);
    assert_int_equal(awe_histogram_bucket_high(AWE_N_BUCKETS - 1), UINT32_MAX);
}

/* The documented formula, by division instead of shifts. */
static uint32_t bucket_by_formula(uint32_t v)
{
    uint32_t e = 0;
    for (uint32_t rest = v; rest > 1; rest /= 2) {
        e++;
    }
    return v < 32 ? v : (e - 4) * 32 + (v / (1u << (e - 5))) % 32;
}

static void test_buckets_follow_the_formula_and_tile_the_range(void **state)
{
    (void)state;
    uint64_t random = 1;
    for (int i = 0; i < 100000; i++) {
        uint32_t v = random_bits(&random) >> random_bits(&random) % 32;
        uint32_t bucket = awe_histogram_bucket(v);
        assert_int_equal(bucket, bucket_by_formula(v));
        assert_true(awe_histogram_bucket_low(bucket) <= v &&
                    v <= awe_histogram_bucket_high(bucket));
    }
    for (uint32_t b = 0; b + 1 < AWE_N_BUCKETS; b++) {
        uint32_t low = awe_histogram_bucket_low(b), high = awe_histogram_bucket_high(b);
        assert_int_equal(awe_histogram_bucket_low(b + 1), high + 1);
        assert_true((uint64_t)(high - low) * 32 <= low);
    }
}

static void test_counts_extremes_and_sum_are_exact(void **state)
{
    (void)state;
    awe_histogram h;
    awe_histogram_clear(&h);
    assert_int_equal(awe_histogram_percentile(&h, 500), 0);
    assert_int_equal(awe_histogram_percentile_low(&h, 500), 0);
    awe_histogram_add(&h, 1000);
    awe_histogram_add(&h, UINT32_MAX);
    awe_histogram_add(&h, 77);
    assert_int_equal(h.count, 3);
    assert_int_equal(h.min, 77);
    assert_int_equal(h.max, UINT32_MAX);
    assert_int_equal(h.sum, 1077 + (uint64_t)UINT32_MAX);
}

static int compare(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void test_percentiles_agree_with_a_sorted_list(void **state)
{
    (void)state;
    enum { N = 20000 };
    static uint32_t values[N];
    static const uint32_t permilles[] = {1, 10, 500, 900, 990, 999};
    uint64_t random = 2;
    awe_histogram h;
    awe_histogram_clear(&h);
    for (int i = 0; i < N; i++) {
        values[i] = 1000 + (random_bits(&random) >> (random_bits(&random) % 20));
        awe_histogram_add(&h, values[i]);
    }
    qsort(values, N, sizeof values[0], compare);
    for (size_t i = 0; i < sizeof permilles / sizeof permilles[0]; i++) {
        uint32_t truth = values[N * permilles[i] / 1000 - 1];
        uint32_t high = awe_histogram_percentile(&h, permilles[i]);
        uint32_t low = awe_histogram_percentile_low(&h, permilles[i]);
        assert_true(truth <= high && high - truth <= truth / 32);
        assert_true(low <= truth && truth - low <= truth / 32);
    }
}

static void test_percentile_stays_within_what_was_seen(void **state)
{
    (void)state;
    awe_histogram h;
    awe_histogram_clear(&h);
    awe_histogram_add(&h, 1000003);
    assert_int_equal(awe_histogram_percentile(&h, 999), 1000003);
    assert_int_equal(awe_histogram_percentile_low(&h, 1), 1000003);
}

static void test_percentile_needs_five_values_beyond(void **state)
{
    (void)state;
    awe_histogram h;
    awe_histogram_clear(&h);
    h.count = 4999;
    assert_false(awe_histogram_has_percentile(&h, 999));
    assert_false(awe_histogram_has_percentile(&h, 1));
    assert_true(awe_histogram_has_percentile(&h, 990));
    assert_true(awe_histogram_is_enough(5000, 999));
    assert_true(awe_histogram_is_enough(5000, 1));
    assert_false(awe_histogram_is_enough(9, 500));
    assert_true(awe_histogram_is_enough(10, 500));
}

static void test_gap_counts_all_that_waited(void **state)
{
    (void)state;
    awe_histogram h, want;
    awe_histogram_clear(&h);
    awe_histogram_clear(&want);
    awe_histogram_add_gap(&h, 1000, 300);
    awe_histogram_add(&want, 1000);
    awe_histogram_add(&want, 700);
    awe_histogram_add(&want, 400);
    awe_histogram_add(&want, 100);
    assert_memory_equal(&h, &want, sizeof h);
    awe_histogram_clear(&h);
    awe_histogram_add_gap(&h, 600, 300); /* 0 is not waiting */
    assert_int_equal(h.count, 2);
    awe_histogram_add_gap(&h, 1000, 0);
    assert_int_equal(h.count, 3);
}

static void test_merge_is_adding(void **state)
{
    (void)state;
    uint64_t random = 3;
    awe_histogram a, b, both;
    awe_histogram_clear(&a);
    awe_histogram_clear(&b);
    awe_histogram_clear(&both);
    for (int i = 0; i < 1000; i++) {
        uint32_t v = random_bits(&random);
        awe_histogram_add(i % 3 ? &a : &b, v);
        awe_histogram_add(&both, v);
    }
    awe_histogram_merge(&a, &b);
    assert_memory_equal(&a, &both, sizeof a);
}

static void test_stored_form_is_what_is_documented(void **state)
{
    (void)state;
    uint8_t bytes[16];
    awe_histogram h;
    awe_histogram_clear(&h);
    assert_int_equal(awe_histogram_store(&h, bytes, sizeof bytes), 0);
    for (int i = 0; i < 300; i++) {
        awe_histogram_add(&h, 3);
    }
    awe_histogram_add(&h, 4);
    awe_histogram_add(&h, 1024); /* bucket (10 - 4) x 32 = 192: 187 empty ones before it */
    const uint8_t want[] = {3, (300 & 127) | 128, 300 >> 7, 0, 1, (187 & 127) | 128, 187 >> 7, 1};
    assert_int_equal(awe_histogram_store(&h, bytes, sizeof bytes), sizeof want);
    assert_memory_equal(bytes, want, sizeof want);
    assert_int_equal(awe_histogram_store(&h, bytes, sizeof want - 1), 0);
}

static void test_stored_form_comes_back(void **state)
{
    (void)state;
    static uint8_t bytes[10 * AWE_N_BUCKETS];
    uint64_t random = 4;
    awe_histogram h, back;
    awe_histogram_clear(&h);
    for (int i = 0; i < 100000; i++) {
        awe_histogram_add(&h, 14000 + (uint32_t)(random_normal(&random) * 600));
    }
    size_t n = awe_histogram_store(&h, bytes, sizeof bytes);
    assert_in_range(n, 1, 200);
    assert_true(awe_histogram_load(&back, bytes, n));
    assert_memory_equal(back.buckets, h.buckets, sizeof h.buckets);
    assert_int_equal(back.count, h.count);
    assert_true(back.min <= h.min && back.max >= h.max && back.sum >= h.sum);
    assert_true(back.sum - h.sum <= h.sum / 32);
}

static void test_other_bytes_are_refused(void **state)
{
    (void)state;
    static const uint8_t bad[][10] = {
        {1},                                  /* no count */
        {128},                                /* no end */
        {0, 0},                               /* a bucket of nothing */
        {128, 7, 1},                          /* bucket 896 */
        {0, 255, 255, 255, 255, 31},          /* above 32 bits */
        {0, 255, 255, 255, 255, 15, 0, 1},    /* the sum above 32 bits */
        {0, 128, 128, 128, 128, 128, 128, 1}, /* too long */
    };
    static const size_t sizes[] = {1, 1, 2, 3, 6, 8, 8};
    awe_histogram h;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        assert_false(awe_histogram_load(&h, bad[i], sizes[i]));
        assert_int_equal(h.count, 0);
        assert_int_equal(h.min, UINT32_MAX);
    }
    assert_true(awe_histogram_load(&h, bad[0], 0));
    assert_int_equal(h.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_below_32_are_exact),
        cmocka_unit_test(test_buckets_follow_the_formula_and_tile_the_range),
        cmocka_unit_test(test_counts_extremes_and_sum_are_exact),
        cmocka_unit_test(test_percentiles_agree_with_a_sorted_list),
        cmocka_unit_test(test_percentile_stays_within_what_was_seen),
        cmocka_unit_test(test_percentile_needs_five_values_beyond),
        cmocka_unit_test(test_gap_counts_all_that_waited),
        cmocka_unit_test(test_merge_is_adding),
        cmocka_unit_test(test_stored_form_is_what_is_documented),
        cmocka_unit_test(test_stored_form_comes_back),
        cmocka_unit_test(test_other_bytes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
