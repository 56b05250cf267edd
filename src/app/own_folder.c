/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/own_folder.h"

#include "app/say.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const struct {
    const char *variable;
    const char *below_home;
} places[] = {
    [OWN_CONFIG] = {"XDG_CONFIG_HOME", "/.config"},
    [OWN_STATE] = {"XDG_STATE_HOME", "/.local/state"},
    [OWN_CACHE] = {"XDG_CACHE_HOME", "/.cache"},
};

bool own_folder_find(own_folder which, char *path, size_t size)
{
    const char *base = getenv(places[which].variable);
    const char *below = "";
    if (!base || base[0] != '/') { /* a relative path is to be ignored */
        base = getenv("HOME");
        below = places[which].below_home;
    }
    return base && base[0] && snprintf(path, size, "%s%s/awe-player", base, below) < (int)size;
}

/* Makes each folder of the path. */
static bool make_all(char *path)
{
    for (char *at = strchr(path + 1, '/'); at; at = strchr(at + 1, '/')) {
        *at = '\0';
        bool ok = mkdir(path, 0700) == 0 || errno == EEXIST;
        *at = '/';
        if (!ok) {
            return false;
        }
    }
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

bool own_folder_make(own_folder which, char *path, size_t size)
{
    if (!own_folder_find(which, path, size)) {
        say_error("HOME is not set: there is no place for files of the program's own");
        return false;
    }
    if (!make_all(path)) {
        say_error("%s: %s", path, strerror(errno));
        return false;
    }
    return true;
}
