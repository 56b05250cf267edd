/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BUDGET_FILE_H
#define APP_BUDGET_FILE_H

/* Budgets as a text file in the form of the configuration:

       [budget]      # a comment
       share.p99.9[60s] < 50% for 2s clear 40% severity warn

   one budget a line, as perf/budget.h reads it. All [main]. */

#include "perf/alert.h"
#include "perf/budget.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Budgets that were read. */
typedef struct budget_list {
    awe_budget items[AWE_MAX_ALERTS];
    size_t n;
} budget_list;

/* The default budgets of the table of metrics. */
void budget_list_default(budget_list *list);

/* Where something is wrong in a text. */
typedef struct budget_error {
    unsigned line;    /* from 1 */
    const char *text; /* static */
} budget_error;

/* Reads a whole text of `size` bytes. False: `error` tells of the first wrong line, and the list is
   not to be used. */
bool budget_file_parse(const char *text, size_t size, budget_list *list, budget_error *error);

/* Reads the file `path`; says what is wrong with it. */
bool budget_file_read(const char *path, budget_list *list);

/* What is to be watched: the budgets of `path`, or for NULL the user's own (`budgets` in the
   configuration's folder), or where there are none the defaults. False: they are wrong, which is
   said. */
bool budget_list_load(const char *path, budget_list *list);

/* Writes the list to `file`. False: it could not be written. */
bool budget_file_write(FILE *file, const budget_list *list);

#endif
