/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/bank_change.h"

#include "app/say.h"
#include "app/sidecar.h"
#include "io/clock.h"

#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define LOOK_NS 1000000000u /* between two looks at the files */
#define SIDECAR MAX_BANKS   /* the look at a song's own bank */
#define N_LOOKS (MAX_BANKS + 1)

/* What a file was like; all zero: it is not there. */
typedef struct look {
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec written;
} look;

struct bank_change {
    const sound_settings *wanted;
    bool has_watch;
    bool shall_lock;
    bool is_wanted;
    bool is_running;
    const char *song_path; /* NULL: none */
    pthread_t worker;
    const char *worker_path; /* what the worker was given; these three are its own */
    common_banks *common;    /* until `is_finished` */
    deck_pool *pool;
    atomic_bool is_finished;
    uint64_t looked_ns;
    char *paths[MAX_BANKS]; /* [n_paths] of the common banks */
    uint32_t n_paths;
    look looks[N_LOOKS];     /* at these, and at the song's own */
    bool is_moving[N_LOOKS]; /* it changed at the last look: wait until it rests */
};

static look look_at(const char *path)
{
    struct stat s;
    if (stat(path, &s) != 0) {
        return (look){0};
    }
    return (look){s.st_dev, s.st_ino, s.st_size, s.st_mtim};
}

static look look_beside(const char *song_path)
{
    char path[PATH_MAX];
    return song_path && sidecar_find(song_path, path, sizeof path) ? look_at(path) : (look){0};
}

static bool is_same(const look *a, const look *b)
{
    return a->device == b->device && a->inode == b->inode && a->size == b->size &&
           a->written.tv_sec == b->written.tv_sec && a->written.tv_nsec == b->written.tv_nsec;
}

bank_change *bank_change_new(const banks *common, bool has_watch, bool shall_lock)
{
    bank_change *c = calloc(1, sizeof *c);
    if (!c) {
        return NULL;
    }
    c->wanted = common->wanted;
    c->has_watch = has_watch;
    c->shall_lock = shall_lock;
    c->looked_ns = clock_now_ns();
    for (; c->n_paths < common->n_common; c->n_paths++) {
        uint32_t i = c->n_paths;
        c->paths[i] = strdup(common->paths[i]);
        if (!c->paths[i]) {
            bank_change_free(c);
            return NULL;
        }
        c->looks[i] = look_at(c->paths[i]);
    }
    return c;
}

void bank_change_set_song(bank_change *c, const char *song_path)
{
    c->song_path = song_path;
    c->looks[SIDECAR] = c->has_watch ? look_beside(song_path) : (look){0};
    c->is_moving[SIDECAR] = false;
}

static void *work(void *context)
{
    bank_change *c = context;
    c->common = common_banks_open(c->wanted, c->shall_lock);
    c->pool = c->common ? deck_pool_new(c->common, c->worker_path) : NULL;
    atomic_store(&c->is_finished, true);
    return NULL;
}

static void discard(bank_change *c)
{
    deck_pool_free(c->pool);
    common_banks_free(c->common);
    c->pool = NULL;
    c->common = NULL;
}

static void start(bank_change *c)
{
    sigset_t all;
    sigset_t before;
    c->is_wanted = false;
    c->worker_path = c->song_path;
    /* Signals are for main to see; SIGBUS, of a bank that is cut short, reaches who raises it. */
    sigfillset(&all);
    sigdelset(&all, SIGBUS);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    atomic_store(&c->is_finished, false);
    c->is_running = pthread_create(&c->worker, NULL, work, c) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!c->is_running) {
        say_error("no thread can be started to load the banks");
    }
}

void bank_change_begin(bank_change *c)
{
    c->is_wanted = true;
}

/* A file is taken up once it has rested from one look to the next: until then it may be half
   written. */
static void look_again(bank_change *c, uint32_t i, look now)
{
    bool is_moving = !is_same(&now, &c->looks[i]);
    c->is_wanted |= c->is_moving[i] && !is_moving;
    c->is_moving[i] = is_moving;
    c->looks[i] = now;
}

static void watch(bank_change *c)
{
    if (!c->has_watch || clock_now_ns() - c->looked_ns < LOOK_NS) {
        return;
    }
    c->looked_ns = clock_now_ns();
    for (uint32_t i = 0; i < c->n_paths; i++) {
        look_again(c, i, look_at(c->paths[i]));
    }
    if (!c->wanted->no_sidecar) {
        look_again(c, SIDECAR, look_beside(c->song_path));
    }
}

/* The worker's result, unless the song has changed since: then the banks are loaded once more. */
static deck_pool *take_result(bank_change *c, common_banks **common)
{
    deck_pool *pool = c->pool;
    pthread_join(c->worker, NULL);
    c->is_running = false;
    if (c->worker_path != c->song_path) {
        c->is_wanted = true;
        pool = NULL;
    }
    if (!pool) {
        discard(c);
        return NULL;
    }
    *common = c->common;
    c->pool = NULL;
    c->common = NULL;
    return pool;
}

deck_pool *bank_change_take(bank_change *c, common_banks **common)
{
    deck_pool *pool = NULL;
    watch(c);
    if (c->is_running && atomic_load(&c->is_finished)) {
        pool = take_result(c, common);
    }
    if (c->is_wanted && !c->is_running) {
        start(c);
    }
    return pool;
}

void bank_change_free(bank_change *c)
{
    if (!c) {
        return;
    }
    if (c->is_running) {
        pthread_join(c->worker, NULL);
    }
    discard(c);
    for (uint32_t i = 0; i < c->n_paths; i++) {
        free(c->paths[i]);
    }
    free(c);
}
