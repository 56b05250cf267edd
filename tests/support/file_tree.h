/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_FILE_TREE_H
#define TESTS_SUPPORT_FILE_TREE_H

/* A folder of a test's own, which may stand for a machine's root: each test puts the few files
   there that it is about. */

/* A cmocka test's set-up and tear-down; the second pair makes it the current folder, too. */
int file_tree_setup(void **state);
int file_tree_teardown(void **state);
int file_tree_enter(void **state);
int file_tree_leave(void **state);

/* The folder. */
const char *file_tree_root(void);

/* Writes a file and the folders above it; `path` begins with a slash. Ends the program where that
   fails. */
void file_tree_put(const char *path, const char *text);

#endif
