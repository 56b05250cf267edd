/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_CAUSE_H
#define AWE_PERF_CAUSE_H

/* Why a buffer was late: the first of ten causes whose test the evidence passes, or "unknown", but
   never a guess. docs/perf.md tells the tests in words. All main thread. */

#include "awe/api.h"
#include "perf/record.h"

#include <stdbool.h>
#include <stdint.h>

#define AWE_SENTENCE_SIZE 128 /* bytes that hold any sentence */

typedef enum awe_cause {
    AWE_CAUSE_GUARD,     /* a broken real-time contract */
    AWE_CAUSE_FAULT,     /* page faults */
    AWE_CAUSE_PREEMPTED, /* another program had the processor while we rendered */
    AWE_CAUSE_NUMERIC,   /* denormal numbers */
    AWE_CAUSE_BURST,     /* very many events */
    AWE_CAUSE_RENDER,    /* too much to render */
    AWE_CAUSE_WAKEUP,    /* the system called us late */
    AWE_CAUSE_MACHINE,   /* the processor was slowed down */
    AWE_CAUSE_DEVICE,    /* reported, but we were in time */
    AWE_CAUSE_UNKNOWN,
    AWE_N_CAUSES,
} awe_cause;

/* What the system told about one second. 0 in a field: unknown, or nothing. */
typedef struct awe_machine {
    uint32_t mhz, mhz_before; /* of the processor, in this second and in the one before */
    uint32_t n_throttles;     /* times it was slowed down by heat */
    uint32_t steal_permille;  /* time that the hypervisor gave to others */
} awe_machine;

/* All that a judgement needs. */
typedef struct awe_evidence {
    awe_record record; /* the buffer that is to blame */
    awe_machine machine;
    double predicted_ns;     /* what it should have taken; 0: unknown */
    double period_ns;        /* how long it lasts */
    double queued_before_ns; /* of the record before; if unknown, the period */
    double wake_ns;          /* woken late by this, our own overrun of the buffer before apart */
    bool is_reported;        /* by the host */
    bool has_jumped; /* the time at which the device plays moved past what was given to it */
} awe_evidence;

/* No preemption, fault or guard trip: such a record tells about our own work. [any] */
AWE_RT bool awe_record_is_clean(const awe_record *record);

/* [main] */
awe_cause awe_cause_find(const awe_evidence *evidence);

/* Busy longer than 1.5 times the prediction. [main] */
bool awe_cause_is_slow(const awe_evidence *evidence);

/* Is it one that less work cures? [any] */
bool awe_cause_is_load(awe_cause cause);

/* Such as "wakeup". [any] */
const char *awe_cause_name(awe_cause cause);

/* What the user can do, a few words. [any] */
const char *awe_cause_advice(awe_cause cause);

/* Writes what happened, with its numbers, such as "the system woke us 6.2 ms late; rendering took
   0.2 ms". `text` has AWE_SENTENCE_SIZE bytes. [main] */
void awe_cause_tell(awe_cause cause, const awe_evidence *evidence, char *text);

#endif
