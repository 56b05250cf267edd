/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/smf_file.h"

#include "app/say.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_TRIES 100 /* leftovers of other runs that are in the way */
#define LENGTH_AT 18  /* of the track's length in the file */
#define TRACK_AT 22

static const uint8_t header[TRACK_AT] = {
    'M', 'T', 'h', 'd', 0, 0, 0, 6, 0, 0, 0, 1, 960 >> 8, 960 & 255, 'M', 'T', 'r', 'k',
};
static const uint8_t tempo[] = {0, 0xFF, 0x51, 3, 0x07, 0xA1, 0x20}; /* 500,000 us a quarter */
static const uint8_t track_end[] = {0, 0xFF, 0x2F, 0};

static bool fail(smf_file *f, const char *what)
{
    say_error("%s: %s", f->name, what);
    f->has_failed = true;
    return false;
}

/* Where the file will stand in the end: a link stays, and what it leads to is replaced. */
static bool find_place(smf_file *f, bool overwrite)
{
    struct stat status;
    if (stat(f->name, &status) == 0) {
        if (!S_ISREG(status.st_mode)) {
            return fail(f, "is no regular file");
        }
        if (!overwrite) {
            return fail(f, "exists; --overwrite replaces it");
        }
        return realpath(f->name, f->path) || fail(f, strerror(errno));
    }
    int n = snprintf(f->path, sizeof f->path, "%s", f->name);
    return n < (int)sizeof f->path - 16 || fail(f, strerror(ENAMETOOLONG));
}

/* FILE.part; where that is the leftover of another run, which may be somebody's only copy,
   FILE.2.part and so on. */
static bool create_part(smf_file *f)
{
    for (int i = 1; i <= MAX_TRIES; i++) {
        char number[8] = "";
        if (i > 1) {
            snprintf(number, sizeof number, ".%d", i);
        }
        int n = snprintf(f->part, sizeof f->part, "%s%s.part", f->path, number);
        if (n >= (int)sizeof f->part) {
            return fail(f, strerror(ENAMETOOLONG));
        }
        f->fd = open(f->part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (f->fd >= 0) {
            return true;
        }
        if (errno != EEXIST) {
            break;
        }
    }
    return fail(f, strerror(errno));
}

static bool write_at(smf_file *f, const void *bytes, size_t n, uint64_t at)
{
    const uint8_t *next = bytes;
    while (n > 0) {
        ssize_t n_done = pwrite(f->fd, next, n, (off_t)at);
        if (n_done < 0 && errno == EINTR) {
            continue;
        }
        if (n_done <= 0) {
            return false;
        }
        next += n_done;
        at += (uint64_t)n_done;
        n -= (size_t)n_done;
    }
    return true;
}

/* Ends the track behind what has been written. The length comes last: until it is there, readers
   find the track where it was. */
static bool close_track(smf_file *f)
{
    uint32_t length = f->n_written + (uint32_t)sizeof track_end;
    uint8_t bytes[4] = {(uint8_t)(length >> 24), (uint8_t)(length >> 16), (uint8_t)(length >> 8),
                        (uint8_t)length};
    return write_at(f, track_end, sizeof track_end, TRACK_AT + (uint64_t)f->n_written) &&
           write_at(f, bytes, sizeof bytes, LENGTH_AT);
}

/* Brings what is buffered into the file. What cannot be written is left out, so that the file stays
   whole: the bytes that this takes have their place on the disk already. */
void smf_file_flush(smf_file *f)
{
    uint32_t before = f->n_written;
    if (f->has_failed || f->n_buffered == 0) {
        f->n_buffered = 0;
        return;
    }
    errno = 0;
    bool ok = write_at(f, f->buffer, f->n_buffered, TRACK_AT + (uint64_t)before);
    f->n_written += ok ? f->n_buffered : 0;
    f->n_buffered = 0;
    if (!ok || !close_track(f)) {
        int error = errno;
        f->n_written = before;
        bool is_whole =
            close_track(f) &&
            ftruncate(f->fd, (off_t)(TRACK_AT + (uint64_t)before + sizeof track_end)) == 0;
        fail(f, is_whole ? strerror(error) : "the recording is damaged");
    }
}

void smf_file_put(smf_file *f, uint8_t byte)
{
    f->buffer[f->n_buffered++] = byte;
}

void smf_file_put_number(smf_file *f, uint32_t number)
{
    for (int shift = 21; shift > 0; shift -= 7) {
        if (number >> shift) {
            smf_file_put(f, (uint8_t)(0x80 | (number >> shift & 0x7F)));
        }
    }
    smf_file_put(f, number & 0x7F);
}

bool smf_file_make_room(smf_file *f)
{
    if (f->n_buffered + SMF_FILE_ROOM > sizeof f->buffer) {
        smf_file_flush(f);
    }
    if (!f->has_failed && f->n_written > UINT32_MAX - 2 * sizeof f->buffer) {
        fail(f, "a MIDI file cannot be longer; it ends here");
    }
    return !f->has_failed;
}

bool smf_file_open(smf_file *f, const char *path, bool overwrite)
{
    *f = (smf_file){.name = path, .fd = -1};
    if (!find_place(f, overwrite) || !create_part(f)) {
        return false;
    }
    memcpy(f->buffer, tempo, sizeof tempo);
    f->n_buffered = sizeof tempo;
    if (!write_at(f, header, sizeof header, 0)) {
        fail(f, strerror(errno));
    }
    smf_file_flush(f);
    if (f->has_failed) {
        close(f->fd);
        unlink(f->part);
    }
    return !f->has_failed;
}

/* Network file systems tell of a full disk as late as here. */
static bool close_part(smf_file *f)
{
    bool ok = fsync(f->fd) == 0 || errno == EINVAL;
    int error = errno;
    if (close(f->fd) != 0 && ok) {
        ok = false;
        error = errno;
    }
    return ok || fail(f, strerror(error));
}

bool smf_file_finish(smf_file *f, bool is_wanted)
{
    smf_file_flush(f);
    bool ok = close_part(f) && !f->has_failed;
    if (!is_wanted) {
        unlink(f->part);
    } else if (rename(f->part, f->path) != 0) {
        say_error("%s: %s; it stays as %s", f->name, strerror(errno), f->part);
        ok = false;
    }
    return ok;
}
