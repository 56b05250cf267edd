/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/monitored_sim.h"

#include <stdlib.h>

static awe_record black_box[4096];
static const uint32_t levels[AWE_N_LEVELS] = {32, 32, 24, 16}; /* voices */

static awe_monitor *new_monitor(const record_sim *sim, bool is_adaptive)
{
    static void *memory;
    awe_monitor_config config = {
        .rate_hz = sim->rate_hz,
        .adapt = {.n_voices = {levels[0], levels[1], levels[2], levels[3]},
                  .worst = is_adaptive ? 3 : 0},
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
    m = (monitored_sim){.n_wanted = 32};
    record_sim_init(&m.sim, seed);
    awe_reflex_init(&m.reflex);
    m.is_adaptive = is_adaptive;
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

static uint32_t lower(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

void monitored_sim_set_share(monitored_sim *m, double share)
{
    m->sim.n_voices = m->n_wanted;
    record_sim_set_share(&m->sim, share);
}

/* What the callback does around rendering. */
static awe_record call_back(monitored_sim *m)
{
    record_sim *sim = &m->sim;
    uint32_t wanted = lower(m->n_wanted, levels[sim->level]), before = sim->n_voices;
    awe_work work = {wanted, sim->n_frames, sim->n_events};
    double period_ns = sim->n_frames / sim->rate_hz * 1e9;
    sim->n_voices = lower(wanted, awe_reflex_decide(&m->reflex, &work, (uint32_t)period_ns));
    awe_record record = record_sim_next(sim);
    if (sim->n_voices < wanted && sim->n_voices < before) {
        record.n_shed = (uint8_t)(before - sim->n_voices);
    }
    awe_reflex_learn(&m->reflex, record.busy_ns, awe_record_is_clean(&record));
    m->n_late += record.busy_ns > period_ns;
    return record;
}

void monitored_sim_step(monitored_sim *m)
{
    awe_record record = call_back(m);
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
        awe_reflex_set_costs(&m->reflex, m->is_adaptive ? awe_monitor_costs(m->monitor) : NULL);
    }
}

void monitored_sim_play(monitored_sim *m, double seconds)
{
    while (record_sim_seconds(&m->sim) < seconds) {
        monitored_sim_step(m);
    }
}
