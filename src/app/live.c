/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/live.h"

#include "app/account.h"
#include "app/mixer.h"
#include "base/ring.h"
#include "io/resample.h"

#include <stdatomic.h>
#include <string.h>

#define MAX_COMMANDS 64
#define MAX_DECKS 8
#define BLOCK_FRAMES 64       /* made at a time where the rate is converted */
#define VOLUME_FRAMES 882     /* 20 ms */
#define CONVERTER_FRAMES 1024 /* more than the rate converter holds back */
#define SETTLING_S 0.1        /* a change of quality costs, and does not tell of the new level */
#define SELF_MEASURES 1024    /* one buffer in so many tells what its measuring took */

/* Turns the engine's frames into the device's. */
typedef struct converter {
    resample *resample; /* NULL: the device runs at the engine's rate */
    float block[BLOCK_FRAMES * 2];
    size_t at;        /* frames of the block that have been taken */
    uint64_t n_made;  /* engine frames made for this device */
    uint64_t n_given; /* device frames given */
    double rate_hz;
} converter;

/* From and to the main loop. */
typedef struct exchange {
    awe_ring commands;
    live_command command_storage[MAX_COMMANDS];
    awe_ring retired;
    deck *retired_storage[MAX_DECKS];
    _Atomic uint64_t position_frames;
    _Atomic uint64_t n_frames;
    _Atomic uint32_t n_calls;
    _Atomic uint32_t n_ran_dry;
    _Atomic uint32_t n_switches;
    _Atomic uint32_t n_voices;
    _Atomic uint32_t lead_us;
    _Atomic uint32_t n_late_events;
    _Atomic uint32_t peaks[2]; /* in millionths */
    atomic_bool is_done;
} exchange;

struct live {
    live_config config;
    exchange exchange;
    measure measure;
    converter converter;
    mixer mixer;
    uint64_t wanted_delay_ns;
    account account;
    uint32_t settling_frames; /* until the level of quality is reached */
};

bool live_new(const live_config *config, live_memory *memory, live **out, io_error *error)
{
    live *l = live_memory_new(memory, sizeof *l);
    *out = NULL;
    if (!l) {
        return io_error_set(error, "out of memory");
    }
    l->config = *config;
    mixer_init(&l->mixer, &l->exchange.retired, config->is_endless, config->input);
    live_figures_init(&l->account.figures);
    l->mixer.placement.figures = &l->account.figures;
    atomic_store(&l->exchange.is_done, true);
    awe_ring_init(&l->exchange.commands, l->exchange.command_storage, MAX_COMMANDS,
                  sizeof l->exchange.command_storage[0]);
    awe_ring_init(&l->exchange.retired, l->exchange.retired_storage, MAX_DECKS,
                  sizeof l->exchange.retired_storage[0]);
    *out = l;
    return true;
}

void live_free(live *l)
{
    if (l) {
        resample_free(l->converter.resample);
        live_memory_free(l);
    }
}

bool live_set_device(live *l, double rate_hz, uint32_t latency_frames, io_error *error)
{
    resample_free(l->converter.resample);
    l->converter = (converter){.rate_hz = rate_hz, .at = BLOCK_FRAMES};
    l->mixer.drain_frames =
        (uint32_t)((double)latency_frames * AWE_RATE_HZ / rate_hz) + CONVERTER_FRAMES;
    measure_start(&l->measure, &l->config.measure, rate_hz);
    return rate_hz == AWE_RATE_HZ ||
           resample_new(AWE_RATE_HZ, rate_hz, RESAMPLE_PLAY, &l->converter.resample, error);
}

bool live_send(live *l, const live_command *command)
{
    return awe_ring_push(&l->exchange.commands, command);
}

deck *live_take_retired(live *l)
{
    deck *d;
    return awe_ring_pop(&l->exchange.retired, &d) ? d : NULL;
}

static uint32_t get(const _Atomic uint32_t *value)
{
    return atomic_load_explicit(value, memory_order_relaxed);
}

