/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_ZONE_H
#define APP_ZONE_H

/* Times blocks of the main, MIDI and loader threads:

       bool load(...)
       {
           AWE_ZONE("bank load");
           ...

   from there to the end of the block, however it is left. Off, as it is unless zone_switch() was
   called, it costs a look at a flag; on, two readings of the clock and a lock that is hardly ever
   contended. Never in files with functions marked AWE_RT, whose stages are measured by the synth:
   tools/check_layers refuses that. */

#include "perf/histogram.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the runs of one block took, of whatever threads. */
typedef struct zone_times {
    const char *name;
    uint64_t first_ns; /* when it began for the first time, as clock_now_ns() tells it */
    uint64_t sum_ns;
    uint64_t max_ns;
    awe_histogram runs_ns; /* a run of more than 4 s counts as 4 s here */
} zone_times;

typedef struct zone {
    zone_times times;
    struct zone *next; /* of those that have run, in the order of their first runs */
    bool is_listed;
} zone;

/* A zone that is being run. */
typedef struct zone_run {
    zone *zone; /* NULL: not timed */
    uint64_t start_ns;
} zone_run;

#define ZONE_JOIN_(a, b) a##b
#define ZONE_NAME_(prefix, line) ZONE_JOIN_(prefix, line)
#define AWE_ZONE(text)                                                                             \
    static zone ZONE_NAME_(zone_at_, __LINE__) = {.times.name = (text)};                           \
    zone_run ZONE_NAME_(zone_run_at_, __LINE__) __attribute__((cleanup(zone_end), unused)) =       \
        zone_begin(&ZONE_NAME_(zone_at_, __LINE__))

/* Times zones from now on, or no longer. [any] */
void zone_switch(bool shall_be_on);

/* For AWE_ZONE() only. [any], not the audio thread */
zone_run zone_begin(zone *z);
void zone_end(zone_run *run);

/* Reads zone `i` of those that have run, in the order of their first runs. False: there are not so
   many. [any] */
bool zone_get(size_t i, zone_times *out);

/* Says what each of them took, when verbose. [main] */
void zone_say(void);

#endif
