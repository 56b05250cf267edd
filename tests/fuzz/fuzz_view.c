/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Any bytes as a player's answer and as a client's question: what is read can be shown at every
   size, and is the same when it is written and read again. */

#define _GNU_SOURCE /* memmem */

#include "app/monitor_question.h"
#include "app/view_json.h"
#include "app/view_line.h"
#include "app/view_page.h"
#include "fuzz/target.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static view_data data, back;
static view_page page;

static void ask(const char *bytes, size_t size)
{
    monitor_question question = {.n = 0};
    monitor_wish wish = monitor_question_take(&question, bytes, size);
    require(question.n <= sizeof question.text);
    require(wish != MONITOR_SNAPSHOT || memmem(bytes, size, "snapshot\n", 9) != NULL);
}

static void show(void)
{
    static const view_size sizes[] = {{0, 0}, {1, 1}, {7, 3}, {40, 10}, {80, 24}, {250, 100}};
    char line[VIEW_LINE_BYTES];
    view_line_write(&data, line);
    require(strlen(line) < sizeof line && !strchr(line, '\n') && !strchr(line, '\033'));
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        view_page_fields(&data, &(view_said){.n = 0}, sizes[i], &page);
        require(page.n_rows <= sizes[i].n_rows);
        for (size_t j = 0; j < page.n_rows; j++) {
            require(page.rows[j].n_columns <= sizes[i].n_columns);
        }
        view_page_words(&data, &(view_said){.n = 0}, sizes[i], &page);
        require(page.n_rows <= sizes[i].n_rows);
    }
}

static void check_again(void)
{
    char *text = view_json_make(&data);
    require(text && !view_json_read(text, strlen(text), &back));
    for (size_t i = 0; i < n_view_fields; i++) {
        const view_value *a = &data.values[i];
        const view_value *b = &back.values[i];
        require(!a->why == !b->why && strcmp(a->text, b->text) == 0 && a->window == b->window);
        require(fabs(a->number - b->number) <= fabs(a->number) * 1e-5);
    }
    require(data.n_alerts == back.n_alerts);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    ask((const char *)bytes, size);
    if (!view_json_read((const char *)bytes, size, &data)) {
        check_again();
    }
    show();
    return 0;
}
