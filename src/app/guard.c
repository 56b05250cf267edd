/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/guard.h"

#include "app/guard_alloc.h"
#include "app/guard_trap.h"
#include "perf/record.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

#define MAX_OFFENCES 8

/* With places of `n` 0: nothing. */
typedef struct offence {
    guard_kind kind;
    long call; /* for the kinds of guard_trap.h */
    guard_places places;
} offence;

struct guard {
    bool is_strict;
    atomic_bool is_steady;

    /* written by the audio thread alone */
    _Atomic uint32_t totals[N_GUARD_PHASES][N_GUARD_KINDS];
    offence offences[MAX_OFFENCES];
    _Atomic uint32_t n_offences;
};

static const uint16_t flag_of[N_GUARD_KINDS] = {
    [GUARD_ALLOC] = AWE_RECORD_GUARD_ALLOC, [GUARD_RESIZE] = AWE_RECORD_GUARD_ALLOC,
    [GUARD_FREE] = AWE_RECORD_GUARD_ALLOC,  [GUARD_MAP] = AWE_RECORD_GUARD_ALLOC,
    [GUARD_LOCK] = AWE_RECORD_GUARD_LOCK,   [GUARD_SYSCALL] = AWE_RECORD_GUARD_SYSCALL,
    [GUARD_DENORMAL] = AWE_RECORD_DENORMAL, [GUARD_INVALID] = AWE_RECORD_INVALID,
    [GUARD_OVERFLOW] = AWE_RECORD_OVERFLOW,
};

/* ---- the floating-point unit's sticky bits; its mode is left alone */

#if defined(__x86_64__)

#define HAS_FLOAT_STATUS 1
#define FLOAT_STATUS 0x3fu

enum {
    FLOAT_INVALID = 1 << 0,
    FLOAT_DENORMAL = 1 << 1 | 1 << 4, /* a denormal number read, or made */
    FLOAT_OVERFLOW = 1 << 2 | 1 << 3, /* division by zero, or too big */
};

static AWE_RT uint32_t read_float_status(void)
{
    return _mm_getcsr();
}

static AWE_RT void clear_float_status(void)
{
    _mm_setcsr(_mm_getcsr() & ~FLOAT_STATUS);
}

#elif defined(__aarch64__)

#define HAS_FLOAT_STATUS 1

enum {
    FLOAT_INVALID = 1 << 0,
    FLOAT_DENORMAL = 1 << 3, /* made; that one was read is told in another mode only */
    FLOAT_OVERFLOW = 1 << 1 | 1 << 2,
};

static AWE_RT uint32_t read_float_status(void)
{
    uint64_t status;
    __asm__ volatile("mrs %0, fpsr" : "=r"(status));
    return (uint32_t)status;
}

static AWE_RT void clear_float_status(void)
{
    __asm__ volatile("msr fpsr, %0" : : "r"(UINT64_C(0)));
}

#else

#define HAS_FLOAT_STATUS 0

enum {
    FLOAT_INVALID = 0,
    FLOAT_DENORMAL = 0,
    FLOAT_OVERFLOW = 0,
};

static AWE_RT uint32_t read_float_status(void)
{
    return 0;
}

static AWE_RT void clear_float_status(void)
{
}

#endif

/* ---- the audio thread's side */

void guard_enter(guard *g)
{
    clear_float_status();
    guard_alloc_watch(g->is_strict);
    if (g->is_strict) {
        guard_trap_arm();
    }
}

static AWE_RT void keep_offence(guard *g, const offence *o)
{
    uint32_t n = atomic_load_explicit(&g->n_offences, memory_order_relaxed);
    if (n < MAX_OFFENCES && o->places.n > 0) {
        g->offences[n] = *o;
        atomic_store_explicit(&g->n_offences, n + 1, memory_order_release);
    }
}

static AWE_RT void add_trips(guard *g, guard_phase phase, guard_trips *trips)
{
    for (int kind = 0; kind < N_GUARD_KINDS; kind++) {
        if (trips->n[kind] > 0) {
            _Atomic uint32_t *total = &g->totals[phase][kind];
            uint32_t before = atomic_load_explicit(total, memory_order_relaxed);
            atomic_store_explicit(total, before + trips->n[kind], memory_order_relaxed);
            trips->flags |= flag_of[kind];
        }
    }
}

