/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_REFLEX_H
#define AWE_PERF_REFLEX_H

/* What the callback does by itself when a buffer is going to be late: it caps the voices, for the
   ladder of quality looks only every 50 ms. The costs come from the main loop, number by number;
   the decision is integer arithmetic. */

#include "awe/api.h"
#include "perf/cost_model.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#define AWE_REFLEX_NO_CAP UINT32_MAX

typedef struct awe_reflex {
    /* written by the main loop */
    _Atomic int32_t base_ns;      /* c0 of the cost model */
    _Atomic int32_t voice_q12_ns; /* c1 to c3 in 1/4096 */
    _Atomic int32_t frame_q12_ns;
    _Atomic int32_t event_q12_ns;
    _Atomic uint32_t is_on;
    /* the callback's own */
    int64_t predicted_ns;             /* of this buffer, by the costs */
    uint32_t slow_q8, slow_before_q8; /* actual / predicted, in 1/256: followed, and the last one */
    uint32_t hold_ns;                 /* for this long the cap stays */
    uint32_t cap;
} awe_reflex;

/* Off. [main], before the callback runs */
void awe_reflex_init(awe_reflex *reflex);

/* Tells what work costs; NULL switches it off. [main] */
void awe_reflex_set_costs(awe_reflex *reflex, const double costs_ns[AWE_N_COSTS]);

/* Before rendering: how many voices may sound in this buffer, or AWE_REFLEX_NO_CAP. At most 8 fewer
   than now, and never fewer than 8. `work->n_voices` counts what sounds and what this buffer's
   note-ons may add. Voices, frames and events are at most 65,535. [audio] */
AWE_RT uint32_t awe_reflex_decide(awe_reflex *reflex, const awe_work *work, uint32_t period_ns);

/* After rendering what was decided on; `is_clean` as of awe_record_is_clean(). [audio] */
AWE_RT void awe_reflex_learn(awe_reflex *reflex, uint32_t busy_ns, bool is_clean);

#endif
