/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* bench_monitor: what the callback's measuring takes, all its calls and nothing else, in the
   deadline of 64 frames at 48 kHz; fails where that is more than docs/perf.md promises.
   bench_monitor --count KIND N: makes the calls of N buffers of that kind, for callgrind to count,
   without the guard and the output's peaks, which are there without a monitor, too. The clock is
   read as always, but what it says is made up, so that all buffers are alike. */

#include "app/account.h"
#include "app/guard.h"
#include "app/live_load.h"
#include "app/measure.h"
#include "app/stage_clock.h"
#include "io/clock.h"
#include "support/sf2_builder.h"
#include "synth/stopwatch.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE_HZ 48000
#define FRAMES 64
#define PERIOD_NS (1e9 * FRAMES / RATE_HZ)
#define N_RECORDS 8192
#define N_BUFFERS 50000
#define N_TRIES 10         /* other programs disturb: the best counts */
#define QUIET_PERCENT 0.05 /* p50 of a quiet buffer */
#define WORST_PERCENT 0.1  /* p99 of any */

/* How much happens in a buffer. */
typedef struct kind {
    const char *name;
    uint32_t n_segments, n_starts, n_ends;
} kind;

static const kind kinds[] = {
    {"none", 0, 0, 0}, /* of the bench itself */
    {"quiet", 2, 0, 0},
    {"notes", 2, 4, 4},
    {"worst", AWE_TIMED_SEGMENTS, AWE_TIMED_STARTS, AWE_TIMED_ENDS},
};

typedef struct bench {
    sf2_builder *builder;
    awe_bank *bank;
    deck deck;
    account account;
    live_load load;
    awe_stopwatch watch;
    measure measure;
    rt_thread thread;
    awe_ring records;
    awe_record storage[N_RECORDS];
    float out[FRAMES * 2];
    uint64_t virtual_ns;
} bench;

static AWE_RT uint64_t read_clock(void *context)
{
    const bench *b = context;
    (void)clock_now_ns();
    return b->virtual_ns;
}

static AWE_RT uint64_t read_stage_clock(void *context)
{
    (void)context;
    return clock_now_ns();
}

static void require(bool ok, const char *what)
{
    if (!ok) {
        fprintf(stderr, "bench_monitor: %s\n", what);
        exit(1);
    }
}

/* A deck whose synth has nothing to do. */
static void open_deck(bench *b)
{
    size_t size;
    b->builder = sf2_new();
    sf2_add_voice(b->builder, 0, 0, sf2_add_tone(b->builder, 20, 60));
    const void *file = sf2_build(b->builder, &size);
    require(!awe_bank_load(file, size, NULL, &b->bank), "no bank");
    const awe_stacked_bank stack = {.bank = b->bank};
    require(!awe_synth_new(NULL, &stack, 1, &b->deck.synth), "no synth");
}

static void open_bench(bench *b, bool is_guarded)
{
    static const double costs_ns[AWE_N_COSTS] = {2000, 3, 10, 300};
    io_error error;
    measure_config config = {
        .records = &b->records, .now_ns = read_clock, .context = b, .thread = &b->thread};
    memset(b, 0, sizeof *b);
    open_deck(b);
    b->watch.clock.now_ns = read_stage_clock;
    awe_ring_init(&b->records, b->storage, N_RECORDS, sizeof b->storage[0]);
    require(!is_guarded || guard_new(false, &config.guard, &error), error.text);
    live_figures_init(&b->account.figures);
    awe_reflex_init(&b->load.reflex);
    awe_reflex_set_costs(&b->load.reflex, costs_ns);
    measure_start(&b->measure, &config, RATE_HZ);
    for (int i = 0; i < FRAMES * 2; i++) {
        b->out[i] = 0.001f * (float)(i % 50);
    }
}

static void close_bench(bench *b)
{
    guard_free(b->measure.config.guard);
    awe_synth_free(b->deck.synth);
    awe_bank_free(b->bank);
    sf2_free(b->builder);
}

/* The laps that the synth makes, and its voices' starts. */
static void run_stopwatch(bench *b, const kind *k)
{
    awe_times *times = &b->watch.times;
    awe_stopwatch_open(&b->watch, FRAMES);
    for (uint32_t i = 0; i < k->n_segments; i++) {
        awe_stopwatch_begin_segment(&b->watch);
        if (i < k->n_starts) {
            awe_stopwatch_end_start(&b->watch, awe_stopwatch_begin_start(&b->watch));
        }
        awe_stopwatch_lap(&b->watch, &times->control_ns);
        awe_stopwatch_lap(&b->watch, &times->voices_ns);
        awe_stopwatch_lap(&b->watch, &times->effects_ns);
    }
    if (k->n_starts > 0) { /* events behind the last segment */
        awe_stopwatch_lap(&b->watch, &times->control_ns);
    }
}

