/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_WORKLOAD_H
#define APP_WORKLOAD_H

/* What is measured: a song of the user's with the banks that it plays from, or, where none is
   named, the same 32 voices on every machine. [main] */

#include "app/banks.h"
#include "app/bench_kinds.h"
#include "app/exit_code.h"
#include "app/settings.h"
#include "awe/song.h"

#include <stdint.h>

typedef struct workload {
    char name[256];         /* for people */
    const bench_kind *kind; /* NULL: a song of the user's */
    awe_song *song;
    const awe_stacked_bank *stack; /* [n_banks] */
    uint32_t n_banks;
    uint64_t max_frames;   /* --seconds of it */
    banks banks;           /* of a song */
    memory_file bank_file; /* of the built-in workload */
    awe_bank *built_in;
    awe_stacked_bank built_in_stack;
} workload;

/* Loads `song` and the banks of `s`, or for NULL the first of the built-in workloads; says what is
   wrong with it. End with workload_close() in either case; `w` must not be moved. */
exit_code workload_open(workload *w, const settings *s, const char *song);

/* The same with a built-in workload of `seconds`, shorter where it says so. */
exit_code workload_open_kind(workload *w, const bench_kind *kind, double seconds);

void workload_close(workload *w);

#endif
