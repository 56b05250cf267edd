/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_READ_FILE_H
#define TESTS_SUPPORT_READ_FILE_H

#include <stddef.h>

/* A whole file in memory, to be freed. Ends the program with 2 where that fails. */
void *read_file(const char *path, size_t *size);

#endif