void live_get_status(live *l, live_status *status)
{
    exchange *x = &l->exchange;
    *status = (live_status){
        .position_frames = atomic_load_explicit(&x->position_frames, memory_order_relaxed),
        .n_frames = atomic_load_explicit(&x->n_frames, memory_order_relaxed),
        .n_calls = get(&x->n_calls),
        .n_ran_dry = get(&x->n_ran_dry),
        .n_switches = get(&x->n_switches),
        .n_voices = get(&x->n_voices),
        .lead_us = get(&x->lead_us),
        .n_late_events = get(&x->n_late_events),
        .is_done = atomic_load_explicit(&x->is_done, memory_order_relaxed),
    };
    for (int side = 0; side < 2; side++) {
        uint32_t peak = atomic_exchange_explicit(&x->peaks[side], 0, memory_order_relaxed);
        status->peaks[side] = (float)peak * 1e-6f;
    }
}

const live_figures *live_get_figures(const live *l)
{
    return &l->account.figures;
}

awe_reflex *live_get_reflex(live *l)
{
    return &l->mixer.load.reflex;
}

/* ---- commands */

static AWE_RT void take_command(live *l, const live_command *command)
{
    mixer *m = &l->mixer;
    awe_event event = {.message = command->message};
    switch (command->verb) {
    case LIVE_REPLACE:
        if (m->playing) {
            deck_take_over(command->deck, m->playing);
        }
        mixer_switch(m, command->deck);
        break;
    case LIVE_SWITCH:
        mixer_switch(m, command->deck);
        break;
    case LIVE_LOOP:
        mixer_set_looping(m, command->deck);
        break;
    case LIVE_SETTINGS:
        transport_set(&m->playing->transport, &command->settings);
        break;
    case LIVE_STOP_FRAME:
        transport_set_stop(&m->playing->transport, command->frame);
        break;
    case LIVE_MESSAGE:
        awe_synth_render(m->playing->synth, &event, 1, NULL, 0);
        break;
    case LIVE_PAUSE:
        mixer_pause(m, command->flag);
        break;
    case LIVE_VOLUME:
        fader_move(&m->volume, command->level, VOLUME_FRAMES);
        break;
    case LIVE_QUALITY:
        mixer_set_level(m, command->quality);
        l->settling_frames = (uint32_t)(SETTLING_S * l->converter.rate_hz);
        break;
    case LIVE_DELAY:
        l->wanted_delay_ns = command->delay_ns;
        break;
    case LIVE_STOP_TIMING:
        mixer_stop_timing(m);
        break;
    case LIVE_FADE_OUT:
        mixer_fade_out(m);
        break;
    }
}

static AWE_RT bool needs_deck(live_verb verb)
{
    return verb == LIVE_SETTINGS || verb == LIVE_STOP_FRAME || verb == LIVE_MESSAGE;
}

static AWE_RT void take_commands(live *l)
{
    mixer *m = &l->mixer;
    live_command command;
    /* A crossing is heard to its end before the next command may begin another. */
    while (!m->leaving && awe_ring_pop(&l->exchange.commands, &command)) {
        if (m->playing || !needs_deck(command.verb)) {
            take_command(l, &command);
        }
    }
    if (!m->playing || awe_synth_is_silent(m->playing->synth)) {
        m->placement.delay_ns = l->wanted_delay_ns;
    }
}

/* ---- frames at the device's rate */

/* How far the engine is ahead of what the device has been given. */
static AWE_RT uint64_t find_lead_ns(const converter *c)
{
    double lead_s = (double)c->n_made / AWE_RATE_HZ - (double)c->n_given / c->rate_hz;
    return lead_s > 0 ? (uint64_t)(lead_s * 1e9) : 0;
}

static AWE_RT void make_converted(live *l, const audio_round *round, uint64_t start_ns)
{
    converter *c = &l->converter;
    float *out = round->out;
    for (uint32_t left = round->n_frames; left > 0;) {
        if (c->at == BLOCK_FRAMES) {
            mixer_render(&l->mixer, c->block, BLOCK_FRAMES, start_ns + find_lead_ns(c));
            c->n_made += BLOCK_FRAMES;
            c->at = 0;
        }
        resample_step step = {
            .in = c->block + 2 * c->at,
            .n_in = BLOCK_FRAMES - c->at,
            .n_out = left,
        };
        step.out = out;
        resample_run(c->resample, &step);
        c->at += step.n_in;
        out += 2 * step.n_out;
        left -= (uint32_t)step.n_out;
    }
    c->n_given += round->n_frames;
}

/* ---- the callback */

static AWE_RT void set(_Atomic uint32_t *value, uint32_t to)
{
    atomic_store_explicit(value, to, memory_order_relaxed);
}

