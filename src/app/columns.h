/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_COLUMNS_H
#define APP_COLUMNS_H

/* How much room text takes on a terminal. Text is UTF-8 as say_clean() leaves it. [any] */

#include <stddef.h>

/* The longest part of `text`, in bytes and whole characters, that takes at most `n_columns`;
   `n_used`, unless it is NULL, receives how many it takes. */
size_t columns_fit(const char *text, size_t n_columns, size_t *n_used);

/* How many columns `text` takes. */
size_t columns_count(const char *text);

#endif
