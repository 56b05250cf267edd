/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BENCH_KINDS_H
#define APP_BENCH_KINDS_H

/* The built-in workloads of the bench. */

#include "app/bench_files.h"
#include "awe/synth.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct bench_kind {
    const char *name;
    const char *what; /* for people */
    bench_song_fn make_song;
    uint32_t n_voices; /* that it needs; 0: as many as were asked for */
    uint32_t part;     /* its length is so many times shorter: it has more to do */
    bool has_large_bank;
    bool is_load; /* the loading of its bank is measured, not the song */
    bool has_all; /* the dearest effects, equaliser and limiter */
} bench_kind;

extern const bench_kind bench_kinds[];
extern const size_t n_bench_kinds;

/* What there is, for complaints. */
#define BENCH_KIND_NAMES                                                                           \
    "32-voices few-voices moving-voices dense-song note-storm controller-storm 256-voices "        \
    "256-storm worst-control worst-voices worst-effects bank-load, with commas"

/* Finds the kinds of a list of names with commas, or all for NULL; writes the first `n_most`.
   Returns how many; 0: a name is not known. */
size_t bench_kind_take(const char *names, const bench_kind **out, size_t n_most);

/* Sets what the kind asks for. */
void bench_kind_configure(const bench_kind *kind, awe_synth_config *config);

#endif
