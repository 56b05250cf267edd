/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_RECORD_SIM_H
#define TESTS_SUPPORT_RECORD_SIM_H

/* A sound device, an engine and a system in virtual time, as far as one record per buffer shows
   them. The device plays what is queued and asks for a buffer when there is room; what comes too
   late is lost, and said in the next buffer's flags. What goes wrong is put into `next` and happens
   to the next buffer only. */

#include "perf/entry_clock.h"
#include "perf/record.h"

#include <stdbool.h>
#include <stdint.h>

#define RECORD_SIM_LEVELS 4

/* What happens to one buffer besides its work. */
typedef struct record_sim_mishap {
    double wake_ns;                         /* woken later by this */
    double preempt_ns;                      /* another program runs meanwhile, */
    uint8_t n_preempted;                    /* and the system counts it */
    double slow;                            /* work takes so many times as long; 0: as usual */
    uint16_t n_events;                      /* besides the usual ones */
    uint16_t flags;                         /* AWE_RECORD_* to set */
    uint8_t n_minor_faults, n_major_faults; /* 3 us and 4 ms each */
    bool is_lost;                           /* the device loses what it has queued */
} record_sim_mishap;

typedef struct record_sim {
    double rate_hz;
    uint32_t n_frames;
    double n_queued; /* buffers that are queued when the device asks for the next */
    uint32_t n_voices, n_events;
    double costs_ns[4]; /* as in awe_cost_model */
    double load;        /* busy = costs x load x levels[level], */
    double levels[RECORD_SIM_LEVELS];
    double noise;          /* of busy: standard deviation, relative */
    double wake_jitter_ns; /* 0 to this, uniformly */
    uint8_t level;
    bool is_queue_known, is_lost_told;
    record_sim_mishap next;
    uint64_t random;
    awe_entry_clock clock;
    double dry_ns;  /* when the device has played all it has */
    double exit_ns; /* of the last buffer */
    uint32_t seq;
    uint32_t n_late; /* buffers that came too late */
    bool ran_dry;
} record_sim;

/* 48 kHz, 64 frames, one buffer queued, 32 voices at 20 % of the deadline, a quiet system. */
void record_sim_init(record_sim *sim, uint64_t seed);

/* The next buffer's record. */
awe_record record_sim_next(record_sim *sim);

/* Virtual time at the last exit, in seconds since the start. */
double record_sim_seconds(const record_sim *sim);

/* Sets `load` so that a usual buffer at level 0 takes `share` of its period. */
void record_sim_set_share(record_sim *sim, double share);

#endif
