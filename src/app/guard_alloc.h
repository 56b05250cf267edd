/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_GUARD_ALLOC_H
#define APP_GUARD_ALLOC_H

/* Counts calls of the malloc family by the watching thread, from any library: the program has its
   own malloc(), which forwards to the C library's. Costs a few instructions a call. */

#include "app/guard_kind.h"
#include "app/guard_places.h"
#include "awe/api.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct guard_allocs {
    uint32_t n[GUARD_FREE + 1]; /* by guard_kind: GUARD_ALLOC, GUARD_RESIZE, GUARD_FREE */
    guard_kind first;           /* kind and places of the first, if places were wanted */
    guard_places places;        /* with `n` 0: none */
} guard_allocs;

/* NULL, or why this build does not count. [any] */
const char *guard_alloc_unavailable(void);

/* Starts to count this thread's calls from 0. [audio] */
AWE_RT void guard_alloc_watch(bool with_places);

/* Ends that. The counts are the thread's and stay until it watches again. [audio] */
AWE_RT const guard_allocs *guard_alloc_unwatch(void);

#endif
