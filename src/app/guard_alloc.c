/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/guard_alloc.h"

#include "base/trust.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>

#if defined(__GLIBC__) && !defined(AWE_SANITIZED)

/* Compilers know that malloc() reads none of our variables, and would move the stores that surround
   a call of it: hence volatile. */
typedef enum watch {
    WATCH_OFF,
    WATCH_COUNTS,
    WATCH_PLACES,
} watch;
static _Thread_local volatile watch watching;
static _Thread_local guard_allocs counts;

const char *guard_alloc_unavailable(void)
{
    return NULL;
}

/* The program's own thread-local storage is there from a thread's start. */
AWE_TRUST_BEGIN
void guard_alloc_watch(bool with_places)
{
    for (int kind = GUARD_ALLOC; kind <= GUARD_FREE; kind++) {
        counts.n[kind] = 0;
    }
    counts.places.n = 0;
    watching = with_places ? WATCH_PLACES : WATCH_COUNTS;
}

const guard_allocs *guard_alloc_unwatch(void)
{
    watching = WATCH_OFF;
    return &counts;
}
AWE_TRUST_END

/* Kept out of the way of those who are not watched. */
static __attribute__((noinline, cold)) void count(guard_kind kind, void *caller)
{
    watch before = watching;
    counts.n[kind]++;
    if (before == WATCH_PLACES && counts.places.n == 0) {
        watching = WATCH_OFF;
        counts.first = kind;
        guard_places_take(&counts.places, caller);
        watching = before;
    }
}

static inline __attribute__((always_inline)) void see(guard_kind kind)
{
    if (watching) {
        count(kind, __builtin_return_address(0));
    }
}

/* What the C library calls its own, for programs that stand before it. */
#define REPLACES __attribute__((visibility("default")))
/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *block);
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

REPLACES void *memalign(size_t alignment, size_t size);

REPLACES void *malloc(size_t size)
{
    see(GUARD_ALLOC);
    return __libc_malloc(size);
}

REPLACES void *calloc(size_t nmemb, size_t size)
{
    see(GUARD_ALLOC);
    return __libc_calloc(nmemb, size);
}

REPLACES void *realloc(void *ptr, size_t size)
{
    see(GUARD_RESIZE);
    return __libc_realloc(ptr, size);
}

REPLACES void free(void *ptr)
{
    see(GUARD_FREE);
    __libc_free(ptr);
}

REPLACES void *memalign(size_t alignment, size_t size)
{
    see(GUARD_ALLOC);
    return __libc_memalign(alignment, size);
}

REPLACES void *aligned_alloc(size_t alignment, size_t size)
{
    see(GUARD_ALLOC);
    return __libc_memalign(alignment, size);
}

REPLACES int posix_memalign(void **memptr, size_t alignment, size_t size)
{
    int saved_errno = errno;
    see(GUARD_ALLOC);
    if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) {
        return EINVAL;
    }
    void *block = __libc_memalign(alignment, size);
    errno = saved_errno;
    if (!block) {
        return ENOMEM;
    }
    *memptr = block;
    return 0;
}

#else

static const guard_allocs nothing;

const char *guard_alloc_unavailable(void)
{
#ifdef AWE_SANITIZED
    return "this build has a sanitizer, which takes malloc for itself";
#else
    return "this C library does not let a program stand before its malloc";
#endif
}

void guard_alloc_watch(bool with_places)
{
    (void)with_places;
}

const guard_allocs *guard_alloc_unwatch(void)
{
    return &nothing;
}

#endif
