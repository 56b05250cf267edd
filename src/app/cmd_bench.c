/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* `bench`: one run of one workload is made here; everything else is put together from such runs,
   each in a process of its own. */

#include "app/bench_capacity.h"
#include "app/bench_json.h"
#include "app/bench_run.h"
#include "app/bench_series.h"
#include "app/bench_text.h"
#include "app/bench_verdict.h"
#include "app/cmd.h"
#include "app/say.h"
#include "app/signals.h"
#include "app/workload.h"
#include "io/child.h"
#include "io/file_map.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_WORKS 100
#define DEFAULT_S 6 /* of sound */
#define MAX_TAIL_S 60

/* All that is run, and by whom. */
typedef struct bench {
    const settings *s;
    bench_work works[MAX_WORKS]; /* [n_works] */
    size_t n_works;
    char path[4096];         /* of this program */
    bench_program candidate; /* this program */
    bench_program control;   /* the same once more */
    bench_program base;      /* what it is compared with, or was before */
} bench;

static bool has_base(const bench *b)
{
    return b->s->bench.against || b->s->bench.baseline;
}

/* ---- one run, here */

static exit_code open_work(workload *w, const settings *s, const bench_work *work)
{
    double seconds = s->bench.seconds;
    if (work->kind) {
        return workload_open_kind(w, work->kind, seconds > 0 ? seconds : DEFAULT_S);
    }
    exit_code code = workload_open(w, s, work->song);
    if (code == EXIT_ALL_DONE && seconds <= 0) {
        awe_song_info info;
        awe_song_get_info(w->song, &info);
        w->max_frames = info.end_frame + (uint64_t)MAX_TAIL_S * AWE_RATE_HZ;
    }
    return code;
}

static exit_code run_sizes(bench *b, const workload *w)
{
    const bench_settings *wanted = &b->s->bench;
    bench_plan plan = {.config = b->s->sound.synth, .n_warm_ups = wanted->n_warm_ups};
    plan.config.limiter = b->s->sound.limiter > 0;
    bool is_load = w->kind && w->kind->is_load; /* the size of buffers does not matter */
    for (uint32_t i = 0; i < (is_load ? 1 : wanted->n_blocks); i++) {
        bench_case item;
        plan.block_frames = wanted->blocks[i];
        if (!bench_run(w, &plan, &item)) {
            return signals_received() ? EXIT_BY_SIGNAL : EXIT_USAGE;
        }
        if (!bench_list_add(&b->candidate.list, &item)) {
            say_no_memory();
            return EXIT_USAGE;
        }
    }
    return banks_say_cut(&w->banks) ? EXIT_NONE_PLAYED : EXIT_ALL_DONE;
}

static exit_code run_here(bench *b)
{
    workload w;
    exit_code code = open_work(&w, b->s, &b->works[0]);
    if (code == EXIT_ALL_DONE) {
        bench_origin_find(&b->candidate.origin);
        code = run_sizes(b, &w);
    }
    workload_close(&w);
    return code;
}

/* ---- many runs, elsewhere */

static void tell_progress(const bench *b, const bench_work *work, uint32_t round)
{
    char line[512];
    const char *name = work->kind ? work->kind->name : work->song;
    snprintf(line, sizeof line, "%s: run %u of %u", name, round + 1, b->s->bench.n_runs);
    say_clean(line);
    if (say_has_line()) {
        say_line(line);
    }
}

/* The program and its control change places, so that neither is always the one behind. */
static bool run_round(bench *b, const bench_work *work, uint32_t round)
{
    bench_program *first = round % 2 ? &b->control : &b->candidate;
    bench_program *second = round % 2 ? &b->candidate : &b->control;
    tell_progress(b, work, round);
    if (!has_base(b)) {
        return bench_series_run(b->s, work, &b->candidate);
    }
    return (!b->s->bench.against || bench_series_run(b->s, work, &b->base)) &&
           bench_series_run(b->s, work, first) && bench_series_run(b->s, work, second);
}

