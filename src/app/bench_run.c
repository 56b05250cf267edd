/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/bench_run.h"

#include "app/memory_tags.h"
#include "app/rehearsal.h"
#include "app/say.h"
#include "app/signals.h"
#include "io/clock.h"
#include "io/hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define SLICE_FRAMES 2048 /* timed in one piece, then hashed outside the time */
#define MAX_EVENTS 256
#define WARM_UP_PART 4      /* a warm-up is so many times shorter */
#define MAX_AWAY_NS 2000    /* of a slice that are no sign of another program */
#define MAX_AWAY_SHARE 0.01 /* and so much of it */
#define N_PASSES 3          /* a run is the fastest of so many */
#define N_LOADS 20
#define LOADED_FRAMES AWE_RATE_HZ /* sound by which a loaded bank is known */

/* Buffers that are timed together. */
typedef struct slice {
    float *frames;                  /* [SLICE_FRAMES][2], or a block if that is longer */
    uint32_t busy_ns[SLICE_FRAMES]; /* [n_blocks] */
    uint32_t n_blocks;
    double stages_ns[BENCH_N_STAGES];
} slice;

/* A pass through the workload. */
typedef struct pass {
    const workload *w;
    const bench_plan *plan;
    awe_song_cursor cursor;
    awe_synth *synth;
    slice slice;
    hash *hash;
    bench_case *out;
    bool has_clock;              /* stages are told, nothing else */
    double sums[BENCH_N_STAGES]; /* ns */
} pass;

static awe_synth *make_synth(const workload *w, const bench_plan *plan, bool has_clock)
{
    awe_synth_config config = plan->config;
    awe_synth *synth = NULL;
    config.allocator = memory_tags_allocator(MEMORY_SYNTH);
    if (w->kind) {
        bench_kind_configure(w->kind, &config);
    }
    if (has_clock) {
        config.clock = rehearsal_clock();
    }
    awe_status status = awe_synth_new(&config, w->stack, w->n_banks, &synth);
    if (status) {
        say_error("%s", awe_status_text(status));
    }
    return synth;
}

static uint32_t to_ns(uint64_t ns)
{
    return ns < UINT32_MAX ? (uint32_t)ns : UINT32_MAX;
}

/* Where a buffer had more segments than are timed nothing is known of it. */
static void note_stages(pass *p, uint32_t busy_ns)
{
    awe_times times;
    awe_synth_take_times(p->synth, &times);
    uint64_t known = (uint64_t)times.control_ns + times.voices_ns + times.effects_ns;
    if (!times.is_cut && known <= busy_ns) {
        p->slice.stages_ns[BENCH_CONTROL] += times.control_ns;
        p->slice.stages_ns[BENCH_VOICES] += times.voices_ns;
        p->slice.stages_ns[BENCH_EFFECTS] += times.effects_ns;
        p->slice.stages_ns[BENCH_REST] += (double)(busy_ns - known);
    }
}

/* A buffer at `out`, in as many pieces as the song's events make necessary. */
static void render_block(pass *p, float *out, uint32_t n_frames)
{
    awe_event events[MAX_EVENTS];
    uint32_t n_events;
    uint64_t start_ns = clock_now_ns();
    for (uint32_t done = 0; done < n_frames;) {
        uint32_t n = awe_song_read(&p->cursor, n_frames - done, events, MAX_EVENTS, &n_events);
        awe_synth_render(p->synth, events, n_events, out + 2 * (size_t)done, n);
        done += n;
    }
    uint32_t busy_ns = to_ns(clock_now_ns() - start_ns);
    p->slice.busy_ns[p->slice.n_blocks++] = busy_ns;
    if (p->has_clock) {
        note_stages(p, busy_ns);
    }
}

static void start_slice(slice *s)
{
    s->n_blocks = 0;
    memset(s->stages_ns, 0, sizeof s->stages_ns);
}

/* Where another program had the processor meanwhile, the buffers tell of that one. */
static bool is_disturbed(double wall_ns, double cpu_ns)
{
    return wall_ns > cpu_ns + MAX_AWAY_NS + MAX_AWAY_SHARE * wall_ns;
}

