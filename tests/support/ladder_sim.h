/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#ifndef TESTS_SUPPORT_LADDER_SIM_H
#define TESTS_SUPPORT_LADDER_SIM_H

/* A player in virtual time whose level of quality the ladder sets, under a load that the test sets:
   64 frames at 48 kHz, 4 % of noise, levels that cost 1, 0.8, 0.6 and 0.4. */

#include "perf/adapt.h"
#include "support/record_sim.h"

#define LADDER_SIM_DECISIONS 1000

typedef struct ladder_sim {
    record_sim sim;
    awe_adapt adapt;
    awe_decision decisions[LADDER_SIM_DECISIONS];
    uint32_t n_decisions, n_changes, n_buffers, n_late;
    uint64_t now_ns, tick_ns;
    double predicted[AWE_N_LEVELS]; /* what the calibration believes of each level */
    awe_cause cause;
    double shed; /* part of the load that the reflex leaves */
    uint64_t shed_until_ns;
} ladder_sim;

/* All four levels, of 32 voices each. */
extern const awe_adapt_config ladder_sim_config;

/* Starts at the best level. Static storage: there is one at a time. */
ladder_sim *ladder_sim_new(uint64_t seed);

/* Plays until `seconds` since the start; at the best level a buffer would take `share` of its
   period. */
void ladder_sim_play(ladder_sim *sim, double seconds, double share);

#endif