static bool count_instructions(bench *b, const bench_work *work)
{
    return !b->s->bench.instructions ||
           (bench_series_count(b->s, work, &b->candidate) &&
            (!b->s->bench.against || bench_series_count(b->s, work, &b->base)));
}

static exit_code run_series(bench *b)
{
    if (!child_find_self(b->path, sizeof b->path)) {
        say_error("this system does not tell where the program is: only one run of one workload "
                  "(--runs 1 --stress NAME) can be made");
        return EXIT_USAGE;
    }
    for (size_t i = 0; i < b->n_works; i++) {
        bool ok = true;
        for (uint32_t round = 0; ok && round < b->s->bench.n_runs; round++) {
            ok = run_round(b, &b->works[i], round);
        }
        if (!ok || !count_instructions(b, &b->works[i])) {
            return signals_received() ? EXIT_BY_SIGNAL : EXIT_USAGE;
        }
    }
    if (say_has_line()) {
        say_line("");
    }
    return EXIT_ALL_DONE;
}

/* ---- what has come of it */

static bool load_baseline(bench *b)
{
    file_map map;
    io_error reason;
    bench_error error;
    const char *path = b->s->bench.baseline;
    if (!file_map_open(&map, path, &reason)) {
        say_error("%s: %s", path, reason.text);
        return false;
    }
    bool ok = bench_json_read(map.data, map.size, &b->base.list, &b->base.origin, &error);
    if (!ok) {
        say_error("%s: line %zu: %s", path, error.line, error.text);
    } else if (b->base.list.n == 0) {
        say_error("%s: no result of bench --json", path);
        ok = false;
    }
    file_map_close(&map);
    return ok;
}

static bool print(const bench *b)
{
    const bench_list *list = &b->candidate.list;
    if (!b->s->json) {
        bench_text_print(stdout, list);
        return fflush(stdout) == 0;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < list->n; i++) {
        char *line = bench_json_write(&list->items[i], &b->candidate.origin);
        ok = line && puts(line) != EOF;
        free(line);
    }
    return ok && fflush(stdout) == 0;
}

static bool print_verdicts(const bench *b, const bench_verdict *verdicts, size_t n)
{
    if (!b->s->json) {
        printf("\ncompared with %s, version %s%s\n", b->base.path, b->base.origin.version,
               b->s->bench.against ? "" : " (stored)");
        bench_text_print_verdicts(stdout, verdicts, n);
        return fflush(stdout) == 0;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        char *line = bench_json_write_verdict(&verdicts[i]);
        ok = line && puts(line) != EOF;
        free(line);
    }
    return ok && fflush(stdout) == 0;
}

static exit_code judge(const bench *b)
{
    size_t n = b->candidate.list.n;
    bench_verdict *verdicts = calloc(n, sizeof *verdicts);
    bool ok = verdicts &&
              bench_verdict_judge(&b->base.list, &b->candidate.list, &b->control.list, verdicts);
    if (!ok) {
        say_no_memory();
        free(verdicts);
        return EXIT_USAGE;
    }
    if (strcmp(b->base.origin.machine, b->candidate.origin.machine) != 0) {
        bench_verdict_void(verdicts, n, "measured on another machine");
    }
    double gate = b->s->bench.gate_percent;
    bool passes = gate < 0 || bench_verdict_passes(verdicts, n, gate);
    ok = print_verdicts(b, verdicts, n);
    free(verdicts);
    return !ok ? EXIT_USAGE : passes ? EXIT_ALL_DONE : EXIT_GATE_FAILED;
}

