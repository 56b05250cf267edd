/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "song/bars.h"

#include "base/memory.h"

/* A count of whole notes that no arithmetic here overflows. */
#define MAX_WHOLE_NOTES (UINT64_C(1) << 48)

/* In SMPTE time a whole note is taken for two seconds; 29 frames per second mean almost 30. */
static uint32_t find_whole_ticks(uint16_t division)
{
    if (!(division & 0x8000)) {
        return 4u * division;
    }
    uint32_t frames_per_second = 256u - (division >> 8);
    return 2 * (frames_per_second == 29 ? 30 : frames_per_second) * (division & 0xFF);
}

bool awe_bars_init(awe_bars *bars, const awe_allocator *allocator, uint16_t division,
                   uint32_t n_marks)
{
    awe_tempo tempo;
    awe_tempo_init(&tempo, division);
    *bars = (awe_bars){
        .capacity = n_marks,
        .whole_ticks = find_whole_ticks(division),
        .units_per_second = tempo.units_per_second,
    };
    bars->marks = awe_memory_new(allocator, n_marks, sizeof *bars->marks);
    return bars->marks != NULL;
}

void awe_bars_free(awe_bars *bars, const awe_allocator *allocator)
{
    awe_memory_free(allocator, bars->marks);
    *bars = (awe_bars){0};
}

uint64_t awe_bars_count_beats(const awe_bars *bars, const awe_bar_mark *mark, uint64_t n_ticks)
{
    uint64_t n_whole = n_ticks / bars->whole_ticks;
    uint64_t rest = n_ticks % bars->whole_ticks;
    if (n_whole > MAX_WHOLE_NOTES) {
        n_whole = MAX_WHOLE_NOTES;
    }
    return (n_whole << mark->beat_log2) + (rest << mark->beat_log2) / bars->whole_ticks;
}

/* Puts `mark` at the present time, in the place of one that stands there already. */
static void add(awe_bars *bars, const awe_tempo *tempo, awe_bar_mark mark)
{
    bool replaces = bars->n_marks > 0 && bars->marks[bars->n_marks - 1].time == tempo->time;
    mark.frame = awe_tempo_frame(tempo);
    mark.time = tempo->time;
    mark.tick = tempo->tick;
    mark.units_per_tick = tempo->units_per_tick;
    bars->n_marks += !replaces && bars->n_marks < bars->capacity;
    bars->marks[bars->n_marks - 1] = mark;
}

/* The bar that starts at the present time: one that has begun counts as whole. */
static uint32_t next_bar(const awe_bars *bars, const awe_tempo *tempo)
{
    if (bars->n_marks == 0) {
        return 0;
    }
    const awe_bar_mark *last = &bars->marks[bars->n_marks - 1];
    uint64_t n_ticks = last->tick - last->meter_tick;
    n_ticks += (tempo->time - last->time) / last->units_per_tick;
    uint64_t n_beats = n_ticks > 0 ? awe_bars_count_beats(bars, last, n_ticks - 1) + 1 : 0;
    uint64_t bar = last->meter_bar + (n_beats + last->n_beats - 1) / last->n_beats;
    return bar < UINT32_MAX ? (uint32_t)bar : UINT32_MAX;
}

void awe_bars_change_meter(awe_bars *bars, const awe_tempo *tempo, uint8_t n_beats,
                           uint8_t beat_log2)
{
    add(bars, tempo,
        (awe_bar_mark){
            .meter_tick = tempo->tick,
            .meter_bar = next_bar(bars, tempo),
            .n_beats = n_beats,
            .beat_log2 = beat_log2,
        });
}

void awe_bars_start_pattern(awe_bars *bars, const awe_tempo *tempo)
{
    awe_bars_change_meter(bars, tempo, 4, 2);
}

void awe_bars_change_tempo(awe_bars *bars, const awe_tempo *tempo)
{
    add(bars, tempo, bars->marks[bars->n_marks - 1]);
}
