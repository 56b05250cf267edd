#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# The compiler refuses what AWE_RT forbids, through function pointers too, and takes what is marked.
set -eu
command -v clang-22 >/dev/null || exit 77
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

compiles() { # C text
    cat >"$scratch/callback.c" <<<'#include "awe/api.h"
#include "base/trust.h"
#include "io/audio.h"
#include "io/clock.h"
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>
AWE_RT void fill(void *context, const audio_round *round);
'"$1"
    clang-22 -std=gnu11 -D_GNU_SOURCE -I "$AWE_SOURCE/include" -I "$AWE_SOURCE/src" \
        -Wfunction-effects -Werror -fsyntax-only "$scratch/callback.c" 2>"$scratch/err"
}

callback() { # what it does
    compiles "void fill(void *context, const audio_round *round) { (void)round; $1; }"
}

refused() {
    if callback "$1" || ! grep -q 'Wfunction-effects' "$scratch/err"; then
        echo "FAILED: not refused: $1 ($(cat "$scratch/err"))" >&2
        exit 1
    fi
}

callback '*(uint64_t *)context = clock_now_ns()' || { cat "$scratch/err" >&2; exit 1; }
callback '((audio_fill_fn)context)(NULL, round)' || { cat "$scratch/err" >&2; exit 1; }
refused 'free(context)'
refused '*(void **)context = malloc(10)'
refused 'pthread_mutex_lock(context)'
refused 'write(1, context, 1)'
refused 'clock_sleep_ms(1)'
refused '((void (*)(void))context)()'
