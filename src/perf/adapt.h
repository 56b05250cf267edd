/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_ADAPT_H
#define AWE_PERF_ADAPT_H

/* The ladder of quality: which level the next buffers should have. It falls when rendering does not
   fit, climbs one step when the next one was predicted to fit for some time, and takes a step back
   that did not help. It sees only buffers that tell about our own work (see awe_cause_is_load()): a
   late wake-up is not cured by fewer voices. docs/perf.md tells the rules with their numbers. All
   main thread. */

#include "perf/cause.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AWE_N_LEVELS 4       /* maximum, high, medium, low */
#define AWE_LOAD_HISTORY 512 /* buffers remembered */

typedef struct awe_adapt_config {
    uint32_t n_voices[AWE_N_LEVELS]; /* polyphony at each level */
    uint8_t best, worst;             /* levels to use; equal: nothing is ever changed */
    uint8_t skipped;                 /* a bit for each level that saves too little here */
} awe_adapt_config;

/* One clean buffer. */
typedef struct awe_load {
    uint64_t entry_ns;
    double share;                   /* busy time of the period; 1 is all of it */
    double predicted[AWE_N_LEVELS]; /* share of the same work at each level; 0: unknown */
    uint32_t n_voices;
    uint8_t level;
    awe_cause cause; /* if the share is too much */
} awe_load;

typedef enum awe_decision_kind {
    AWE_DECISION_DOWN,
    AWE_DECISION_UP,
    AWE_DECISION_REVERT,  /* back up: the step down did not help */
    AWE_DECISION_CONFIRM, /* no change: the step down did help */
} awe_decision_kind;

typedef struct awe_decision {
    awe_decision_kind kind;
    uint8_t from, to;
    awe_cause cause;
    double predicted_gain; /* part of the share that the step saves */
    double measured_gain;  /* of REVERT and CONFIRM */
    uint64_t time_ns;
} awe_decision;

/* A step down that has yet to show that it helps. */
typedef struct awe_trial {
    awe_decision step;
    double share, ratio; /* before: medians of the buffers that were too much */
    bool is_cap;         /* it silences voices: only the share can show its gain */
    bool is_open;
} awe_trial;

typedef struct awe_adapt {
    awe_adapt_config config;
    awe_load loads[AWE_LOAD_HISTORY]; /* a ring: since the last change, at this level */
    size_t n_loads;                   /* taken since then */
    awe_trial trial;
    uint64_t changed_ns, down_ns; /* the last change; the last step down or shedding */
    uint64_t shed_ns;             /* the last shedding */
    uint64_t calm_ns;             /* since when the next level was predicted to fit */
    uint64_t rough_ns;            /* when it last was not */
    uint64_t frozen_until_ns;
    uint64_t forbidden_until_ns[AWE_N_LEVELS];
    uint64_t forbid_ns[AWE_N_LEVELS]; /* how long the next time */
    uint64_t hold_ns;
    uint32_t n_ups; /* since the last step down */
    uint8_t level;
    bool is_calm;
} awe_adapt;

/* Starts at config.best, frozen until something is known. [main] */
void awe_adapt_init(awe_adapt *adapt, const awe_adapt_config *config, uint64_t now_ns);

/* Changes what is allowed; the level moves into it with the next tick's decision. [main] */
void awe_adapt_configure(awe_adapt *adapt, const awe_adapt_config *config);

/* After a start, seek, change of bank or device: what was seen counts no more, and for a second
   nothing is decided. [main] */
void awe_adapt_freeze(awe_adapt *adapt, uint64_t now_ns);

/* Takes a clean buffer; those of another level than the current are ignored. [main] */
void awe_adapt_take(awe_adapt *adapt, const awe_load *load);

/* The callback ended voices to keep the deadline: that is a step down for the hold. [main] */
void awe_adapt_note_shed(awe_adapt *adapt, uint64_t now_ns);

/* Every 50 ms. True: `out` is a decision, and adapt->level is the level to use. [main] */
bool awe_adapt_tick(awe_adapt *adapt, uint64_t now_ns, awe_decision *out);

/* The second-highest share of the last 32 clean buffers, or of the last 50 ms; 0 if there are fewer
   than two. [main] */
double awe_adapt_share(const awe_adapt *adapt);

/* Such as "maximum". [any] */
const char *awe_level_name(uint8_t level);

#endif
