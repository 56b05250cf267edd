/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/zone.h"

#include "app/say.h"
#include "io/clock.h"

#include <pthread.h>
#include <stdatomic.h>

static atomic_bool is_on;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* of all that follows, and every zone */
static zone *first;
static zone **end = &first;

void zone_switch(bool shall_be_on)
{
    atomic_store_explicit(&is_on, shall_be_on, memory_order_relaxed);
}

/* Under the lock. */
static void list(zone *z, uint64_t now_ns)
{
    if (!z->is_listed) {
        z->is_listed = true;
        z->times.first_ns = now_ns;
        awe_histogram_clear(&z->times.runs_ns);
        *end = z;
        end = &z->next;
    }
}

zone_run zone_begin(zone *z)
{
    if (!atomic_load_explicit(&is_on, memory_order_relaxed)) {
        return (zone_run){0};
    }
    uint64_t now_ns = clock_now_ns();
    pthread_mutex_lock(&lock);
    list(z, now_ns);
    pthread_mutex_unlock(&lock);
    return (zone_run){.zone = z, .start_ns = now_ns};
}

void zone_end(zone_run *run)
{
    if (!run->zone) {
        return;
    }
    uint64_t ns = clock_now_ns() - run->start_ns;
    zone_times *times = &run->zone->times;
    pthread_mutex_lock(&lock);
    times->sum_ns += ns;
    times->max_ns = ns > times->max_ns ? ns : times->max_ns;
    awe_histogram_add(&times->runs_ns, ns < UINT32_MAX ? (uint32_t)ns : UINT32_MAX);
    pthread_mutex_unlock(&lock);
}

bool zone_get(size_t i, zone_times *out)
{
    pthread_mutex_lock(&lock);
    const zone *z = first;
    for (; z && i > 0; i--) {
        z = z->next;
    }
    if (z) {
        *out = z->times;
    }
    pthread_mutex_unlock(&lock);
    return z != NULL;
}

void zone_say(void)
{
    zone_times z;
    for (size_t i = 0; zone_get(i, &z); i++) {
        say_detail("time: %s: %u in %.3f ms, at most %.3f ms", z.name, z.runs_ns.count,
                   (double)z.sum_ns * 1e-6, (double)z.max_ns * 1e-6);
    }
}
