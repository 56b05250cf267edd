/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/bench_text.h"

#include "app/columns.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define NAME_COLUMNS 17

/* The name in its column, however many bytes its letters have; of a long one its end. */
static void print_name(FILE *file, const char *name)
{
    while (columns_count(name) > NAME_COLUMNS) {
        name++;
        while (((unsigned char)*name & 0xC0) == 0x80) {
            name++;
        }
    }
    fprintf(file, "%s%*s", name, (int)(NAME_COLUMNS - columns_count(name)), "");
}

/* With `digits` behind the point; "-" where it is not known. */
static void print_known(FILE *file, int width, int digits, double value)
{
    if (value >= 0) {
        fprintf(file, " %*.*f", width, digits, value);
    } else {
        fprintf(file, " %*s", width, "-");
    }
}

static void print_times(FILE *file, const bench_case *item)
{
    static const uint32_t permille[] = {500, 990, 999, 1000};
    print_name(file, item->workload);
    fprintf(file, " %5" PRIu32, item->block_frames);
    if (item->n_loads > 0) {
        fprintf(file, "  %.3f ms for each of %" PRIu32 " loads\n", bench_unit_ns(item) * 1e-6,
                item->n_loads);
        return;
    }
    fprintf(file, " %8.3f %6.0f", bench_unit_ns(item), bench_speed(item));
    for (int i = 0; i < BENCH_N_STAGES; i++) {
        print_known(file, 4, 0, 100 * item->stages[i]);
    }
    for (int i = 0; i < 4; i++) {
        print_known(file, 5, 1, bench_share(item, permille[i]));
    }
    fputc('\n', file);
}

/* What is the same with every buffer size is told once. */
static void print_rest(FILE *file, const bench_case *item)
{
    const bench_memory *memory = &item->memory;
    print_name(file, item->workload);
    fprintf(file, " %6" PRIu32 " %6.0f %6.0f %6.0f %7.1f", item->n_peak_voices,
            (double)memory->bank_bytes * 1e-3, (double)memory->song_bytes * 1e-3,
            (double)memory->synth_bytes * 1e-3, (double)memory->peak_bytes * 1e-6);
    print_known(file, 7, 1, item->instructions);
    fprintf(file, "  %016" PRIx64 "\n", item->hash);
    if (item->no_instructions) {
        fprintf(file, "%*s instructions are not known: %s\n", NAME_COLUMNS, "",
                item->no_instructions);
    }
}

static bool is_first(const bench_list *list, size_t i)
{
    for (size_t j = 0; j < i; j++) {
        if (strcmp(list->items[j].workload, list->items[i].workload) == 0) {
            return false;
        }
    }
    return true;
}

void bench_text_print(FILE *file, const bench_list *list)
{
    if (list->n == 0) {
        return;
    }
    fprintf(file, "kernel %s, runs of each: %" PRIu32 "\n\n", list->items[0].kernel,
            list->items[0].n_runs);
    fprintf(file, "%*s        ns per   real %% of the time in      %% of the deadline\n",
            NAME_COLUMNS, "");
    fprintf(file, "%-*s block    v-frame   time ctrl voic effe rest   p50   p99 p99.9   max\n",
            NAME_COLUMNS - 1, "workload");
    for (size_t i = 0; i < list->n; i++) {
        print_times(file, &list->items[i]);
    }
    fprintf(file, "\n%*s   most   kB of memory in      process  instr.\n", NAME_COLUMNS, "");
    fprintf(file, "%-*s voices   bank   song  synth      MB per v-f  XXH3 of the sound\n",
            NAME_COLUMNS, "workload");
    for (size_t i = 0; i < list->n; i++) {
        if (is_first(list, i)) {
            print_rest(file, &list->items[i]);
        }
    }
}

static void print_verdict(FILE *file, const bench_verdict *v)
{
    const awe_shift *c = &v->compared;
    print_name(file, v->candidate->workload);
    fprintf(file, " %5" PRIu32, v->candidate->block_frames);
    if (v->void_reason) {
        fprintf(file, "  void: %s", v->void_reason);
        if (v->spread > 0) {
            fprintf(file, " by %.1f %%", 100 * v->spread);
        }
        fputc('\n', file);
        return;
    }
    fprintf(file, " %8.3f %8.3f %+6.1f %% (%+.1f to %+.1f)  %s", bench_unit_ns(v->base),
            bench_unit_ns(v->candidate), 100 * (c->ratio - 1), 100 * (c->low - 1),
            100 * (c->high - 1), awe_verdict_name(v->verdict));
    if (v->has_tail) {
        fprintf(file, "; p99.9 x %.2f (%.2f to %.2f)", v->tail.ratio, v->tail.low, v->tail.high);
    }
    if (!isnan(v->instructions_percent)) {
        fprintf(file, "; instructions %+.2f %%", v->instructions_percent);
    }
    fputc('\n', file);
}

void bench_text_print_verdicts(FILE *file, const bench_verdict *verdicts, size_t n)
{
    fprintf(file, "\n%-*s block   before      now   processor time\n", NAME_COLUMNS - 1, "verdict");
    for (size_t i = 0; i < n; i++) {
        print_verdict(file, &verdicts[i]);
    }
}
