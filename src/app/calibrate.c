/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/calibrate.h"

#include "io/clock.h"

#include <stdlib.h>

#define N_BLOCKS 32 /* timed for one figure; the quartile counts, for others may disturb */
#define N_WARM_UP 8
#define SHORT_FRAMES 64
#define LONG_FRAMES 128
#define FEW_NOTES 3
#define MORE_NOTES 12
#define LOWEST_KEY 40
#define PROGRAM 19 /* church organ: it does not fade while it is timed */

typedef struct sample {
    double ns;
    double n_voices;
} sample;

static int compare_times(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static void play_notes(awe_synth *synth, uint32_t from, uint32_t to)
{
    awe_event events[MORE_NOTES];
    uint32_t n = 0;
    for (uint32_t i = from; i < to; i++) {
        events[n++] = (awe_event){
            .message = {.type = AWE_NOTE_ON, .key = (uint8_t)(LOWEST_KEY + 3 * i), .value = 100}};
    }
    awe_synth_render(synth, events, n, NULL, 0);
}

static uint64_t time_block(awe_synth *synth, uint32_t n_frames)
{
    float out[LONG_FRAMES * 2];
    uint64_t start_ns = clock_now_ns();
    awe_synth_render(synth, NULL, 0, out, n_frames);
    return clock_now_ns() - start_ns;
}

static sample time_blocks(awe_synth *synth, uint32_t n_frames)
{
    uint64_t times_ns[N_BLOCKS];
    awe_stats stats;
    for (uint32_t i = 0; i < N_WARM_UP; i++) {
        time_block(synth, n_frames);
    }
    for (uint32_t i = 0; i < N_BLOCKS; i++) {
        times_ns[i] = time_block(synth, n_frames);
    }
    qsort(times_ns, N_BLOCKS, sizeof times_ns[0], compare_times);
    awe_synth_get_stats(synth, &stats);
    return (sample){.ns = (double)times_ns[N_BLOCKS / 4], .n_voices = stats.n_voices};
}

static double time_note_ns(awe_synth *synth, uint32_t from, uint32_t to)
{
    uint64_t start_ns = clock_now_ns();
    play_notes(synth, from, to);
    return (double)(clock_now_ns() - start_ns) / (to - from);
}

static double at_least_0(double value)
{
    return value > 0 ? value : 0;
}

/* Silent and at the start; a level is taken up with the first tick. */
static void set_quality(awe_synth *synth, awe_quality_level level)
{
    awe_synth_seek(synth, 0);
    awe_synth_set_quality(synth, awe_quality_get(level));
    time_block(synth, SHORT_FRAMES);
    awe_synth_seek(synth, 0);
}

void calibrate_level(awe_synth *synth, awe_quality_level level, double costs_ns[AWE_N_COSTS])
{
    set_quality(synth, level);
    awe_event program = {.message = {.type = AWE_PROGRAM, .value = PROGRAM}};
    awe_synth_render(synth, &program, 1, NULL, 0);
    play_notes(synth, 0, FEW_NOTES);
    sample few = time_blocks(synth, SHORT_FRAMES);
    costs_ns[3] = time_note_ns(synth, FEW_NOTES, MORE_NOTES);
    sample more = time_blocks(synth, SHORT_FRAMES);
    sample longer = time_blocks(synth, LONG_FRAMES);
    double n_more = more.n_voices - few.n_voices;
    double voice_ns = n_more > 0 ? at_least_0(more.ns - few.ns) / (n_more * SHORT_FRAMES) : 0;
    double frame_ns = (longer.ns - more.ns) / (LONG_FRAMES - SHORT_FRAMES);
    costs_ns[1] = voice_ns;
    costs_ns[2] = at_least_0(frame_ns - voice_ns * more.n_voices);
    costs_ns[0] = at_least_0(few.ns - SHORT_FRAMES * (costs_ns[2] + voice_ns * few.n_voices));
    set_quality(synth, AWE_QUALITY_MAXIMUM);
}

double calibrate_load_ns(const double costs_ns[AWE_N_COSTS], uint32_t n_voices)
{
    return costs_ns[0] + SHORT_FRAMES * (costs_ns[1] * n_voices + costs_ns[2]);
}
