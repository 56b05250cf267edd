/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SONG_TEMPO_H
#define AWE_SONG_TEMPO_H

/* From ticks to frames by integers alone. Time is a whole number of units of 1 / units_per_second
   s, chosen by the time division so that any tick of any tempo is a whole number of them: nothing
   is rounded until the frame is asked for, so nothing drifts. Times that do not fit stay at the
   largest one.
   Source: Standard MIDI Files 1.0, "division" and "set tempo"; 29 frames per second mean
   30000/1001. [main] */

#include "awe/api.h"

#include <stdbool.h>
#include <stdint.h>

/* No frame number of a song is larger, so that sums of a few of them cannot overflow. */
#define AWE_SONG_MAX_FRAME (UINT64_C(1) << 62)

typedef struct awe_tempo {
    uint64_t time;             /* units since the start of the song */
    uint64_t tick;             /* the tick at `time`, counted from the start of the pattern */
    uint64_t units_per_second; /* above 0 */
    uint32_t units_per_tick;
    bool is_smpte; /* tempo changes mean nothing */
} awe_tempo;

/* `division` as in the header, no part of it 0. */
void awe_tempo_init(awe_tempo *tempo, uint16_t division);

/* Counts ticks from 0 again, from the present time on and at 120 quarter notes per minute. */
void awe_tempo_start_pattern(awe_tempo *tempo);

/* Moves on to `tick`, which is not before the present one. [any] */
AWE_RT void awe_tempo_advance(awe_tempo *tempo, uint64_t tick);

/* From the present tick on a quarter note takes `us_per_quarter` microseconds (above 0). */
void awe_tempo_change(awe_tempo *tempo, uint32_t us_per_quarter);

/* The frame of the present tick, rounded down. [any] */
AWE_RT uint64_t awe_tempo_frame(const awe_tempo *tempo);

/* The last time that is still within `frame`. [any] */
AWE_RT uint64_t awe_tempo_last_time(uint64_t frame, uint64_t units_per_second);

/* Moves the present time back to `seconds` after `time` if it is later; true if it was. */
bool awe_tempo_limit(awe_tempo *tempo, uint64_t time, uint32_t seconds);

#endif
