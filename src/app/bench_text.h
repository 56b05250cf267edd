/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BENCH_TEXT_H
#define APP_BENCH_TEXT_H

/* The bench's results for people. [main] */

#include "app/bench.h"
#include "app/bench_verdict.h"

#include <stddef.h>
#include <stdio.h>

/* Tables of all cases. */
void bench_text_print(FILE *file, const bench_list *list);

/* A table of verdicts. */
void bench_text_print_verdicts(FILE *file, const bench_verdict *verdicts, size_t n);

#endif
