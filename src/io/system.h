/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_SYSTEM_H
#define AWE_IO_SYSTEM_H

/* What the system says about this process and the machine, read once a second into the metrics of
   the monitor: processor time of the process and its threads, memory, open files, frequency,
   temperature, throttling, stolen time, pressure stall, free disk. What it does not say becomes
   unavailable, with the reason. All [main]. */

#include "io/file_map.h"
#include "perf/cause.h"
#include "perf/meters.h"

#include <stddef.h>
#include <stdint.h>

typedef enum system_thread {
    SYSTEM_AUDIO,
    SYSTEM_MIDI,
    SYSTEM_MAIN,
    SYSTEM_N_THREADS,
} system_thread;

#define SYSTEM_NO_CORE UINT32_MAX

/* What to look at, as it is at this reading. */
typedef struct system_subject {
    int32_t threads[SYSTEM_N_THREADS]; /* the kernel's ids; 0: there is none */
    uint32_t core;                     /* that ran the last buffer, or SYSTEM_NO_CORE */
    const char *folder;                /* where output is written; NULL: nothing is */
    const file_map *banks;             /* [n_banks] */
    size_t n_banks;
} system_subject;

/* A total that was read before, to tell its growth. */
typedef struct system_total {
    double value;
    bool is_known;
} system_total;

/* The totals of the reading before. */
typedef struct system_watch {
    const char *root;
    uint64_t read_ns;   /* 0: not yet */
    uint64_t memory_ns; /* when what costs more was read */
    system_total process_ns;
    system_total threads_ns[SYSTEM_N_THREADS];
    int32_t ids[SYSTEM_N_THREADS];
    system_total ticks, stolen_ticks;
    system_total throttles;
    uint32_t core, mhz;
} system_watch;

/* Begins. `root` is the folder that holds /proc and /sys, "" for this machine; borrowed. */
void system_init(system_watch *watch, const char *root);

/* Reads everything into `meters`; to be called once a second. What costs more (shared and swapped
   memory, the banks' pages) is read every ten seconds. Returns what the causes of lost sound need,
   for awe_monitor_take_machine(). */
awe_machine system_read(system_watch *watch, const system_subject *subject, uint64_t now_ns,
                        awe_meters *meters);

#endif
