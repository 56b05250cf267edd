/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/live_load.h"

#include "awe/synth.h"
#include "perf/cause.h"

#define MOST 65535 /* of each part of the work: see reflex.h */

_Static_assert(AWE_REFLEX_NO_CAP == AWE_NO_CAP, "the reflex's answer is the synth's cap");

static AWE_RT uint32_t limit(uint32_t n)
{
    return n < MOST ? n : MOST;
}

void live_load_begin(live_load *load, uint32_t n_frames, uint32_t period_ns, uint32_t n_voices)
{
    load->work = (awe_work){.n_voices = n_voices, .n_frames = limit(n_frames)};
    load->period_ns = period_ns;
    load->cap = AWE_NO_CAP;
    load->is_decided = false;
}

static AWE_RT uint32_t count_notes(const awe_event *events, uint32_t n)
{
    uint32_t n_notes = 0;
    for (uint32_t i = 0; i < n; i++) {
        n_notes += events[i].message.type == AWE_NOTE_ON && events[i].message.value > 0;
    }
    return n_notes;
}

uint32_t live_load_find_cap(live_load *load, const awe_event *events, uint32_t n)
{
    if (!load->is_decided) {
        load->is_decided = true;
        load->work.n_voices = limit(load->work.n_voices + count_notes(events, n));
        load->work.n_events = limit(n);
        load->cap = awe_reflex_decide(&load->reflex, &load->work, load->period_ns);
    }
    return load->cap;
}

uint32_t live_load_predicted_ns(const live_load *load)
{
    int64_t predicted_ns = load->is_decided ? load->reflex.predicted_ns : 0;
    return predicted_ns <= 0 ? 0 : predicted_ns < UINT32_MAX ? (uint32_t)predicted_ns : UINT32_MAX;
}

void live_load_end(live_load *load, const awe_record *record, bool is_settled)
{
    if (load->is_decided) {
        awe_reflex_learn(&load->reflex, record->busy_ns, is_settled && awe_record_is_clean(record));
    }
}
