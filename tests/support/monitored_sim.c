/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/monitored_sim.h"

#include <stdlib.h>

static awe_record black_box[4096];

static awe_monitor *new_monitor(const record_sim *sim, bool is_adaptive)
{
    static void *memory;
    awe_monitor_config config = {
        .rate_hz = sim->rate_hz,
        .adapt = {.n_voices = {32, 32, 32, 32}, .worst = is_adaptive ? 3 : 0},
        .black_box = black_box,
        .n_black_box = sizeof black_box / sizeof black_box[0],
        .is_guarded = true,
    };
    free(memory);
    memory = malloc(awe_monitor_size());
    if (!memory) {
        abort();
    }
    return awe_monitor_init(memory, &config, 1000);
}

monitored_sim *monitored_sim_new(uint64_t seed, double share, bool is_adaptive)
{
    static monitored_sim m;
    m = (monitored_sim){.n_changes = 0};
    record_sim_init(&m.sim, seed);
    record_sim_set_share(&m.sim, share);
    m.monitor = new_monitor(&m.sim, is_adaptive);
    for (uint8_t level = 0; level < RECORD_SIM_LEVELS; level++) {
        double costs[4];
        for (int i = 0; i < 4; i++) {
            costs[i] = m.sim.costs_ns[i] * m.sim.load * m.sim.levels[level];
        }
        awe_monitor_calibrate(m.monitor, level, costs);
    }
    return &m;
}

void monitored_sim_step(monitored_sim *m)
{
    awe_record record = record_sim_next(&m->sim);
    m->now_ns = record.entry_ns + record.busy_ns;
    awe_monitor_take(m->monitor, &record);
    if (m->now_ns >= m->second_ns) {
        m->second_ns = m->now_ns + 1000000000;
        awe_monitor_take_machine(m->monitor, &m->machine);
    }
    if (m->now_ns >= m->tick_ns) {
        m->tick_ns = m->now_ns + 50000000;
        m->n_changes += awe_monitor_tick(m->monitor, m->now_ns);
        m->sim.level = awe_monitor_level(m->monitor);
    }
}

void monitored_sim_play(monitored_sim *m, double seconds)
{
    while (record_sim_seconds(&m->sim) < seconds) {
        monitored_sim_step(m);
    }
}
