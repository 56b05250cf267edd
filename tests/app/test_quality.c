/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/quality.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_words(void **state)
{
    (void)state;
    quality_settings q = {0};
    assert_true(quality_read("auto", &q));
    assert_false(q.is_exact || q.has_level);
    assert_true(quality_read("exact", &q));
    assert_true(q.is_exact);
    assert_true(quality_read("medium", &q));
    assert_false(q.is_exact);
    assert_int_equal(q.level, 2);
    assert_false(quality_read("mediu", &q));
    assert_false(quality_read("", &q));
    assert_true(quality_read_floor("high", &q));
    assert_int_equal(q.floor, 1);
    assert_false(quality_read_floor("exact", &q));
}

/* The polyphony of the levels: all, all, 3/4 and 1/2, but never below 8 (docs/perf.md). */
static void test_levels(void **state)
{
    (void)state;
    quality_settings q = {0};
    awe_adapt_config c = quality_levels(&q, 32);
    assert_int_equal(c.best, 0);
    assert_int_equal(c.worst, 3);
    assert_int_equal(c.n_voices[0], 32);
    assert_int_equal(c.n_voices[1], 32);
    assert_int_equal(c.n_voices[2], 24);
    assert_int_equal(c.n_voices[3], 16);
    c = quality_levels(&q, 10);
    assert_int_equal(c.n_voices[2], 8);
    assert_int_equal(c.n_voices[3], 8);
    c = quality_levels(&q, 4);
    assert_int_equal(c.n_voices[3], 4);
    assert_true(quality_read("exact", &q));
    c = quality_levels(&q, 32);
    assert_int_equal(c.best, c.worst);
    assert_int_equal(c.best, 0);
    assert_true(quality_read("low", &q));
    assert_int_equal(quality_levels(&q, 32).best, 3);
    assert_true(quality_read("auto", &q));
    assert_true(quality_read_floor("high", &q));
    assert_int_equal(quality_levels(&q, 32).worst, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_levels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
