/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/sidecar.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define NO_RANK 99

/* How welcome `name` is beside a song of this stem; less is better. A name of the very same letters
   comes before one in another case. */
static int rank_name(const char *name, const char *stem, size_t stem_length)
{
    static const char *const endings[] = {".sf2", ".sbk", ".sf3"};
    if (strncasecmp(name, stem, stem_length) != 0) {
        return NO_RANK;
    }
    int is_other_case = strncmp(name, stem, stem_length) != 0;
    for (int i = 0; i < 3; i++) {
        if (strcasecmp(name + stem_length, endings[i]) == 0) {
            return 2 * i + is_other_case;
        }
    }
    return NO_RANK;
}

bool sidecar_find(const char *song, char *path, size_t size)
{
    const char *slash = strrchr(song, '/');
    const char *stem = slash ? slash + 1 : song;
    const char *dot = strrchr(stem, '.');
    size_t stem_length = dot && dot != stem ? (size_t)(dot - stem) : strlen(stem);
    size_t folder_length = (size_t)(stem - song);
    char best[NAME_MAX + 1] = "";
    int best_rank = NO_RANK;
    snprintf(path, size, "%.*s.", (int)folder_length, song);
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        int rank = rank_name(entry->d_name, stem, stem_length);
        if (rank < best_rank ||
            (rank < NO_RANK && rank == best_rank && strcmp(entry->d_name, best) < 0)) {
            best_rank = rank;
            snprintf(best, sizeof best, "%s", entry->d_name);
        }
    }
    if (folder) {
        closedir(folder);
    }
    int length = snprintf(path, size, "%.*s%s", (int)folder_length, song, best);
    return best_rank < NO_RANK && length > 0 && (size_t)length < size;
}
