/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_ERROR_H
#define AWE_IO_ERROR_H

/* Why a call to the outside failed, as a sentence part that a person can act on: "No such file or
   directory". */

#include <stdbool.h>

typedef struct io_error {
    char text[512];
} io_error;

/* Fills in the reason and returns false, so that a failing function can end with it. [main] */
bool io_error_set(io_error *error, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same with the text of `errno`. [main] */
bool io_error_from_errno(io_error *error);

#endif
