/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/input_queue.h"

void input_queue_init(input_queue *q)
{
    *q = (input_queue){0};
    awe_ring_init(&q->ring, q->records, INPUT_QUEUE_SIZE, sizeof q->records[0]);
}

static AWE_RT input_kind find_kind(const awe_message *message)
{
    switch (message->type) {
    case AWE_NOTE_ON:
        return INPUT_NOTE_ON;
    case AWE_NOTE_OFF:
        return INPUT_NOTE_OFF;
    case AWE_KEY_PRESSURE:
    case AWE_CONTROL:
    case AWE_PROGRAM:
    case AWE_CHANNEL_PRESSURE:
    case AWE_PITCH_BEND:
        return INPUT_CONTROLLER;
    default:
        return INPUT_SYSTEM;
    }
}

/* True if notes may sound on for ever because `message` is lost. */
static AWE_RT bool ends_notes(const awe_message *message)
{
    enum { SUSTAIN = 64, SOSTENUTO = 66, ALL_SOUND_OFF = 120, ALL_NOTES_OFF = 123 };
    switch (message->type) {
    case AWE_NOTE_OFF:
    case AWE_RESET:
    case AWE_RELEASE_ALL:
    case AWE_SILENCE_ALL:
        return true;
    case AWE_CONTROL:
        return message->key == SUSTAIN || message->key == SOSTENUTO ||
               message->key == ALL_SOUND_OFF || message->key >= ALL_NOTES_OFF;
    default:
        return false;
    }
}

static AWE_RT void add(_Atomic uint32_t *counter)
{
    uint32_t n = atomic_load_explicit(counter, memory_order_relaxed);
    atomic_store_explicit(counter, n + 1, memory_order_relaxed);
}

static AWE_RT void refuse(input_queue *q, const awe_message *message)
{
    add(&q->n_refused[find_kind(message)]);
    if (ends_notes(message)) {
        input_queue_request_release(q);
    }
}

static AWE_RT void note_peak(input_queue *q, uint32_t n)
{
    if (n > atomic_load_explicit(&q->n_peak, memory_order_relaxed)) {
        atomic_store_explicit(&q->n_peak, n, memory_order_relaxed);
    }
}

bool input_queue_push(input_queue *q, const stamped *event)
{
    uint32_t n = awe_ring_count(&q->ring);
    uint32_t n_reserved = event->message.type == AWE_NOTE_ON ? INPUT_QUEUE_RESERVE : 0;
    if (n >= INPUT_QUEUE_SIZE - n_reserved) {
        refuse(q, &event->message);
        return false;
    }
    awe_ring_push(&q->ring, event);
    q->n_pushed++;
    note_peak(q, n + 1);
    return true;
}

void input_queue_request_release(input_queue *q)
{
    uint32_t n = atomic_load_explicit(&q->n_requests, memory_order_relaxed);
    atomic_store_explicit(&q->n_before_release, q->n_pushed, memory_order_relaxed);
    atomic_store_explicit(&q->n_requests, n + 1, memory_order_release);
}

bool input_queue_peek(const input_queue *q, stamped *event)
{
    return awe_ring_peek(&q->ring, event);
}

void input_queue_pop(input_queue *q)
{
    stamped event;
    q->n_popped += awe_ring_pop(&q->ring, &event) != 0;
}

/* A request that comes while another waits does not move the first: under a flood each is served in
   its turn. */
bool input_queue_take_release(input_queue *q)
{
    uint32_t n_requests = atomic_load_explicit(&q->n_requests, memory_order_acquire);
    if (!q->is_release_waiting && n_requests != q->n_requests_seen) {
        q->n_requests_seen = n_requests;
        q->n_before = atomic_load_explicit(&q->n_before_release, memory_order_relaxed);
        q->is_release_waiting = true;
    }
    if (!q->is_release_waiting || (int32_t)(q->n_popped - q->n_before) < 0) {
        return false;
    }
    q->is_release_waiting = false;
    return true;
}

static AWE_RT uint32_t to_fill(uint32_t n)
{
    return n * 255 / INPUT_QUEUE_SIZE;
}

uint32_t input_queue_fill(const input_queue *q)
{
    return to_fill(awe_ring_count(&q->ring));
}

void input_queue_get_stats(const input_queue *q, input_queue_stats *stats)
{
    for (int i = 0; i < N_INPUT_KINDS; i++) {
        stats->n_refused[i] = atomic_load_explicit(&q->n_refused[i], memory_order_relaxed);
    }
    stats->n_releases = atomic_load_explicit(&q->n_requests, memory_order_relaxed);
    stats->peak_fill = (uint8_t)to_fill(atomic_load_explicit(&q->n_peak, memory_order_relaxed));
}
