/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_BLACK_BOX_H
#define AWE_PERF_BLACK_BOX_H

/* The last records, kept for a dump when something went wrong. All main thread. */

#include "perf/record.h"

#include <stddef.h>
#include <stdint.h>

#define AWE_BLACK_BOX_RECORDS 65536 /* 4 MiB; 87 s of 64 frames at 48 kHz */

typedef struct awe_black_box {
    awe_record *records;
    size_t n_records; /* room */
    uint64_t n_taken;
} awe_black_box;

/* `records` has room for n_records (above 0), is borrowed and outlives the box. [main] */
void awe_black_box_init(awe_black_box *box, awe_record *records, size_t n_records);

/* Keeps a copy, in the place of the oldest one where there is no room. [main] */
void awe_black_box_take(awe_black_box *box, const awe_record *record);

/* How many are kept. [main] */
size_t awe_black_box_count(const awe_black_box *box);

/* Number `i` of those that are kept, oldest first. [main] */
const awe_record *awe_black_box_get(const awe_black_box *box, size_t i);

/* Number of the first one that was entered within `ns` before the newest. [main] */
size_t awe_black_box_since(const awe_black_box *box, uint64_t ns);

#endif
