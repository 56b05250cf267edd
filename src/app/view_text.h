/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_VIEW_TEXT_H
#define APP_VIEW_TEXT_H

/* The fields of a view as text: rows of words from templates. Pure; no terminal is touched. [any]

   In a template stands
       {NAME}     the value of a field with its unit, or "n/a"
       {NAME:6}   the same on the right of 6 columns; {NAME:-6} on the left, cut to 6
       {^NAME}    in capitals, and marked by what it means
       {=NAME}    marked by what it means
       {~share}   the worst of each of the last seconds, up to the row's end; also {~slack_ms}
       {~seconds} how many that are
       {#voices}  voices of their limit, as a bar of 16
       {*xruns}   the causes of lost sound that there were
       {>}        blanks, so that what follows ends the row
       [..]       what is between is left out if a field in it is not known */

#include "app/view_data.h"

#include <stddef.h>

#define VIEW_ROW_BYTES 1024
#define VIEW_NO_LIMIT (VIEW_ROW_BYTES - 1) /* of columns; what has no room in a row is cut */
#define VIEW_ROW_MARKS 4

/* What a word means, so that colour can repeat it. */
typedef enum view_meaning {
    VIEW_PLAIN,
    VIEW_GOOD,
    VIEW_WARNING,
    VIEW_BAD,
} view_meaning;

typedef struct view_mark {
    size_t column, n_columns;
    view_meaning meaning;
} view_mark;

typedef struct view_row {
    char text[VIEW_ROW_BYTES];
    size_t n_bytes, n_columns; /* of the text */
    view_mark marks[VIEW_ROW_MARKS];
    size_t n_marks;
} view_row;

/* Writes what `pattern` says to `row`, cut to `n_columns`. */
void view_text_row(const view_data *data, const char *pattern, size_t n_columns, view_row *row);

/* Writes plain text, cut likewise. */
void view_text_plain(const char *text, size_t n_columns, view_row *row);

#endif
