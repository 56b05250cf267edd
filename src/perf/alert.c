/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/alert.h"

void awe_alert_init(awe_alert *alert, const awe_budget *budget)
{
    *alert = (awe_alert){.budget = *budget, .reading = {.why = "not read yet"}};
}

static void enter(awe_alert *alert, awe_alert_state state, double now_s)
{
    alert->state = state;
    alert->since_s = now_s;
    alert->is_clear = false;
}

static bool take_broken(awe_alert *alert, double now_s)
{
    if (alert->state == AWE_ALERT_OK) {
        enter(alert, AWE_ALERT_PENDING, now_s);
    }
    if (alert->state == AWE_ALERT_PENDING && now_s - alert->since_s >= alert->budget.for_s) {
        enter(alert, AWE_ALERT_FIRING, now_s);
        alert->n_repeats = 0;
        return true;
    }
    if (alert->state == AWE_ALERT_CLEARING) {
        enter(alert, AWE_ALERT_FIRING, now_s);
        alert->n_repeats++;
    }
    return false;
}

static bool take_kept(awe_alert *alert, bool is_clear, double now_s)
{
    if (alert->state == AWE_ALERT_PENDING) {
        enter(alert, AWE_ALERT_OK, now_s);
    }
    if (alert->state == AWE_ALERT_FIRING) {
        enter(alert, AWE_ALERT_CLEARING, now_s);
    }
    if (is_clear && !alert->is_clear) {
        alert->clear_from_s = now_s;
    }
    alert->is_clear = is_clear;
    if (alert->state == AWE_ALERT_CLEARING && is_clear &&
        now_s - alert->clear_from_s >= alert->budget.clear_s) {
        enter(alert, AWE_ALERT_OK, now_s);
        return true;
    }
    return false;
}

bool awe_alert_update(awe_alert *alert, const awe_reading *reading, double period_ns, double now_s)
{
    const awe_budget *budget = &alert->budget;
    alert->reading = *reading;
    if (reading->why) {
        return take_kept(alert, true, now_s);
    }
    if (!awe_budget_is_kept(budget, reading->value, period_ns)) {
        return take_broken(alert, now_s);
    }
    return take_kept(alert, awe_budget_is_clear(budget, reading->value, period_ns), now_s);
}

bool awe_alert_is_on(const awe_alert *alert)
{
    return alert->state == AWE_ALERT_FIRING || alert->state == AWE_ALERT_CLEARING;
}

awe_health awe_alerts_health(const awe_alert *alerts, size_t n, bool is_quality_lowered)
{
    awe_health health = is_quality_lowered ? AWE_HEALTH_DEGRADED : AWE_HEALTH_GOOD;
    for (size_t i = 0; i < n; i++) {
        awe_urgency severity = alerts[i].budget.severity;
        if (!awe_alert_is_on(&alerts[i]) || severity == AWE_URGENCY_INFO) {
            continue;
        }
        if (severity == AWE_URGENCY_CRITICAL) {
            return AWE_HEALTH_CRITICAL;
        }
        health = AWE_HEALTH_DEGRADED;
    }
    return health;
}

const char *awe_alert_state_name(awe_alert_state state)
{
    static const char *const names[] = {"ok", "pending", "firing", "clearing"};
    return names[state];
}

const char *awe_health_name(awe_health health)
{
    static const char *const names[] = {"good", "degraded", "critical"};
    return names[health];
}
