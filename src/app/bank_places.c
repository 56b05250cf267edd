/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/bank_places.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BUNDLED_NAME "awe-gm.sf2"

static bool is_readable(const char *path)
{
    return access(path, R_OK) == 0;
}

/* The bundled bank of an installation, then of one that was moved, then of the folder it was built
   in. */
bool bank_places_find_bundled(char *path, size_t size)
{
    static const char *const places[] = {"../share/awe-player/", "../../soundfonts/"};
    char self[2048];
    snprintf(path, size, "%s", AWE_DATA_DIR "/" BUNDLED_NAME);
    if (is_readable(path)) {
        return true;
    }
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    char *slash = length > 0 ? memrchr(self, '/', (size_t)length) : NULL;
    if (!slash) {
        return false;
    }
    *slash = '\0';
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        char direct[PATH_MAX];
        snprintf(path, size, "%s/%s%s", self, places[i], BUNDLED_NAME);
        if (realpath(path, direct) && is_readable(direct)) {
            snprintf(path, size, "%s", direct);
            return true;
        }
    }
    return false;
}

bool bank_places_find_default(char *path, size_t size)
{
    static const char *const places[] = {
        "/usr/share/sounds/sf2/default-GM.sf2",
        "/usr/share/sounds/sf3/default-GM.sf3",
        "/usr/share/soundfonts/default.sf2",
    };
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (is_readable(places[i])) {
            snprintf(path, size, "%s", places[i]);
            return true;
        }
    }
    return bank_places_find_bundled(path, size);
}
