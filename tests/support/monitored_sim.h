/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_MONITORED_SIM_H
#define TESTS_SUPPORT_MONITORED_SIM_H

/* A simulated device with a whole monitor behind it, which sets the level of quality as the main
   loop would: a tick each 50 ms of virtual time, word from the system each second. The reflex caps
   the voices as the callback would. */

#include "perf/monitor.h"
#include "perf/reflex.h"
#include "support/record_sim.h"

typedef struct monitored_sim {
    record_sim sim;
    awe_monitor *monitor;
    awe_reflex reflex;
    bool is_adaptive;
    uint32_t n_wanted;   /* voices that the song would have */
    awe_machine machine; /* what the system says each second */
    uint64_t tick_ns, second_ns, now_ns;
    uint32_t n_changes; /* of the level */
    uint32_t n_late;    /* buffers that took longer than they last */
} monitored_sim;

/* Levels that may be used: all, or only the best. Calibrated to the simulation's costs at `share`
   of the period. Static storage: there is one at a time. */
monitored_sim *monitored_sim_new(uint64_t seed, double share, bool is_adaptive);

/* Sets the load so that a buffer with all voices wanted, at the best level, takes `share` of its
   period. */
void monitored_sim_set_share(monitored_sim *m, double share);

/* Plays until `seconds` since the start. */
void monitored_sim_play(monitored_sim *m, double seconds);

/* Plays one buffer. */
void monitored_sim_step(monitored_sim *m);

#endif
