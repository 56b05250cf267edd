/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The table is whole: every metric has a name of its own, a meaning, and a reason if nobody feeds
   it; histograms have a scale. */

#include "perf/metrics.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_every_row_is_filled(void **state)
{
    (void)state;
    for (size_t i = 0; i < AWE_N_METRICS; i++) {
        const awe_metric_info *info = &awe_metrics[i];
        assert_non_null(info->name);
        assert_true(strlen(info->help) > 5);
        assert_true(info->help[strlen(info->help) - 1] != '.');
        assert_int_equal(awe_metric_find(info->name, strlen(info->name)), i);
        assert_int_equal(info->scale > 0, info->kind == AWE_HISTOGRAM);
        assert_true(!info->low_is_bad || info->kind == AWE_HISTOGRAM);
        assert_true(!info->budget || strstr(info->budget, "severity"));
        assert_true(!info->why || strlen(info->why) > 5);
    }
}

static void test_names_use_the_letters_of_budgets(void **state)
{
    (void)state;
    for (size_t i = 0; i < AWE_N_METRICS; i++) {
        const char *name = awe_metrics[i].name;
        assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz_."), strlen(name));
    }
}

static void test_unknown_names_are_not_found(void **state)
{
    (void)state;
    assert_int_equal(awe_metric_find("shar", 4), AWE_N_METRICS);
    assert_int_equal(awe_metric_find("sharex", 6), AWE_N_METRICS);
    assert_int_equal(awe_metric_find("", 0), AWE_N_METRICS);
    assert_int_equal(awe_metric_find("sharex", 5), AWE_METRIC_SHARE);
}

static void test_units_have_names(void **state)
{
    (void)state;
    for (int unit = 0; unit <= AWE_UNIT_CELSIUS; unit++) {
        assert_non_null(awe_unit_name((awe_unit)unit));
    }
    assert_string_equal(awe_unit_name(AWE_UNIT_BYTES_PER_MIN), "bytes/min");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_row_is_filled),
        cmocka_unit_test(test_names_use_the_letters_of_budgets),
        cmocka_unit_test(test_unknown_names_are_not_found),
        cmocka_unit_test(test_units_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
