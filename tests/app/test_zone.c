/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/zone.h"
#include "io/clock.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static bool find(const char *name, zone_times *out)
{
    for (size_t i = 0; zone_get(i, out); i++) {
        if (strcmp(out->name, name) == 0) {
            return true;
        }
    }
    return false;
}

static void sleep_twice(void)
{
    AWE_ZONE("outer");
    clock_sleep_ms(5);
    {
        AWE_ZONE("inner");
        clock_sleep_ms(20);
    }
}

static int leave_early(int i)
{
    AWE_ZONE("early");
    if (i % 2) {
        return 1;
    }
    return 0;
}

/* The first test: nothing was listed before. */
static void test_off(void **state)
{
    (void)state;
    zone_times times;
    sleep_twice();
    assert_false(zone_get(0, &times));
}

static void test_nested(void **state)
{
    (void)state;
    zone_times outer;
    zone_times inner;
    uint64_t before_ns = clock_now_ns();
    zone_switch(true);
    sleep_twice();
    zone_switch(false);
    uint64_t passed_ns = clock_now_ns() - before_ns;
    assert_true(zone_get(0, &outer) && zone_get(1, &inner));
    assert_string_equal(outer.name, "outer");
    assert_string_equal(inner.name, "inner");
    assert_int_equal(inner.runs_ns.count, 1);
    assert_in_range(inner.sum_ns, 20000000, outer.sum_ns - 5000000);
    assert_in_range(outer.sum_ns, 25000000, passed_ns);
    assert_true(inner.max_ns == inner.sum_ns && inner.runs_ns.max == inner.sum_ns);
    assert_in_range(outer.first_ns, before_ns, inner.first_ns - 5000000);
}

static void test_left_early(void **state)
{
    (void)state;
    zone_times times;
    zone_switch(true);
    for (int i = 0; i < 10; i++) {
        leave_early(i);
    }
    zone_switch(false);
    leave_early(1);
    assert_true(find("early", &times));
    assert_int_equal(times.runs_ns.count, 10);
}

/* Switched on in the middle of a run: that run is not counted. */
static void test_switched_within(void **state)
{
    (void)state;
    zone_times times;
    {
        AWE_ZONE("within");
        zone_switch(true);
    }
    assert_false(find("within", &times));
    zone_switch(false);
}

static void *work(void *context)
{
    (void)context;
    for (int i = 0; i < 1000; i++) {
        AWE_ZONE("shared");
    }
    return NULL;
}

static void test_threads(void **state)
{
    (void)state;
    pthread_t threads[4];
    zone_times times;
    zone_switch(true);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, work, NULL), 0);
    }
    for (size_t i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
    }
    zone_switch(false);
    assert_true(find("shared", &times));
    assert_int_equal(times.runs_ns.count, 4000);
    assert_true(times.runs_ns.sum == times.sum_ns);
}

/* --bench: what a zone costs. */
static int bench(void)
{
    const int n = 1000000;
    for (int is_on = 0; is_on < 2; is_on++) {
        zone_switch(is_on);
        uint64_t start_ns = clock_now_ns();
        for (int i = 0; i < n; i++) {
            leave_early(i);
        }
        printf("%s: %.1f ns\n", is_on ? "on" : "off", (double)(clock_now_ns() - start_ns) / n);
    }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--bench") == 0) {
        return bench();
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_off),        cmocka_unit_test(test_nested),
        cmocka_unit_test(test_left_early), cmocka_unit_test(test_switched_within),
        cmocka_unit_test(test_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
