/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Any bytes as a file of budgets: either a line is named that is there, or what was read is read
   again from what is written of it. */

#include "app/budget_file.h"
#include "fuzz/target.h"

#include <stdlib.h>
#include <string.h>

static void require_round_trip(const budget_list *list)
{
    static budget_list again;
    char *text = NULL;
    size_t size = 0;
    budget_error error;
    FILE *file = open_memstream(&text, &size);
    require(file && budget_file_write(file, list) && fclose(file) == 0);
    require(budget_file_parse(text, size, &again, &error));
    require(again.n == list->n);
    for (size_t i = 0; i < list->n; i++) {
        char one[AWE_BUDGET_SIZE];
        char two[AWE_BUDGET_SIZE];
        awe_budget_print(&list->items[i], one);
        awe_budget_print(&again.items[i], two);
        require(strcmp(one, two) == 0);
    }
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static budget_list list;
    budget_error error = {0};
    if (budget_file_parse((const char *)data, size, &list, &error)) {
        require_round_trip(&list);
    } else {
        require(error.text && error.line >= 1);
        require(error.line <= count_lines((const char *)data, size));
    }
    return 0;
}
