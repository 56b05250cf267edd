/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/parts.h"

#include <string.h>

#define N_CHANNELS 16
#define N_KEYS 128
#define DRUM_CHANNEL 9

enum { CONTROL_BANK = 0, CONTROL_PORTAMENTO_KEY = 84, CONTROL_SOUND_OFF = 120 };

/* What stands in `keys`; else the key that was sent, plus one. */
enum { KEY_UP = 0, KEY_DROPPED = 255 };

#define NO_KEY (-1)

static AWE_RT part *find_part(parts *p, const awe_message *message)
{
    return &p->part[message->port % AWE_MAX_PORTS][message->channel];
}

static AWE_RT uint8_t *find_keys(parts *p, const awe_message *message)
{
    return p->keys[message->port % AWE_MAX_PORTS][message->channel];
}

static AWE_RT bool is_sounding(uint8_t state)
{
    return state != KEY_UP && state != KEY_DROPPED;
}

static AWE_RT void reset_parts(parts *p, awe_reset_kind kind)
{
    memset(p->part, 0, sizeof p->part);
    for (int port = 0; port < AWE_MAX_PORTS; port++) {
        p->part[port][DRUM_CHANNEL].has_drums = true;
    }
    p->reset = kind;
}

static AWE_RT void find_audible(const parts_settings *s, uint16_t audible[AWE_MAX_PORTS])
{
    uint16_t any_solo = 0;
    for (int port = 0; port < AWE_MAX_PORTS; port++) {
        any_solo |= s->soloed[port];
    }
    for (int port = 0; port < AWE_MAX_PORTS; port++) {
        audible[port] = any_solo ? s->soloed[port] : (uint16_t)~s->muted[port];
    }
}

/* The note-offs of what is silenced have nothing to end any more. */
static AWE_RT void drop_keys(uint8_t keys[N_KEYS])
{
    for (int key = 0; key < N_KEYS; key++) {
        keys[key] = is_sounding(keys[key]) ? KEY_DROPPED : keys[key];
    }
}

static AWE_RT void end_channels(parts *p, int port, uint16_t channels)
{
    channels &= p->has_played[port];
    p->ending[port] |= channels;
    p->has_played[port] &= (uint16_t)~channels;
    for (int channel = 0; channel < N_CHANNELS; channel++) {
        if (channels >> channel & 1) {
            drop_keys(p->keys[port][channel]);
        }
    }
}

void parts_reset(parts *p)
{
    memset(p->keys, 0, sizeof p->keys);
    memset(p->has_played, 0, sizeof p->has_played);
    memset(p->ending, 0, sizeof p->ending);
    reset_parts(p, AWE_RESET_GS);
}

void parts_set(parts *p, const parts_settings *settings)
{
    int semitones = settings->transpose;
    find_audible(settings, p->audible);
    for (int port = 0; port < AWE_MAX_PORTS; port++) {
        end_channels(p, port, (uint16_t)~p->audible[port]);
    }
    p->settings = *settings;
    p->settings.transpose = (int8_t)(semitones < -PARTS_MOST_SEMITONES  ? -PARTS_MOST_SEMITONES
                                     : semitones > PARTS_MOST_SEMITONES ? PARTS_MOST_SEMITONES
                                                                        : semitones);
}

bool parts_end_next(parts *p, awe_message *message)
{
    for (int port = 0; port < AWE_MAX_PORTS; port++) {
        uint16_t channels = p->ending[port];
        if (channels != 0) {
            p->ending[port] &= (uint16_t)(channels - 1);
            *message = (awe_message){
                .type = AWE_CONTROL,
                .port = (uint8_t)port,
                .channel = (uint8_t)__builtin_ctz(channels),
                .key = CONTROL_SOUND_OFF,
            };
            return true;
        }
    }
    return false;
}

/* By the rules that the synth chooses banks by (src/synth/channel.c). */
static AWE_RT bool plays_drums(const parts *p, const part *one)
{
    return one->has_drums || (p->reset == AWE_RESET_XG && one->old_bank >= 126) ||
           (p->reset == AWE_RESET_GM2 && one->old_bank == 120);
}

