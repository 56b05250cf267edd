/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/bench_verdict.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define INSTRUCTIONS_PERCENT 1 /* are counted, not measured: no noise to speak of */

/* NULL: the two can be compared. */
static const char *find_difference(const bench_case *base, const bench_case *candidate)
{
    if (!base) {
        return "nothing to compare with";
    }
    if (base->n_frames != candidate->n_frames || base->n_loads != candidate->n_loads) {
        return "not of the same length";
    }
    return base->hash == candidate->hash ? NULL : "the sound is not the same";
}

static double more_percent(double base, double candidate)
{
    return base > 0 && candidate > 0 ? 100 * (candidate / base - 1) : NAN;
}

/* The control's runs are the program's, too. */
static void compare(bench_verdict *v, const bench_case *control, double *room)
{
    const bench_case *base = v->base, *candidate = v->candidate;
    double both[2 * BENCH_MAX_RUNS];
    size_t n = candidate->n_runs;
    memcpy(both, candidate->cpu_ns, n * sizeof *both);
    memcpy(both + n, control->cpu_ns, control->n_runs * sizeof *both);
    v->spread = fabs(awe_compare(both + n, control->n_runs, both, n, room).ratio - 1);
    v->margin = awe_compare_margin(v->spread);
    v->compared = awe_compare(base->cpu_ns, base->n_runs, both, n + control->n_runs, room);
    v->has_tail = awe_tail_compare(&base->busy, &candidate->busy, 999, &v->tail);
    v->instructions_percent = more_percent(base->instructions, candidate->instructions);
    if (v->spread > AWE_COMPARE_MAX_SPREAD) {
        v->void_reason = "too noisy: the program differs from itself";
    }
}

/* Of those that are not void. */
static void adjust(bench_verdict *verdicts, size_t n, double *p)
{
    size_t n_p = 0;
    for (size_t i = 0; i < n; i++) {
        if (!verdicts[i].void_reason) {
            p[n_p++] = verdicts[i].compared.p;
        }
    }
    awe_compare_adjust(p, n_p);
    n_p = 0;
    for (size_t i = 0; i < n; i++) {
        bench_verdict *v = &verdicts[i];
        if (!v->void_reason) {
            v->compared.p = p[n_p++];
            v->verdict = awe_compare_judge(&v->compared, v->margin);
        }
    }
}

bool bench_verdict_judge(const bench_list *base, const bench_list *candidate,
                         const bench_list *control, bench_verdict *out)
{
    size_t n_room = 2 * BENCH_MAX_RUNS * BENCH_MAX_RUNS + candidate->n;
    double *room = calloc(n_room, sizeof *room);
    if (!room) {
        return false;
    }
    for (size_t i = 0; i < candidate->n; i++) {
        const bench_case *item = &candidate->items[i];
        out[i] = (bench_verdict){
            .candidate = item, .verdict = AWE_VERDICT_UNCLEAR, .instructions_percent = NAN};
        out[i].base = bench_list_find(base, item->workload, item->block_frames);
        out[i].void_reason = find_difference(out[i].base, item);
        const bench_case *other = bench_list_find(control, item->workload, item->block_frames);
        if (!out[i].void_reason) {
            out[i].void_reason = find_difference(other, item);
        }
        if (!out[i].void_reason) {
            compare(&out[i], other, room);
        }
    }
    adjust(out, candidate->n, room);
    free(room);
    return true;
}

void bench_verdict_void(bench_verdict *verdicts, size_t n, const char *reason)
{
    for (size_t i = 0; i < n; i++) {
        verdicts[i].void_reason = reason;
    }
}

bool bench_verdict_passes(const bench_verdict *verdicts, size_t n, double percent)
{
    for (size_t i = 0; i < n; i++) {
        const bench_verdict *v = &verdicts[i];
        bool is_slower = v->verdict == AWE_VERDICT_SLOWER && v->compared.ratio > 1 + percent / 100;
        if (v->void_reason || is_slower || v->instructions_percent > INSTRUCTIONS_PERCENT) {
            return false;
        }
    }
    return n > 0;
}
