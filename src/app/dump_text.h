/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_DUMP_TEXT_H
#define APP_DUMP_TEXT_H

/* A black box as text, piece by piece: a head, its records in order, an end. All that is written is
   numbers and our own words, so that nothing needs to be escaped. What goes wrong shows in
   ferror(file). [main] */

#include "app/dump.h"
#include "perf/record.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* A dump that is being written. */
typedef struct dump_text {
    FILE *file;
    dump_format format;
    int pid;
    uint64_t start_ns; /* of the first record: the trace's times count from there */
    uint32_t n_voices; /* as last written: a trace tells changes only */
    bool has_start;
} dump_text;

/* Writes the head. `when` is the time in ISO 8601, `n_records` how many will follow. */
void dump_text_begin(dump_text *text, const dump_head *head, const char *when, size_t n_records);
void dump_text_record(dump_text *text, const awe_record *record);
void dump_text_end(dump_text *text);

/* Such as "xrun". */
const char *dump_reason_name(dump_reason reason);

#endif
