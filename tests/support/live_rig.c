/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/live_rig.h"

#include "base/trust.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SILENT_FRAMES 20

void live_rig_open(live_rig *rig, const audio_sim_config *config)
{
    static const awe_synth_config synth = {
        .model = AWE_MODEL_SF2, .reverb = AWE_REVERB_OFF, .chorus = AWE_CHORUS_OFF};
    audio_info info;
    io_error error;
    memset(rig, 0, sizeof *rig);
    rig->seed = 1;
    rig->n_silent = SILENT_FRAMES;
    rig_open(&rig->synth, rig_sine_bank(100), &synth);
    const awe_stacked_bank bank = {.bank = rig->synth.bank};
    for (uint32_t i = 0; i < LIVE_RIG_DECKS; i++) {
        rig->decks[i] = calloc(1, sizeof *rig->decks[i]);
        assert_non_null(rig->decks[i]);
        assert_int_equal(awe_synth_new(&synth, &bank, 1, &rig->decks[i]->synth), AWE_OK);
    }
    rig->sim = audio_sim_new(config);
    assert_non_null(rig->sim);
    input_queue_init(&rig->input);
    summary_init(&rig->summary);
    awe_ring_init(&rig->records, rig->storage, LIVE_RIG_RECORDS, sizeof rig->storage[0]);
    if (!guard_new(true, &rig->guard, &error)) {
        assert_true(guard_new(false, &rig->guard, &error));
    }
    live_config setup = {
        .input = &rig->input,
        .measure = {.records = &rig->records,
                    .now_ns = audio_sim_now_ns,
                    .context = rig->sim,
                    .thread = &rig->thread,
                    .guard = rig->guard},
        .is_endless = true,
    };
    live_memory_init(&rig->memory, MEMORY_SYNTH, false);
    assert_true(live_new(&setup, &rig->memory, &rig->live, &error));
    audio_sim_get_info(rig->sim, &info);
    assert_true(live_set_device(rig->live, info.rate_hz, info.latency_frames, &error));
    summary_set_rate(&rig->summary, info.rate_hz);
    audio_sim_start(rig->sim);
}

void live_rig_close(live_rig *rig)
{
    live_free(rig->live);
    guard_free(rig->guard);
    audio_sim_free(rig->sim);
    for (uint32_t i = 0; i < LIVE_RIG_DECKS; i++) {
        awe_synth_free(rig->decks[i]->synth);
        free(rig->decks[i]);
    }
    rig_close(&rig->synth);
}

void live_rig_send(live_rig *rig, live_command command)
{
    assert_true(live_send(rig->live, &command));
}

void live_rig_switch(live_rig *rig, uint32_t i, const awe_song *song, uint64_t frame)
{
    static const transport_settings neutral = {0};
    deck_cue(rig->decks[i], song, frame, &neutral);
    live_rig_send(rig, (live_command){.verb = LIVE_SWITCH, .deck = rig->decks[i]});
}

bool live_rig_arrive(live_rig *rig, uint64_t at_ns, awe_message message)
{
    return input_queue_push(&rig->input, &(stamped){.arrival_ns = at_ns, .message = message});
}

/* A sine is silent at its zero crossings, too, but never for so long. */
static void listen(live_rig *rig, const audio_round *round)
{
    audio_info info;
    uint64_t heard_ns = audio_sim_find_heard_ns(rig->sim);
    audio_sim_get_info(rig->sim, &info);
    for (uint32_t i = 0; i < round->n_frames; i++) {
        float x = round->out[2 * i];
        rig->n_nans += x != x;
        if (x < 1e-4f && x > -1e-4f) {
            rig->n_silent++;
            continue;
        }
        if (rig->n_silent >= SILENT_FRAMES) {
            rig->n_onsets++;
            rig->last_onset_ns = heard_ns + (uint64_t)(1e9 * i / info.rate_hz);
        }
        rig->n_silent = 0;
    }
}

/* What the rig itself does in the callback is the test's, whose thread this is. */
AWE_TRUST_BEGIN
static AWE_RT void fill(void *context, const audio_round *round)
{
    live_rig *rig = context;
    uint64_t now_ns = audio_sim_now_ns(rig->sim);
    if (rig->arrive) {
        rig->arrive(rig, rig->arrived_ns, now_ns);
    }
    rig->arrived_ns = now_ns;
    live_fill(rig->live, round);
    listen(rig, round);
    awe_record record;
    while (awe_ring_pop(&rig->records, &record)) {
        summary_take(&rig->summary, &record, true);
        rig->n_shed += record.n_shed;
        rig->levels |= 1u << record.level;
    }
}
AWE_TRUST_END

void live_rig_run(live_rig *rig, uint64_t n_frames)
{
    audio_sim_run(rig->sim, n_frames, fill, rig);
}

uint32_t live_rig_count_trips(const live_rig *rig)
{
    guard_trips trips;
    char where[1024];
    uint32_t n = 0;
    guard_get_totals(rig->guard, GUARD_STEADY, &trips);
    for (int kind = 0; kind < N_GUARD_KINDS; kind++) {
        n += trips.n[kind];
    }
    for (uint32_t i = 0; guard_format_offence(rig->guard, i, where, sizeof where); i++) {
        print_message("%s\n", where);
    }
    return n;
}

uint32_t live_rig_random(live_rig *rig, uint32_t below)
{
    rig->seed = rig->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(((rig->seed >> 33) * below) >> 31);
}
