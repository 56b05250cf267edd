/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/black_box.h"

void awe_black_box_init(awe_black_box *box, awe_record *records, size_t n_records)
{
    *box = (awe_black_box){.records = records, .n_records = n_records};
}

void awe_black_box_take(awe_black_box *box, const awe_record *record)
{
    box->records[box->n_taken++ % box->n_records] = *record;
}

size_t awe_black_box_count(const awe_black_box *box)
{
    return box->n_taken < box->n_records ? (size_t)box->n_taken : box->n_records;
}

const awe_record *awe_black_box_get(const awe_black_box *box, size_t i)
{
    uint64_t oldest = box->n_taken - awe_black_box_count(box);
    return &box->records[(oldest + i) % box->n_records];
}

size_t awe_black_box_since(const awe_black_box *box, uint64_t ns)
{
    size_t first = awe_black_box_count(box);
    uint64_t newest_ns = first > 0 ? awe_black_box_get(box, first - 1)->entry_ns : 0;
    while (first > 0 && newest_ns - awe_black_box_get(box, first - 1)->entry_ns <= ns) {
        first--;
    }
    return first;
}
