/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/report_log.h"

#include <stdio.h>
#include <string.h>

void report_log_clear(report_log *log)
{
    log->n = 0;
}

static const char *copy(char *to, size_t size, const char *from)
{
    if (!from) {
        return NULL;
    }
    snprintf(to, size, "%s", from);
    return to;
}

void report_log_add(void *context, const awe_report *report)
{
    report_log *log = context;
    if (log->n < REPORT_LOG_SIZE) {
        report_entry *entry = &log->entries[log->n];
        entry->report = *report;
        entry->report.part = copy(entry->part, sizeof entry->part, report->part);
        entry->report.name = copy(entry->name, sizeof entry->name, report->name);
        entry->report.text = copy(entry->text, sizeof entry->text, report->text);
    }
    log->n++;
}

const awe_report *report_log_find(const report_log *log, const char *words)
{
    for (size_t i = 0; i < log->n && i < REPORT_LOG_SIZE; i++) {
        if (strstr(log->entries[i].report.text, words)) {
            return &log->entries[i].report;
        }
    }
    return NULL;
}

size_t report_log_count(const report_log *log, const char *words)
{
    size_t n = 0;
    for (size_t i = 0; i < log->n && i < REPORT_LOG_SIZE; i++) {
        n += strstr(log->entries[i].report.text, words) != NULL;
    }
    return n;
}
