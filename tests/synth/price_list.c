/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* price_list: what a synth costs whoever embeds it, as the table of docs/perf.md. Each piece of
   work is done ROUNDS times, from the same state; its time is the least of those, so that other
   work on the machine does not count; the worst of all pieces is told. */

#include "bank/zone.h"
#include "io/clock.h"
#include "support/card_rig.h"

#include <stdio.h>
#include <stdlib.h>

#define ROUNDS 15
#define N_PIECES 400
#define TICK_FRAMES 32

/* Vibrato, tremolo, a filter that two modulators move, and an envelope that falls fast. */
static const card_generator moving[] = {
    {AWE_GEN_MOD_LFO_TO_PITCH, 50},    {AWE_GEN_VIB_LFO_TO_PITCH, 40},
    {AWE_GEN_FILTER_CUTOFF, 7000},     {AWE_GEN_FILTER_Q, 100},
    {AWE_GEN_MOD_LFO_TO_CUTOFF, 1200}, {AWE_GEN_MOD_ENV_TO_CUTOFF, 3600},
    {AWE_GEN_MOD_LFO_TO_VOLUME, 30},   {AWE_GEN_MOD_ENV_DECAY, 4000},
    {AWE_GEN_MOD_ENV_SUSTAIN, 900},    {AWE_GEN_VOL_ENV_DECAY, 1200},
    {AWE_GEN_VOL_ENV_SUSTAIN, 300},    {0, 0}};
static const card_generator still[] = {{AWE_GEN_FILTER_CUTOFF, 9000}, {0, 0}};

static size_t n_allocated;

static void *allocate(void *context, size_t size)
{
    (void)context;
    n_allocated += size;
    return malloc(size);
}

static void release(void *context, void *block)
{
    (void)context;
    free(block);
}

static AWE_RT uint64_t now_ns(void *context)
{
    (void)context;
    return clock_now_ns();
}

static size_t size_for(uint32_t n_voices)
{
    synth_rig rig;
    const awe_allocator counting = {allocate, release, NULL};
    const awe_synth_config config = {.n_voices = n_voices, .allocator = &counting};
    n_allocated = 0;
    card_open(&rig, CARD_SINE, still, &config);
    rig_close(&rig);
    return n_allocated;
}

static awe_event note_on(uint32_t number)
{
    return (awe_event){.message = {.type = AWE_NOTE_ON,
                                   .port = (uint8_t)(number / 1024 % 4),
                                   .channel = (uint8_t)(number % 16),
                                   .key = (uint8_t)(40 + number / 16 % 40),
                                   .value = 100}};
}

/* All voices taken, by notes of their own. */
static void fill(awe_synth *synth, uint32_t n_voices)
{
    float out[2 * TICK_FRAMES];
    awe_times times;
    awe_synth_seek(synth, 0);
    for (uint32_t i = 0; i < n_voices; i++) {
        awe_event event = note_on(i);
        awe_synth_render(synth, &event, 1, NULL, 0);
    }
    awe_synth_render(synth, NULL, 0, out, TICK_FRAMES);
    awe_synth_take_times(synth, &times);
}

/* The time of one piece of work, number `i`. */
typedef uint64_t (*piece_fn)(awe_synth *synth, uint32_t n_voices, uint32_t i);

/* A note that has to steal a voice, the first one after a tick: nobody knows yet whose. */
static uint64_t start_note(awe_synth *synth, uint32_t n_voices, uint32_t i)
{
    float out[2 * TICK_FRAMES];
    awe_event event = note_on(n_voices + i);
    uint64_t begun_ns = now_ns(NULL);
    awe_synth_render(synth, &event, 1, NULL, 0);
    uint64_t took_ns = now_ns(NULL) - begun_ns;
    awe_synth_render(synth, NULL, 0, out, TICK_FRAMES);
    return took_ns;
}

static uint64_t pass_tick(awe_synth *synth, uint32_t n_voices, uint32_t i)
{
    float out[2 * TICK_FRAMES];
    awe_times times;
    (void)n_voices;
    (void)i;
    awe_synth_render(synth, NULL, 0, out, TICK_FRAMES);
    awe_synth_take_times(synth, &times);
    return times.control_ns;
}

/* All channels are bent. */
static uint64_t bend_tick(awe_synth *synth, uint32_t n_voices, uint32_t i)
{
    float out[2 * TICK_FRAMES];
    awe_event events[64];
    awe_times times;
    (void)n_voices;
    for (uint32_t k = 0; k < 64; k++) {
        events[k] = (awe_event){.message = {.type = AWE_PITCH_BEND,
                                            .port = (uint8_t)(k / 16),
                                            .channel = (uint8_t)(k % 16),
                                            .value = (int32_t)(8192 + i)}};
    }
    awe_synth_render(synth, events, 64, out, TICK_FRAMES);
    awe_synth_take_times(synth, &times);
    return times.control_ns;
}

