/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/bank_change.h"

#include "app/say.h"
#include "io/clock.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>

#define LOOK_NS 1000000000u /* between two looks at the files */

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
    pthread_t worker;
    deck_pool *pool; /* the worker's, until `is_finished` */
    atomic_bool is_finished;
    uint64_t looked_ns;
    look looks[MAX_BANKS];
    bool is_moving[MAX_BANKS]; /* it changed at the last look: wait until it rests */
};

static look look_at(const char *path)
{
    struct stat s;
    if (stat(path, &s) != 0) {
        return (look){0};
    }
    return (look){s.st_dev, s.st_ino, s.st_size, s.st_mtim};
}

static bool is_same(const look *a, const look *b)
{
    return a->device == b->device && a->inode == b->inode && a->size == b->size &&
           a->written.tv_sec == b->written.tv_sec && a->written.tv_nsec == b->written.tv_nsec;
}

bank_change *bank_change_new(const sound_settings *wanted, bool has_watch, bool shall_lock)
{
    bank_change *c = calloc(1, sizeof *c);
    if (c) {
        c->wanted = wanted;
        c->has_watch = has_watch;
        c->shall_lock = shall_lock;
        c->looked_ns = clock_now_ns();
        for (uint32_t i = 0; i < wanted->n_banks; i++) {
            c->looks[i] = look_at(wanted->banks[i]);
        }
    }
    return c;
}

static void *work(void *context)
{
    bank_change *c = context;
    if (!deck_pool_open(c->pool, c->wanted, c->shall_lock)) {
        deck_pool_free(c->pool);
        free(c->pool);
        c->pool = NULL;
    }
    atomic_store(&c->is_finished, true);
    return NULL;
}

static void start(bank_change *c)
{
    sigset_t all;
    sigset_t before;
    c->is_wanted = false;
    c->pool = calloc(1, sizeof *c->pool);
    if (!c->pool) {
        say_error("%s", awe_status_text(AWE_NO_MEM));
        return;
    }
    /* Signals are for main to see; SIGBUS, of a bank that is cut short, reaches who raises it. */
    sigfillset(&all);
    sigdelset(&all, SIGBUS);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    atomic_store(&c->is_finished, false);
    c->is_running = pthread_create(&c->worker, NULL, work, c) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!c->is_running) {
        say_error("no thread can be started to load the banks");
        free(c->pool);
        c->pool = NULL;
    }
}

void bank_change_begin(bank_change *c)
{
    c->is_wanted = true;
}

/* A file is taken up once it has rested from one look to the next: until then it may be half
   written. */
static void watch(bank_change *c)
{
    if (!c->has_watch || clock_now_ns() - c->looked_ns < LOOK_NS) {
        return;
    }
    c->looked_ns = clock_now_ns();
    for (uint32_t i = 0; i < c->wanted->n_banks; i++) {
        look now = look_at(c->wanted->banks[i]);
        bool is_moving = !is_same(&now, &c->looks[i]);
        c->is_wanted |= c->is_moving[i] && !is_moving;
        c->is_moving[i] = is_moving;
        c->looks[i] = now;
    }
}

deck_pool *bank_change_take(bank_change *c)
{
    deck_pool *pool = NULL;
    watch(c);
    if (c->is_running && atomic_load(&c->is_finished)) {
        pthread_join(c->worker, NULL);
        c->is_running = false;
        pool = c->pool;
        c->pool = NULL;
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
    if (c->pool) {
        deck_pool_free(c->pool);
        free(c->pool);
    }
    free(c);
}
