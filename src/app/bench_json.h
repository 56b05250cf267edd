/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BENCH_JSON_H
#define APP_BENCH_JSON_H

/* The bench's results as JSON, one case a line, and read again: from a file that is a baseline, or
   from a program that was started to run. [main] */

#include "app/bench.h"
#include "app/bench_verdict.h"

#include <stdbool.h>
#include <stddef.h>

/* What was measured where. */
typedef struct bench_origin {
    char machine[128]; /* processor and how many; "": not known */
    char version[32];  /* of the program */
} bench_origin;

/* This machine and this program. */
void bench_origin_find(bench_origin *out);

/* The case as a line without newline, to be released by free(); NULL: no memory. */
char *bench_json_write(const bench_case *item, const bench_origin *origin);

/* The same for a verdict; bench_json_read() passes over it. */
char *bench_json_write_verdict(const bench_verdict *verdict);

/* Where something is wrong in a text. */
typedef struct bench_error {
    size_t line;      /* from 1 */
    const char *text; /* static */
} bench_error;

/* Adds all cases of a text of `size` bytes to `list`; its blank lines, and lines that are of
   another kind, are passed over. `origin` receives that of the last one. False: `error` tells of
   the first wrong line, and the list holds what stood before. */
bool bench_json_read(const char *text, size_t size, bench_list *list, bench_origin *origin,
                     bench_error *error);

#endif
