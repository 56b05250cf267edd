/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BENCH_VERDICT_H
#define APP_BENCH_VERDICT_H

/* Is this program faster or slower than another one, or than it was? [main] */

#include "app/bench.h"
#include "perf/compare.h"
#include "perf/tail.h"

#include <stdbool.h>

/* Verdict on one case. */
typedef struct bench_verdict {
    const bench_case *base;
    const bench_case *candidate;
    const char *void_reason; /* static; NULL: `verdict` holds */
    awe_verdict verdict;
    awe_shift compared; /* processor time, candidate by base */
    double spread;      /* how far the program and itself, run as a control, are apart */
    double margin;      /* what a difference has to exceed */
    bool has_tail;
    awe_tail_ratio tail;         /* of p99.9 of the buffers' times */
    double instructions_percent; /* more than the base's; NaN: not known */
} bench_verdict;

/* Judges all cases of `candidate`, whose list must outlive `out`, for which there is room for as
   many: each against that of the same name and buffer size of `base`. `control` holds further runs
   of the candidate's program, made at the same time. False: no memory. */
bool bench_verdict_judge(const bench_list *base, const bench_list *candidate,
                         const bench_list *control, bench_verdict *out);

/* Makes all void. */
void bench_verdict_void(bench_verdict *verdicts, size_t n, const char *reason);

/* Is nothing void, nothing slower by more than `percent`, and no count of instructions up by more
   than 1 %? */
bool bench_verdict_passes(const bench_verdict *verdicts, size_t n, double percent);

#endif