void guard_exit(guard *g, guard_trips *trips)
{
    const guard_trapped *trapped = g->is_strict ? guard_trap_disarm() : NULL;
    const guard_allocs *allocs = guard_alloc_unwatch();
    uint32_t status = read_float_status();
    bool is_steady = atomic_load_explicit(&g->is_steady, memory_order_relaxed);
    *trips = (guard_trips){.n = {
                               [GUARD_ALLOC] = allocs->n[GUARD_ALLOC],
                               [GUARD_RESIZE] = allocs->n[GUARD_RESIZE],
                               [GUARD_FREE] = allocs->n[GUARD_FREE],
                               [GUARD_DENORMAL] = (status & FLOAT_DENORMAL) != 0,
                               [GUARD_INVALID] = (status & FLOAT_INVALID) != 0,
                               [GUARD_OVERFLOW] = (status & FLOAT_OVERFLOW) != 0,
                           }};
    if (trapped) {
        trips->n[trapped->kind] = 1;
    }
    add_trips(g, is_steady ? GUARD_STEADY : GUARD_WARM_UP, trips);
    if (is_steady && trapped) {
        keep_offence(g, &(offence){trapped->kind, trapped->number, trapped->places});
    }
    if (is_steady && allocs->places.n > 0) {
        keep_offence(g, &(offence){.kind = allocs->first, .places = allocs->places});
    }
}

/* ---- the main loop's side */

bool guard_new(bool is_strict, guard **out, io_error *error)
{
    *out = NULL;
    if (is_strict && !guard_trap_prepare(error)) {
        return false;
    }
    guard *g = calloc(1, sizeof *g);
    if (!g) {
        return io_error_set(error, "out of memory");
    }
    g->is_strict = is_strict;
    *out = g;
    return true;
}

void guard_free(guard *g)
{
    free(g);
}

const char *guard_unavailable(const guard *g, guard_kind kind)
{
    if (kind <= GUARD_FREE) {
        return guard_alloc_unavailable();
    }
    if (kind <= GUARD_SYSCALL) {
        return g->is_strict ? NULL : "only --rt-strict traps system calls";
    }
    return HAS_FLOAT_STATUS ? NULL : "this processor's status bits are not known";
}

void guard_mark_steady(guard *g)
{
    atomic_store(&g->is_steady, true);
}

void guard_get_totals(const guard *g, guard_phase phase, guard_trips *out)
{
    *out = (guard_trips){0};
    for (int kind = 0; kind < N_GUARD_KINDS; kind++) {
        out->n[kind] = atomic_load_explicit(&g->totals[phase][kind], memory_order_relaxed);
        out->flags |= out->n[kind] > 0 ? flag_of[kind] : 0;
    }
}

bool guard_is_broken(const guard *g)
{
    guard_trips totals;
    guard_get_totals(g, GUARD_STEADY, &totals);
    return (totals.flags &
            (AWE_RECORD_GUARD_ALLOC | AWE_RECORD_GUARD_LOCK | AWE_RECORD_GUARD_SYSCALL)) != 0;
}

static void name_offence(const offence *o, char *out, size_t size)
{
    const char *name = guard_trap_name(o->call);
    if (o->kind <= GUARD_FREE) {
        static const char *const functions[] = {"memory allocated", "memory resized",
                                                "memory freed"};
        snprintf(out, size, "%s", functions[o->kind]);
    } else if (name) {
        snprintf(out, size, "system call %s", name);
    } else {
        snprintf(out, size, "system call number %ld", o->call);
    }
}

bool guard_format_offence(const guard *g, uint32_t i, char *out, size_t size)
{
    char what[64];
    char where[800];
    if (i >= atomic_load_explicit(&g->n_offences, memory_order_acquire)) {
        return false;
    }
    name_offence(&g->offences[i], what, sizeof what);
    guard_places_format(&g->offences[i].places, where, sizeof where);
    snprintf(out, size, "%s, at %s", what, where);
    return true;
}
