/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/midi_recorder.h"

#include "app/message_bytes.h"
#include "app/say.h"
#include "app/smf_file.h"
#include "app/values.h"
#include "awe/synth.h"

#include <stdlib.h>
#include <string.h>

#define NS_PER_SECOND 1000000000u

enum { CONTROL_SUSTAIN = 64, CONTROL_SOSTENUTO = 66, CONTROL_SOUND_OFF = 120 };

struct midi_recorder {
    smf_file file;
    uint64_t start_ns; /* 0: not known yet */
    uint64_t tick;     /* of the last event */
    uint8_t port;      /* of the last event */
    uint64_t n_messages;
    uint64_t keys[AWE_MAX_PORTS][16][2]; /* bit per key that is down */
    uint16_t pedals[2][AWE_MAX_PORTS];   /* sustain, sostenuto: bit per channel */
};

bool midi_recorder_open(const char *path, bool overwrite, uint64_t start_ns, midi_recorder **out)
{
    midi_recorder *r = calloc(1, sizeof *r);
    *out = NULL;
    if (!r) {
        say_error("%s: out of memory", path);
        return false;
    }
    if (!smf_file_open(&r->file, path, overwrite)) {
        free(r);
        return false;
    }
    r->start_ns = start_ns;
    *out = r;
    return true;
}

/* The delta of an event at `tick`. Where that is more than a file can say, texts without a word
   bridge the gap. */
static void put_delta(midi_recorder *r, uint64_t tick)
{
    while (tick > r->tick && tick - r->tick > SMF_FILE_MAX_NUMBER) {
        smf_file_put_number(&r->file, SMF_FILE_MAX_NUMBER);
        smf_file_put(&r->file, 0xFF);
        smf_file_put(&r->file, 0x01);
        smf_file_put(&r->file, 0);
        r->tick += SMF_FILE_MAX_NUMBER;
        smf_file_make_room(&r->file);
    }
    smf_file_put_number(&r->file, tick > r->tick ? (uint32_t)(tick - r->tick) : 0);
    r->tick = tick > r->tick ? tick : r->tick;
}

static void put_port(midi_recorder *r, uint64_t tick, uint8_t port)
{
    if (port != r->port) {
        put_delta(r, tick);
        smf_file_put(&r->file, 0xFF);
        smf_file_put(&r->file, 0x21);
        smf_file_put(&r->file, 1);
        smf_file_put(&r->file, port);
        r->port = port;
    }
}

/* In a file the length of a system exclusive stands behind its first byte. */
static void put_message(midi_recorder *r, uint64_t tick, const awe_message *message)
{
    uint8_t bytes[MESSAGE_BYTES_MAX];
    size_t n;
    for (uint32_t i = 0; (n = message_bytes(message, i, bytes)) > 0; i++) {
        if (!smf_file_make_room(&r->file)) {
            return;
        }
        put_port(r, tick, message->port);
        put_delta(r, tick);
        smf_file_put(&r->file, bytes[0]);
        if (bytes[0] == 0xF0) {
            smf_file_put_number(&r->file, (uint32_t)n - 1);
        }
        for (size_t k = 1; k < n; k++) {
            smf_file_put(&r->file, bytes[k]);
        }
    }
}

/* The tick nearest to `ns`, without a sum of roundings. */
static uint64_t find_tick(midi_recorder *r, uint64_t ns)
{
    if (r->start_ns == 0) {
        r->start_ns = ns;
    }
    uint64_t passed = ns > r->start_ns ? ns - r->start_ns : 0;
    uint64_t rest = passed % NS_PER_SECOND * SMF_FILE_TICKS_PER_SECOND;
    return passed / NS_PER_SECOND * SMF_FILE_TICKS_PER_SECOND +
           (rest + NS_PER_SECOND / 2) / NS_PER_SECOND;
}

/* ---- keys */

