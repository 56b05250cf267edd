/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* From frames to written time and back. */

#include "song/song.h"

static AWE_RT uint64_t minimum(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* The last mark at or before `frame`. */
static AWE_RT const awe_bar_mark *find_mark(const awe_bars *bars, uint64_t frame)
{
    uint32_t low = 0;
    uint32_t high = bars->n_marks - 1;
    while (low < high) {
        uint32_t middle = low + (high - low + 1) / 2;
        if (bars->marks[middle].frame <= frame) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return &bars->marks[low];
}

void awe_song_get_place(const awe_song *song, uint64_t frame, awe_song_place *place)
{
    const awe_bars *bars = &song->bars;
    const awe_bar_mark *mark = find_mark(bars, frame);
    uint64_t time = awe_tempo_last_time(frame, bars->units_per_second);
    uint64_t n_ticks = mark->tick - mark->meter_tick;
    n_ticks += time > mark->time ? (time - mark->time) / mark->units_per_tick : 0;
    uint64_t n_beats = awe_bars_count_beats(bars, mark, n_ticks);
    uint64_t us_per_whole = (uint64_t)mark->units_per_tick * bars->whole_ticks * 250000;
    *place = (awe_song_place){
        .bar = (uint32_t)minimum(mark->meter_bar + n_beats / mark->n_beats + 1, UINT32_MAX),
        .beat = (uint32_t)(n_beats % mark->n_beats) + 1,
        .us_per_quarter = (uint32_t)(us_per_whole / bars->units_per_second),
        .n_beats = mark->n_beats,
        .beat_unit = (uint8_t)(1u << mark->beat_log2),
    };
}

int awe_song_get_change(const awe_song *song, uint32_t index, uint64_t *frame)
{
    if (index >= song->bars.n_marks) {
        return 0;
    }
    *frame = song->bars.marks[index].frame;
    return 1;
}

/* The tick, counted as `mark` counts, at which a beat begins; bars and beats counted from 0. */
static AWE_RT uint64_t find_tick(const awe_bars *bars, const awe_bar_mark *mark, uint32_t bar,
                                 uint32_t beat)
{
    uint64_t n_beats = (uint64_t)(bar - mark->meter_bar) * mark->n_beats;
    n_beats += minimum(beat, mark->n_beats - 1u);
    uint64_t n_whole = n_beats >> mark->beat_log2;
    uint64_t rest = n_beats - (n_whole << mark->beat_log2);
    uint64_t round_up = (1u << mark->beat_log2) - 1;
    return mark->meter_tick + n_whole * bars->whole_ticks +
           ((rest * bars->whole_ticks + round_up) >> mark->beat_log2);
}

/* The last mark at or before the beat. */
static AWE_RT uint32_t find_mark_of_beat(const awe_bars *bars, uint32_t bar, uint32_t beat)
{
    uint32_t low = 0;
    uint32_t high = bars->n_marks - 1;
    while (low < high) {
        uint32_t middle = low + (high - low + 1) / 2;
        const awe_bar_mark *mark = &bars->marks[middle];
        if (mark->meter_bar <= bar && mark->tick <= find_tick(bars, mark, bar, beat)) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low;
}

uint64_t awe_song_find_bar(const awe_song *song, uint32_t bar, uint32_t beat)
{
    const awe_bars *bars = &song->bars;
    bar -= bar > 0;
    beat -= beat > 0;
    uint32_t index = find_mark_of_beat(bars, bar, beat);
    const awe_bar_mark *mark = &bars->marks[index];
    awe_tempo tempo = {
        .time = mark->time,
        .tick = mark->tick,
        .units_per_second = bars->units_per_second,
        .units_per_tick = mark->units_per_tick,
    };
    awe_tempo_advance(&tempo, find_tick(bars, mark, bar, beat));
    uint64_t frame = awe_tempo_frame(&tempo);
    return index + 1 < bars->n_marks ? minimum(frame, mark[1].frame) : frame;
}