/* The idle synth of the deck has no starts and ends of its own to tell. */
static void add_events(bench *b, const kind *k)
{
    awe_times times;
    awe_stopwatch_take(&b->watch, &times);
    for (uint32_t i = 0; i < times.n_starts; i++) {
        live_figures_add(&b->account.figures, LIVE_ALLOC_NS, times.start_ns[i]);
    }
    for (uint32_t i = 0; i < k->n_ends; i++) {
        live_figures_add(&b->account.figures, LIVE_LIFETIME_MS, 100 + 50 * i);
    }
}

/* As live_fill() calls them. */
static void run_buffer(bench *b, const kind *k)
{
    static const awe_event events[4] = {{.message = {.type = AWE_NOTE_ON, .value = 1}}};
    audio_round round = {.out = b->out, .n_frames = FRAMES, .queued_us = 2666};
    awe_record *record = &b->measure.record;
    (void)measure_enter(&b->measure, &round);
    live_load_begin(&b->load, FRAMES, measure_length_ns(&b->measure, FRAMES), 20);
    (void)live_load_find_cap(&b->load, events, k->n_starts < 4 ? k->n_starts : 4);
    run_stopwatch(b, k);
    account_begin(&b->account);
    account_take_deck(&b->account, &b->deck, record);
    add_events(b, k);
    record->n_events = (uint16_t)k->n_starts;
    if (b->measure.config.guard) {
        account_take_output(&b->account, &round, RATE_HZ, record);
    }
    b->measure.predicted_ns = live_load_predicted_ns(&b->load);
    awe_record pushed = measure_exit(&b->measure);
    live_load_end(&b->load, &pushed, true);
}

static void pass(bench *b, const kind *k)
{
    awe_record record;
    b->virtual_ns += (uint64_t)PERIOD_NS;
    if (k->n_segments > 0) {
        run_buffer(b, k);
        (void)awe_ring_pop(&b->records, &record);
    }
}

static int compare(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

typedef struct result {
    double p50, p99; /* percent of the deadline */
} result;

static result time_kind(bench *b, const kind *k, double reading_ns)
{
    static uint64_t took_ns[N_BUFFERS];
    for (int i = 0; i < N_BUFFERS; i++) {
        uint64_t begun_ns = clock_now_ns();
        pass(b, k);
        took_ns[i] = clock_now_ns() - begun_ns;
    }
    qsort(took_ns, N_BUFFERS, sizeof took_ns[0], compare);
    double p50 = (double)took_ns[N_BUFFERS / 2] - reading_ns;
    double p99 = (double)took_ns[N_BUFFERS / 100 * 99] - reading_ns;
    return (result){100 * p50 / PERIOD_NS, 100 * p99 / PERIOD_NS};
}

static double find_reading_ns(void)
{
    uint64_t begun_ns = clock_now_ns(), now_ns = begun_ns;
    for (int i = 0; i < N_BUFFERS; i++) {
        now_ns = clock_now_ns();
    }
    return (double)(now_ns - begun_ns) / N_BUFFERS;
}

static double least(double a, double b)
{
    return a < b ? a : b;
}

static int time_all(bench *b)
{
    double reading_ns = find_reading_ns();
    int is_bad = 0;
    printf("one reading of the clock: %.0f ns\n", reading_ns);
    for (size_t i = 1; i < sizeof kinds / sizeof kinds[0]; i++) {
        double most = i == 1 ? QUIET_PERCENT : WORST_PERCENT;
        result best = {1e9, 1e9};
        for (int try = 0; try < N_TRIES && (best.p50 > most || best.p99 > WORST_PERCENT); try++) {
            result r = time_kind(b, &kinds[i], reading_ns);
            best = (result){least(best.p50, r.p50), least(best.p99, r.p99)};
        }
        is_bad |= best.p50 > most || best.p99 > WORST_PERCENT;
        printf("%-6s p50 %.4f %% (%4.0f ns), p99 %.4f %% (%4.0f ns) of %.3f ms\n", kinds[i].name,
               best.p50, best.p50 * PERIOD_NS / 100, best.p99, best.p99 * PERIOD_NS / 100,
               PERIOD_NS * 1e-6);
    }
    return is_bad;
}

int main(int argc, char **argv)
{
    static bench b;
    int code = argc == 1 || argc == 4 ? 0 : 1;
    open_bench(&b, argc == 1);
    if (argc == 1) {
        code = time_all(&b);
    }
    for (size_t i = 0; argc == 4 && i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(argv[2], kinds[i].name) == 0) {
            for (int n = atoi(argv[3]); n > 0; n--) {
                pass(&b, &kinds[i]);
            }
        }
    }
    close_bench(&b);
    return code;
}
