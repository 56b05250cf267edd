/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_STOPWATCH_H
#define AWE_SYNTH_STOPWATCH_H

/* Times what a synth does, by a clock that its owner lends. Each reading of the clock ends one lap
   and begins the next; how many there may be in a span is limited, so that a burst of events is not
   slowed down by being watched. [audio] */

#include "awe/api.h"
#include "awe/times.h"

#include <stdint.h>

typedef struct awe_stopwatch {
    awe_clock clock;
    awe_times times; /* of the span so far */
    uint64_t lap_ns; /* when the present lap began */
    uint64_t n_frames;
    uint32_t n_segments; /* timed in this span */
    int runs;            /* the present lap is timed */
} awe_stopwatch;

/* Before a call's first event: `n_frames` more belong to the span, and the first lap begins. */
AWE_RT void awe_stopwatch_open(awe_stopwatch *watch, uint64_t n_frames);

/* Another segment begins; it is timed if there have not been too many. */
AWE_RT void awe_stopwatch_begin_segment(awe_stopwatch *watch);

/* Ends a lap; what it took is added to `stage_ns`. */
AWE_RT void awe_stopwatch_lap(awe_stopwatch *watch, uint32_t *stage_ns);

/* Around the start of a voice; what the first one returns is for the second. */
AWE_RT uint64_t awe_stopwatch_begin_start(awe_stopwatch *watch);
AWE_RT void awe_stopwatch_end_start(awe_stopwatch *watch, uint64_t begun_ns);

/* Hands out the span's times, and begins another span. */
AWE_RT void awe_stopwatch_take(awe_stopwatch *watch, awe_times *times);

#endif
