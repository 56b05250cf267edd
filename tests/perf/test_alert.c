/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Each state and each way between two, and the health that follows. */

#include "perf/alert.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static awe_alert alert;

/* below 10, for 2 s; over below 5, for 2 s */
static int set_up(void **state)
{
    (void)state;
    awe_budget budget;
    const char *error;
    assert_true(awe_budget_parse("voice.active < 10 for 2s clear 5", &budget, &error));
    awe_alert_init(&alert, &budget);
    return 0;
}

static bool update(double now_s, double value)
{
    awe_reading reading = {.value = value};
    return awe_alert_update(&alert, &reading, 0, now_s);
}

static void check_state(awe_alert_state want)
{
    assert_string_equal(awe_alert_state_name(alert.state), awe_alert_state_name(want));
}

static void test_short_breaks_are_no_alert(void **state)
{
    (void)state;
    assert_false(update(0, 11));
    check_state(AWE_ALERT_PENDING);
    assert_false(update(1.9, 11));
    assert_false(update(2, 9));
    check_state(AWE_ALERT_OK);
    assert_false(update(2.1, 11));
    assert_false(update(4, 11));
    check_state(AWE_ALERT_PENDING);
}

static void test_from_begin_to_end(void **state)
{
    (void)state;
    update(0, 11);
    assert_true(update(2, 11));
    check_state(AWE_ALERT_FIRING);
    assert_false(update(3, 12)); /* told once */
    assert_false(update(4, 9));
    check_state(AWE_ALERT_CLEARING);
    assert_true(awe_alert_is_on(&alert));
    assert_false(update(9, 9)); /* not good enough, for however long */
    assert_false(update(10, 4));
    assert_false(update(11, 6)); /* not for long enough */
    assert_false(update(12, 4));
    assert_false(update(13.9, 4));
    assert_true(update(14, 4));
    check_state(AWE_ALERT_OK);
    assert_false(awe_alert_is_on(&alert));
    assert_int_equal(alert.n_repeats, 0);
}

static void test_what_comes_back_is_counted(void **state)
{
    (void)state;
    update(0, 11);
    assert_true(update(2, 11));
    for (int i = 0; i < 3; i++) {
        assert_false(update(3 + 2 * i, 9));
        assert_false(update(4 + 2 * i, 11));
        check_state(AWE_ALERT_FIRING);
    }
    assert_int_equal(alert.n_repeats, 3);
}

static void test_for_zero_fires_at_once(void **state)
{
    (void)state;
    alert.budget.for_s = 0;
    assert_true(update(0, 11));
    check_state(AWE_ALERT_FIRING);
}

static void test_the_unknown_is_not_broken(void **state)
{
    (void)state;
    awe_reading unknown = {.value = 100, .why = "no sensor"};
    assert_false(awe_alert_update(&alert, &unknown, 0, 0));
    check_state(AWE_ALERT_OK);
    update(1, 11);
    assert_true(update(3, 11));
    assert_false(awe_alert_update(&alert, &unknown, 0, 4));
    assert_true(awe_alert_update(&alert, &unknown, 0, 6));
    check_state(AWE_ALERT_OK);
    assert_string_equal(alert.reading.why, "no sensor");
}

static void test_health(void **state)
{
    (void)state;
    awe_alert alerts[2];
    update(0, 11);
    update(2, 11);
    alerts[0] = alerts[1] = alert;
    alerts[1].state = AWE_ALERT_PENDING;
    alerts[1].budget.severity = AWE_URGENCY_CRITICAL;
    assert_int_equal(awe_alerts_health(NULL, 0, false), AWE_HEALTH_GOOD);
    assert_int_equal(awe_alerts_health(NULL, 0, true), AWE_HEALTH_DEGRADED);
    assert_int_equal(awe_alerts_health(alerts, 2, false), AWE_HEALTH_DEGRADED);
    alerts[1].state = AWE_ALERT_CLEARING;
    assert_string_equal(awe_health_name(awe_alerts_health(alerts, 2, false)), "critical");
    alerts[0].budget.severity = AWE_URGENCY_INFO;
    assert_string_equal(awe_health_name(awe_alerts_health(alerts, 1, false)), "good");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_short_breaks_are_no_alert, set_up),
        cmocka_unit_test_setup(test_from_begin_to_end, set_up),
        cmocka_unit_test_setup(test_what_comes_back_is_counted, set_up),
        cmocka_unit_test_setup(test_for_zero_fires_at_once, set_up),
        cmocka_unit_test_setup(test_the_unknown_is_not_broken, set_up),
        cmocka_unit_test_setup(test_health, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
