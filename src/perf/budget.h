/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_BUDGET_H
#define AWE_PERF_BUDGET_H

/* A limit on a statistic, as one line of text:

       share.p99.9[60s] < 50% for 2s clear 40% severity warn
       metric.stat[window] op value, then in any order: for, clear, severity

   Without a stat it is the metric's value (a counter's growth in the window), without a window the
   last 10 s. A value has the metric's unit unless it names one; a duration may be in % of a
   buffer's. `clear` is what ends an alert: a value, or for a counter the seconds without growth;
   without it, the limit. All main thread. */

#include "perf/meters.h"

#include <stdbool.h>
#include <stddef.h>

#define AWE_BUDGET_SIZE 160 /* bytes that hold any budget's line */

typedef enum awe_comparison {
    AWE_BELOW,
    AWE_AT_MOST,
    AWE_EQUAL,
    AWE_AT_LEAST,
    AWE_ABOVE,
} awe_comparison;

typedef enum awe_urgency {
    AWE_URGENCY_INFO,
    AWE_URGENCY_WARN,
    AWE_URGENCY_CRITICAL,
} awe_urgency;

typedef struct awe_budget {
    awe_metric metric;
    awe_stat stat;
    awe_window window;
    awe_comparison comparison;
    double limit, clear; /* in the metric's unit, or in % of a period */
    double for_s;        /* broken for so long: an alert */
    double clear_s;      /* in order for so long: its end */
    awe_urgency severity;
    bool is_of_period;
} awe_budget;

/* Reads a line. False: `error` says what is wrong with it; static text. [main] */
bool awe_budget_parse(const char *line, awe_budget *out, const char **error);

/* Writes the default budgets of the table of metrics to `out`, which has room for `room`. Returns
   how many. [main] */
size_t awe_budget_defaults(awe_budget *out, size_t room);

/* Writes the line to `text`, which has AWE_BUDGET_SIZE bytes. [main] */
void awe_budget_print(const awe_budget *budget, char *text);

/* Does `value`, in the metric's unit, keep to the limit? `period_ns` is how long a buffer lasts.
   [main] */
bool awe_budget_is_kept(const awe_budget *budget, double value, double period_ns);

/* Is it good enough to end an alert? [main] */
bool awe_budget_is_clear(const awe_budget *budget, double value, double period_ns);

/* Such as "warn". [any] */
const char *awe_urgency_name(awe_urgency severity);

#endif
