/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* make_cached_sample N writes to stdout a file of the cache of decoded samples: N frames of a
   square wave. */

#include "io/hash.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    size_t n = argc > 1 ? (size_t)atoi(argv[1]) : 0;
    int16_t *frames = malloc((n + 1) * sizeof *frames);
    for (size_t i = 0; frames && i < n; i++) {
        frames[i] = i / 40 % 2 ? 5000 : -5000;
    }
    uint64_t numbers[] = {n, frames ? hash_block(frames, n * sizeof *frames) : 0};
    fwrite("awe-pcm1", 1, 8, stdout);
    fwrite(numbers, sizeof numbers, 1, stdout);
    fwrite(frames, sizeof *frames, frames ? n : 0, stdout);
    free(frames);
    return fflush(stdout) != 0;
}