/* The key that a key of the song is now sent as. */
static AWE_RT int find_target(parts *p, const awe_message *message)
{
    bool is_fixed = plays_drums(p, find_part(p, message));
    int key = message->key + (is_fixed ? 0 : p->settings.transpose);
    return key >= 0 && key < N_KEYS ? key : NO_KEY;
}

static AWE_RT bool is_audible(const parts *p, const awe_message *message)
{
    return p->audible[message->port % AWE_MAX_PORTS] >> message->channel & 1;
}

/* The key of the song whose note sounds as `target`, or NO_KEY. */
static AWE_RT int find_owner(const uint8_t keys[N_KEYS], int target)
{
    const uint8_t *owner = memchr(keys, target + 1, N_KEYS);
    return owner ? (int)(owner - keys) : NO_KEY;
}

static AWE_RT parts_passage press_key(parts *p, awe_message *message)
{
    uint8_t *keys = find_keys(p, message);
    uint8_t *state = &keys[message->key];
    int target = find_target(p, message);
    if (is_sounding(*state) && *state != target + 1) {
        /* Struck again after the transposition changed: one note-off could not end both. */
        message->type = AWE_NOTE_OFF;
        message->key = (uint8_t)(*state - 1);
        message->value = 64;
        *state = KEY_UP;
        return PARTS_PASS_AND_REPEAT;
    }
    if (target == NO_KEY || !is_audible(p, message)) {
        *state = KEY_DROPPED;
        return PARTS_DROP;
    }
    /* A synth lets go of a key that is struck again: whose it was has nothing to end any more. */
    int owner = find_owner(keys, target);
    if (owner != NO_KEY) {
        keys[owner] = KEY_DROPPED;
    }
    *state = (uint8_t)(target + 1);
    message->key = (uint8_t)target;
    p->has_played[message->port % AWE_MAX_PORTS] |= (uint16_t)(1u << message->channel);
    return PARTS_PASS;
}

/* A note-off or key pressure. Without a note it means the key that the note would have had. */
static AWE_RT parts_passage follow_key(parts *p, awe_message *message)
{
    const uint8_t *keys = find_keys(p, message);
    uint8_t state = keys[message->key];
    int target = is_sounding(state) ? state - 1 : find_target(p, message);
    bool is_others = state == KEY_UP && find_owner(keys, target) != NO_KEY;
    if (state == KEY_DROPPED || target == NO_KEY || is_others) {
        return PARTS_DROP;
    }
    message->key = (uint8_t)target;
    return PARTS_PASS;
}

static AWE_RT parts_passage lift_key(parts *p, awe_message *message)
{
    uint8_t *state = &find_keys(p, message)[message->key];
    parts_passage result = follow_key(p, message);
    *state = KEY_UP;
    return result;
}

static AWE_RT parts_passage move_key(parts *p, awe_message *message)
{
    int target = find_target(p, message);
    message->key = (uint8_t)target;
    return target == NO_KEY ? PARTS_DROP : PARTS_PASS;
}

static AWE_RT parts_passage take_control(parts *p, awe_message *message)
{
    awe_message key = *message;
    switch (message->key) {
    case CONTROL_BANK:
        find_part(p, message)->bank = (uint8_t)message->value;
        return PARTS_PASS;
    case CONTROL_PORTAMENTO_KEY: /* its value is a key */
        key.key = (uint8_t)message->value;
        message->value = find_target(p, &key);
        return message->value == NO_KEY ? PARTS_DROP : PARTS_PASS;
    default:
        return PARTS_PASS;
    }
}

parts_passage parts_take(parts *p, awe_message *message)
{
    switch (message->type) {
    case AWE_NOTE_ON:
        return press_key(p, message);
    case AWE_NOTE_OFF:
        return lift_key(p, message);
    case AWE_KEY_PRESSURE:
        return follow_key(p, message);
    case AWE_LAST_KEY:
        return move_key(p, message);
    case AWE_CONTROL:
        return take_control(p, message);
    case AWE_PROGRAM:
        find_part(p, message)->old_bank = find_part(p, message)->bank;
        break;
    case AWE_DRUM_PART:
        find_part(p, message)->has_drums = message->value != 0;
        break;
    case AWE_RESET:
        reset_parts(p, (awe_reset_kind)message->key);
        break;
    default:
        break;
    }
    return PARTS_PASS;
}
