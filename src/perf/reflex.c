/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/reflex.h"

#include <stddef.h>

#define LIMIT_PERCENT 85 /* of the period */
#define MAX_SHED 8       /* voices per buffer */
#define MIN_VOICES 8
#define HOLD_NS 250000000u
#define ONE_Q8 256
#define MAX_SLOW_Q8 (8 * ONE_Q8)
#define ONE_Q12 4096
#define MAX_COST_NS 1e4 /* of one voice's frame, a frame or an event: far above any machine */

void awe_reflex_init(awe_reflex *reflex)
{
    *reflex = (awe_reflex){.slow_q8 = ONE_Q8, .slow_before_q8 = ONE_Q8, .cap = AWE_REFLEX_NO_CAP};
}

static void set_cost(_Atomic int32_t *cost, double ns, double limit_ns, double scale)
{
    double limited = ns > limit_ns ? limit_ns : ns > 0 ? ns : 0; /* 0 for NaN as well */
    atomic_store_explicit(cost, (int32_t)(limited * scale), memory_order_relaxed);
}

void awe_reflex_set_costs(awe_reflex *reflex, const double costs_ns[AWE_N_COSTS])
{
    if (costs_ns) {
        set_cost(&reflex->base_ns, costs_ns[0], INT32_MAX, 1);
        set_cost(&reflex->voice_q12_ns, costs_ns[1], MAX_COST_NS, ONE_Q12);
        set_cost(&reflex->frame_q12_ns, costs_ns[2], MAX_COST_NS, ONE_Q12);
        set_cost(&reflex->event_q12_ns, costs_ns[3], MAX_COST_NS, ONE_Q12);
    }
    atomic_store_explicit(&reflex->is_on, costs_ns != NULL, memory_order_relaxed);
}

AWE_RT static int64_t cost(const _Atomic int32_t *q12_ns, uint32_t n)
{
    return (int64_t)atomic_load_explicit(q12_ns, memory_order_relaxed) * n / ONE_Q12;
}

AWE_RT static uint32_t highest(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* The cap that brings the buffer below `limit_ns`, as far as one buffer may go. */
AWE_RT static uint32_t cap_for(const awe_reflex *reflex, const awe_work *work, int64_t voice_ns,
                               int64_t limit_ns)
{
    int64_t fixed_ns = reflex->predicted_ns - voice_ns * work->n_voices;
    int64_t room_ns = limit_ns * ONE_Q8 / reflex->slow_q8 - fixed_ns;
    uint32_t fitting = room_ns > 0 && voice_ns > 0 ? (uint32_t)(room_ns / voice_ns) : 0;
    uint32_t reachable = work->n_voices > MAX_SHED ? work->n_voices - MAX_SHED : 0;
    return highest(highest(fitting, reachable), MIN_VOICES);
}

uint32_t awe_reflex_decide(awe_reflex *reflex, const awe_work *work, uint32_t period_ns)
{
    if (!atomic_load_explicit(&reflex->is_on, memory_order_relaxed)) {
        reflex->predicted_ns = 0;
        return AWE_REFLEX_NO_CAP;
    }
    awe_work allowed = *work;
    if (reflex->hold_ns > 0 && allowed.n_voices > reflex->cap) {
        allowed.n_voices = reflex->cap;
    }
    int64_t voice_ns = cost(&reflex->voice_q12_ns, work->n_frames);
    int64_t limit_ns = (int64_t)period_ns * LIMIT_PERCENT / 100;
    reflex->predicted_ns =
        atomic_load_explicit(&reflex->base_ns, memory_order_relaxed) + voice_ns * allowed.n_voices +
        cost(&reflex->frame_q12_ns, work->n_frames) + cost(&reflex->event_q12_ns, work->n_events);
    if (reflex->predicted_ns * reflex->slow_q8 / ONE_Q8 > limit_ns) {
        reflex->cap = cap_for(reflex, &allowed, voice_ns, limit_ns);
        reflex->hold_ns = HOLD_NS;
    } else {
        reflex->hold_ns -= reflex->hold_ns < period_ns ? reflex->hold_ns : period_ns;
    }
    return reflex->hold_ns > 0 ? reflex->cap : AWE_REFLEX_NO_CAP;
}

/* Two slow buffers in a row are believed, one may be a mishap; then it is forgotten slowly. */
void awe_reflex_learn(awe_reflex *reflex, uint32_t busy_ns, bool is_clean)
{
    if (!is_clean || reflex->predicted_ns <= 0) {
        return;
    }
    int64_t ratio = (int64_t)busy_ns * ONE_Q8 / reflex->predicted_ns;
    uint32_t slow_q8 = (uint32_t)(ratio < MAX_SLOW_Q8 ? ratio : MAX_SLOW_Q8);
    uint32_t sure_q8 = slow_q8 < reflex->slow_before_q8 ? slow_q8 : reflex->slow_before_q8;
    reflex->slow_before_q8 = slow_q8;
    if (sure_q8 > reflex->slow_q8) {
        reflex->slow_q8 = sure_q8;
    } else {
        reflex->slow_q8 -= (reflex->slow_q8 - sure_q8) / 8;
    }
}
