/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BUDGET_CHECK_H
#define APP_BUDGET_CHECK_H

/* Budgets as a verdict: a rehearsal (rehearsal.h) is watched by the monitor as a live song is, and
   each budget whose alert began was broken. What only a device can tell is not known. [main] */

#include "app/budget_file.h"
#include "app/workload.h"
#include "perf/meters.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct budget_result {
    awe_budget budget;
    awe_reading reading; /* when it was broken, else at the end */
    double broken_s;     /* when; negative: never */
} budget_result;

typedef struct budget_check {
    const workload *work;
    const awe_synth_config *synth;
    const budget_list *budgets;
    uint32_t buffer_frames;
    budget_result results[AWE_MAX_ALERTS]; /* [budgets->n] */
    double seconds;                        /* that were watched */
    uint32_t n_broken;
} budget_check;

/* Runs it; the first four fields are set. False: no memory, which is said. */
bool budget_check_run(budget_check *c);

#endif
