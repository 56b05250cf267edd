/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_FAILING_ALLOCATOR_H
#define TESTS_SUPPORT_FAILING_ALLOCATOR_H

/* An allocator that counts, fails once where it is told to, and knows what was not given back. A
   constructor is right if for every n, until it succeeds, it reports the n-th failure and leaves
   nothing behind:

       for (size_t n = 1;; n++) {
           failing_allocator_init(&memory, n);
           status = awe_x_new(..., &memory.allocator, &x);
           if (status == AWE_OK) break;
           assert_int_equal(status, AWE_NO_MEM);
           assert_int_equal(memory.n_blocks, 0);
       }
*/

#include "awe/allocator.h"

#include <stddef.h>

typedef struct failing_allocator {
    awe_allocator allocator; /* its context is this struct: do not move or copy it */
    size_t fail_at;          /* the allocation to fail, counted from 1; 0: none */
    size_t n_allocations;    /* asked for so far, the failed one included */
    size_t n_blocks;         /* not given back */
    size_t n_bytes;          /* in those blocks */
    size_t n_peak_bytes;     /* most at one time */
} failing_allocator;

void failing_allocator_init(failing_allocator *memory, size_t fail_at);

#endif
