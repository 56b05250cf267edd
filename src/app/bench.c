/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/bench.h"

#include "awe/rate.h"
#include "perf/stats.h"

#include <stdlib.h>
#include <string.h>

bench_case *bench_list_find(const bench_list *list, const char *workload, uint32_t block_frames)
{
    for (size_t i = 0; i < list->n; i++) {
        bench_case *item = &list->items[i];
        if (item->block_frames == block_frames && strcmp(item->workload, workload) == 0) {
            return item;
        }
    }
    return NULL;
}

static bool append(bench_list *list, const bench_case *item)
{
    bench_case *items = realloc(list->items, (list->n + 1) * sizeof *items);
    if (!items) {
        return false;
    }
    list->items = items;
    items[list->n++] = *item;
    return true;
}

bool bench_list_add(bench_list *list, const bench_case *item)
{
    bench_case *known = bench_list_find(list, item->workload, item->block_frames);
    if (!known) {
        return append(list, item);
    }
    bool is_same = item->hash == known->hash && item->n_frames == known->n_frames &&
                   item->n_loads == known->n_loads;
    if (!is_same || item->n_runs > BENCH_MAX_RUNS - known->n_runs) {
        return false;
    }
    memcpy(known->cpu_ns + known->n_runs, item->cpu_ns, item->n_runs * sizeof *item->cpu_ns);
    memcpy(known->wall_ns + known->n_runs, item->wall_ns, item->n_runs * sizeof *item->wall_ns);
    known->n_runs += item->n_runs;
    awe_histogram_merge(&known->busy, &item->busy);
    return true;
}

void bench_list_free(bench_list *list)
{
    free(list->items);
    *list = (bench_list){0};
}

static double find_median(const double *values, size_t n)
{
    double sorted[BENCH_MAX_RUNS];
    memcpy(sorted, values, n * sizeof *values);
    return awe_median(sorted, n);
}

double bench_cpu_ns(const bench_case *item)
{
    return find_median(item->cpu_ns, item->n_runs);
}

double bench_wall_ns(const bench_case *item)
{
    return find_median(item->wall_ns, item->n_runs);
}

double bench_unit_ns(const bench_case *item)
{
    double n = item->n_loads > 0 ? item->n_loads : (double)item->n_voice_frames;
    return n > 0 ? bench_cpu_ns(item) / n : 0;
}

double bench_speed(const bench_case *item)
{
    double ns = bench_cpu_ns(item);
    return ns > 0 ? (double)item->n_frames / AWE_RATE_HZ / (ns * 1e-9) : 0;
}

double bench_share(const bench_case *item, uint32_t permille)
{
    double period_ns = item->block_frames * 1e9 / AWE_RATE_HZ;
    if (item->busy.count == 0) {
        return -1;
    }
    if (permille >= 1000) {
        return 100 * item->busy.max / period_ns;
    }
    bool is_known = awe_histogram_has_percentile(&item->busy, permille);
    return is_known ? 100 * awe_histogram_percentile(&item->busy, permille) / period_ns : -1;
}

const char *bench_stage_name(bench_stage stage)
{
    static const char *const names[BENCH_N_STAGES] = {
        [BENCH_CONTROL] = "control",
        [BENCH_VOICES] = "voices",
        [BENCH_EFFECTS] = "effects",
        [BENCH_REST] = "rest",
    };
    return names[stage];
}
