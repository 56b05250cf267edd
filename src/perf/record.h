/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_RECORD_H
#define AWE_PERF_RECORD_H

/* What the audio callback tells about one buffer: plain numbers in one cache line, written once at
   the callback's exit and copied through a ring. No reader ever changes one. Where each number
   comes from, and what it cost to get, is told in docs/realtime.md. */

#include "awe/api.h"

#include <stdbool.h>
#include <stdint.h>

#define AWE_QUEUED_UNKNOWN UINT32_MAX /* the host does not say what its device still has */

/* Bits of awe_record.flags. */
enum {
    AWE_RECORD_UNDERFLOW = 1 << 0,     /* the host says that the device had nothing to play */
    AWE_RECORD_PRIMING = 1 << 1,       /* silence before the first sound: nothing can be lost yet */
    AWE_RECORD_DENORMAL = 1 << 2,      /* arithmetic met denormal numbers */
    AWE_RECORD_INVALID = 1 << 3,       /* arithmetic made a NaN */
    AWE_RECORD_OVERFLOW = 1 << 4,      /* arithmetic made an infinity */
    AWE_RECORD_GUARD_ALLOC = 1 << 5,   /* something allocated or freed memory */
    AWE_RECORD_GUARD_LOCK = 1 << 6,    /* something waited, or woke another thread */
    AWE_RECORD_GUARD_SYSCALL = 1 << 7, /* any other system call */
    AWE_RECORD_STAGES_CUT = 1 << 8,    /* more segments than are timed: stage times are partial */
    AWE_RECORD_SEEK = 1 << 9,          /* the song jumped, or the deck was changed */
    AWE_RECORD_FIRST = 1 << 10,        /* the first buffer after a start or restart */
    AWE_RECORD_MISPLACED = 1 << 11,    /* a live event came too late for its frame */
    AWE_RECORD_FAULTS_READ = 1 << 12,  /* the fault and preemption counts were read */
};

typedef struct awe_record {
    uint64_t entry_ns;    /* monotonic clock at entry */
    uint32_t seq;         /* + 1 per callback: a gap is a dropped record */
    uint32_t busy_ns;     /* exit - entry */
    int32_t late_ns;      /* entry - predicted entry */
    uint32_t queued_us;   /* what the device still had at entry, or AWE_QUEUED_UNKNOWN */
    uint32_t control_ns;  /* events, voice allocation, ticks */
    uint32_t voices_ns;   /* the kernel: interpolation, filter, gain, mix */
    uint32_t effects_ns;  /* reverb, chorus, EQ, limiter */
    uint32_t midi_max_us; /* worst key-to-sound latency placed in this buffer; 0: no live event */
    uint16_t frames;      /* saturates, as all below */
    uint16_t n_events;
    uint16_t n_voices;     /* sounding at exit */
    uint16_t n_clipped;    /* frames beyond full scale */
    uint16_t alloc_max_ns; /* slowest voice allocation */
    uint16_t peak;         /* highest |sample|, 32768 is full scale */
    uint16_t flags;        /* AWE_RECORD_* */
    uint8_t n_stolen;
    uint8_t n_shed;         /* voices ended by the quality reflex */
    uint8_t queue_fill;     /* of the live input's queue; 255 is full */
    uint8_t level;          /* of quality; 0 is the highest */
    uint8_t core;           /* the processor that ran the callback */
    uint8_t n_minor_faults; /* these three since they were last read */
    uint8_t n_major_faults;
    uint8_t n_preempted;
} awe_record;

_Static_assert(sizeof(awe_record) == 64, "one cache line");

/* The host says that the device had nothing to play, and there was something to be heard. */
static inline AWE_RT bool awe_record_lost_sound(const awe_record *record)
{
    return (record->flags & (AWE_RECORD_UNDERFLOW | AWE_RECORD_PRIMING)) == AWE_RECORD_UNDERFLOW;
}

#endif
