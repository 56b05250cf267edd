/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Unit conversions against the C library, within the errors that units.h states. */

#include "base/units.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_cents(void **state)
{
    (void)state;
    for (double cents = -23990.0; cents < 24000.0; cents += 3.7) {
        double want = exp2((double)(float)cents / 1200.0);
        double got = awe_cents_to_ratio((float)cents);
        /* float cents have steps of 0.002 up here */
        assert_true(fabs(1200.0 * log2(got / want)) < 0.002);
    }
    assert_true(awe_cents_to_ratio(0.0f) == 1.0f);
    assert_true(awe_cents_to_ratio(1200.0f) == 2.0f);
    assert_true(awe_cents_to_ratio(-3600.0f) == 0.125f);
    assert_true(awe_cents_to_ratio(1e9f) == awe_cents_to_ratio(24000.0f));
}

static void test_centibels(void **state)
{
    (void)state;
    for (double cb = 0.0; cb < 1439.0; cb += 0.37) {
        double want = pow(10.0, -cb / 200.0);
        assert_true(fabs(20.0 * log10(awe_cb_to_gain((float)cb) / want)) < 0.001);
    }
    assert_true(awe_cb_to_gain(-5.0f) == 1.0f);
    assert_true(awe_cb_to_gain(1440.0f) == 0.0f);
    assert_true(awe_cb_to_gain(NAN) == 0.0f);
}

static void test_gain_to_centibels(void **state)
{
    (void)state;
    for (double gain = 1.0; gain > 1e-7; gain *= 0.997) {
        double want = -200.0 * log10((double)(float)gain);
        assert_true(fabs(awe_gain_to_cb((float)gain) - want) < 0.002);
    }
    assert_true(awe_gain_to_cb(0.0f) == 1440.0f);
    assert_true(awe_gain_to_cb(-1.0f) == 1440.0f);
}

static void test_ratio_to_cents(void **state)
{
    (void)state;
    for (double ratio = 1e-6; ratio < 1e6; ratio *= 1.013) {
        double want = 1200.0 * log2((double)(float)ratio);
        assert_true(fabs(awe_ratio_to_cents((float)ratio) - want) < 0.02);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cents),
        cmocka_unit_test(test_centibels),
        cmocka_unit_test(test_gain_to_centibels),
        cmocka_unit_test(test_ratio_to_cents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
