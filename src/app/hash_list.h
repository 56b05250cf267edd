/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_HASH_LIST_H
#define APP_HASH_LIST_H

/* Lists of hashes as `render --hash` prints them: "XXH3_0123456789abcdef  NAME" a line. [main] */

#include "app/exit_code.h"

#include <stdbool.h>
#include <stddef.h>

/* True if the file begins with such a line. */
bool hash_list_is(const char *path);

/* A line of which two texts differ. */
typedef struct hash_difference {
    size_t line;      /* from 1; 0: none */
    size_t n_lines;   /* compared */
    const char *name; /* [name_size] within the first text, or where it has ended the second */
    size_t name_size;
} hash_difference;

/* Compares the hashes of two texts, line by line; names may differ. */
hash_difference hash_list_find(const char *a, size_t a_size, const char *b, size_t b_size);

/* Compares two such files and prints what was found: 0 if they are equal, EXIT_GATE_FAILED. */
exit_code hash_list_compare(const char *a, const char *b, bool json);

#endif
