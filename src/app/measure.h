/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_MEASURE_H
#define APP_MEASURE_H

/* The callback's own watch: what one buffer took, met and held becomes one record, pushed to
   whoever reads. Between measure_enter() and measure_exit() the guard is armed. Source:
   docs/realtime.md "The record". */

#include "app/guard.h"
#include "awe/api.h"
#include "base/ring.h"
#include "io/audio.h"
#include "io/rt.h"
#include "perf/entry_clock.h"
#include "perf/record.h"

#include <stdint.h>

/* What the time is: the system's monotonic clock, or a test's own. */
typedef AWE_RT uint64_t (*measure_clock_fn)(void *context);

typedef struct measure_config {
    awe_ring *records;       /* of awe_record; NULL: nobody reads */
    measure_clock_fn now_ns; /* NULL: the monotonic clock */
    void *context;           /* handed to `now_ns` */
    rt_thread *thread;       /* makes the audio thread known, counts its faults; NULL: not */
    guard *guard;            /* NULL: nobody watches */
} measure_config;

typedef struct measure {
    measure_config config;
    double rate_hz;
    awe_entry_clock entry_clock;
    awe_record record;     /* of the present buffer, filled from entry to exit */
    uint32_t n_unread;     /* frames since the fault counts were read */
    uint32_t predicted_ns; /* what the present buffer should take; 0: not known */
} measure;

/* Begins anew, for a device of `rate_hz`; the records' numbers run on. [main], while no callback
   runs */
void measure_start(measure *m, const measure_config *config, double rate_hz);

/* The callback begins. Returns the time for which the buffer's first frame stands: the smoothed
   time of entry. [audio] */
AWE_RT uint64_t measure_enter(measure *m, const audio_round *round);

/* The time. [audio] */
AWE_RT uint64_t measure_now_ns(const measure *m);

/* How long `n_frames` last. [audio] */
AWE_RT uint32_t measure_length_ns(const measure *m, uint32_t n_frames);

/* The callback ends; `m->record` has been filled with what was played. Returns it as it was pushed.
   [audio] */
AWE_RT awe_record measure_exit(measure *m);

#endif
