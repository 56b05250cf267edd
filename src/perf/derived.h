/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_DERIVED_H
#define AWE_PERF_DERIVED_H

/* Metrics that follow from other metrics: headroom, jitter, growth of memory. All main thread. */

#include "perf/growth.h"
#include "perf/meters.h"

typedef struct awe_derived {
    awe_growth resident, tagged;
} awe_derived;

/* [main] */
void awe_derived_init(awe_derived *derived);

/* Sets them in `meters` at `seconds` since the start. [main] */
void awe_derived_set(awe_derived *derived, awe_meters *meters, double seconds);

#endif
