/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BENCH_RUN_H
#define APP_BENCH_RUN_H

/* One timing run, in this process: the fastest of three passes, off-line, as fast as it goes,
   without resampling. [main] */

#include "app/bench.h"
#include "app/workload.h"

#include <stdbool.h>

/* How to run. */
typedef struct bench_plan {
    awe_synth_config config;
    uint32_t block_frames;
    uint32_t n_warm_ups; /* passes before, of which the last tells the stages; 0: one bare pass, to
                            count instructions */
} bench_plan;

/* Runs `w` once. False: no memory, which has been said, or a signal asks for the end. */
bool bench_run(const workload *w, const bench_plan *plan, bench_case *out);

#endif
