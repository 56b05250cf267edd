/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/batch.h"

#include "app/batch_log.h"
#include "app/render_job.h"
#include "app/say.h"
#include "app/signals.h"
#include "io/clock.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_JOBS 1024
#define MAX_WARNINGS 16 /* of one song */
#define LOOK_MS 20
#define SHOW_NS 200000000u
#define GRACE_NS 300000000u /* for workers that a signal may have reached, too */

/* What the workers share. */
typedef struct shared {
    _Atomic size_t n_taken;
    _Atomic size_t n_done, n_kept, n_failed;
    _Atomic uint64_t n_frames; /* rendered */
    atomic_bool shall_stop;
    _Atomic size_t items[MAX_JOBS]; /* what a worker is at, counted from 1; 0: nothing */
} shared;

typedef struct batch {
    const settings *s;
    banks *banks;
    const batch_list *list;
    batch_log *log;
    shared *shared;
    uint32_t n_jobs;
    pid_t workers[MAX_JOBS]; /* 0: none */
    uint64_t start_ns, shown_ns;
} batch;

/* ---- a worker */

/* What was said about one song. */
typedef struct remarks {
    char *warnings[MAX_WARNINGS];
    uint32_t n_warnings;
    char error[512];
} remarks;

static void hear(void *context, bool is_error, const char *text)
{
    remarks *r = context;
    if (is_error) {
        snprintf(r->error, sizeof r->error, "%s", text);
    } else if (r->n_warnings < MAX_WARNINGS) {
        char *copy = strdup(text);
        r->warnings[r->n_warnings] = copy;
        r->n_warnings += copy != NULL;
    }
}

static void tell(batch *x, const batch_report *report)
{
    _Atomic size_t *counts[] = {&x->shared->n_done, &x->shared->n_kept, &x->shared->n_failed};
    bool is_told = batch_log_tell(x->log, report);
    bool has_failed = report->state == BATCH_FAILED;
    atomic_fetch_add(counts[is_told ? report->state : BATCH_FAILED], 1);
    if (!is_told || (has_failed && !x->s->render.keep_going)) {
        atomic_store(&x->shared->shall_stop, true);
    }
}

static batch_state render_item(batch *x, const batch_item *item, batch_proof *proof,
                               render_result *result, uint32_t *rate_hz)
{
    render_order order = {
        .song = item->song,
        .output = item->output,
        .transport = item->transport,
        .shall_hash = true,
        .shall_measure = true,
        .overwrite = x->s->render.overwrite || x->s->render.resume,
        .progress = PROGRESS_NONE,
    };
    if (!batch_log_hash_item(x->s, x->banks, item, proof)) {
        return BATCH_FAILED;
    }
    if (x->s->render.resume && batch_log_has(x->log, item, proof)) {
        return BATCH_KEPT;
    }
    bool ok = render_choose_format(x->s, item->output, &order.format) &&
              render_run(x->s, x->banks, &order, result) == EXIT_ALL_DONE;
    *rate_hz = order.format.rate_hz;
    if (ok && item->output && !batch_log_hash_output(item, proof)) {
        say_error("%s: cannot be read again", item->output);
        ok = false;
    }
    return ok ? BATCH_DONE : BATCH_FAILED;
}

/* False: a signal ended it, and nothing is told. */
static bool run_item(batch *x, const batch_item *item)
{
    remarks r = {.error = "ended without a reason"};
    batch_proof proof = {0};
    render_result result = {0};
    uint32_t rate_hz = 0;
    say_set_listener(hear, &r);
    batch_state state = render_item(x, item, &proof, &result, &rate_hz);
    say_set_listener(NULL, NULL);
    bool is_whole = state != BATCH_FAILED || !signals_received();
    if (is_whole) {
        atomic_fetch_add(&x->shared->n_frames, result.n_frames);
        tell(x, &(batch_report){
                    .item = item,
                    .state = state,
                    .proof = &proof,
                    .result = &result,
                    .rate_hz = rate_hz,
                    .warnings = (const char *const *)r.warnings,
                    .n_warnings = r.n_warnings,
                    .error = state == BATCH_FAILED ? r.error : NULL,
                });
    }
    for (uint32_t i = 0; i < r.n_warnings; i++) {
        free(r.warnings[i]);
    }
    return is_whole;
}

static void work(batch *x, uint32_t worker)
{
    if (say_get_level() == SAY_NORMAL) {
        say_set_level(SAY_QUIET); /* the rest stands in the lines */
    }
    while (!atomic_load(&x->shared->shall_stop) && !signals_received()) {
        size_t i = atomic_fetch_add(&x->shared->n_taken, 1);
        if (i >= x->list->n) {
            break;
        }
        atomic_store(&x->shared->items[worker], i + 1);
        if (run_item(x, &x->list->items[i])) {
            atomic_store(&x->shared->items[worker], 0);
        }
    }
}

/* ---- the overseer */

static bool start_worker(batch *x, uint32_t worker)
{
    pid_t overseer = getpid();
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (getppid() == overseer) {
            work(x, worker);
        }
        fflush(NULL);
        _exit(signals_received() ? EXIT_BY_SIGNAL : EXIT_ALL_DONE);
    }
    if (pid < 0) {
        say_error("no worker could be started: %s", strerror(errno));
    }
    x->workers[worker] = pid > 0 ? pid : 0;
    return pid > 0;
}

static bool has_more(const batch *x)
{
    return !atomic_load(&x->shared->shall_stop) && !signals_received() &&
           atomic_load(&x->shared->n_taken) < x->list->n;
}

