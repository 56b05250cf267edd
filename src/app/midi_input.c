/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/midi_input.h"

#include "app/memory_tags.h"

#include <stdio.h>
#include <string.h>

/* The stream's sink. */
static AWE_RT void take_message(void *context, const awe_message *message)
{
    midi_input *input = context;
    awe_message mapped[KEYBOARD_MAX_MESSAGES];
    uint32_t n = keyboard_map(&input->keys, message, mapped);
    for (uint32_t i = 0; i < n; i++) {
        stamped event = {input->arrival_ns, mapped[i]};
        input_queue_push(input->outlet.queue, &event);
        if (input->outlet.recording) {
            awe_ring_push(input->outlet.recording, &event);
        }
    }
}

bool midi_input_init(midi_input *input, uint32_t number, const char *wish,
                     const keyboard_settings *settings, const midi_outlet *outlet)
{
    awe_midi_stream_config config = {
        .allocator = memory_tags_allocator(MEMORY_RINGS), .sink = take_message, .context = input};
    input->number = number;
    input->wish = wish;
    input->keys.settings = *settings;
    input->outlet = *outlet;
    return awe_midi_stream_new(&config, &input->stream) == AWE_OK;
}

void midi_input_free(midi_input *input)
{
    awe_midi_stream_free(input->stream);
    memset(input, 0, sizeof *input);
}

void midi_input_connect(midi_input *input, const char *name)
{
    if (!atomic_load(&input->has_name)) {
        snprintf(input->name, sizeof input->name, "%s", name);
        atomic_store(&input->has_name, true);
    }
    atomic_fetch_add(&input->n_connections, 1);
    atomic_store(&input->is_connected, true);
}

static void publish(midi_input *input)
{
    awe_midi_stream_stats stats;
    awe_midi_stream_get_stats(input->stream, &stats);
    uint64_t n_errors = stats.n_stray_bytes + stats.n_huge_sysex + stats.n_cut_sysex;
    atomic_store_explicit(&input->n_bytes, stats.n_bytes, memory_order_relaxed);
    atomic_store_explicit(&input->n_messages, stats.n_messages, memory_order_relaxed);
    atomic_store_explicit(&input->n_errors, n_errors, memory_order_relaxed);
}

void midi_input_read(midi_input *input, const midi_in_packet *packet)
{
    input->arrival_ns = packet->arrival_ns;
    awe_midi_stream_read(input->stream, packet->bytes, packet->n_bytes);
    publish(input);
}

void midi_input_release(midi_input *input, uint64_t now)
{
    stamped event = {now, {.type = AWE_RELEASE_ALL}};
    awe_midi_stream_reset(input->stream);
    keyboard_release(&input->keys);
    input_queue_request_release(input->outlet.queue);
    if (input->outlet.recording) {
        awe_ring_push(input->outlet.recording, &event);
    }
}

void midi_input_disconnect(midi_input *input, uint64_t now)
{
    atomic_store(&input->is_connected, false);
    midi_input_release(input, now);
}

void midi_input_get_status(const midi_input *input, midi_input_status *status)
{
    *status = (midi_input_status){
        .is_port = input->number == MIDI_IN_PORT,
        .is_connected = atomic_load(&input->is_connected),
        .n_connections = atomic_load(&input->n_connections),
        .n_bytes = atomic_load_explicit(&input->n_bytes, memory_order_relaxed),
        .n_messages = atomic_load_explicit(&input->n_messages, memory_order_relaxed),
        .n_errors = atomic_load_explicit(&input->n_errors, memory_order_relaxed),
    };
    const char *name = atomic_load(&input->has_name) ? input->name : input->wish;
    snprintf(status->name, sizeof status->name, "%s", name);
}
