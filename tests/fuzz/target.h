/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_FUZZ_TARGET_H
#define TESTS_FUZZ_TARGET_H

/* What fuzz targets share. */

#include "awe/api.h"

#include <stddef.h>
#include <stdint.h>

/* The target: called by libFuzzer, or by replay_main.c. Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What the reader's header promises. A broken promise is a finding. */
static inline AWE_RT void require(int condition)
{
    if (!condition) {
        __builtin_trap();
    }
}

/* How many lines a complaint may name. */
static inline size_t count_lines(const char *text, size_t size)
{
    size_t n = 1;
    for (size_t i = 0; i < size; i++) {
        n += text[i] == '\n';
    }
    return n;
}

#endif
