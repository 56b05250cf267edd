/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BENCH_H
#define APP_BENCH_H

/* What timing runs of one workload with one buffer size have found. [main] */

#include "perf/histogram.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BENCH_MAX_RUNS 99

typedef enum bench_stage {
    BENCH_CONTROL, /* events, voice allocation, ticks */
    BENCH_VOICES,  /* interpolation, filter, gain, mix */
    BENCH_EFFECTS, /* reverb, chorus, equaliser, output */
    BENCH_REST,    /* everything else */
    BENCH_N_STAGES,
} bench_stage;

/* At most; allocated by each object, but for the last. */
typedef struct bench_memory {
    uint64_t bank_bytes;
    uint64_t song_bytes;
    uint64_t synth_bytes;
    uint64_t peak_bytes; /* resident, of the whole process */
} bench_memory;

typedef struct bench_case {
    char workload[256]; /* a built-in one's name, or the song's path */
    char kernel[16];
    uint32_t block_frames;
    uint64_t n_frames;
    uint64_t n_voice_frames;       /* 0: not a matter of voices */
    uint32_t n_loads;              /* of a bank, in each run; 0: it plays */
    uint32_t n_peak_voices;        /* that sounded at one time */
    uint64_t hash;                 /* of the sound */
    double stages[BENCH_N_STAGES]; /* shares of the time; negative: not known */
    double instructions;           /* per voice-frame; negative: not known */
    const char *no_instructions;   /* why not; static; NULL: nobody asked */
    bench_memory memory;
    awe_histogram busy; /* ns of the buffers in which no other program disturbed, all runs */
    uint32_t n_runs;
    double cpu_ns[BENCH_MAX_RUNS];  /* processor time of each run */
    double wall_ns[BENCH_MAX_RUNS]; /* what has passed meanwhile */
} bench_case;

/* Cases, each of another workload or buffer size. */
typedef struct bench_list {
    bench_case *items; /* [n] */
    size_t n;
} bench_list;

/* NULL: there is none such. */
bench_case *bench_list_find(const bench_list *list, const char *workload, uint32_t block_frames);

/* Adds a copy, or where there is such a case its runs: the figures besides are those of the first.
   False: no memory, more runs than there is room for, or they do not sound alike. */
bool bench_list_add(bench_list *list, const bench_case *item);

void bench_list_free(bench_list *list);

/* The median of the runs' processor times, and of what has passed. */
double bench_cpu_ns(const bench_case *item);
double bench_wall_ns(const bench_case *item);

/* That by voice-frame, or by load of a bank. */
double bench_unit_ns(const bench_case *item);

/* Seconds of sound in a second of processor time. */
double bench_speed(const bench_case *item);

/* A percentile of the buffers' times in % of how long a buffer lasts; 1000: the largest. Negative:
   not known, for too few have been timed. */
double bench_share(const bench_case *item, uint32_t permille);

/* Such as "control". */
const char *bench_stage_name(bench_stage stage);

#endif
