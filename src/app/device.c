/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/device.h"

#include "app/say.h"
#include "io/clock.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define MAX_PASSED_MS 250 /* in a longer time between two looks the process stood still */
#define SETTLE_MS 5

/* What the worker and main share, under the lock. */
typedef struct desk {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    device_job job; /* DEVICE_NO_JOB: none is wanted, or the last has ended */
    bool shall_end;
    device_outcome outcome; /* of the last */
    audio_info info;        /* of the last opening */
    io_error error;         /* of the last refusal */
} desk;

struct device {
    device_config config;
    char wish[300]; /* config.audio.device, or the name of what was opened by number */

    /* main's */
    device_plan plan;
    uint64_t looked_ns; /* when the last look was */
    audio_info info;
    io_error error;
    bool was_opened;
    bool was_lost;
    bool was_failed;

    /* the worker's */
    pthread_t worker;
    audio *output;

    desk desk;
    atomic_bool is_stuck; /* the worker, for ever */
    _Atomic uint32_t n_calls;
};

static _Thread_local device *worker_of; /* NULL: the thread is no worker */

static uint64_t read_clock(void *clock)
{
    (void)clock;
    return clock_now_ns();
}

static const device_backend system_backend = {
    .open = audio_open,
    .get_info = audio_get_info,
    .start = audio_start,
    .stop = audio_stop,
    .close = audio_close,
};

/* The callback: counts, so that a device that has gone is noticed. */
static AWE_RT void fill(void *context, const audio_round *round)
{
    device *d = context;
    d->config.fill(d->config.context, round);
    uint32_t n = atomic_load_explicit(&d->n_calls, memory_order_relaxed);
    atomic_store_explicit(&d->n_calls, n + 1, memory_order_relaxed);
}

/* ---- the worker */

static bool do_job(device *d, device_job job, audio_info *info, io_error *error)
{
    const device_backend *backend = d->config.backend;
    bool ok = true;
    switch (job) {
    case DEVICE_OPEN:
        ok = backend->open(&d->config.audio, &d->output, error);
        if (ok) {
            backend->get_info(d->output, info);
        }
        break;
    case DEVICE_START:
        ok = backend->start(d->output, fill, d, error);
        break;
    case DEVICE_STOP:
        backend->stop(d->output);
        break;
    case DEVICE_CLOSE:
        backend->close(d->output);
        d->output = NULL;
        break;
    default:
        break;
    }
    return ok;
}

/* Where a JACK server dies while it is asked for its devices, PortAudio asserts that this cannot
   be, and aborts. The thread goes no further, and all others end in order. */
static void stay(int signal_number)
{
    (void)signal_number;
    while (worker_of) {
        atomic_store(&worker_of->is_stuck, true);
        pause();
    }
}

static void *work(void *context)
{
    device *d = context;
    desk *k = &d->desk;
    worker_of = d;
    pthread_mutex_lock(&k->lock);
    while (!k->shall_end) {
        if (k->job == DEVICE_NO_JOB) {
            pthread_cond_wait(&k->changed, &k->lock);
            continue;
        }
        device_job job = k->job;
        audio_info info = k->info;
        io_error error = k->error;
        pthread_mutex_unlock(&k->lock);
        bool ok = do_job(d, job, &info, &error);
        pthread_mutex_lock(&k->lock);
        k->info = info;
        k->error = error;
        k->outcome = ok ? DEVICE_DONE : DEVICE_REFUSED;
        k->job = DEVICE_NO_JOB;
        pthread_cond_broadcast(&k->changed);
    }
    pthread_mutex_unlock(&k->lock);
    return NULL;
}

/* Signals are for main to see. Those that a fault raises reach the thread that faults: the sound
   system's threads, which inherit the mask, read banks. */
static bool start_worker(device *d)
{
    static const int faults[] = {SIGBUS, SIGSEGV, SIGFPE, SIGILL, SIGSYS, SIGTRAP, SIGABRT};
    const struct sigaction abort_action = {.sa_handler = stay};
    sigset_t blocked;
    sigset_t before;
    sigaction(SIGABRT, &abort_action, NULL);
    sigfillset(&blocked);
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        sigdelset(&blocked, faults[i]);
    }
    pthread_sigmask(SIG_SETMASK, &blocked, &before);
    bool ok = pthread_create(&d->worker, NULL, work, d) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return ok;
}

/* ---- main */

bool device_new(const device_config *config, device **out, io_error *error)
{
    pthread_condattr_t monotonic;
    device *d = calloc(1, sizeof *d);
    *out = NULL;
    if (!d) {
        return io_error_set(error, "out of memory");
    }
    d->config = *config;
    d->config.backend = config->backend ? config->backend : &system_backend;
    d->config.now_ns = config->now_ns ? config->now_ns : read_clock;
    if (config->audio.device) {
        snprintf(d->wish, sizeof d->wish, "%s", config->audio.device);
        d->config.audio.device = d->wish;
    }
    device_plan_init(&d->plan, config->limits);
    d->looked_ns = d->config.now_ns(d->config.clock);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&d->desk.lock, NULL);
    pthread_cond_init(&d->desk.changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (!start_worker(d)) {
        free(d);
        return io_error_set(error, "no thread can be started");
    }
    *out = d;
    return true;
}

void device_start(device *d)
{
    d->plan.shall_play = true;
}

void device_stop(device *d)
{
    d->plan.shall_play = false;
}