static exit_code measure(bench *b)
{
    bool is_one = b->s->bench.n_runs == 1 && b->n_works == 1;
    bool is_here = is_one && !has_base(b) && !b->s->bench.instructions;
    if (b->s->bench.baseline && !load_baseline(b)) {
        return EXIT_USAGE;
    }
    exit_code code = is_here ? run_here(b) : run_series(b);
    if (code == EXIT_ALL_DONE && !print(b)) {
        code = EXIT_USAGE;
    }
    return code == EXIT_ALL_DONE && has_base(b) ? judge(b) : code;
}

/* ---- the workloads as files, for other programs to play the same */

static bool save(const char *folder, const char *name, memory_file content)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = content.data ? fopen(path, "wb") : NULL;
    bool ok = file && fwrite(content.data, 1, content.size, file) == content.size;
    ok = file && fclose(file) == 0 && ok;
    if (!ok) {
        say_error("%s: %s", path, strerror(content.data ? errno : ENOMEM));
    }
    free(content.data);
    return ok;
}

static exit_code save_works(const bench *b)
{
    const char *folder = b->s->bench.folder;
    double seconds = b->s->bench.seconds > 0 ? b->s->bench.seconds : DEFAULT_S;
    bool ok = save(folder, "bench.sf2", bench_make_bank());
    for (size_t i = 0; ok && i < b->n_works; i++) {
        char name[64];
        const bench_kind *kind = b->works[i].kind;
        if (kind && kind->is_load) {
            ok = save(folder, "bank-load.sf2", bench_make_large_bank());
        } else if (kind) {
            snprintf(name, sizeof name, "%s.mid", kind->name);
            ok = save(folder, name, kind->make_song(seconds));
        }
    }
    return ok ? EXIT_ALL_DONE : EXIT_USAGE;
}

/* ---- */

static bool take_works(bench *b)
{
    const bench_kind *kinds[MAX_WORKS];
    const settings *s = b->s;
    if (s->n_files > MAX_WORKS || (s->n_files > 0 && s->bench.stress)) {
        say_error(s->n_files > MAX_WORKS ? "bench takes 100 files at most"
                                         : "bench takes files or --stress, not both");
        return false;
    }
    if (s->n_files == 0 && s->sound.n_banks > 0) {
        say_error("bench takes a bank for a song only, and none was named");
        return false;
    }
    b->n_works = s->n_files > 0 ? s->n_files : bench_kind_take(s->bench.stress, kinds, MAX_WORKS);
    for (size_t i = 0; i < b->n_works; i++) {
        b->works[i] =
            s->n_files > 0 ? (bench_work){.song = s->files[i]} : (bench_work){.kind = kinds[i]};
    }
    return true;
}

static bool check(const bench_settings *wanted)
{
    if (wanted->baseline && wanted->against) {
        say_error("bench takes --baseline or --against, not both");
        return false;
    }
    if (wanted->gate_percent >= 0 && !wanted->baseline && !wanted->against) {
        say_error("--gate needs --baseline or --against");
        return false;
    }
    return true;
}

exit_code cmd_bench(const settings *s)
{
    static const uint32_t sizes[] = {64, 256, 1024};
    settings own = *s;
    bench *b = calloc(1, sizeof *b);
    if (own.bench.n_blocks == 0) {
        memcpy(own.bench.blocks, sizes, sizeof sizes);
        own.bench.n_blocks = sizeof sizes / sizeof sizes[0];
    }
    if (!b) {
        say_no_memory();
        return EXIT_USAGE;
    }
    if (!check(&own.bench)) {
        free(b);
        return EXIT_USAGE;
    }
    b->s = &own;
    b->candidate.path = b->path;
    b->control.path = b->path;
    b->base.path = own.bench.against ? own.bench.against : own.bench.baseline;
    exit_code code = !take_works(b)         ? EXIT_USAGE
                     : own.bench.folder     ? save_works(b)
                     : own.bench.until_xrun ? bench_capacity_find(&own)
                                            : measure(b);
    bench_list_free(&b->candidate.list);
    bench_list_free(&b->control.list);
    bench_list_free(&b->base.list);
    free(b);
    return code;
}
