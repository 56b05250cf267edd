/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/memory_tags.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_counts_and_peak(void **state)
{
    (void)state;
    const awe_allocator *a = memory_tags_allocator(MEMORY_BANK);
    char *one = a->allocate(a->context, 100);
    char *two = a->allocate(a->context, 1000);
    assert_true(one && two);
    assert_int_equal((uintptr_t)one % _Alignof(max_align_t), 0);
    memset(one, 1, 100);
    memset(two, 2, 1000);
    assert_int_equal(memory_tags_bytes(MEMORY_BANK), 1100);
    a->release(a->context, one);
    assert_int_equal(memory_tags_bytes(MEMORY_BANK), 1000);
    char *three = a->allocate(a->context, 50);
    assert_int_equal(memory_tags_peak_bytes(MEMORY_BANK), 1100);
    a->release(a->context, two);
    a->release(a->context, three);
    assert_int_equal(memory_tags_bytes(MEMORY_BANK), 0);
    assert_int_equal(memory_tags_peak_bytes(MEMORY_BANK), 1100);
}

/* Each tag counts for itself, and a block knows its own. */
static void test_tags_apart(void **state)
{
    (void)state;
    void *blocks[N_MEMORY_TAGS];
    for (int tag = 0; tag < N_MEMORY_TAGS; tag++) {
        blocks[tag] = memory_tags_new((memory_tag)tag, 10 + (size_t)tag);
        assert_non_null(blocks[tag]);
    }
    for (int tag = 0; tag < N_MEMORY_TAGS; tag++) {
        assert_int_equal(memory_tags_bytes((memory_tag)tag), 10 + tag);
        memory_tags_free(blocks[tag]);
        assert_int_equal(memory_tags_bytes((memory_tag)tag), 0);
        for (int other = tag + 1; other < N_MEMORY_TAGS; other++) {
            assert_int_equal(memory_tags_bytes((memory_tag)other), 10 + other);
        }
    }
    memory_tags_free(NULL);
}

static void test_new_is_zeroed(void **state)
{
    (void)state;
    void *dirty = malloc(5000);
    memset(dirty, 0xA5, 5000);
    free(dirty);
    const unsigned char *block = memory_tags_new(MEMORY_UI, 5000 - 16);
    for (size_t i = 0; i < 5000 - 16; i++) {
        assert_int_equal(block[i], 0);
    }
    memory_tags_free((void *)(uintptr_t)block);
}

static void test_too_much(void **state)
{
    (void)state;
    const awe_allocator *a = memory_tags_allocator(MEMORY_SONG);
    assert_null(a->allocate(a->context, SIZE_MAX));
    assert_null(memory_tags_new(MEMORY_SONG, SIZE_MAX - 3));
    assert_int_equal(memory_tags_bytes(MEMORY_SONG), 0);
    assert_int_equal(memory_tags_peak_bytes(MEMORY_SONG), 11); /* of the test before */
}

static void *work(void *context)
{
    void *kept[100];
    (void)context;
    for (int round = 0; round < 200; round++) {
        for (size_t i = 0; i < 100; i++) {
            kept[i] = memory_tags_new(MEMORY_RINGS, i + 1);
        }
        for (size_t i = 0; i < 100; i++) {
            memory_tags_free(kept[i]);
        }
    }
    return NULL;
}

static void test_threads(void **state)
{
    (void)state;
    pthread_t threads[4];
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, work, NULL), 0);
    }
    for (size_t i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
    }
    assert_int_equal(memory_tags_bytes(MEMORY_RINGS), 0);
    assert_in_range(memory_tags_peak_bytes(MEMORY_RINGS), 5050, 4 * 5050);
}

static void test_metrics(void **state)
{
    (void)state;
    awe_meters meters;
    void *block = memory_tags_new(MEMORY_SYNTH, 777);
    awe_meters_init(&meters);
    memory_tags_meter(&meters);
    awe_reading synth =
        awe_meters_read(&meters, AWE_METRIC_MEMORY_SYNTH, AWE_STAT_VALUE, AWE_WINDOW_10_S);
    awe_reading effects =
        awe_meters_read(&meters, AWE_METRIC_MEMORY_EFFECTS, AWE_STAT_VALUE, AWE_WINDOW_10_S);
    assert_true(!synth.why && synth.value == 777);
    assert_string_equal(effects.why, "part of the synth's memory");
    memory_tags_free(block);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts_and_peak), cmocka_unit_test(test_tags_apart),
        cmocka_unit_test(test_new_is_zeroed),   cmocka_unit_test(test_too_much),
        cmocka_unit_test(test_threads),         cmocka_unit_test(test_metrics),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
