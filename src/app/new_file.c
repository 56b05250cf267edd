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

/* Tries names that nobody uses, in the folder of `path`: only there renaming is one step. True,
   with the name in f->unfinished: `use` took it. */
static bool find_free_name(new_file *f, bool (*use)(new_file *f))
{
    const char *slash = strrchr(f->path, '/');
    int folder = slash ? (int)(slash - f->path) + 1 : 0;
    for (int i = 0; i < MAX_TRIES; i++) {
        int n = snprintf(f->unfinished, sizeof f->unfinished, "%.*s.awe-player-%ld-%d.part", folder,
                         f->path, (long)getpid(), i);
        if (n >= (int)sizeof f->unfinished) {
            errno = ENAMETOOLONG;
            break;
        }
        if (use(f)) {
            return true;
        }
        if (errno != EEXIST) {
            break;
        }
    }
    f->unfinished[0] = '\0';
    return false;
}

static bool create_named(new_file *f)
{
    f->fd = open(f->unfinished, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    return f->fd >= 0;
}

/* A file without a name: nothing is left of it, however the program ends. Not every file system has
   them. */
static bool create_nameless(new_file *f)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(f->path, '/');
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - f->path) + 1 : 1,
             slash ? f->path : ".");
    f->fd = open(folder, O_RDWR | O_TMPFILE | O_CLOEXEC, 0666);
    return f->fd >= 0;
}

static bool create_unfinished(new_file *f)
{
    io_error error;
    if (create_nameless(f)) {
        return true;
    }
    if (!find_free_name(f, create_named)) {
        io_error_from_errno(&error);
        return fail(f, &error);
    }
    signals_set_leftover(f->unfinished);
    return true;
}

bool new_file_create(new_file *f, const char *path, bool overwrite)
{
    *f = (new_file){.name = path, .fd = -1, .overwrite = overwrite};
    return find_place(f, overwrite) && create_unfinished(f);
}

static bool link_to(const new_file *f, const char *name)
{
    char own[32];
    snprintf(own, sizeof own, "/proc/self/fd/%d", f->fd);
    return linkat(AT_FDCWD, own, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0;
}

static bool link_unfinished(new_file *f)
{
    return link_to(f, f->unfinished);
}

/* Gives a nameless file its own name, or, where that is taken and may be, one to be renamed
   from. */
static bool name_it(new_file *f)
{
    if (f->unfinished[0] || link_to(f, f->path)) {
        return true;
    }
    return errno == EEXIST && f->overwrite && find_free_name(f, link_unfinished);
}

/* Network file systems tell of a full disk when the file is closed. */
static bool close_descriptor(new_file *f)
{
    int fd = f->fd;
    f->fd = -1;
    return close(fd) == 0;
}

bool new_file_finish(new_file *f)
{
    io_error error;
    bool has_name = f->unfinished[0];
    bool is_named = name_it(f);
    bool ok = is_named && close_descriptor(f) &&
              (!f->unfinished[0] || rename(f->unfinished, f->path) == 0);
    if (ok) {
        f->unfinished[0] = '\0';
    } else {
        io_error_from_errno(&error);
        fail(f, &error);
    }
    if (!ok && is_named && !has_name && !f->unfinished[0]) {
        unlink(f->path); /* it could not be closed */
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
