/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/live_input.h"

#include "app/memory_tags.h"
#include "app/midi_recorder.h"
#include "app/midi_thread.h"
#include "app/say.h"
#include "app/zone.h"
#include "base/ring.h"
#include "io/clock.h"
#include "io/rt_memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RECORDING_SIZE 8192 /* messages between two looks */

struct live_input {
    input_queue queue;
    midi_thread *thread;
    midi_status status;      /* as it was said */
    midi_recorder *recorder; /* NULL: nothing is recorded */
    awe_ring recording;
    stamped recording_storage[RECORDING_SIZE];
};

/* A port that is only offered may be missing. */
static bool start_thread(const settings *s, const midi_outlet *outlet, midi_thread **out)
{
    io_error error;
    bool is_needed = s->command == COMMAND_LIVE || s->live.midi.n_names > 0 || s->live.midi.all;
    if (midi_thread_start(&s->live.midi, outlet, out, &error)) {
        return true;
    }
    if (is_needed) {
        say_error("%s", error.text);
    } else {
        say_detail("%s", error.text);
    }
    return !is_needed;
}

static bool start_recording(const settings *s, live_input *input)
{
    if (!input->thread) {
        say_error("%s: there is no MIDI input to record", s->live.record);
        return false;
    }
    return midi_recorder_open(s->live.record, s->render.overwrite, 0, &input->recorder);
}

bool live_input_open(const settings *s, live_input **out)
{
    AWE_ZONE("midi open");
    live_input *input = memory_tags_new(MEMORY_RINGS, sizeof *input);
    *out = NULL;
    if (!input) {
        return say_no_memory();
    }
    rt_memory_prepare(input, sizeof *input);
    input_queue_init(&input->queue);
    awe_ring_init(&input->recording, input->recording_storage, RECORDING_SIZE,
                  sizeof input->recording_storage[0]);
    midi_outlet outlet = {
        .queue = &input->queue,
        .recording = s->live.record ? &input->recording : NULL,
    };
    bool ok = start_thread(s, &outlet, &input->thread);
    if (ok && s->live.record) {
        ok = start_recording(s, input);
    }
    if (!ok || !input->thread) {
        live_input_close(input);
        return ok;
    }
    *out = input;
    return true;
}

input_queue *live_input_queue(live_input *input)
{
    return input ? &input->queue : NULL;
}

static void say_input(const midi_input_status *before, const midi_input_status *now)
{
    if (now->n_connections > before->n_connections) {
        if (now->is_port) {
            say_info("MIDI port: %s; connect to it what shall be heard", now->name);
        } else {
            say_info("MIDI input: %s%s", now->name, now->n_connections > 1 ? " is back" : "");
        }
    } else if (before->is_connected && !now->is_connected) {
        say_warning("MIDI input: %s is gone, its notes are released; waiting for its return",
                    now->name);
    } else if (!now->is_connected && !before->name[0]) {
        say_info("MIDI input: waiting for %s", now->name);
    }
}

static void record(live_input *input)
{
    stamped event;
    while (input->recorder && awe_ring_pop(&input->recording, &event)) {
        midi_recorder_take(input->recorder, &event, 1);
    }
}

void live_input_look(live_input *input)
{
    midi_status now;
    if (!input) {
        return;
    }
    midi_thread_get_status(input->thread, &now);
    for (uint32_t i = 0; i < now.n_inputs; i++) {
        say_input(&input->status.inputs[i], &now.inputs[i]);
    }
    if (now.n_lost > input->status.n_lost) {
        say_warning("MIDI: the system lost %u events; all notes are released",
                    now.n_lost - input->status.n_lost);
    }
    input->status = now;
    record(input);
}

const char *live_input_describe(const live_input *input, char *text, size_t size)
{
    const char *name = NULL;
    uint32_t n = 0;
    for (uint32_t i = 0; input && i < input->status.n_inputs; i++) {
        const midi_input_status *s = &input->status.inputs[i];
        name = s->is_connected ? s->name : name;
        n += s->is_connected;
    }
    snprintf(text, size, "%u inputs", n);
    if (n == 1) {
        snprintf(text, size, "%s", name);
    }
    return n > 0 ? text : NULL;
}

uint32_t live_input_uncertainty_us(const live_input *input)
{
    return input ? input->status.uncertainty_us : 0;
}

int live_input_thread(const live_input *input)
{
    return input && input->thread ? midi_thread_get_id(input->thread) : 0;
}

void live_input_meter(const live_input *input, awe_meters *meters)
{
    input_queue_stats stats;
    double n_bytes = 0, n_errors = 0, n_reconnects = 0, n_refused = 0;
    if (!input) {
        return;
    }
    for (uint32_t i = 0; i < input->status.n_inputs; i++) {
        const midi_input_status *s = &input->status.inputs[i];
        n_bytes += (double)s->n_bytes;
        n_errors += (double)s->n_errors;
        n_reconnects += s->n_connections > 1 ? s->n_connections - 1 : 0;
    }
    input_queue_get_stats(&input->queue, &stats);
    for (int kind = 0; kind < N_INPUT_KINDS; kind++) {
        n_refused += stats.n_refused[kind];
    }
    awe_meters_set(meters, AWE_METRIC_MIDI_BYTES, n_bytes);
    awe_meters_set(meters, AWE_METRIC_MIDI_PARSE_ERRORS, n_errors);
    awe_meters_set(meters, AWE_METRIC_MIDI_RECONNECTS, n_reconnects);
    awe_meters_set(meters, AWE_METRIC_MIDI_REFUSED, n_refused);
    awe_meters_set(meters, AWE_METRIC_MIDI_UNCERTAINTY, input->status.uncertainty_us);
}

static void say_counts(const live_input *input)
{
    input_queue_stats stats;
    input_queue_get_stats(&input->queue, &stats);
    for (uint32_t i = 0; i < input->status.n_inputs; i++) {
        const midi_input_status *s = &input->status.inputs[i];
        say_detail("MIDI: %s: %llu messages, %llu errors, connected %u times", s->name,
                   (unsigned long long)s->n_messages, (unsigned long long)s->n_errors,
                   s->n_connections);
    }
    say_detail("MIDI: lost %u; refused: note-ons %u, note-offs %u, controllers %u, system %u; "
               "stamps to %u us",
               input->status.n_lost, stats.n_refused[INPUT_NOTE_ON],
               stats.n_refused[INPUT_NOTE_OFF], stats.n_refused[INPUT_CONTROLLER],
               stats.n_refused[INPUT_SYSTEM], input->status.uncertainty_us);
}

bool live_input_close(live_input *input)
{
    bool ok = true;
    if (!input) {
        return true;
    }
    if (input->thread) {
        live_input_look(input);
        midi_thread_stop(input->thread);
        record(input);
        say_counts(input);
    }
    if (input->recorder) {
        ok = midi_recorder_finish(input->recorder, clock_now_ns());
    }
    memory_tags_free(input);
    return ok;
}
