/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/stopwatch.h"

#define FRAMES_PER_SEGMENT 8 /* that many are worth one timed segment */

static uint64_t read_clock(awe_stopwatch *watch)
{
    watch->times.n_clock_calls++;
    return watch->clock.now_ns(watch->clock.context);
}

static int may_time(const awe_stopwatch *watch)
{
    return watch->n_segments < AWE_TIMED_SEGMENTS ||
           watch->n_segments < watch->n_frames / FRAMES_PER_SEGMENT;
}

void awe_stopwatch_open(awe_stopwatch *watch, uint64_t n_frames)
{
    watch->n_frames += n_frames;
    watch->runs = watch->clock.now_ns && may_time(watch);
    if (watch->runs) {
        watch->lap_ns = read_clock(watch);
    }
}

void awe_stopwatch_begin_segment(awe_stopwatch *watch)
{
    watch->runs = watch->runs && may_time(watch);
    watch->n_segments += (uint32_t)watch->runs;
    watch->times.is_cut |= watch->clock.now_ns && !watch->runs;
}

void awe_stopwatch_lap(awe_stopwatch *watch, uint32_t *stage_ns)
{
    if (watch->runs) {
        uint64_t now_ns = read_clock(watch);
        *stage_ns += (uint32_t)(now_ns - watch->lap_ns);
        watch->lap_ns = now_ns;
    }
}

uint64_t awe_stopwatch_begin_start(awe_stopwatch *watch)
{
    int is_timed = watch->clock.now_ns && watch->times.n_starts < AWE_TIMED_STARTS;
    return is_timed ? read_clock(watch) : 0;
}

void awe_stopwatch_end_start(awe_stopwatch *watch, uint64_t begun_ns)
{
    if (watch->clock.now_ns && watch->times.n_starts < AWE_TIMED_STARTS) {
        uint32_t took_ns = (uint32_t)(read_clock(watch) - begun_ns);
        watch->times.start_ns[watch->times.n_starts++] = took_ns;
    }
}

void awe_stopwatch_take(awe_stopwatch *watch, awe_times *times)
{
    awe_times *own = &watch->times;
    times->control_ns = own->control_ns;
    times->voices_ns = own->voices_ns;
    times->effects_ns = own->effects_ns;
    times->is_cut = own->is_cut;
    times->n_clock_calls = own->n_clock_calls;
    times->n_starts = own->n_starts;
    for (uint32_t i = 0; i < own->n_starts; i++) {
        times->start_ns[i] = own->start_ns[i];
    }
    own->control_ns = own->voices_ns = own->effects_ns = 0;
    own->n_clock_calls = own->n_starts = 0;
    own->is_cut = 0;
    watch->n_frames = watch->n_segments = 0;
}
