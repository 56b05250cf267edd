/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/rt_memory.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#define CHUNK_BYTES ((size_t)1 << 20) /* the step in which a limit is approached */

/* Whole pages. */
typedef struct range {
    unsigned char *start;
    size_t size;
} range;

static size_t page_size(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

static range cover(const void *start, size_t n_bytes)
{
    uintptr_t mask = page_size() - 1;
    uintptr_t first = (uintptr_t)start & ~mask;
    uintptr_t end = ((uintptr_t)start + n_bytes + mask) & ~mask;
    return (range){.start = (unsigned char *)first, .size = end - first};
}

/* False where the kernel does not know that wish. */
static bool populate(range pages, bool for_writing)
{
#if defined(MADV_POPULATE_READ) && defined(MADV_POPULATE_WRITE)
    int how = for_writing ? MADV_POPULATE_WRITE : MADV_POPULATE_READ;
    return madvise(pages.start, pages.size, how) == 0;
#else
    (void)pages;
    (void)for_writing;
    return false;
#endif
}

void rt_memory_prefault(const void *start, size_t n_bytes)
{
    const volatile unsigned char *bytes = start;
    range pages = cover(start, n_bytes);
    if (n_bytes == 0) {
        return;
    }
    madvise(pages.start, pages.size, MADV_WILLNEED);
    if (populate(pages, false)) {
        return;
    }
    for (size_t i = 0; i < n_bytes; i += page_size()) {
        (void)bytes[i];
    }
    (void)bytes[n_bytes - 1];
}

void rt_memory_prepare(void *start, size_t n_bytes)
{
    volatile unsigned char *bytes = start;
    if (n_bytes == 0 || populate(cover(start, n_bytes), true)) {
        return;
    }
    for (size_t i = 0; i < n_bytes; i += page_size()) {
        bytes[i] = bytes[i];
    }
    bytes[n_bytes - 1] = bytes[n_bytes - 1];
}

static bool lock_pages(range pages, rt_memory_when when)
{
#ifdef MLOCK_ONFAULT
    if (when == RT_MEMORY_TOUCHED && mlock2(pages.start, pages.size, MLOCK_ONFAULT) == 0) {
        return true;
    }
    if (when == RT_MEMORY_TOUCHED && errno != ENOSYS && errno != EINVAL) {
        return false;
    }
#else
    (void)when;
#endif
    return mlock(pages.start, pages.size) == 0;
}

static void use_whole_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_MEMLOCK, &limit);
    }
}

/* The lock of all is tried first: the usual case is one call. */
static size_t lock_first(range pages, rt_memory_when when)
{
    size_t n_locked = 0;
    if (lock_pages(pages, when)) {
        return pages.size;
    }
    while (n_locked < pages.size) {
        size_t left = pages.size - n_locked;
        range next = {pages.start + n_locked, left < CHUNK_BYTES ? left : CHUNK_BYTES};
        if (!lock_pages(next, when)) {
            break;
        }
        n_locked += next.size;
    }
    return n_locked;
}

void rt_memory_lock(rt_memory *memory, const void *start, size_t n_bytes, rt_memory_when when)
{
    range pages = cover(start, n_bytes);
    if (n_bytes == 0) {
        return;
    }
    use_whole_limit();
    size_t n_locked = lock_first(pages, when);
    if (n_locked < pages.size && !memory->reason) {
        memory->reason = errno;
    }
    memory->wished_bytes += pages.size;
    memory->locked_bytes += n_locked;
}

void rt_memory_format_lack(const rt_memory *memory, char *out, size_t size)
{
    struct rlimit limit = {0};
    char why[120];
    if (memory->locked_bytes == memory->wished_bytes) {
        snprintf(out, size, "%s", "");
        return;
    }
    getrlimit(RLIMIT_MEMLOCK, &limit);
    if (memory->reason == ENOMEM || memory->reason == EPERM) {
        snprintf(why, sizeof why,
                 "the limit memlock is %ju KiB; raise it in /etc/security/limits.d",
                 (uintmax_t)limit.rlim_max / 1024);
    } else {
        snprintf(why, sizeof why, "%s", strerror(memory->reason));
    }
    snprintf(out, size, "%.1f of %.1f MiB locked: %s", (double)memory->locked_bytes / (1 << 20),
             (double)memory->wished_bytes / (1 << 20), why);
}