static void print_worst(const char *what, uint32_t n_voices, const card_generator *generators,
                        piece_fn piece)
{
    static uint64_t least_ns[N_PIECES];
    synth_rig rig;
    awe_synth_config config = {.n_voices = n_voices, .clock = {.now_ns = now_ns}};
    card_open(&rig, CARD_SINE, generators, &config);
    for (uint32_t round = 0; round < ROUNDS; round++) {
        fill(rig.synth, n_voices);
        for (uint32_t i = 0; i < N_PIECES; i++) {
            uint64_t took_ns = piece(rig.synth, n_voices, i);
            least_ns[i] = round == 0 || took_ns < least_ns[i] ? took_ns : least_ns[i];
        }
    }
    uint64_t worst_ns = 0, sum_ns = 0;
    for (uint32_t i = 0; i < N_PIECES; i++) {
        worst_ns = least_ns[i] > worst_ns ? least_ns[i] : worst_ns;
        sum_ns += least_ns[i];
    }
    printf("| %s, %u voices: worst; mean | %.1f us; %.1f us |\n", what, n_voices,
           (double)worst_ns / 1000, (double)sum_ns / N_PIECES / 1000);
    rig_close(&rig);
}

/* A second of one note with both sends; the least of many. */
static double time_second(const awe_synth_config *config)
{
    static const card_generator wet[] = {
        {AWE_GEN_REVERB_SEND, 1000}, {AWE_GEN_CHORUS_SEND, 1000}, {0, 0}};
    static float out[2 * SECOND];
    synth_rig rig;
    uint64_t least_ns = UINT64_MAX;
    card_open(&rig, CARD_SINE, wet, config);
    awe_synth_seek(rig.synth, 0);
    awe_event event = note_on(0);
    awe_synth_render(rig.synth, &event, 1, out, SECOND);
    for (uint32_t round = 0; round < 4 * ROUNDS; round++) {
        uint64_t begun_ns = now_ns(NULL);
        awe_synth_render(rig.synth, NULL, 0, out, SECOND);
        uint64_t took_ns = now_ns(NULL) - begun_ns;
        least_ns = took_ns < least_ns ? took_ns : least_ns;
    }
    rig_close(&rig);
    return (double)least_ns * 1e-6;
}

static void print_effects(const char *what, uint32_t cpu_features)
{
    const awe_synth_config dry = {.reverb = AWE_REVERB_OFF,
                                  .chorus = AWE_CHORUS_OFF,
                                  .bass = AWE_TONE_FLAT,
                                  .treble = AWE_TONE_FLAT,
                                  .cpu_features = cpu_features};
    awe_synth_config wet = dry;
    wet.reverb = AWE_REVERB_HALL_2;
    double none_ms = time_second(&dry), reverb_ms = time_second(&wet);
    wet.chorus = AWE_CHORUS_FLANGER;
    double chorus_ms = time_second(&wet);
    wet.bass = wet.treble = AWE_TONE_PLUS_12;
    double eq_ms = time_second(&wet);
    wet.limiter = 1;
    wet.gain = 16.0f; /* so that it has something to do */
    double all_ms = time_second(&wet);
    printf("| reverb; chorus; equaliser; limiter at work, ms per second of sound, %s | "
           "%.2f; %.2f; %.2f; %.2f |\n",
           what, reverb_ms - none_ms, chorus_ms - reverb_ms, eq_ms - chorus_ms, all_ms - eq_ms);
    printf("| together | %.2f |\n", all_ms - none_ms);
}

int main(void)
{
    size_t one = size_for(1), many = size_for(257);
    printf("| one more voice | %zu bytes |\n", (many - one) / 256);
    printf("| a synth of 32 voices; of 256 | %zu; %zu bytes |\n", size_for(32), size_for(256));
    print_effects("SSE2", AWE_CPU_BASE);
    print_effects("AVX2", AWE_CPU_AVX2);
    for (uint32_t n = 32; n <= 256; n *= 8) {
        print_worst("a note-on that steals a voice", n, moving, start_note);
        print_worst("a tick's planning, nothing moves", n, still, pass_tick);
        print_worst("a tick's planning, all voices move", n, moving, pass_tick);
        print_worst("the same, all channels are bent", n, moving, bend_tick);
    }
    return 0;
}