static AWE_RT void publish_peaks(live *l)
{
    for (int side = 0; side < 2; side++) {
        float level = l->account.peaks[side];
        uint32_t peak = level < 4000.0f ? (uint32_t)(level * 1e6f) : 4000000000u;
        if (peak > get(&l->exchange.peaks[side])) {
            set(&l->exchange.peaks[side], peak);
        }
    }
}

/* What the record tells of decks, live input and output. */
static AWE_RT void fill_record(live *l, const audio_round *round, uint32_t n_switches)
{
    mixer *m = &l->mixer;
    awe_record *record = &l->measure.record;
    account_begin(&l->account);
    account_take_deck(&l->account, m->playing, record);
    account_take_deck(&l->account, m->leaving, record);
    account_take_output(&l->account, round, l->converter.rate_hz, record);
    record->level = m->level;
    if (m->n_switches != n_switches) {
        record->flags |= AWE_RECORD_SEEK;
    }
    if (m->placement.queue) {
        record->queue_fill = (uint8_t)input_queue_fill(m->placement.queue);
    }
    record->midi_max_us = m->placement.max_key_to_sound_us;
    if (m->placement.n_misplaced > 0) {
        record->flags |= AWE_RECORD_MISPLACED;
    }
}

static AWE_RT void publish(live *l, const audio_round *round)
{
    exchange *x = &l->exchange;
    const mixer *m = &l->mixer;
    uint64_t position = m->playing ? m->playing->transport.frame : 0;
    atomic_store_explicit(&x->position_frames, position, memory_order_relaxed);
    uint64_t n_frames = atomic_load_explicit(&x->n_frames, memory_order_relaxed);
    atomic_store_explicit(&x->n_frames, n_frames + round->n_frames, memory_order_relaxed);
    set(&x->n_voices, l->measure.record.n_voices);
    set(&x->n_switches, m->n_switches);
    set(&x->lead_us, (uint32_t)(find_lead_ns(&l->converter) / 1000));
    set(&x->n_ran_dry, get(&x->n_ran_dry) + awe_record_lost_sound(&l->measure.record));
    set(&x->n_late_events, get(&x->n_late_events) + m->placement.n_misplaced);
    atomic_store_explicit(&x->is_done, m->stage == MIXER_DONE, memory_order_relaxed);
    publish_peaks(l);
    set(&x->n_calls, get(&x->n_calls) + 1);
}

/* The account of what was played; now and then also of what accounting takes. */
static AWE_RT void give_account(live *l, const audio_round *round, uint32_t n_switches)
{
    const measure *watch = &l->measure;
    bool is_own = watch->record.seq % SELF_MEASURES == SELF_MEASURES / 2;
    uint64_t begun_ns = is_own ? measure_now_ns(watch) : 0;
    fill_record(l, round, n_switches);
    publish(l, round);
    if (is_own) {
        uint64_t ended_ns = measure_now_ns(watch);
        uint64_t reading_ns = measure_now_ns(watch) - ended_ns;
        account_take_own(&l->account, ended_ns - begun_ns, reading_ns,
                         measure_length_ns(watch, round->n_frames));
    }
}

static AWE_RT void finish(live *l, const audio_round *round)
{
    bool is_settled = l->settling_frames == 0;
    l->settling_frames -=
        l->settling_frames < round->n_frames ? l->settling_frames : round->n_frames;
    l->measure.predicted_ns = live_load_predicted_ns(&l->mixer.load);
    awe_record record = measure_exit(&l->measure);
    live_load_end(&l->mixer.load, &record, is_settled);
}

void live_fill(void *context, const audio_round *round)
{
    live *l = context;
    uint64_t start_ns = measure_enter(&l->measure, round);
    uint32_t n_switches = l->mixer.n_switches;
    if (n_switches == 0) {
        l->measure.record.flags |= AWE_RECORD_PRIMING;
    }
    take_commands(l);
    live_load_begin(&l->mixer.load, round->n_frames,
                    measure_length_ns(&l->measure, round->n_frames), get(&l->exchange.n_voices));
    placement_begin(&l->mixer.placement);
    l->mixer.placement.clock = latency_clock_at(start_ns, &l->measure.record);
    if (l->converter.resample) {
        make_converted(l, round, start_ns);
    } else {
        mixer_render(&l->mixer, round->out, round->n_frames, start_ns);
    }
    give_account(l, round, n_switches);
    finish(l, round);
}
