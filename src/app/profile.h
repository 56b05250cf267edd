/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_PROFILE_H
#define APP_PROFILE_H

/* Where the time of a song goes: into stages and presets, measured on rehearsals (rehearsal.h), and
   into zones of the program (zone.h). [main] */

#include "app/workload.h"
#include "perf/histogram.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PROFILE_MAX_PRESETS 256
#define PROFILE_NAME_SIZE 48

typedef enum profile_stage {
    PROFILE_CONTROL, /* events, voice allocation, ticks */
    PROFILE_VOICES,  /* interpolation, filter, gain, mix */
    PROFILE_EFFECTS, /* reverb, chorus, equaliser, output */
    PROFILE_REST,    /* everything else */
    PROFILE_N_STAGES,
} profile_stage;

/* Times of something that happened many times. */
typedef struct profile_times {
    uint64_t sum_ns;
    awe_histogram each_ns; /* a buffer, or a run of a zone */
} profile_times;

/* A preset alone: what the song takes with its notes only. */
typedef struct profile_preset {
    char name[PROFILE_NAME_SIZE]; /* "0:5 Electric Piano 1" */
    uint32_t stack_index, preset; /* of the banks */
    uint64_t n_notes;
    uint64_t n_voice_frames;
    double cost_ns; /* without effects, and less the song without notes */
    profile_times busy;
    bool is_measured; /* false: the run was ended before */
} profile_preset;

typedef struct profile {
    const workload *work;
    const char *kernel;
    uint32_t buffer_frames;
    uint64_t max_frames;
    uint64_t launch_ns;      /* of the program */
    uint64_t first_sound_ns; /* 0: none was heard */
    uint64_t n_frames;
    uint64_t n_cut;       /* buffers with more segments than are timed */
    uint64_t n_preempted; /* buffers in which another program ran: left out of all times */
    awe_stats stats;      /* of the whole song */
    profile_times busy;
    profile_times stages[PROFILE_N_STAGES];
    double silent_ns;                            /* processor time of the song without notes */
    profile_preset presets[PROFILE_MAX_PRESETS]; /* [n_presets] in the order of their first notes */
    size_t n_presets;
} profile;

/* Measures `p`, of which the first four fields but the kernel are set, until it is done or a signal
   asks for the end; what was found until then is there. False: no memory, which is said. */
bool profile_measure(profile *p, const awe_synth_config *config);

/* What took time: a stage, a preset or a zone. */
typedef struct profile_hotspot {
    const char *kind;
    char name[PROFILE_NAME_SIZE];
    uint64_t n; /* times */
    double sum_ns;
    double p99_ns; /* negative: happened too seldom to tell */
    double max_ns;
    double at_ns;                 /* of a zone: when it first ran, from the launch; else 0 */
    const profile_preset *preset; /* NULL: it is none */
} profile_hotspot;

#define PROFILE_MAX_HOTSPOTS (PROFILE_N_STAGES + PROFILE_MAX_PRESETS + 64)

/* Lists all, those with the most time in sum first; with `by_p99` those whose 99th percentile, or
   where there is none maximum, is at least `slow_ns`, the slowest first. Returns how many. */
size_t profile_list(const profile *p, bool by_p99, double slow_ns,
                    profile_hotspot spots[PROFILE_MAX_HOTSPOTS]);

/* Such as "control". */
const char *profile_stage_name(profile_stage stage);

#endif
