/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_GUARD_H
#define APP_GUARD_H

/* Watches the audio callback keep the real-time contract: nothing between entry and exit allocates,
   waits or calls the system, and no number goes wrong.

     main   guard_new()             before the device is started
     audio  rt_thread_begin()       first thing in the callback; its first call is a system call
            guard_enter()
              everything else, the clock included
            guard_exit()            then the record is complete
            rt_thread_read_faults() now and then; a system call, hence behind the exit
     main   guard_mark_steady()     when the first second has been played: trips before it, while
                                    caches and pages are still cold, are counted apart
            guard_get_totals(), guard_format_offence()

   One guard serves one audio thread at a time, which may be another one after a restart. */

#include "app/guard_kind.h"
#include "awe/api.h"
#include "io/io_error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct guard guard;

typedef struct guard_trips {
    uint32_t n[N_GUARD_KINDS];
    uint16_t flags; /* AWE_RECORD_* of perf/record.h that follow from them */
} guard_trips;

typedef enum guard_phase {
    GUARD_WARM_UP, /* before guard_mark_steady() */
    GUARD_STEADY,
    N_GUARD_PHASES,
} guard_phase;

/* Why a kind of trip is never counted here; NULL: it is. [any] */
const char *guard_unavailable(const guard *g, guard_kind kind);

/* Creates a guard; a strict one also traps the first system call of every buffer. Free with
   guard_free(), when no callback uses it any more.
   Errors: out of memory; a strict one is not possible here. [main] */
bool guard_new(bool is_strict, guard **out, io_error *error);
void guard_free(guard *g);

/* Begins to watch the calling thread. [audio] */
AWE_RT void guard_enter(guard *g);

/* Ends that, and tells what happened since guard_enter(). [audio] */
AWE_RT void guard_exit(guard *g, guard_trips *trips);

/* From the next buffer on, trips count as broken promises. [main] */
void guard_mark_steady(guard *g);

/* All trips of one phase up to now. [main] */
void guard_get_totals(const guard *g, guard_phase phase, guard_trips *out);

/* True if the callback has allocated, waited or called the system in the steady phase. [main] */
bool guard_is_broken(const guard *g);

/* Writes what the `i`th offence of the steady phase was and where, as in "system call write, at
   libc.so.6+0xf7a13 (write), awe-player+0x1b2c3"; false if there were not so many. Only a strict
   guard keeps offences, the first eight. [main] */
bool guard_format_offence(const guard *g, uint32_t i, char *out, size_t size);

#endif
