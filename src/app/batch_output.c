/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/batch_output.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool batch_output_is_song(const char *name)
{
    static const char *const endings[] = {".mid", ".midi", ".kar", ".rmi", ".smf"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof endings / sizeof endings[0]; i++) {
        if (strcasecmp(dot, endings[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Appends `name`, which may have folders, in the one spelling that tells files apart. */
static const char *append_below(char *path, size_t size, const char *name)
{
    size_t folder = strlen(path), length = folder;
    for (size_t n; *name; name += n + (name[n] == '/')) {
        n = strcspn(name, "/");
        if (n == 2 && memcmp(name, "..", 2) == 0) {
            return "has an output outside of its folder";
        }
        if (length + n + 2 > size) {
            return "has an output whose name is too long";
        }
        if (n > 1 || (n == 1 && name[0] != '.')) {
            path[length] = '/';
            memcpy(path + length + 1, name, n);
            length += n + 1;
            path[length] = '\0';
        }
    }
    return length == folder ? "has an output without a name" : NULL;
}

/* The ending of `path` is that of the format, or, where none was asked for, its own. */
static const char *end_output(char *path, size_t size, sound_container container)
{
    char *last = strrchr(path, '/') + 1;
    char *dot = strrchr(last, '.');
    sound_container own = sound_container_of_path(last);
    if (container == SOUND_AUTO && own != SOUND_AUTO) {
        return NULL;
    }
    if (dot && (own != SOUND_AUTO || batch_output_is_song(last))) {
        *dot = '\0';
    }
    size_t length = strlen(path);
    container = container == SOUND_AUTO ? SOUND_WAV : container;
    int n = snprintf(path + length, size - length, ".%s", sound_container_name(container));
    return length + (size_t)n < size ? NULL : "has an output whose name is too long";
}

const char *batch_output_make(const settings *s, const char *name, char **output)
{
    char path[PATH_MAX];
    const char *folder = s->render.output;
    *output = NULL;
    if (!folder) {
        return NULL;
    }
    size_t length = strlen(folder);
    while (length > 0 && folder[length - 1] == '/') {
        length--;
    }
    if (length >= sizeof path) {
        return "has an output whose name is too long";
    }
    memcpy(path, folder, length);
    path[length] = '\0';
    const char *wrong = append_below(path, sizeof path, name);
    wrong = wrong ? wrong : end_output(path, sizeof path, s->render.container);
    *output = wrong ? NULL : strdup(path);
    return wrong || *output ? wrong : "out of memory";
}
