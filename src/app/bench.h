/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BENCH_H
#define APP_BENCH_H

/* What a timing run found. */

#include "awe/synth.h"

#include <stdint.h>

typedef struct bench_result {
    const char *workload; /* "32 voices" or the song's path */
    const char *kernel;
    uint32_t n_block_frames;
    uint64_t wall_ns; /* in awe_synth_render() */
    uint64_t cpu_ns;  /* in the same span */
    awe_stats stats;
    uint64_t bank_bytes; /* allocated by each object, at most */
    uint64_t song_bytes;
    uint64_t synth_bytes;
    uint64_t peak_bytes; /* resident, of the whole process */
    uint64_t hash;
} bench_result;

static inline double bench_speed(const bench_result *r)
{
    return (double)r->stats.n_frames / AWE_RATE_HZ / ((double)r->wall_ns * 1e-9);
}

static inline double bench_ns_per_voice_frame(const bench_result *r)
{
    uint64_t n = r->stats.n_voice_frames;
    return n ? (double)r->wall_ns / (double)n : 0;
}

#endif
