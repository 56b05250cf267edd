/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Any bytes as a list of levels: either a line is named that is there, or the list is in order. */

#include "app/level_list.h"
#include "fuzz/target.h"
#include "perf/adapt.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    level_list list;
    level_error error;
    if (!level_list_parse(text, size, &list, &error)) {
        require(error.text && error.line >= 1 && error.line <= count_lines(text, size));
        require(!list.changes && list.n == 0);
        return 0;
    }
    require(list.n <= count_lines(text, size));
    for (size_t i = 0; i < list.n; i++) {
        require(list.changes[i].level < AWE_N_LEVELS);
        require(i == 0 || list.changes[i - 1].frame <= list.changes[i].frame);
    }
    level_list_free(&list);
    return 0;
}
