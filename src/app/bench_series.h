/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BENCH_SERIES_H
#define APP_BENCH_SERIES_H

/* Runs in processes of their own, so that where things happen to lie in memory is drawn anew, and
   what one workload leaves behind does not disturb the next. The program is this one, or another
   build of it. [main] */

#include "app/bench.h"
#include "app/bench_json.h"
#include "app/bench_kinds.h"
#include "app/settings.h"

#include <stdbool.h>

/* What is run: one of both. */
typedef struct bench_work {
    const bench_kind *kind;
    const char *song;
} bench_work;

/* A program, and what its runs have brought. */
typedef struct bench_program {
    const char *path;
    bench_list list;
    bench_origin origin;
} bench_program;

/* Runs `work` once with all buffer sizes of `s`, which has at least one, and adds that to the list.
   False: what is wrong has been said, or a signal asks for the end. */
bool bench_series_run(const settings *s, const bench_work *work, bench_program *program);

/* Counts the instructions of `work` by callgrind, and notes them with the cases that the list has
   of it, or why that cannot be. False: a signal asks for the end. */
bool bench_series_count(const settings *s, const bench_work *work, bench_program *program);

#endif
