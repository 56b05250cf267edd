/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/placement.h"

#include "awe/rate.h"

#define NS_PER_S 1000000000
#define MAX_AHEAD_NS                                                                               \
    NS_PER_S /* a stamp from further in the future is wrong: no event waits for it */

#define NOWHERE INT64_MIN
#define HALF_FRAME_NS (NS_PER_S / AWE_RATE_HZ / 2)

#define SUSTAIN 64
#define SOSTENUTO 66

void placement_begin(placement *p)
{
    p->n_misplaced = 0;
    p->max_key_to_sound_us = 0;
}

/* Keeps account of what is held down. */
static AWE_RT void note_state(placement *p, const awe_message *m)
{
    uint32_t channel = (m->port % (PLACEMENT_CHANNELS / 16)) * 16u + (m->channel & 15u);
    uint32_t bit = 1u << (m->key & 31);
    uint32_t pedal = 1u << (channel & 31);
    if (m->type == AWE_NOTE_ON && m->value > 0) {
        p->held[channel][(m->key >> 5) & 3] |= bit;
    } else if (m->type == AWE_NOTE_ON || m->type == AWE_NOTE_OFF) {
        p->held[channel][(m->key >> 5) & 3] &= ~bit;
    } else if (m->type == AWE_CONTROL && (m->key == SUSTAIN || m->key == SOSTENUTO)) {
        p->pedals[channel / 32] |= m->value >= 64 ? pedal : 0;
    }
}

static AWE_RT void add(placement *p, uint32_t frame, awe_message message)
{
    p->events[p->n_events++] = (awe_event){.frame = frame, .message = message};
}

static AWE_RT bool release_keys(placement *p, uint32_t channel, uint32_t frame)
{
    for (uint32_t word = 0; word < 4; word++) {
        while (p->held[channel][word]) {
            uint32_t bit = (uint32_t)__builtin_ctz(p->held[channel][word]);
            if (p->n_events == PLACEMENT_MAX_EVENTS) {
                return false;
            }
            p->held[channel][word] &= ~(1u << bit);
            add(p, frame,
                (awe_message){.type = AWE_NOTE_OFF,
                              .port = (uint8_t)(channel / 16),
                              .channel = (uint8_t)(channel % 16),
                              .key = (uint8_t)(32 * word + bit),
                              .value = 64});
        }
    }
    return true;
}

static AWE_RT bool release_pedals(placement *p, uint32_t channel, uint32_t frame)
{
    awe_message up = {
        .type = AWE_CONTROL, .port = (uint8_t)(channel / 16), .channel = (uint8_t)(channel % 16)};
    if (!(p->pedals[channel / 32] & 1u << (channel & 31))) {
        return true;
    }
    if (p->n_events + 2 > PLACEMENT_MAX_EVENTS) {
        return false;
    }
    p->pedals[channel / 32] &= ~(1u << (channel & 31));
    up.key = SUSTAIN;
    add(p, frame, up);
    up.key = SOSTENUTO;
    add(p, frame, up);
    return true;
}

/* Lets go of all that live input holds; what finds no room follows at the next call. */
static AWE_RT void release_all(placement *p, uint32_t frame)
{
    for (uint32_t channel = 0; channel < PLACEMENT_CHANNELS; channel++) {
        if (!release_keys(p, channel, frame) || !release_pedals(p, channel, frame)) {
            return;
        }
    }
    p->must_release = false;
}

/* The frame, counted from `start_ns`, nearest to `arrival_ns` and the delay; less than 0: before
   it. NOWHERE where the stamp is wrong. */
static AWE_RT int64_t find_frame(const placement *p, uint64_t arrival_ns, uint64_t start_ns)
{
    int64_t wait_ns = (int64_t)(arrival_ns - start_ns);
    if (wait_ns > MAX_AHEAD_NS || wait_ns < -(int64_t)MAX_AHEAD_NS * 60) {
        return NOWHERE;
    }
    int64_t scaled = (wait_ns + (int64_t)p->delay_ns) * AWE_RATE_HZ + NS_PER_S / 2;
    return scaled >= 0 ? scaled / NS_PER_S : -((NS_PER_S - 1 - scaled) / NS_PER_S);
}

/* Tells what an event took that should stand on frame `wanted` and stands on `frame`. */
static AWE_RT void account(placement *p, uint64_t arrival_ns, uint64_t start_ns, uint32_t frame,
                           int64_t wanted)
{
    uint64_t stands_ns = start_ns + (uint64_t)frame * NS_PER_S / AWE_RATE_HZ;
    latency l = latency_find(&p->clock, stands_ns, arrival_ns);
    if (l.key_to_sound_us > p->max_key_to_sound_us) {
        p->max_key_to_sound_us = l.key_to_sound_us;
    }
    if (!p->figures) {
        return;
    }
    if (l.key_to_sound_us > 0) {
        live_figures_add(p->figures, LIVE_KEY_TO_SOUND_US, l.key_to_sound_us);
    }
    live_figures_add(p->figures, LIVE_OUR_PART_US, l.our_part_us);
    live_figures_add(p->figures, LIVE_PLACEMENT, (uint32_t)(frame - wanted));
}

/* False once the queue has nothing more for these frames. */
static AWE_RT bool take_event(placement *p, uint64_t start_ns, uint32_t n_frames, uint32_t *last)
{
    stamped event;
    if (p->n_events == PLACEMENT_MAX_EVENTS || !input_queue_peek(p->queue, &event)) {
        return false;
    }
    int64_t frame = find_frame(p, event.arrival_ns, start_ns);
    if (frame >= n_frames) {
        return false;
    }
    /* The clock that gives `start_ns` follows the device: what it moved by since the last buffer's
       end is nobody's lateness. */
    p->n_misplaced +=
        frame < 0 && (int64_t)(event.arrival_ns + p->delay_ns - p->end_ns) < -HALF_FRAME_NS;
    /* Sources whose stamps differ a little stay in the order of their arrival here. */
    *last = frame > *last ? (uint32_t)frame : *last;
    add(p, *last, event.message);
    note_state(p, &event.message);
    if (frame != NOWHERE) {
        account(p, event.arrival_ns, start_ns, *last, frame);
    }
    input_queue_pop(p->queue);
    return true;
}

void placement_gather(placement *p, uint64_t start_ns, uint32_t n_frames)
{
    uint32_t last = 0;
    p->n_events = p->next = p->at = 0;
    if (!p->queue) {
        return;
    }
    do {
        p->must_release |= input_queue_take_release(p->queue);
        if (p->must_release) {
            release_all(p, last);
        }
    } while (take_event(p, start_ns, n_frames, &last));
    p->end_ns = start_ns + (uint64_t)n_frames * NS_PER_S / AWE_RATE_HZ;
}
