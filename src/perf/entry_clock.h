/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_ENTRY_CLOCK_H
#define AWE_PERF_ENTRY_CLOCK_H

/* Predicts when the audio callback is entered: a second-order delay-locked loop with a bandwidth of
   0.5 Hz, after Fons Adriaensen, "Using a DLL to filter time" (2005). It learns the device's true
   rate, so late wake-ups stand out from drift, and the start of a buffer has a time without jitter.

   Hosts may call several times in a row and then pause. Calls that follow the one before within a
   quarter of its buffer's duration are one wake-up: the loop is given its first entry and the sum
   of its frames. A device that stopped, or that takes buffers ahead, is not chased: the loop starts
   again where it is now, but keeps the rate that it learned.

   The first call after a start is late like no other, and a loop so slow would believe it for a
   second. So at first, until the loop's own gain is greater, the prediction is the mean of what all
   calls since the start say: their n-th counts for 1/n. The rate is learned after that. */

#include "awe/api.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct awe_entry_clock {
    double nominal_ns_per_frame;
    double ns_per_frame; /* as learned */
    uint64_t due_ns;     /* predicted entry of the current wake-up, */
    double due_fraction; /* and its part below a nanosecond */
    double error_ns;     /* entry - predicted entry of the current wake-up */
    uint64_t wake_ns;    /* entry of the current wake-up */
    uint64_t call_ns;    /* entry of the last call */
    uint32_t wake_frames;
    uint32_t call_frames;
    uint32_t n_wakes; /* since the start or restart, up to UINT32_MAX */
    bool is_running;
} awe_entry_clock;

/* What is known at one entry. */
typedef struct awe_entry {
    uint64_t predicted_ns; /* smoothed time at which this buffer starts */
    int32_t late_ns;       /* of the wake-up, against its prediction; negative: early; saturates */
    bool is_restart;       /* the first call, or predictions before this one have no meaning now */
} awe_entry;

/* `rate_hz` is the device's nominal rate, above 0. [main], before the callback runs */
void awe_entry_clock_init(awe_entry_clock *clock, double rate_hz);

/* Takes one call of the callback that was entered at `entry_ns` and fills `n_frames`. At a restart
   `late_ns` still says how far off the old prediction was; it is 0 at the very first call.
   [audio] */
AWE_RT awe_entry awe_entry_clock_call(awe_entry_clock *clock, uint64_t entry_ns, uint32_t n_frames);

#endif
