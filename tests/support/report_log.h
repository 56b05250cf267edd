/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_REPORT_LOG_H
#define TESTS_SUPPORT_REPORT_LOG_H

/* Keeps what a reader reports: give report_log_add as the report function and the log as its
   context. */

#include "awe/status.h"

#include <stdbool.h>
#include <stddef.h>

#define REPORT_LOG_SIZE 256

typedef struct report_entry {
    awe_report report; /* its part, name and text point to copies in this entry */
    char part[32];
    char name[64];
    char text[192];
} report_entry;

typedef struct report_log {
    size_t n; /* all reports, also those that did not fit */
    report_entry entries[REPORT_LOG_SIZE];
} report_log;

void report_log_clear(report_log *log);

void report_log_add(void *context, const awe_report *report);

/* The first report whose text contains `words`, or NULL. */
const awe_report *report_log_find(const report_log *log, const char *words);

/* How many reports' texts contain `words`. */
size_t report_log_count(const report_log *log, const char *words);

#endif
