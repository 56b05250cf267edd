/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/output.h"

#include "app/say.h"
#include "app/signals.h"
#include "io/sound_file.h"
#include "io/sound_stream.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_TRIES 100 /* names of leftovers that are in the way */

struct output {
    const char *name;          /* as people know it */
    char path[PATH_MAX];       /* where the whole file goes, links followed */
    char unfinished[PATH_MAX]; /* where it is until then; "": a stream */
    int fd;                    /* negative: none */
    sound_file *file;          /* NULL: a stream */
    sound_stream stream;
};

static bool is_stdout(const char *path)
{
    return strcmp(path, "-") == 0;
}

bool output_is_stream(const char *path)
{
    struct stat status;
    return is_stdout(path) ||
           (stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode));
}

/* A pipe that nobody reads any more, or Ctrl-C, is no news to the one who did it. */
static bool fail(const output *o, const io_error *error)
{
    if (!signals_received() && !(output_is_stream(o->name) && errno == EPIPE)) {
        say_error("%s: %s", o->name, error->text);
    }
    return false;
}

static bool open_stream(output *o, const sound_format *format)
{
    io_error error;
    o->fd = is_stdout(o->name) ? dup(STDOUT_FILENO) : open(o->name, O_WRONLY | O_CLOEXEC);
    if (o->fd < 0) {
        io_error_from_errno(&error);
        return fail(o, &error);
    }
    if (isatty(o->fd)) {
        say_error("sound is not written to a terminal; -o FILE names a file");
        return false;
    }
    errno = 0;
    return sound_stream_open(&o->stream, o->fd, format, &error) || fail(o, &error);
}

/* Where the file will stand in the end. */
static bool find_place(output *o, bool overwrite)
{
    struct stat status;
    io_error error;
    size_t length = strlen(o->name);
    if (stat(o->name, &status) == 0) {
        if (S_ISDIR(status.st_mode)) {
            say_error("%s: is a directory", o->name);
            return false;
        }
        if (!overwrite) {
            say_error("%s: exists; --overwrite replaces it", o->name);
            return false;
        }
        /* A link stays, and what it leads to is replaced. */
        if (!realpath(o->name, o->path)) {
            io_error_from_errno(&error);
            return fail(o, &error);
        }
        return true;
    }
    if (length >= sizeof o->path - 64) {
        say_error("%s: %s", o->name, strerror(ENAMETOOLONG));
        return false;
    }
    memcpy(o->path, o->name, length + 1);
    return true;
}

/* Creates an empty file of a name that nobody uses, in the folder of `path`: only there renaming is
   one step. */
static bool create_unfinished(output *o)
{
    io_error error;
    const char *slash = strrchr(o->path, '/');
    int folder = slash ? (int)(slash - o->path) + 1 : 0;
    for (int i = 0; i < MAX_TRIES && o->fd < 0; i++) {
        int n = snprintf(o->unfinished, sizeof o->unfinished, "%.*s.awe-player-%ld-%d.part", folder,
                         o->path, (long)getpid(), i);
        if (n >= (int)sizeof o->unfinished) {
            errno = ENAMETOOLONG;
            break;
        }
        o->fd = open(o->unfinished, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (o->fd < 0 && errno != EEXIST) {
            break;
        }
    }
    if (o->fd < 0) {
        io_error_from_errno(&error);
        o->unfinished[0] = '\0';
        return fail(o, &error);
    }
    signals_set_leftover(o->unfinished);
    return true;
}

static bool open_file(output *o, const sound_format *format, bool overwrite)
{
    io_error error;
    if (!sound_file_can(format, &error)) {
        say_error("%s", error.text);
        return false;
    }
    return find_place(o, overwrite) && create_unfinished(o) &&
           (sound_file_open(o->fd, format, &o->file, &error) || fail(o, &error));
}

bool output_open(const char *path, const sound_format *format, bool overwrite, output **out)
{
    *out = NULL;
    output *o = calloc(1, sizeof *o);
    if (!o) {
        say_error("out of memory");
        return false;
    }
    o->name = path;
    o->fd = -1;
    bool ok = output_is_stream(path) ? open_stream(o, format) : open_file(o, format, overwrite);
    if (!ok) {
        output_discard(o);
        return false;
    }
    *out = o;
    return true;
}

bool output_write(output *o, const float *frames, size_t n_frames)
{
    io_error error;
    bool ok = o->file ? sound_file_write(o->file, frames, n_frames, &error)
                      : sound_stream_write(&o->stream, frames, n_frames, &error);
    return ok || fail(o, &error);
}

/* Network file systems tell of a full disk when the file is closed. */
static bool close_descriptor(output *o)
{
    io_error error;
    int fd = o->fd;
    o->fd = -1;
    if (close(fd) == 0) {
        return true;
    }
    io_error_from_errno(&error);
    return fail(o, &error);
}

static bool put_in_place(output *o)
{
    io_error error;
    if (!o->unfinished[0]) {
        return true;
    }
    if (rename(o->unfinished, o->path) != 0) {
        io_error_from_errno(&error);
        return fail(o, &error);
    }
    o->unfinished[0] = '\0';
    return true;
}

bool output_finish(output *o)
{
    io_error error;
    bool ok = sound_file_close(o->file, &error) || fail(o, &error);
    o->file = NULL;
    ok = ok && close_descriptor(o) && put_in_place(o);
    output_discard(o);
    return ok;
}

void output_discard(output *o)
{
    io_error ignored;
    if (!o) {
        return;
    }
    sound_file_close(o->file, &ignored);
    if (o->fd >= 0) {
        close(o->fd);
    }
    if (o->unfinished[0]) {
        unlink(o->unfinished);
    }
    signals_set_leftover(NULL);
    free(o);
}
