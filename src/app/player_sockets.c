/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/player_sockets.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* In a folder that all may write to, another user may have been there first. */
static bool is_ours_alone(const char *folder)
{
    struct stat found;
    if (lstat(folder, &found) != 0) {
        return false;
    }
    if (!S_ISDIR(found.st_mode) || found.st_uid != geteuid() ||
        (found.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        errno = EPERM;
        return false;
    }
    return true;
}

static bool find_folder(bool shall_make, char folder[PLAYER_SOCKET_PATH])
{
    const char *runtime = getenv("XDG_RUNTIME_DIR");
    int n = runtime && runtime[0] == '/'
                ? snprintf(folder, PLAYER_SOCKET_PATH, "%s/awe-player", runtime)
                : snprintf(folder, PLAYER_SOCKET_PATH, "/tmp/awe-player-%u", (unsigned)geteuid());
    if (n >= PLAYER_SOCKET_PATH) {
        errno = ENAMETOOLONG;
        return false;
    }
    if (shall_make && mkdir(folder, S_IRWXU) != 0 && errno != EEXIST) {
        return false;
    }
    return is_ours_alone(folder);
}

bool player_socket_path(pid_t pid, bool shall_make, char path[PLAYER_SOCKET_PATH])
{
    char folder[PLAYER_SOCKET_PATH];
    if (!find_folder(shall_make, folder)) {
        return false;
    }
    if (snprintf(path, PLAYER_SOCKET_PATH, "%s/%ld.sock", folder, (long)pid) >=
        PLAYER_SOCKET_PATH) {
        errno = ENAMETOOLONG;
        return false;
    }
    return true;
}

static pid_t read_name(const char *name)
{
    char *end;
    long pid = strtol(name, &end, 10);
    return pid > 0 && strcmp(end, ".sock") == 0 ? (pid_t)pid : 0;
}

static int compare(const void *a, const void *b)
{
    pid_t first = *(const pid_t *)a;
    pid_t second = *(const pid_t *)b;
    return (first > second) - (first < second);
}

size_t player_sockets_list(pid_t pids[PLAYER_SOCKETS_MAX])
{
    char folder[PLAYER_SOCKET_PATH];
    size_t n = 0;
    DIR *list = find_folder(false, folder) ? opendir(folder) : NULL;
    struct dirent *item;
    while (list && n < PLAYER_SOCKETS_MAX && (item = readdir(list)) != NULL) {
        pids[n] = read_name(item->d_name);
        n += pids[n] > 0;
    }
    if (list) {
        closedir(list);
    }
    qsort(pids, n, sizeof pids[0], compare);
    return n;
}
