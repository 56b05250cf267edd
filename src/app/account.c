/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/account.h"

#include "awe/rate.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define MOST_DC 10.0 /* of full scale: beyond is nonsense */

static AWE_RT uint8_t add_u8(uint8_t a, uint64_t b)
{
    return b < (uint64_t)(UINT8_MAX - a) ? (uint8_t)(a + b) : UINT8_MAX;
}

static AWE_RT uint16_t add_u16(uint16_t a, uint64_t b)
{
    return b < (uint64_t)(UINT16_MAX - a) ? (uint16_t)(a + b) : UINT16_MAX;
}

void account_begin(account *a)
{
    a->n_clock_calls = 0;
}

static AWE_RT void take_counts(account *a, deck *d, const awe_stats *stats, awe_record *record)
{
    const deck_counts now = {
        .n_started = stats->n_started,
        .n_stolen = stats->n_stolen,
        .n_stolen_released = stats->n_stolen_as[AWE_STEAL_RELEASED],
        .n_lost = stats->n_lost_notes,
        .n_shed = stats->n_shed,
        .n_events = d->n_events,
    };
    const deck_counts *seen = &d->seen;
    record->n_voices = add_u16(record->n_voices, stats->n_voices);
    record->n_events = add_u16(record->n_events, now.n_events - seen->n_events);
    record->n_stolen = add_u8(record->n_stolen, now.n_stolen - seen->n_stolen);
    record->n_shed = add_u8(record->n_shed, now.n_shed - seen->n_shed);
    live_figures_count(&a->figures, LIVE_STARTED, (uint32_t)(now.n_started - seen->n_started));
    live_figures_count(&a->figures, LIVE_STOLEN_RELEASED,
                       (uint32_t)(now.n_stolen_released - seen->n_stolen_released));
    live_figures_count(&a->figures, LIVE_LOST_NOTES, (uint32_t)(now.n_lost - seen->n_lost));
    live_figures_set(&a->figures, LIVE_POLYPHONY, stats->polyphony);
    d->seen = now;
}

static AWE_RT void take_times(account *a, deck *d, awe_record *record)
{
    awe_times times;
    awe_synth_take_times(d->synth, &times);
    record->control_ns += times.control_ns;
    record->voices_ns += times.voices_ns;
    record->effects_ns += times.effects_ns;
    record->flags |= times.is_cut ? AWE_RECORD_STAGES_CUT : 0;
    a->n_clock_calls += times.n_clock_calls;
    for (uint32_t i = 0; i < times.n_starts; i++) {
        uint16_t start_ns = add_u16(0, times.start_ns[i]);
        live_figures_add(&a->figures, LIVE_ALLOC_NS, times.start_ns[i]);
        record->alloc_max_ns = start_ns > record->alloc_max_ns ? start_ns : record->alloc_max_ns;
    }
    for (uint32_t i = 0; i < times.n_ends; i++) {
        uint64_t ms = times.lifetime_frames[i] * UINT64_C(1000) / AWE_RATE_HZ;
        live_figures_add(&a->figures, LIVE_LIFETIME_MS, (uint32_t)ms);
    }
}

void account_take_deck(account *a, deck *d, awe_record *record)
{
    awe_stats stats;
    if (d) {
        awe_synth_get_stats(d->synth, &stats);
        take_counts(a, d, &stats, record);
        take_times(a, d, record);
    }
}

/* Running figures of the output in vectors: left, right, left, right. */
typedef float vec __attribute__((vector_size(4 * sizeof(float))));
typedef int32_t ints __attribute__((vector_size(4 * sizeof(int32_t))));

typedef struct scan {
    vec peak, sum;
} scan;

static inline AWE_RT vec size_of(vec x)
{
    return (vec)((ints)x & 0x7FFFFFFF);
}

/* Sizes compare as the integers that they are stored as: a NaN is the largest. */
static inline AWE_RT vec larger(vec a, vec b)
{
    ints is_a = (ints)a > (ints)b;
    return (vec)(((ints)a & is_a) | ((ints)b & ~is_a));
}

static AWE_RT scan scan_output(const float *out, uint32_t n_frames)
{
    scan s = {0};
    vec x, y;
    uint32_t i = 0;
    for (; i + 4 <= n_frames; i += 4) {
        memcpy(&x, out + 2 * (size_t)i, sizeof x);
        memcpy(&y, out + 2 * (size_t)i + 4, sizeof y);
        s.peak = larger(larger(size_of(x), size_of(y)), s.peak);
        s.sum += x + y;
    }
    for (; i < n_frames; i++) {
        x = (vec){out[2 * i], out[2 * i + 1]};
        s.peak = larger(s.peak, size_of(x));
        s.sum += x;
    }
    return s;
}

static AWE_RT uint32_t count_clipped(const float *out, uint32_t n_frames)
{
    uint32_t n = 0;
    for (size_t i = 0; i < n_frames; i++) {
        n += fabsf(out[2 * i]) > 1.0f || fabsf(out[2 * i + 1]) > 1.0f;
    }
    return n;
}

static AWE_RT void follow_dc(account *a, const scan *s, uint32_t n_frames, double rate_hz)
{
    double share = n_frames < rate_hz ? n_frames / rate_hz : 1;
    double most = 0;
    for (int side = 0; side < 2 && n_frames > 0; side++) {
        double mean = ((double)s->sum[side] + (double)s->sum[side + 2]) / n_frames;
        bool is_sane = mean > -MOST_DC && mean < MOST_DC; /* a NaN is not */
        a->dc[side] += is_sane ? share * (mean - a->dc[side]) : 0;
        double size = a->dc[side] < 0 ? -a->dc[side] : a->dc[side];
        most = size > most ? size : most;
    }
    live_figures_set(&a->figures, LIVE_DC, (uint32_t)(1e6 * most));
}

void account_take_output(account *a, const audio_round *round, double rate_hz, awe_record *record)
{
    scan s = scan_output(round->out, round->n_frames);
    for (int side = 0; side < 2; side++) {
        a->peaks[side] = s.peak[side] > s.peak[side + 2] ? s.peak[side] : s.peak[side + 2];
    }
    float peak = a->peaks[0] > a->peaks[1] ? a->peaks[0] : a->peaks[1];
    record->peak = peak * 32768.0f < 65535.0f ? (uint16_t)(peak * 32768.0f) : UINT16_MAX;
    record->n_clipped = peak > 1.0f ? add_u16(0, count_clipped(round->out, round->n_frames)) : 0;
    follow_dc(a, &s, round->n_frames, rate_hz);
}

void account_take_own(account *a, uint64_t took_ns, uint64_t reading_ns, double period_ns)
{
    double own_ns = (double)(took_ns + reading_ns * (a->n_clock_calls + 2));
    if (own_ns < 1e9 && period_ns > 0) {
        live_figures_set(&a->figures, LIVE_MONITOR_NS, (uint32_t)own_ns);
        live_figures_set(&a->figures, LIVE_MONITOR_PPM, (uint32_t)(1e6 * own_ns / period_ns));
    }
}
