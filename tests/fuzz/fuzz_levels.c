/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Any bytes as a list of levels: either a line is named that is there, or the list is in order. */

#include "app/level_list.h"
#include "perf/adapt.h"

#include <stdlib.h>

static void require(int condition)
{
    if (!condition) {
        abort();
    }
}

static size_t count_lines(const char *text, size_t size)
{
    size_t n = 1;
    for (size_t i = 0; i < size; i++) {
        n += text[i] == '\n';
    }
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
