/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_ALERT_H
#define AWE_PERF_ALERT_H

/* A budget that stayed broken, and what follows for the health of the whole. One transition is
   told when an alert begins and one when it is over; what comes back in between is counted. All
   main thread. */

#include "perf/budget.h"
#include "perf/meters.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AWE_MAX_ALERTS 64 /* budgets watched at a time */

typedef enum awe_alert_state {
    AWE_ALERT_OK,
    AWE_ALERT_PENDING,  /* broken, but not for long enough */
    AWE_ALERT_FIRING,   /* broken for long enough */
    AWE_ALERT_CLEARING, /* in order, but not enough or not for long enough */
} awe_alert_state;

typedef struct awe_alert {
    awe_budget budget;
    awe_alert_state state;
    double since_s;      /* of the state */
    double clear_from_s; /* while clearing: since when it is good enough */
    awe_reading reading; /* the last one */
    uint32_t n_repeats;  /* times that it fired again before it was over */
    bool is_clear;
} awe_alert;

typedef enum awe_health {
    AWE_HEALTH_GOOD,
    AWE_HEALTH_DEGRADED, /* a warning, or less quality than wished */
    AWE_HEALTH_CRITICAL,
} awe_health;

/* Watches `budget` from now on. [main] */
void awe_alert_init(awe_alert *alert, const awe_budget *budget);

/* Takes a reading of the budget's statistic at `now_s`. What is not known is not broken. True: the
   alert has begun (it is firing now) or is over (ok now). [main] */
bool awe_alert_update(awe_alert *alert, const awe_reading *reading, double period_ns, double now_s);

/* Does it count: firing, or not yet over? [main] */
bool awe_alert_is_on(const awe_alert *alert);

/* The worst alert that is on; lowered quality is at least degraded. [main] */
awe_health awe_alerts_health(const awe_alert *alerts, size_t n, bool is_quality_lowered);

/* Such as "firing"; such as "good". [any] */
const char *awe_alert_state_name(awe_alert_state state);
const char *awe_health_name(awe_health health);

#endif
