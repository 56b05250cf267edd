/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/sample_cache.h"

#include "app/own_folder.h"
#include "app/say.h"
#include "io/hash.h"
#include "io/sound_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER "/samples"
#define MAX_FRAMES (1u << 29)
#define KIND "awe-pcm1"

/* Before the frames, in the machine's own byte order. */
typedef struct cache_head {
    char kind[8]; /* KIND, without its zero */
    uint64_t n_frames;
    uint64_t hash; /* of the frames */
} cache_head;

/* Any of the threads that decode may fail to write. */
static atomic_int failure;

static bool find_folder(char *path, size_t size, bool shall_make)
{
    char own[PATH_MAX];
    bool ok = shall_make ? own_folder_make(OWN_CACHE, own, sizeof own)
                         : own_folder_find(OWN_CACHE, own, sizeof own);
    return ok && snprintf(path, size, "%s" FOLDER, own) < (int)size;
}

bool sample_cache_open(void)
{
    char path[PATH_MAX];
    if (!find_folder(path, sizeof path, true)) {
        return false;
    }
    if (mkdir(path, 0700) != 0 && errno != EEXIST) {
        say_error("%s: %s", path, strerror(errno));
        return false;
    }
    return true;
}

static bool find_path(char *path, size_t room, const void *data, size_t size)
{
    char folder[PATH_MAX];
    unsigned long long name = hash_block(data, size);
    return find_folder(folder, sizeof folder, false) &&
           snprintf(path, room, "%s/%016llx-%zu.pcm", folder, name, size) < (int)room;
}

/* ---- reading */

static bool read_all(int fd, void *to, size_t size)
{
    char *at = to;
    while (size > 0) {
        ssize_t n = read(fd, at, size);
        if (n <= 0) {
            return false;
        }
        at += n;
        size -= (size_t)n;
    }
    return true;
}

/* The frames that the head promises, in `*frames`, whole and undamaged. */
static bool read_frames(int fd, const cache_head *head, int16_t **frames)
{
    struct stat status;
    size_t size = (size_t)head->n_frames * sizeof **frames;
    if (memcmp(head->kind, KIND, sizeof head->kind) != 0 || head->n_frames == 0 ||
        head->n_frames > MAX_FRAMES || fstat(fd, &status) != 0 ||
        (uint64_t)status.st_size != sizeof *head + size) {
        return false;
    }
    *frames = malloc(size);
    return *frames && read_all(fd, *frames, size) && hash_block(*frames, size) == head->hash;
}

/* Up to `n_out` frames of the file, or with `out` NULL how many it has. Negative: it cannot be
   used. */
static int64_t read_cached(const char *path, int16_t *out, size_t n_out)
{
    cache_head head;
    int16_t *frames = NULL;
    int64_t n = -1;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return n;
    }
    if (read_all(fd, &head, sizeof head) && read_frames(fd, &head, &frames)) {
        n = (int64_t)head.n_frames;
        n = out && (uint64_t)n > n_out ? (int64_t)n_out : n;
    }
    if (out && n > 0) {
        memcpy(out, frames, (size_t)n * sizeof *out);
    }
    free(frames);
    close(fd);
    return n;
}

/* ---- writing */

static bool write_all(int fd, const void *from, size_t size)
{
    const char *at = from;
    while (size > 0) {
        ssize_t n = write(fd, at, size);
        if (n <= 0) {
            return false;
        }
        at += n;
        size -= (size_t)n;
    }
    return true;
}

/* The file appears under its name when it is whole; who comes second replaces it by the same. */
static void write_cached(const char *path, const int16_t *frames, size_t n_frames)
{
    char unfinished[PATH_MAX + 8];
    size_t size = n_frames * sizeof *frames;
    cache_head head = {.n_frames = n_frames, .hash = hash_block(frames, size)};
    memcpy(head.kind, KIND, sizeof head.kind);
    errno = 0;
    snprintf(unfinished, sizeof unfinished, "%s.XXXXXX", path);
    int fd = mkostemp(unfinished, O_CLOEXEC);
    bool ok = fd >= 0 && write_all(fd, &head, sizeof head) && write_all(fd, frames, size);
    ok = ok && rename(unfinished, path) == 0;
    if (!ok) {
        atomic_store(&failure, errno ? errno : EIO);
    }
    if (fd >= 0) {
        close(fd);
        if (!ok) {
            unlink(unfinished);
        }
    }
}

/* ---- both */

int64_t sample_cache_decode(void *context, const void *data, size_t size, int16_t *out,
                            size_t n_out)
{
    char path[PATH_MAX];
    bool has_path = find_path(path, sizeof path, data, size);
    int64_t n = has_path ? read_cached(path, out, n_out) : -1;
    if (n >= 0) {
        return n;
    }
    n = sound_file_decode(context, data, size, out, n_out);
    if (has_path && out && n > 0) {
        write_cached(path, out, (size_t)n);
    }
    return n;
}

void sample_cache_say_failure(void)
{
    int reason = atomic_exchange(&failure, 0);
    if (reason) {
        say_warning("decoded samples could not be kept: %s", strerror(reason));
    }
}