static void follow(midi_recorder *r, const awe_message *message)
{
    uint8_t port = message->port % AWE_MAX_PORTS;
    uint64_t *keys = &r->keys[port][message->channel & 15][message->key >> 6 & 1];
    uint64_t key = UINT64_C(1) << (message->key & 63);
    if (message->type == AWE_NOTE_ON) {
        *keys |= key;
    } else if (message->type == AWE_NOTE_OFF) {
        *keys &= ~key;
    } else if (message->type == AWE_CONTROL &&
               (message->key == CONTROL_SUSTAIN || message->key == CONTROL_SOSTENUTO)) {
        uint16_t *pedals = &r->pedals[message->key == CONTROL_SOSTENUTO][port];
        uint16_t channel = (uint16_t)(1u << (message->channel & 15));
        *pedals = (uint16_t)(message->value >= 64 ? *pedals | channel : *pedals & ~channel);
    }
}

static void release_channel(midi_recorder *r, uint64_t tick, uint8_t port, uint8_t channel)
{
    awe_message message = {.type = AWE_CONTROL, .port = port, .channel = channel};
    for (int i = 0; i < 2; i++) {
        message.key = i == 0 ? CONTROL_SUSTAIN : CONTROL_SOSTENUTO;
        if (r->pedals[i][port] >> channel & 1) {
            put_message(r, tick, &message);
        }
    }
    message.type = AWE_NOTE_OFF;
    message.value = 64;
    for (message.key = 0; message.key < 128; message.key++) {
        if (r->keys[port][channel][message.key >> 6] >> (message.key & 63) & 1) {
            put_message(r, tick, &message);
        }
    }
}

/* What no file can say at once: every key and pedal that is down comes up. */
static void release_all(midi_recorder *r, uint64_t tick)
{
    for (int i = 0; i < AWE_MAX_PORTS * 16; i++) {
        release_channel(r, tick, (uint8_t)(i / 16), (uint8_t)(i % 16));
    }
    memset(r->keys, 0, sizeof r->keys);
    memset(r->pedals, 0, sizeof r->pedals);
}

static void silence_all(midi_recorder *r, uint64_t tick)
{
    for (int i = 0; i < AWE_MAX_PORTS * 16; i++) {
        const uint64_t *keys = r->keys[i / 16][i % 16];
        if (keys[0] || keys[1]) {
            put_message(r, tick,
                        &(awe_message){
                            .type = AWE_CONTROL,
                            .port = (uint8_t)(i / 16),
                            .channel = (uint8_t)(i % 16),
                            .key = CONTROL_SOUND_OFF,
                        });
        }
    }
    release_all(r, tick);
}

static void take(midi_recorder *r, const stamped *event)
{
    uint64_t tick = find_tick(r, event->arrival_ns);
    awe_message message = event->message;
    message.port %= AWE_MAX_PORTS;
    switch (message.type) {
    case AWE_RELEASE_ALL:
        release_all(r, tick);
        return;
    case AWE_SILENCE_ALL:
        silence_all(r, tick);
        return;
    default:
        put_message(r, tick, &message);
        follow(r, &message);
        r->n_messages++;
    }
}

void midi_recorder_take(midi_recorder *r, const stamped *messages, size_t n)
{
    for (size_t i = 0; i < n && !r->file.has_failed; i++) {
        take(r, &messages[i]);
    }
    smf_file_flush(&r->file);
}

bool midi_recorder_finish(midi_recorder *r, uint64_t now_ns)
{
    char length[32];
    if (!r) {
        return true;
    }
    bool has_messages = r->n_messages > 0;
    if (has_messages) {
        release_all(r, find_tick(r, now_ns));
    }
    bool ok = smf_file_finish(&r->file, has_messages);
    value_format_time(length, sizeof length, r->tick / SMF_FILE_TICKS_PER_SECOND);
    if (!has_messages) {
        say_info("%s: nothing came in; there is no such file", r->file.name);
    } else if (ok) {
        say_info("%s: %s recorded, %llu messages", r->file.name, length,
                 (unsigned long long)r->n_messages);
    }
    free(r);
    return ok;
}
