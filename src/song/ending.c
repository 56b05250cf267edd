/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "song/ending.h"

#include "awe/rate.h"
#include "base/memory.h"

#define MAX_HOLD_FRAMES (10 * AWE_RATE_HZ)
#define CHANNELS_PER_PORT 16

enum {
    CONTROL_SUSTAIN = 64,
    CONTROL_SOSTENUTO = 66,
    CONTROL_SOUND_OFF = 120,
    CONTROL_RESET = 121,
    CONTROL_NOTES_OFF = 123, /* and the four mode messages after it */
};

typedef struct held_channel {
    uint64_t keys[2];
    bool sustain;
    bool sostenuto;
    bool sounds; /* since a note-on something was always down */
} held_channel;

typedef struct held_keys {
    held_channel *channels; /* [n_channels] */
    uint32_t n_channels;
    uint32_t n_sounding;   /* channels that sound */
    uint64_t key_frame;    /* the last time a key went down or up */
    uint64_t silent_frame; /* the last time everything was up */
} held_keys;

static bool has_key(const held_channel *channel)
{
    return channel->keys[0] || channel->keys[1];
}

static void silence(held_keys *held, held_channel *channel, uint64_t frame)
{
    if (channel->sounds) {
        channel->sounds = false;
        held->n_sounding--;
        held->silent_frame = frame;
    }
}

static void settle(held_keys *held, held_channel *channel, uint64_t frame)
{
    if (!has_key(channel) && !channel->sustain && !channel->sostenuto) {
        silence(held, channel, frame);
    }
}

static void press_key(held_keys *held, held_channel *channel, const awe_song_event *event)
{
    channel->keys[event->message.key >> 6 & 1] |= UINT64_C(1) << (event->message.key & 63);
    held->n_sounding += !channel->sounds;
    held->key_frame = event->at;
    channel->sounds = true;
}

static void lift_keys(held_keys *held, held_channel *channel, const uint64_t keys[2],
                      uint64_t frame)
{
    if ((channel->keys[0] & keys[0]) || (channel->keys[1] & keys[1])) {
        held->key_frame = frame;
    }
    channel->keys[0] &= ~keys[0];
    channel->keys[1] &= ~keys[1];
    settle(held, channel, frame);
}

static void lift_key(held_keys *held, held_channel *channel, const awe_song_event *event)
{
    uint64_t keys[2] = {0, 0};
    keys[event->message.key >> 6 & 1] = UINT64_C(1) << (event->message.key & 63);
    lift_keys(held, channel, keys, event->at);
}

static void lift_all(held_keys *held, held_channel *channel, uint64_t frame)
{
    static const uint64_t all_keys[2] = {UINT64_MAX, UINT64_MAX};
    lift_keys(held, channel, all_keys, frame);
}

static void follow_control(held_keys *held, held_channel *channel, const awe_song_event *event)
{
    bool is_down = event->message.value >= 64;
    switch (event->message.key) {
    case CONTROL_SUSTAIN:
        channel->sustain = is_down;
        break;
    case CONTROL_SOSTENUTO:
        channel->sostenuto = is_down;
        break;
    case CONTROL_RESET:
        channel->sustain = false;
        channel->sostenuto = false;
        break;
    case CONTROL_SOUND_OFF:
        lift_all(held, channel, event->at);
        silence(held, channel, event->at);
        break;
    default:
        if (event->message.key >= CONTROL_NOTES_OFF) {
            lift_all(held, channel, event->at);
        }
        break;
    }
    settle(held, channel, event->at);
}

static void follow(held_keys *held, const awe_song_event *event)
{
    uint32_t index = (uint32_t)event->message.port * CHANNELS_PER_PORT + event->message.channel;
    held_channel *channel = &held->channels[index];
    switch (event->message.type) {
    case AWE_NOTE_ON:
        press_key(held, channel, event);
        break;
    case AWE_NOTE_OFF:
        lift_key(held, channel, event);
        break;
    case AWE_CONTROL:
        follow_control(held, channel, event);
        break;
    case AWE_RESET:
        for (uint32_t i = 0; i < held->n_channels; i++) {
            lift_all(held, &held->channels[i], event->at);
            silence(held, &held->channels[i], event->at);
            held->channels[i] = (held_channel){0};
        }
        break;
    default:
        break;
    }
}

static uint64_t minimum(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static uint64_t choose_end(const held_keys *held, uint64_t last_frame, uint64_t end_of_track_frame)
{
    if (held->n_sounding == 0) {
        return minimum(held->silent_frame, held->key_frame + MAX_HOLD_FRAMES);
    }
    uint64_t end = minimum(end_of_track_frame, last_frame + MAX_HOLD_FRAMES);
    return end < last_frame ? last_frame : end;
}

static void count(const awe_event_list *list, awe_ending *ending)
{
    *ending = (awe_ending){.n_ports = 1};
    for (uint32_t i = 0; i < list->n; i++) {
        const awe_message *message = &list->events[i].message;
        ending->n_notes += message->type == AWE_NOTE_ON;
        if (message->port >= ending->n_ports) {
            ending->n_ports = message->port + 1u;
        }
    }
}

bool awe_ending_find(const awe_event_list *list, uint64_t end_of_track_frame, awe_ending *ending)
{
    count(list, ending);
    if (ending->n_notes == 0) {
        return true;
    }
    held_keys held = {.n_channels = ending->n_ports * CHANNELS_PER_PORT};
    held.channels = awe_memory_new(list->allocator, held.n_channels, sizeof *held.channels);
    if (!held.channels) {
        return false;
    }
    for (uint32_t i = 0; i < list->n; i++) {
        follow(&held, &list->events[i]);
    }
    awe_memory_free(list->allocator, held.channels);
    ending->frame = choose_end(&held, list->events[list->n - 1].at, end_of_track_frame);
    ending->is_held = held.n_sounding > 0;
    return true;
}
