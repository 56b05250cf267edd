/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_MONITORED_SIM_H
#define TESTS_SUPPORT_MONITORED_SIM_H

/* A simulated device with a whole monitor behind it, which sets the level of quality as the main
   loop would: a tick each 50 ms of virtual time, word from the system each second. */

#include "perf/monitor.h"
#include "support/record_sim.h"

typedef struct monitored_sim {
    record_sim sim;
    awe_monitor *monitor;
    awe_machine machine; /* what the system says each second */
    uint64_t tick_ns, second_ns, now_ns;
    uint32_t n_changes; /* of the level */
} monitored_sim;

/* Levels that may be used: all, or only the best. Calibrated to the simulation's costs at `share`
   of the period. Static storage: there is one at a time. */
monitored_sim *monitored_sim_new(uint64_t seed, double share, bool is_adaptive);

/* Plays until `seconds` since the start. */
void monitored_sim_play(monitored_sim *m, double seconds);

/* Plays one buffer. */
void monitored_sim_step(monitored_sim *m);

#endif