static void keep_slice(pass *p)
{
    for (uint32_t i = 0; i < p->slice.n_blocks && !p->has_clock; i++) {
        awe_histogram_add(&p->out->busy, p->slice.busy_ns[i]);
    }
    for (size_t i = 0; i < BENCH_N_STAGES; i++) {
        p->sums[i] += p->slice.stages_ns[i];
    }
}

static void render_slice(pass *p, uint32_t n_frames)
{
    uint32_t block = p->plan->block_frames;
    for (uint32_t at = 0; at < n_frames;) {
        uint32_t n = n_frames - at < block ? n_frames - at : block;
        render_block(p, p->slice.frames + 2 * (size_t)at, n);
        at += n;
    }
}

static bool is_over(const pass *p, uint64_t max_frames)
{
    bool is_silent = awe_song_done(&p->cursor) && awe_synth_is_silent(p->synth);
    return p->cursor.frame >= max_frames || (!p->w->kind && is_silent);
}

/* Whole blocks only, so that a slice cuts none. */
static uint32_t slice_frames(const pass *p, uint64_t max_frames)
{
    uint64_t left = max_frames - p->cursor.frame;
    uint32_t block = p->plan->block_frames;
    uint32_t most = SLICE_FRAMES > block ? SLICE_FRAMES / block * block : block;
    return left < most ? (uint32_t)left : most;
}

static void time_slice(pass *p, uint32_t n_frames)
{
    start_slice(&p->slice);
    uint64_t cpu_start_ns = clock_cpu_ns();
    uint64_t start_ns = clock_now_ns();
    render_slice(p, n_frames);
    double wall_ns = (double)(clock_now_ns() - start_ns);
    double cpu_ns = (double)(clock_cpu_ns() - cpu_start_ns);
    p->out->wall_ns[0] += wall_ns;
    p->out->cpu_ns[0] += cpu_ns;
    if (!is_disturbed(wall_ns, cpu_ns)) {
        keep_slice(p);
    }
}

/* Plays from the song's start; true if it came to the end. */
static bool play(pass *p, uint64_t max_frames)
{
    awe_synth_seek(p->synth, 0);
    awe_song_start(&p->cursor, p->w->song);
    p->out->wall_ns[0] = 0;
    p->out->cpu_ns[0] = 0;
    while (!is_over(p, max_frames) && !signals_received()) {
        uint32_t n = slice_frames(p, max_frames);
        time_slice(p, n);
        hash_update(p->hash, p->slice.frames, (size_t)n * 2 * sizeof(float));
    }
    return !signals_received();
}

/* A pass with a synth of its own; false: ended early. */
static bool run_pass(pass *p, uint64_t max_frames, bool has_clock)
{
    p->has_clock = has_clock;
    p->synth = make_synth(p->w, p->plan, has_clock);
    p->hash = hash_new();
    bool ok = p->synth && p->hash && play(p, max_frames);
    if (ok) {
        awe_stats stats;
        awe_synth_get_stats(p->synth, &stats);
        snprintf(p->out->kernel, sizeof p->out->kernel, "%s", awe_synth_kernel_name(p->synth));
        p->out->n_frames = stats.n_frames;
        p->out->n_voice_frames = stats.n_voice_frames;
        p->out->n_peak_voices = stats.n_peak_voices;
        p->out->hash = hash_digest(p->hash);
    }
    hash_free(p->hash);
    awe_synth_free(p->synth);
    return ok;
}

static void note_shares(pass *p)
{
    double sum = 0;
    for (size_t i = 0; i < BENCH_N_STAGES; i++) {
        sum += p->sums[i];
    }
    for (size_t i = 0; i < BENCH_N_STAGES; i++) {
        p->out->stages[i] = sum > 0 ? p->sums[i] / sum : -1;
    }
}

static bool warm_up(pass *p)
{
    uint64_t n_frames = p->w->max_frames / WARM_UP_PART;
    bool ok = true;
    for (uint32_t i = 0; ok && i < p->plan->n_warm_ups; i++) {
        ok = run_pass(p, n_frames, i + 1 == p->plan->n_warm_ups);
    }
    return ok;
}

