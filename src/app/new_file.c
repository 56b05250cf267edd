/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/new_file.h"

#include "app/say.h"
#include "app/signals.h"
#include "io/io_error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_TRIES 100 /* names of leftovers that are in the way */

/* Ctrl-C is no news to the one who did it. */
static bool fail(const new_file *f, const io_error *error)
{
    if (!signals_received()) {
        say_error("%s: %s", f->name, error->text);
    }
    return false;
}

/* Where the file will stand in the end. */
static bool find_place(new_file *f, bool overwrite)
{
    struct stat status;
    io_error error;
    size_t length = strlen(f->name);
    if (stat(f->name, &status) == 0) {
        if (S_ISDIR(status.st_mode)) {
            say_error("%s: is a directory", f->name);
            return false;
        }
        if (!overwrite) {
            say_error("%s: exists; --overwrite replaces it", f->name);
            return false;
        }
        /* A link stays, and what it leads to is replaced. */
        if (!realpath(f->name, f->path)) {
            io_error_from_errno(&error);
            return fail(f, &error);
        }
        return true;
    }
    if (length >= sizeof f->path - 64) {
        say_error("%s: %s", f->name, strerror(ENAMETOOLONG));
        return false;
    }
    memcpy(f->path, f->name, length + 1);
    return true;
}

/* Creates an empty file of a name that nobody uses, in the folder of `path`: only there renaming is
   one step. */
static bool create_unfinished(new_file *f)
{
    io_error error;
    const char *slash = strrchr(f->path, '/');
    int folder = slash ? (int)(slash - f->path) + 1 : 0;
    for (int i = 0; i < MAX_TRIES && f->fd < 0; i++) {
        int n = snprintf(f->unfinished, sizeof f->unfinished, "%.*s.awe-player-%ld-%d.part", folder,
                         f->path, (long)getpid(), i);
        if (n >= (int)sizeof f->unfinished) {
            errno = ENAMETOOLONG;
            break;
        }
        f->fd = open(f->unfinished, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (f->fd < 0 && errno != EEXIST) {
            break;
        }
    }
    if (f->fd < 0) {
        io_error_from_errno(&error);
        f->unfinished[0] = '\0';
        return fail(f, &error);
    }
    signals_set_leftover(f->unfinished);
    return true;
}

bool new_file_create(new_file *f, const char *path, bool overwrite)
{
    *f = (new_file){.name = path, .fd = -1};
    return find_place(f, overwrite) && create_unfinished(f);
}

/* Network file systems tell of a full disk when the file is closed. */
static bool close_descriptor(new_file *f)
{
    io_error error;
    int fd = f->fd;
    f->fd = -1;
    if (close(fd) == 0) {
        return true;
    }
    io_error_from_errno(&error);
    return fail(f, &error);
}

bool new_file_finish(new_file *f)
{
    io_error error;
    bool ok = close_descriptor(f);
    if (ok && rename(f->unfinished, f->path) == 0) {
        f->unfinished[0] = '\0';
    } else if (ok) {
        io_error_from_errno(&error);
        ok = fail(f, &error);
    }
    new_file_discard(f);
    return ok;
}

void new_file_discard(new_file *f)
{
    if (f->fd >= 0) {
        close(f->fd);
        f->fd = -1;
    }
    if (f->unfinished[0]) {
        unlink(f->unfinished);
        f->unfinished[0] = '\0';
    }
    signals_set_leftover(NULL);
}