void device_get_info(const device *d, audio_info *info)
{
    *info = d->info;
}

static uint32_t find_passed_ms(device *d)
{
    uint64_t passed_ms = (d->config.now_ns(d->config.clock) - d->looked_ns) / 1000000;
    d->looked_ns += passed_ms * 1000000;
    return passed_ms < MAX_PASSED_MS ? (uint32_t)passed_ms : MAX_PASSED_MS;
}

static void read_desk(device *d, device_outcome *outcome)
{
    pthread_mutex_lock(&d->desk.lock);
    *outcome = d->desk.job == DEVICE_NO_JOB ? d->desk.outcome : DEVICE_UNDER_WAY;
    d->info = d->desk.info;
    d->error = d->desk.error;
    pthread_mutex_unlock(&d->desk.lock);
    if (atomic_load(&d->is_stuck)) {
        *outcome = DEVICE_STUCK;
    }
}

/* A device that was chosen by number has another one when it comes back. */
static void remember_name(device *d)
{
    if (d->wish[0] == '#') {
        snprintf(d->wish, sizeof d->wish, "%s:%s", d->info.host, d->info.name);
    }
}

static void begin(device *d, device_job job)
{
    pthread_mutex_lock(&d->desk.lock);
    if (job == DEVICE_START && !d->config.prepare(d->config.context, &d->info, &d->desk.error)) {
        d->desk.outcome = DEVICE_REFUSED;
    } else {
        d->desk.job = job;
        pthread_cond_broadcast(&d->desk.changed);
    }
    pthread_mutex_unlock(&d->desk.lock);
}

static void say_device(const device *d, const char *what)
{
    say_info("%s: %s: %s, %.0f Hz, latency %.0f ms", what, d->info.host, d->info.name,
             d->info.rate_hz, 1000.0 * d->info.latency_frames / d->info.rate_hz);
}

static void say_failure(const device *d)
{
    if (d->plan.has_hung) {
        say_error("the sound system hangs");
    } else if (d->plan.is_lost) {
        say_error("the audio device did not come back: %s", d->error.text);
    } else {
        say_error("%s", d->error.text);
    }
}

static void say_changes(device *d)
{
    const device_plan *plan = &d->plan;
    if (plan->is_open && !d->was_opened) {
        say_device(d, "device");
        remember_name(d);
        d->was_opened = true;
    }
    if (plan->is_lost && !d->was_lost) {
        say_warning("the audio device does not take sound any more; waits for its return");
    }
    if (d->was_lost && !plan->is_lost) {
        say_device(d, "the audio device is back");
    }
    if (plan->has_failed && !d->was_failed) {
        say_failure(d);
    }
    d->was_lost = plan->is_lost;
    d->was_failed = plan->has_failed;
}

static device_state find_state(const device_plan *plan)
{
    if (plan->has_failed) {
        return DEVICE_HAS_FAILED;
    }
    if (plan->is_lost) {
        return DEVICE_IS_LOST;
    }
    if (plan->is_playing && plan->job == DEVICE_NO_JOB) {
        return DEVICE_IS_PLAYING;
    }
    return plan->shall_play || plan->is_playing ? DEVICE_IS_BUSY : DEVICE_IS_SILENT;
}

device_state device_look(device *d)
{
    device_news news = {
        .passed_ms = find_passed_ms(d),
        .n_calls = atomic_load_explicit(&d->n_calls, memory_order_relaxed),
    };
    read_desk(d, &news.outcome);
    if (d->plan.is_open) {
        news.buffer_ms = (uint32_t)(1000.0 * d->info.buffer_frames / d->info.rate_hz);
    }
    device_job job = device_plan_look(&d->plan, &news);
    say_changes(d);
    if (job != DEVICE_NO_JOB) {
        begin(d, job);
    }
    return find_state(&d->plan);
}

device_state device_settle(device *d)
{
    device_state state = device_look(d);
    while (state == DEVICE_IS_BUSY) {
        clock_sleep_ms(SETTLE_MS);
        state = device_look(d);
    }
    return state;
}

/* Waits until the worker has nothing to do. */
static bool wait_for_worker(device *d)
{
    struct timespec until;
    int reason = 0;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += d->plan.limits.close_ms / 1000;
    until.tv_nsec += (long)(d->plan.limits.close_ms % 1000) * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&d->desk.lock);
    while (d->desk.job != DEVICE_NO_JOB && reason == 0) {
        reason = pthread_cond_timedwait(&d->desk.changed, &d->desk.lock, &until);
    }
    bool is_idle = d->desk.job == DEVICE_NO_JOB;
    pthread_mutex_unlock(&d->desk.lock);
    return is_idle;
}

static void end_worker(device *d)
{
    pthread_mutex_lock(&d->desk.lock);
    d->desk.shall_end = true;
    pthread_cond_broadcast(&d->desk.changed);
    pthread_mutex_unlock(&d->desk.lock);
    pthread_join(d->worker, NULL);
}

bool device_free(device *d)
{
    if (!d) {
        return true;
    }
    if (d->plan.has_hung || !wait_for_worker(d)) {
        return false;
    }
    begin(d, DEVICE_CLOSE);
    if (!wait_for_worker(d)) {
        return false;
    }
    end_worker(d);
    pthread_cond_destroy(&d->desk.changed);
    pthread_mutex_destroy(&d->desk.lock);
    free(d);
    return true;
}
