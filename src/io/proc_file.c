/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/proc_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define MAX_PATH 512

static bool join(char full[MAX_PATH], const char *root, const char *path)
{
    return snprintf(full, MAX_PATH, "%s%s", root, path) < MAX_PATH;
}

/* By read(2): these files tell their length by ending, and stdio would ask for more than is
   kept. */
bool proc_file_read(const char *root, const char *path, char *text, size_t size)
{
    char full[MAX_PATH];
    size_t n = 0;
    ssize_t got = 1;
    int fd = join(full, root, path) ? open(full, O_RDONLY | O_CLOEXEC) : -1;
    while (fd >= 0 && got > 0 && n < size - 1) {
        got = read(fd, text + n, size - 1 - n);
        n += got > 0 ? (size_t)got : 0;
    }
    if (fd >= 0) {
        close(fd);
    }
    text[n] = '\0';
    return n > 0;
}

FILE *proc_file_open(const char *root, const char *path)
{
    char full[MAX_PATH];
    return join(full, root, path) ? fopen(full, "re") : NULL;
}

int proc_file_count(const char *root, const char *path, const char *prefix)
{
    char full[MAX_PATH];
    DIR *folder = join(full, root, path) ? opendir(full) : NULL;
    if (!folder) {
        return -1;
    }
    int n = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        bool fits = strncmp(entry->d_name, prefix, strlen(prefix)) == 0;
        n += fits && entry->d_name[0] != '.';
    }
    closedir(folder);
    return n;
}
