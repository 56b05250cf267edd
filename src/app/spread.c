/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/spread.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>

#define MAX_HELPERS 31

typedef struct job {
    void (*task)(void *work, size_t i);
    void *work;
    size_t n;
    _Atomic size_t next;
} job;

static void *run(void *context)
{
    job *j = context;
    for (size_t i = atomic_fetch_add(&j->next, 1); i < j->n; i = atomic_fetch_add(&j->next, 1)) {
        j->task(j->work, i);
    }
    return NULL;
}

/* How many threads may stand beside this one. */
static size_t count_helpers(size_t n)
{
    cpu_set_t processors;
    int n_processors =
        sched_getaffinity(0, sizeof processors, &processors) == 0 ? CPU_COUNT(&processors) : 1;
    size_t n_helpers = n_processors > 1 ? (size_t)n_processors - 1 : 0;
    n_helpers = n_helpers < MAX_HELPERS ? n_helpers : MAX_HELPERS;
    return n > n_helpers ? n_helpers : n > 0 ? n - 1 : 0;
}

void spread_run(void *context, size_t n, void (*task)(void *work, size_t i), void *work)
{
    (void)context;
    job j = {.task = task, .work = work, .n = n};
    pthread_t helpers[MAX_HELPERS];
    size_t n_wanted = count_helpers(n);
    size_t n_helpers = 0;
    sigset_t all, before;
    sigfillset(&all); /* signals are for the program's own threads */
    pthread_sigmask(SIG_BLOCK, &all, &before);
    while (n_helpers < n_wanted && pthread_create(&helpers[n_helpers], NULL, run, &j) == 0) {
        n_helpers++;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    run(&j);
    for (size_t i = 0; i < n_helpers; i++) {
        pthread_join(helpers[i], NULL);
    }
}
