/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_SUMMARY_H
#define APP_SUMMARY_H

/* Takes the callback's records and keeps what is told at the end of a run, and how much delay live
   input needs. [main] */

#include "perf/histogram.h"
#include "perf/record.h"

#include <stdbool.h>
#include <stdint.h>

#define SUMMARY_HANDLING_NS                                                                        \
    500000 /* from an event's stamp to the queue: a thread wakes up for it */

typedef struct summary {
    awe_record last;
    bool has_last;
    uint64_t n_buffers;
    uint64_t n_events;
    uint64_t n_clipped;
    uint64_t n_missing; /* buffers whose records were dropped */
    uint32_t n_underflows;
    uint32_t n_early;        /* underflows before there was anything to lose */
    uint32_t n_minor_faults; /* in the steady state, as all below */
    uint32_t n_major_faults;
    uint32_t n_preempted;
    uint32_t n_denormal;
    uint32_t n_misplaced;
    double rate_hz;
    awe_histogram busy_ns;
    awe_histogram share_ppm; /* busy, in millionths of the buffer's length */
    awe_histogram late_us;
    awe_histogram queued_us;
    awe_histogram ahead_us; /* from the time for which a buffer stands until it is heard */
    awe_histogram midi_us;  /* key to sound, the worst of each buffer */
    awe_histogram need_us;  /* the delay that live input would have needed at each call */
} summary;

/* Begins: nothing has been seen. */
void summary_init(summary *s);

/* The device's rate, from now on. */
void summary_set_rate(summary *s, double rate_hz);

/* Takes in the next record. `is_steady`: warmed up, faults count. */
void summary_take(summary *s, const awe_record *record, bool is_steady);

/* Begins to count anew what an earlier device or a song needed of delay. */
void summary_forget_need(summary *s);

/* The constant delay, in ns, with which hardly an event comes too late for its frame. Source:
   docs/realtime.md "Placement". */
uint64_t summary_find_delay_ns(const summary *s);

/* Says it all, a line per figure, when verbose. */
void summary_say(const summary *s);

#endif
