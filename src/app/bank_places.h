/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BANK_PLACES_H
#define APP_BANK_PLACES_H

/* Where banks are found that nobody named. [main] */

#include <stdbool.h>
#include <stddef.h>

/* The path of the bundled bank, in `path` [size]; false: it is nowhere. */
bool bank_places_find_bundled(char *path, size_t size);

/* The path of the system's default bank, or else of the bundled one. */
bool bank_places_find_default(char *path, size_t size);

#endif
