/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/output.h"

#include "app/new_file.h"
#include "app/say.h"
#include "app/signals.h"
#include "io/sound_file.h"
#include "io/sound_stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct output {
    const char *name; /* as people know it */
    int fd;           /* of a stream; negative: none */
    new_file place;   /* of a file */
    sound_file *file; /* NULL: a stream */
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

static bool open_file(output *o, const sound_format *format, bool overwrite)
{
    io_error error;
    if (!sound_file_can(format, &error)) {
        return fail(o, &error);
    }
    return new_file_create(&o->place, o->name, overwrite) &&
           (sound_file_open(o->place.fd, format, &o->file, &error) || fail(o, &error));
}

bool output_open(const char *path, const sound_format *format, bool overwrite, output **out)
{
    *out = NULL;
    output *o = calloc(1, sizeof *o);
    if (!o) {
        return say_no_memory();
    }
    o->name = path;
    o->fd = -1;
    o->place.fd = -1;
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

static bool close_stream(output *o)
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

bool output_finish(output *o)
{
    io_error error;
    bool ok = sound_file_close(o->file, &error) || fail(o, &error);
    o->file = NULL;
    ok = ok && (o->fd < 0 ? new_file_finish(&o->place) : close_stream(o));
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
    new_file_discard(&o->place);
    free(o);
}