/* Keeps the time of the pass that has just been made if it is the best so far. */
static void keep_fastest(bench_case *out, double *cpu_ns, double *wall_ns)
{
    if (*cpu_ns == 0 || out->cpu_ns[0] < *cpu_ns) {
        *cpu_ns = out->cpu_ns[0];
        *wall_ns = out->wall_ns[0];
    }
}

static bool play_timed(pass *p)
{
    double cpu_ns = 0;
    double wall_ns = 0;
    bool is_bare = p->plan->n_warm_ups == 0;
    bool ok = warm_up(p);
    note_shares(p);
    awe_histogram_clear(&p->out->busy);
    for (int i = 0; ok && i < (is_bare ? 1 : N_PASSES); i++) {
        uint64_t last_hash = p->out->hash;
        ok = run_pass(p, p->w->max_frames, false);
        keep_fastest(p->out, &cpu_ns, &wall_ns);
        if (ok && i > 0 && p->out->hash != last_hash) {
            say_error("%s: does not sound the same every time", p->w->name);
            ok = false;
        }
    }
    p->out->cpu_ns[0] = cpu_ns;
    p->out->wall_ns[0] = wall_ns;
    return ok;
}

static bool load_once(const workload *w)
{
    awe_bank_config config = {.allocator = memory_tags_allocator(MEMORY_BANK)};
    awe_bank *bank = NULL;
    awe_status status = awe_bank_load(w->bank_file.data, w->bank_file.size, &config, &bank);
    awe_bank_free(bank);
    return !status || say_no_memory();
}

static bool load_pass(pass *p)
{
    uint64_t cpu_start_ns = clock_cpu_ns();
    uint64_t start_ns = clock_now_ns();
    for (int i = 0; i < N_LOADS; i++) {
        if (!load_once(p->w)) {
            return false;
        }
    }
    p->out->wall_ns[0] = (double)(clock_now_ns() - start_ns);
    p->out->cpu_ns[0] = (double)(clock_cpu_ns() - cpu_start_ns);
    return true;
}

/* Loads the bank again and again. What is heard from it has been rendered before. */
static bool load_timed(pass *p)
{
    if (!run_pass(p, LOADED_FRAMES, false) || !load_once(p->w)) {
        return false;
    }
    double cpu_ns = 0;
    double wall_ns = 0;
    awe_histogram_clear(&p->out->busy);
    for (int i = 0; i < N_PASSES; i++) {
        if (!load_pass(p)) {
            return false;
        }
        keep_fastest(p->out, &cpu_ns, &wall_ns);
    }
    p->out->cpu_ns[0] = cpu_ns;
    p->out->wall_ns[0] = wall_ns;
    p->out->n_loads = N_LOADS;
    p->out->n_voice_frames = 0;
    note_shares(p);
    return !signals_received();
}

static void note_memory(const workload *w, bench_memory *memory)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    memory->bank_bytes = memory_tags_bytes(MEMORY_BANK) + w->bank_file.size;
    memory->song_bytes = memory_tags_bytes(MEMORY_SONG);
    memory->synth_bytes = memory_tags_peak_bytes(MEMORY_SYNTH);
    memory->peak_bytes = (uint64_t)usage.ru_maxrss * 1024;
}

bool bench_run(const workload *w, const bench_plan *plan, bench_case *out)
{
    uint32_t most_frames = plan->block_frames > SLICE_FRAMES ? plan->block_frames : SLICE_FRAMES;
    pass p = {.w = w, .plan = plan, .out = out};
    *out = (bench_case){.block_frames = plan->block_frames, .n_runs = 1, .instructions = -1};
    awe_histogram_clear(&out->busy);
    snprintf(out->workload, sizeof out->workload, "%s", w->name);
    p.slice.frames = malloc(most_frames * 2 * sizeof(float));
    if (!p.slice.frames) {
        return say_no_memory();
    }
    bool ok = w->kind && w->kind->is_load ? load_timed(&p) : play_timed(&p);
    free(p.slice.frames);
    note_memory(w, &out->memory);
    return ok;
}
