/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_TIMES_H
#define AWE_TIMES_H

/// @file Where a synth's time goes. The library has no clock: whoever wants to know lends it one.

#include "awe/api.h"

#include <stdint.h>

#define AWE_TIMED_SEGMENTS 8 ///< of a span, or one for each 8 of its frames if that is more
#define AWE_TIMED_STARTS 4   ///< voices of a span whose start is timed
#define AWE_TIMED_ENDS 8     ///< voices of a span whose lifetime is told

/// Nanoseconds on a clock that only moves forward; real-time safe.
typedef uint64_t (*awe_clock_fn)(void *context) AWE_RT;

/// A lent clock.
typedef struct awe_clock {
    awe_clock_fn now_ns; ///< NULL: none, nothing is timed
    void *context;       ///< handed to `now_ns`
} awe_clock;

/// What a synth did in a span: between two calls of awe_synth_take_times().
typedef struct awe_times {
    uint32_t control_ns;                      ///< events, voice allocation, ticks
    uint32_t voices_ns;                       ///< interpolation, filter, gain, mix
    uint32_t effects_ns;                      ///< reverb, chorus, equaliser, output
    int is_cut;                               ///< nonzero: segments that were not timed followed
    uint32_t n_clock_calls;                   ///< how often the clock was read
    uint32_t n_starts;                        ///< of start_ns; the rest of it is not set
    uint32_t n_ends;                          ///< of lifetime_frames, likewise
    uint32_t start_ns[AWE_TIMED_STARTS];      ///< to find a lane for a voice and start it
    uint32_t lifetime_frames[AWE_TIMED_ENDS]; ///< of voices that fell silent, from their start
} awe_times;

#endif
