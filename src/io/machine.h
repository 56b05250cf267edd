/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_MACHINE_H
#define AWE_IO_MACHINE_H

/* What Linux tells in its files about all that decides whether sound is in time. What it does not
   tell, and everything on other systems, is unknown: MACHINE_UNKNOWN, or an empty text. */

#include <stdbool.h>
#include <stdint.h>

#define MACHINE_UNKNOWN UINT64_MAX
#define MACHINE_UNLIMITED (UINT64_MAX - 1)

/* How readily the kernel lets one thread take the processor from another. */
typedef enum machine_preemption {
    MACHINE_PREEMPT_UNKNOWN,
    MACHINE_PREEMPT_DYNAMIC, /* chosen at its start; how is for root to read */
    MACHINE_PREEMPT_NONE,
    MACHINE_PREEMPT_VOLUNTARY,
    MACHINE_PREEMPT_LAZY,
    MACHINE_PREEMPT_FULL,
    MACHINE_PREEMPT_RT,
} machine_preemption;

/* What this process may do; the hard limits. */
typedef struct machine_rights {
    uint64_t rt_priority;
    uint64_t locked_bytes;
    uint64_t rt_busy_us;   /* of a real-time thread without a pause */
    bool ignores_priority; /* by capability, as root has it */
    bool ignores_locked;
    bool has_audio_group;   /* the system has one */
    bool is_in_audio_group; /* and this process is in it */
} machine_rights;

typedef struct machine_kernel {
    machine_preemption preemption;
    bool has_threaded_interrupts;
    bool has_command_line; /* false: not known */
    char clock_source[32];
    uint64_t rt_budget_us; /* of each second, of all real-time threads; MACHINE_UNLIMITED */
} machine_kernel;

typedef struct machine_cpu {
    uint64_t n_online;
    uint64_t n_allowed; /* to this process */
    char model[64];     /* of the first one: its maker's name for it */
    char governor[32];  /* of the first processor that has another than "performance" */
    uint64_t min_khz;
    uint64_t max_khz;
} machine_cpu;

typedef struct machine_memory {
    uint64_t swap_bytes;
    uint64_t swap_used_bytes;
    uint64_t swappiness;
} machine_memory;

typedef struct machine_container {
    char name[32];             /* "docker"; "": none that is known */
    uint64_t cpu_permille;     /* of one processor, that its control groups leave to it */
    uint64_t memory_max_bytes; /* that they leave to it */
} machine_container;

typedef struct machine_midi {
    bool has_sequencer;
    bool may_use_sequencer;
} machine_midi;

typedef struct machine {
    machine_rights rights;
    machine_kernel kernel;
    machine_cpu cpu;
    machine_memory memory;
    machine_container container;
    machine_midi midi;
} machine;

/* Reads all of it below the folder `root`, which is "" for this machine. [main] */
void machine_read(const char *root, machine *out);

#endif
