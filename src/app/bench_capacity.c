/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/bench_capacity.h"

#include "app/bench_run.h"
#include "app/json.h"
#include "app/signals.h"
#include "perf/stats.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define MOST_VOICES 1024
#define MOST_FITTED 256
#define MAX_STEPS 24
#define LEAST_BLOCK 8
#define FULL_PERCENT 80
#define N_BUFFERS 15000 /* p99.9 needs a third, and other programs disturb some */
#define DEFAULT_BLOCK_FRAMES 64

/* What one load took. */
typedef struct step {
    uint32_t n_voices;
    uint32_t block_frames;
    double frame_ns; /* processor time of a frame of sound */
    double percent;  /* of the deadline, p99.9; the most where too few buffers were undisturbed */
} step;

typedef struct search {
    const settings *s;
    step steps[MAX_STEPS]; /* [n_steps] */
    size_t n_steps;
} search;

static bool is_full(const step *last)
{
    return last->percent > FULL_PERCENT;
}

/* All notes are begun at once; polyphony is what lets so many of them sound. */
static bool try(search *x, uint32_t n_voices, uint32_t block_frames)
{
    const bench_kind kind = {
        .name = "capacity", .make_song = bench_make_held_1024, .n_voices = n_voices, .part = 1};
    bench_plan plan = {.config = x->s->sound.synth, .block_frames = block_frames, .n_warm_ups = 1};
    bench_case item;
    workload w;
    plan.config.limiter = x->s->sound.limiter > 0;
    double seconds = (double)N_BUFFERS * block_frames / AWE_RATE_HZ;
    bool ok =
        workload_open_kind(&w, &kind, seconds) == EXIT_ALL_DONE && bench_run(&w, &plan, &item);
    workload_close(&w);
    if (ok) {
        double percent = bench_share(&item, 999);
        x->steps[x->n_steps++] = (step){
            .n_voices = n_voices,
            .block_frames = block_frames,
            .frame_ns = bench_cpu_ns(&item) / (double)item.n_frames,
            .percent = percent >= 0 ? percent : bench_share(&item, 1000),
        };
    }
    return ok;
}

static bool find(search *x)
{
    uint32_t block = x->s->block_frames ? x->s->block_frames : DEFAULT_BLOCK_FRAMES;
    uint32_t n_voices = 1;
    bool ok = try(x, n_voices, block);
    while (ok && !is_full(&x->steps[x->n_steps - 1]) && n_voices < MOST_VOICES) {
        n_voices *= 2;
        ok = try(x, n_voices, block);
    }
    while (ok && !is_full(&x->steps[x->n_steps - 1]) && block / 2 >= LEAST_BLOCK) {
        block /= 2;
        ok = try(x, n_voices, block);
    }
    return ok;
}

/* How the time grows: with which power of the voices. */
static awe_slope fit(const search *x)
{
    double log_n[MAX_STEPS];
    double log_ns[MAX_STEPS];
    double room[AWE_N_PAIRS(MAX_STEPS)];
    size_t n = 0;
    for (size_t i = 0; i < x->n_steps; i++) {
        const step *at = &x->steps[i];
        if (at->n_voices <= MOST_FITTED && at->block_frames == x->steps[0].block_frames) {
            log_n[n] = log(at->n_voices);
            log_ns[n++] = log(at->frame_ns);
        }
    }
    return awe_theil_sen(log_n, log_ns, n, room);
}

/* The last that was not too much. */
static const step *find_capacity(const search *x)
{
    const step *last = &x->steps[x->n_steps - 1];
    if (!is_full(last)) {
        return last;
    }
    return x->n_steps > 1 ? last - 1 : NULL;
}

static bool print_json(const search *x)
{
    const step *best = find_capacity(x);
    awe_slope slope = fit(x);
    struct json_t *line = json_begin();
    json_put_number(line, "schema", 1);
    json_put_text(line, "kind", "capacity");
    for (size_t i = 0; i < x->n_steps; i++) {
        struct json_t *item = json_begin();
        json_put_number(item, "voices", x->steps[i].n_voices);
        json_put_number(item, "block_frames", x->steps[i].block_frames);
        json_put_number(item, "ns_per_frame", x->steps[i].frame_ns);
        json_put_number(item, "p999_percent", x->steps[i].percent);
        json_add_object(line, "steps", item);
    }
    json_put_number(line, "voices", best ? best->n_voices : 0);
    json_put_number(line, "block_frames", best ? best->block_frames : 0);
    json_put_flag(line, "is_limit", is_full(&x->steps[x->n_steps - 1]));
    json_put_number(line, "power", slope.slope);
    char *text = json_end(line);
    bool ok = text && puts(text) != EOF;
    free(text);
    return ok && fflush(stdout) == 0;
}

static bool print_text(const search *x)
{
    const step *best = find_capacity(x);
    awe_slope slope = fit(x);
    printf("voices  block  ns per frame  p99.9 of the deadline\n");
    for (size_t i = 0; i < x->n_steps; i++) {
        const step *at = &x->steps[i];
        printf("%6u %6u %13.1f %20.1f %%\n", at->n_voices, at->block_frames, at->frame_ns,
               at->percent);
    }
    if (best) {
        printf("capacity: %u voices in buffers of %u frames%s\n", best->n_voices,
               best->block_frames,
               is_full(&x->steps[x->n_steps - 1]) ? "" : ", and this is not the limit");
    } else {
        printf("capacity: none\n");
    }
    printf("time grows with the number of voices to the power of %.2f (%.2f to %.2f)\n",
           slope.slope, slope.low, slope.high);
    return fflush(stdout) == 0;
}

exit_code bench_capacity_find(const settings *s)
{
    search x = {.s = s};
    if (!find(&x)) {
        return signals_received() ? EXIT_BY_SIGNAL : EXIT_USAGE;
    }
    bool ok = s->json ? print_json(&x) : print_text(&x);
    return ok ? EXIT_ALL_DONE : EXIT_USAGE;
}
