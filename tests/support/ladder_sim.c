/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/ladder_sim.h"

const awe_adapt_config ladder_sim_config = {.n_voices = {32, 32, 32, 32}, .worst = 3};

ladder_sim *ladder_sim_new(uint64_t seed)
{
    static ladder_sim p;
    p = (ladder_sim){.predicted = {1, 0.8, 0.6, 0.4}, .cause = AWE_CAUSE_RENDER, .shed = 1};
    record_sim_init(&p.sim, seed);
    awe_record first = record_sim_next(&p.sim);
    p.now_ns = p.tick_ns = first.entry_ns;
    awe_adapt_init(&p.adapt, &ladder_sim_config, p.now_ns);
    return &p;
}

static void tick(ladder_sim *p)
{
    awe_decision decision;
    p->tick_ns += 50000000;
    if (awe_adapt_tick(&p->adapt, p->now_ns, &decision)) {
        p->decisions[p->n_decisions++ % LADDER_SIM_DECISIONS] = decision;
        p->n_changes += decision.kind != AWE_DECISION_CONFIRM;
        p->sim.level = p->adapt.level;
    }
}

static awe_load load_of(const ladder_sim *p, const awe_record *record)
{
    awe_load load = {
        .entry_ns = record->entry_ns,
        .share = record->busy_ns / 1333333.0,
        .n_voices = record->n_voices,
        .level = record->level,
        .cause = p->cause,
    };
    for (int i = 0; i < AWE_N_LEVELS; i++) {
        load.predicted[i] = p->predicted[i];
    }
    return load;
}

/* The reflex, simplified: a buffer above 85 % makes the next ones fit, for a quarter second. */
static void shed(ladder_sim *p, double share)
{
    if (share > 0.85) {
        p->shed *= 0.82 / share;
        p->shed_until_ns = p->now_ns + 250000000;
        awe_adapt_note_shed(&p->adapt, p->now_ns);
    } else if (p->now_ns >= p->shed_until_ns) {
        p->shed = 1;
    }
}

void ladder_sim_play(ladder_sim *p, double seconds, double share)
{
    while (record_sim_seconds(&p->sim) < seconds) {
        record_sim_set_share(&p->sim, share * p->shed);
        awe_record record = record_sim_next(&p->sim);
        awe_load load = load_of(p, &record);
        p->now_ns = record.entry_ns;
        p->n_buffers++;
        p->n_late += load.share > 1;
        shed(p, load.share);
        awe_adapt_take(&p->adapt, &load);
        if (p->now_ns >= p->tick_ns) {
            tick(p);
        }
    }
}
