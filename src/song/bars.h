/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SONG_BARS_H
#define AWE_SONG_BARS_H

/* The written time of a song: a mark wherever tempo or time signature change, ascending. From one
   mark to the next time runs evenly, so that any frame has its bar and any bar its frame by one
   search and integer arithmetic. A time signature starts a bar, and so does a pattern.
   Source: Standard MIDI Files 1.0, "time signature". [main] */

#include "awe/allocator.h"
#include "song/tempo.h"

#include <stdbool.h>
#include <stdint.h>

/* The shortest beat of a time signature is 1/128. */
#define AWE_BARS_MAX_BEAT_LOG2 7

typedef struct awe_bar_mark {
    uint64_t frame;
    uint64_t time;       /* in the tempo's units */
    uint64_t tick;       /* of the pattern */
    uint64_t meter_tick; /* where the time signature began, */
    uint32_t meter_bar;  /* and with which bar, counted from 0 */
    uint32_t units_per_tick;
    uint8_t n_beats;   /* in a bar, at least 1 */
    uint8_t beat_log2; /* a beat is 1 / 2^beat_log2 of a whole note */
} awe_bar_mark;

typedef struct awe_bars {
    awe_bar_mark *marks; /* [n_marks]; the first is at frame 0 */
    uint32_t n_marks;
    uint32_t capacity;
    uint32_t whole_ticks;      /* ticks of a whole note */
    uint64_t units_per_second; /* as in awe_tempo */
} awe_bars;

/* Makes room for `n_marks`; false without memory. `division` as in the header. */
bool awe_bars_init(awe_bars *bars, const awe_allocator *allocator, uint16_t division,
                   uint32_t n_marks);

void awe_bars_free(awe_bars *bars, const awe_allocator *allocator);

/* Each adds a mark at the present time of `tempo`, which is never before the last mark: a pattern
   starts, in 4/4; the tempo has changed; the time signature becomes `n_beats` / 2^`beat_log2`. */
void awe_bars_start_pattern(awe_bars *bars, const awe_tempo *tempo);
void awe_bars_change_tempo(awe_bars *bars, const awe_tempo *tempo);
void awe_bars_change_meter(awe_bars *bars, const awe_tempo *tempo, uint8_t n_beats,
                           uint8_t beat_log2);

/* How many beats of `mark` have begun since its time signature did when `n_ticks` have passed, the
   first not counted. [any] */
AWE_RT uint64_t awe_bars_count_beats(const awe_bars *bars, const awe_bar_mark *mark,
                                     uint64_t n_ticks);

#endif
