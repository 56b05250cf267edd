/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_VIEW_PAGE_H
#define APP_VIEW_PAGE_H

/* The pages of the dashboard as rows of text for a screen of any size: what has no room is left
   out, the least needed first. Pure; no terminal is touched. [any] */

#include "app/view_text.h"

#include <stddef.h>

#define VIEW_PAGE_ROWS 100

typedef struct view_page {
    view_row rows[VIEW_PAGE_ROWS];
    size_t n_rows;
} view_page;

/* A screen's size. */
typedef struct view_size {
    size_t n_columns, n_rows;
} view_size;

/* What was said lately: texts, oldest first, each clean already. */
typedef struct view_said {
    const char *const *texts; /* [n] */
    size_t n;
} view_said;

/* All fields, and as many of the newest messages as there is room for. */
void view_page_fields(const view_data *data, const view_said *said, view_size size,
                      view_page *page);

/* What needs many words: which fields are not known and why, and the newest messages. */
void view_page_words(const view_data *data, const view_said *said, view_size size, view_page *page);

/* The keys. */
void view_page_keys(view_size size, view_page *page);

#endif
