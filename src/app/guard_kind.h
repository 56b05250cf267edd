/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_GUARD_KIND_H
#define APP_GUARD_KIND_H

/* What the guard can catch the audio callback at. */
typedef enum guard_kind {
    /* The real-time contract. */
    GUARD_ALLOC,   /* malloc, calloc and their kin */
    GUARD_RESIZE,  /* realloc */
    GUARD_FREE,    /* free */
    GUARD_MAP,     /* a system call that changes what memory there is; strict guard only */
    GUARD_LOCK,    /* one that waits or wakes another thread; strict guard only */
    GUARD_SYSCALL, /* any other; strict guard only */
    /* Arithmetic, one per buffer in which it happened. */
    GUARD_DENORMAL, /* a number so small that processors may take long over it */
    GUARD_INVALID,  /* a NaN was made */
    GUARD_OVERFLOW, /* an infinity was made */
    N_GUARD_KINDS,
} guard_kind;

#endif
