/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_ENTRY_CLOCK_H
#define AWE_PERF_ENTRY_CLOCK_H

/* When the callback ought to have been called: a delay-locked loop of second order follows the
   device's own clock through the noise of the wake-ups. What it says is the time for which a
   buffer's first frame stands, steady where the calls are not. Source: F. Adriaensen, "Using a DLL
   to filter time" (2005); docs/realtime.md "Placement". */

#include "awe/api.h"

#include <stdbool.h>
#include <stdint.h>

#define AWE_ENTRY_BANDWIDTH_HZ 0.5
#define AWE_ENTRY_GAP_PERIODS 4 /* after a longer silence the loop begins anew */

/* Times are seconds since `base_ns`: a double holds a year of them to the nanosecond. */
typedef struct awe_entry_clock {
    double rate_hz;
    uint64_t base_ns;     /* the entry at which the loop began */
    uint64_t last_ns;     /* the last call's entry */
    uint32_t last_frames; /* of it */
    bool is_running;
    double start_s;    /* smoothed time of the present wake-up's first entry */
    double frame_s;    /* how long a frame lasts by the device's clock */
    double late_s;     /* of the present wake-up */
    uint64_t n_frames; /* asked for in the present wake-up so far */
} awe_entry_clock;

/* What one call was. */
typedef struct awe_entry {
    uint64_t predicted_ns; /* smoothed: when the call was due */
    int64_t late_ns;       /* how much later it came; negative: early */
    bool is_restart;       /* the first call, or the first after a gap */
} awe_entry;

/* Begins, for a device that takes `rate_hz` frames a second, more or less. [any] */
void awe_entry_clock_init(awe_entry_clock *clock, double rate_hz);

/* Takes a call at `entry_ns` for `n_frames`. Calls that follow each other within a quarter of a
   period are one wake-up. [audio] */
AWE_RT awe_entry awe_entry_clock_call(awe_entry_clock *clock, uint64_t entry_ns, uint32_t n_frames);

#endif
