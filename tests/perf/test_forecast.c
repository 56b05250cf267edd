/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The relation between levels is the calibration's; the current level is followed. */

#include "perf/forecast.h"

#include <math.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const double best[AWE_N_COSTS] = {1000, 1, 10, 100};
static const double low[AWE_N_COSTS] = {500, 0.4, 5, 100};

/* 1000 + 32 x 64 + 640 + 200 = 3888 at the best level, 1839.2 at low */
static const awe_record usual = {.frames = 64, .n_voices = 32, .n_events = 2};

static void check(double got, double want)
{
    assert_true(fabs(got - want) < 1e-6 * want);
}

static void test_nothing_is_known_without_calibration(void **state)
{
    (void)state;
    awe_forecast f;
    awe_work work = awe_forecast_work(&usual);
    awe_forecast_init(&f);
    assert_true(awe_forecast_predict_ns(&f, &usual) == 0);
    assert_true(awe_forecast_calibrated_ns(&f, 1, &work) == 0);
}

static void test_levels_have_their_own_costs(void **state)
{
    (void)state;
    awe_forecast f;
    awe_record record = usual;
    awe_work work = awe_forecast_work(&usual);
    awe_forecast_init(&f);
    awe_forecast_calibrate(&f, 0, best);
    awe_forecast_calibrate(&f, 3, low);
    check(awe_forecast_predict_ns(&f, &record), 3888);
    check(awe_forecast_calibrated_ns(&f, 3, &work), 1839.2);
    record.level = 3;
    check(awe_forecast_predict_ns(&f, &record), 1839.2);
    assert_int_equal(f.level, 3);
    record.level = 200; /* no such level: a broken record */
    awe_forecast_predict_ns(&f, &record);
    assert_int_equal(f.level, 3);
}

static void test_slowness_goes_along_to_another_level(void **state)
{
    (void)state;
    awe_forecast f;
    awe_record record = usual;
    awe_work work = awe_forecast_work(&usual);
    awe_forecast_init(&f);
    awe_forecast_calibrate(&f, 0, best);
    awe_forecast_calibrate(&f, 3, low);
    for (int i = 0; i < 20000; i++) {
        record.busy_ns = 2 * 3888;
        awe_forecast_predict_ns(&f, &record);
        awe_forecast_learn(&f, &record);
    }
    assert_true(fabs(awe_forecast_predict_ns(&f, &record) - 7776) < 10);
    check(awe_forecast_calibrated_ns(&f, 0, &work), 3888); /* that stays */
    record.level = 3;
    assert_true(fabs(awe_forecast_predict_ns(&f, &record) - 2 * 1839.2) < 10);
}

static void test_a_level_without_calibration_keeps_the_model(void **state)
{
    (void)state;
    awe_forecast f;
    awe_record record = usual;
    awe_forecast_init(&f);
    awe_forecast_calibrate(&f, 0, best);
    record.level = 1;
    check(awe_forecast_predict_ns(&f, &record), 3888);
    assert_int_equal(f.level, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_is_known_without_calibration),
        cmocka_unit_test(test_levels_have_their_own_costs),
        cmocka_unit_test(test_slowness_goes_along_to_another_level),
        cmocka_unit_test(test_a_level_without_calibration_keeps_the_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
