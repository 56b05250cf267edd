/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_OWN_FOLDER_H
#define APP_OWN_FOLDER_H

/* The program's own folders in the user's home. Source: XDG Base Directory Specification 0.8.
   [main] */

#include <stdbool.h>
#include <stddef.h>

typedef enum own_folder {
    OWN_CONFIG, /* what the user has chosen */
    OWN_STATE,  /* what should last, but is no choice: black boxes */
    OWN_CACHE,  /* what can be made again */
} own_folder;

/* Writes the folder's path, without a slash at its end. False: it does not fit, or there is no
   home. */
bool own_folder_find(own_folder which, char *path, size_t size);

/* The same, and makes it, for the user's eyes only, where it is not there. Says what goes wrong. */
bool own_folder_make(own_folder which, char *path, size_t size);

#endif
