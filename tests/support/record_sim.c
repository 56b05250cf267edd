/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/record_sim.h"
#include "support/random.h"

#define START_NS 5e12
#define MINOR_FAULT_NS 3e3
#define MAJOR_FAULT_NS 4e6

void record_sim_init(record_sim *sim, uint64_t seed)
{
    *sim = (record_sim){
        .rate_hz = 48000,
        .n_frames = 64,
        .n_queued = 1,
        .n_voices = 32,
        .n_events = 2,
        .costs_ns = {600, 0.9, 14, 100},
        .levels = {1, 0.8, 0.6, 0.4},
        .noise = 0.04,
        .wake_jitter_ns = 30e3,
        .is_queue_known = true,
        .is_lost_told = true,
        .random = seed * 2 + 1,
    };
    awe_entry_clock_init(&sim->clock, sim->rate_hz);
    sim->exit_ns = START_NS;
    record_sim_set_share(sim, 0.2);
}

static double period_ns(const record_sim *sim)
{
    return sim->n_frames / sim->rate_hz * 1e9;
}

static double base_ns(const record_sim *sim, uint32_t n_events)
{
    return sim->costs_ns[0] + sim->costs_ns[1] * sim->n_voices * sim->n_frames +
           sim->costs_ns[2] * sim->n_frames + sim->costs_ns[3] * n_events;
}

void record_sim_set_share(record_sim *sim, double share)
{
    sim->load = share * period_ns(sim) / base_ns(sim, sim->n_events);
}

double record_sim_seconds(const record_sim *sim)
{
    return (sim->exit_ns - START_NS) * 1e-9;
}

static double render_ns(record_sim *sim, uint32_t n_events)
{
    double noise = 1 + sim->noise * random_normal(&sim->random);
    double slow = sim->next.slow > 0 ? sim->next.slow : 1;
    return base_ns(sim, n_events) * sim->load * sim->levels[sim->level] * slow *
           (noise > 0.5 ? noise : 0.5);
}

static double trouble_ns(const record_sim_mishap *mishap)
{
    return mishap->preempt_ns + MINOR_FAULT_NS * mishap->n_minor_faults +
           MAJOR_FAULT_NS * mishap->n_major_faults;
}

static double enter_ns(record_sim *sim)
{
    double due_ns = sim->dry_ns - sim->n_queued * period_ns(sim);
    due_ns = due_ns > sim->exit_ns ? due_ns : sim->exit_ns;
    return due_ns + sim->wake_jitter_ns * random_unit(&sim->random) + sim->next.wake_ns;
}

/* The device got a buffer at `exit_ns`; if it had nothing to play until then, that was lost. */
static void deliver(record_sim *sim, double exit_ns)
{
    sim->ran_dry = exit_ns > sim->dry_ns;
    sim->n_late += sim->ran_dry;
    if (exit_ns > sim->dry_ns) {
        /* a device that starts again fills its queue first */
        sim->dry_ns = exit_ns + sim->n_queued * period_ns(sim);
    }
    sim->dry_ns += period_ns(sim);
    sim->exit_ns = exit_ns;
}

awe_record record_sim_next(record_sim *sim)
{
    const record_sim_mishap mishap = sim->next;
    if (sim->seq == 0) { /* the device starts with a full queue */
        sim->dry_ns = START_NS + sim->n_queued * period_ns(sim);
    }
    uint32_t n_events = sim->n_events + mishap.n_events;
    double entry_ns = enter_ns(sim);
    double control_ns = sim->costs_ns[3] * n_events * sim->load;
    double busy_ns = render_ns(sim, n_events) + trouble_ns(&mishap);
    double queued_ns = sim->dry_ns > entry_ns ? sim->dry_ns - entry_ns : 0;
    bool was_dry = sim->ran_dry;
    awe_entry entry = awe_entry_clock_call(&sim->clock, (uint64_t)entry_ns, sim->n_frames);
    awe_record record = {
        .entry_ns = (uint64_t)entry_ns,
        .seq = sim->seq,
        .busy_ns = (uint32_t)busy_ns,
        .late_ns = entry.late_ns,
        .queued_us = sim->is_queue_known ? (uint32_t)(queued_ns / 1000) : AWE_QUEUED_UNKNOWN,
        .control_ns = (uint32_t)control_ns,
        .voices_ns = (uint32_t)((busy_ns - control_ns) * 0.6),
        .effects_ns = (uint32_t)((busy_ns - control_ns) * 0.3),
        .frames = (uint16_t)sim->n_frames,
        .n_events = (uint16_t)n_events,
        .n_voices = (uint16_t)sim->n_voices,
        .flags = mishap.flags,
        .level = sim->level,
        .n_minor_faults = mishap.n_minor_faults,
        .n_major_faults = mishap.n_major_faults,
        .n_preempted = mishap.n_preempted,
    };
    deliver(sim, entry_ns + busy_ns);
    if (mishap.is_lost) {
        sim->ran_dry = true;
    }
    record.flags |= (uint16_t)(sim->seq == 0 ? AWE_RECORD_FIRST : 0);
    record.flags |= (uint16_t)(was_dry && sim->is_lost_told ? AWE_RECORD_UNDERFLOW : 0);
    sim->next = (record_sim_mishap){0};
    sim->seq++;
    return record;
}