/* A worker that did not end by itself has failed at its song; another one goes on. */
static void bury(batch *x, uint32_t worker, int status)
{
    size_t item = atomic_exchange(&x->shared->items[worker], 0);
    char error[64];
    x->workers[worker] = 0;
    if ((WIFEXITED(status) && WEXITSTATUS(status) == 0) || signals_received()) {
        return;
    }
    snprintf(error, sizeof error, "the worker was ended by %s %d",
             WIFSIGNALED(status) ? "signal" : "code",
             WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    if (item > 0) {
        const batch_item *lost = &x->list->items[item - 1];
        say_error("%s: %s", lost->song, error);
        tell(x, &(batch_report){.item = lost, .state = BATCH_FAILED, .error = error});
    }
    if (has_more(x)) {
        start_worker(x, worker);
    }
}

static uint32_t reap(batch *x)
{
    uint32_t n_alive = 0;
    int status;
    for (uint32_t i = 0; i < x->n_jobs; i++) {
        if (x->workers[i] && waitpid(x->workers[i], &status, WNOHANG) == x->workers[i]) {
            bury(x, i, status);
        }
        n_alive += x->workers[i] != 0;
    }
    return n_alive;
}

static void show(batch *x)
{
    char line[160];
    uint64_t now_ns = clock_now_ns();
    double seconds = (double)(now_ns - x->start_ns) * 1e-9;
    size_t n = atomic_load(&x->shared->n_done) + atomic_load(&x->shared->n_kept) +
               atomic_load(&x->shared->n_failed);
    double speed = (double)atomic_load(&x->shared->n_frames) / AWE_RATE_HZ / seconds;
    if (x->s->render.progress == PROGRESS_NONE || !say_has_line() ||
        now_ns - x->shown_ns < SHOW_NS) {
        return;
    }
    x->shown_ns = now_ns;
    snprintf(line, sizeof line, "%zu/%zu songs  %.0fx  failed %zu  ETA %.0f s", n, x->list->n,
             speed, atomic_load(&x->shared->n_failed),
             n > 0 ? seconds / (double)n * (double)(x->list->n - n) : 0.0);
    say_line(line);
}

/* Ctrl-C reaches the workers by itself; what was meant for this process alone is passed on. To a
   worker that had it already this is a second one, which ends it at once. */
static void pass_on_signal(const batch *x)
{
    for (uint32_t i = 0; i < x->n_jobs; i++) {
        if (x->workers[i]) {
            kill(x->workers[i], SIGTERM);
        }
    }
}

static void oversee(batch *x)
{
    uint64_t signal_ns = 0;
    bool is_passed_on = false;
    while (reap(x) > 0) {
        uint64_t now_ns = clock_now_ns();
        if (signals_received() && signal_ns == 0) {
            signal_ns = now_ns;
        }
        if (signal_ns > 0 && now_ns - signal_ns >= GRACE_NS && !is_passed_on) {
            is_passed_on = true;
            pass_on_signal(x);
        }
        show(x);
        clock_sleep_ms(LOOK_MS);
    }
    if (say_has_line()) {
        say_line("");
    }
}

static exit_code find_exit(const batch *x)
{
    size_t n_done = atomic_load(&x->shared->n_done), n_kept = atomic_load(&x->shared->n_kept);
    size_t n_failed = atomic_load(&x->shared->n_failed);
    size_t n_left = x->list->n - n_done - n_kept - n_failed;
    double seconds = (double)(clock_now_ns() - x->start_ns) * 1e-9;
    say_info("%zu songs rendered, %zu kept, %zu failed, %zu left, in %.1f s, %.0fx real time",
             n_done, n_kept, n_failed, n_left, seconds,
             (double)atomic_load(&x->shared->n_frames) / AWE_RATE_HZ / seconds);
    if (signals_received()) {
        return EXIT_BY_SIGNAL;
    }
    if (n_failed == 0 && n_left == 0) {
        return EXIT_ALL_DONE;
    }
    return n_done + n_kept > 0 ? EXIT_SOME_FAILED : EXIT_NONE_PLAYED;
}

static uint32_t count_jobs(const batch *x)
{
    long n_processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t n = x->s->render.n_jobs ? x->s->render.n_jobs
               : n_processors > 0  ? (size_t)n_processors
                                   : 1;
    n = n < x->list->n ? n : x->list->n;
    return n < MAX_JOBS ? (uint32_t)n : MAX_JOBS;
}

exit_code batch_run(const settings *s, banks *b, const batch_list *list)
{
    static batch x;
    x = (batch){.s = s, .banks = b, .list = list, .start_ns = clock_now_ns()};
    x.shared =
        mmap(NULL, sizeof *x.shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    x.log = x.shared != MAP_FAILED ? batch_log_open(s) : NULL;
    if (!x.log) {
        return EXIT_USAGE;
    }
    for (uint32_t i = 0; i < b->n; i++) {
        banks_hash(b, i); /* once, and not in each worker */
    }
    x.n_jobs = count_jobs(&x);
    signal(SIGCHLD, SIG_DFL); /* who starts programs with it ignored would never see workers end */
    for (uint32_t i = 0; i < x.n_jobs && start_worker(&x, i); i++) {
    }
    oversee(&x);
    exit_code code = find_exit(&x);
    batch_log_close(x.log);
    munmap(x.shared, sizeof *x.shared);
    return code;
}
