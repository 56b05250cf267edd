/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_RT_H
#define AWE_IO_RT_H

/* The audio thread as the kernel sees it. The thread belongs to the sound system, so it makes
   itself known in its first callback, and the main loop then raises it:

     main   rt_memory_prepare()       rings and synth, rt_memory_prefault() the banks (rt_memory.h);
                                      with rt_config.lock then rt_memory_lock() them, in that order
     audio  rt_thread_begin()         first thing in every callback, before the guard
     main   if (rt_thread_take())     at every turn of its loop: hosts begin a new thread when they
                rt_raise()            restart a device; then the lock of its stack
            rt_take_demotion()        at every turn, too
     audio  rt_thread_read_faults()   now and then, last thing in the callback, behind the guard

   What was obtained, and what was not, is an rt_mode. docs/realtime.md tells why and how. */

#include "awe/api.h"
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* So much of the audio thread's stack, if it is so large, is touched. */
#define RT_STACK_BYTES (256 * 1024)
#define RT_PRIORITY 20 /* below interrupt threads (50), above everything that is not real-time */

/* Page faults and lost processors of one thread. */
typedef struct rt_faults {
    uint32_t n_minor;     /* memory that had to be set up */
    uint32_t n_major;     /* memory that had to be read from a disk */
    uint32_t n_preempted; /* times that another thread took the processor */
} rt_faults;

/* What both sides know of the audio thread. All zeros to begin with; must outlive the callbacks. */
typedef struct rt_thread {
    _Atomic uint32_t n_begun;     /* threads that called rt_thread_begin() */
    _Atomic int32_t id;           /* the kernel's, of the last one */
    _Atomic uintptr_t stack;      /* the lowest address that it has touched */
    _Atomic size_t n_stack_bytes; /* so many from there, at most RT_STACK_BYTES */
    rt_faults seen;   /* the audio thread's own: its counters when they were last read */
    uint32_t n_taken; /* the main loop's own */
} rt_thread;

typedef enum rt_wish {
    RT_AUTO,  /* by own limits, else by rtkit */
    RT_RTKIT, /* by rtkit only */
    RT_FIFO,  /* by own limits only, with rt_config.priority */
    RT_OFF,
} rt_wish;

typedef struct rt_config {
    rt_wish wish;
    uint32_t priority; /* 1 to 99, for RT_FIFO */
    bool has_cpu;
    uint32_t cpu; /* the processor that the thread shall stay on */
    bool lock;    /* keep what the callback touches in memory; for whoever calls rt_memory.h */
} rt_config;

typedef enum rt_source {
    RT_NORMAL,    /* not real-time */
    RT_BY_HOST,   /* the sound system had made it real-time, and it was left as it was */
    RT_BY_LIMITS, /* by the limit `rtprio`, or as root */
    RT_BY_RTKIT,
} rt_source;

/* What was obtained. */
typedef struct rt_mode {
    rt_source source;
    const char *policy; /* SCHED_FIFO, SCHED_RR or SCHED_OTHER; a constant text */
    uint32_t priority;  /* 1 to 99; 0: not real-time */
    bool has_cpu;
    uint32_t cpu;
    char lack[400]; /* what rt_raise() did not obtain, and what to change; "": nothing */
} rt_mode;

/* Makes the calling thread known. A thread's first call asks for its id, touches its stack and
   blocks the signals that other threads can take; any other call reads two variables. [audio] */
AWE_RT void rt_thread_begin(rt_thread *thread);

/* What has happened to the calling thread since the last call, or since it began. A system call:
   the one that an armed guard must not see. Zeros where the system does not count. [audio] */
AWE_RT rt_faults rt_thread_read_faults(rt_thread *thread);

/* The processor that runs the caller; -1: unknown. [any] */
AWE_RT int rt_current_cpu(void);

/* True once for each thread that has begun: it waits to be raised. [main] */
bool rt_thread_take(rt_thread *thread);

/* Gives the thread its priority and processor, as far as the system lets it, and fills in `mode`.
   May wait for rtkit for some seconds. [main] */
void rt_raise(const rt_thread *thread, const rt_config *config, rt_mode *mode);

/* True once after a thread that rtkit had raised lost its priority, because it used its processor
   for too long without a pause. The kernel would have killed the program next. [main] */
bool rt_take_demotion(void);

/* Writes "SCHED_FIFO 20 by own limits, processor 1". [any] */
void rt_mode_format(const rt_mode *mode, char *out, size_t size);

#endif
