/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_MIDI_INPUT_H
#define APP_MIDI_INPUT_H

/* One MIDI input: its bytes become messages, these what the keyboard's settings make of them, and
   these are queued for the audio callback. [MIDI thread], but for the status */

#include "app/input_queue.h"
#include "app/keyboard.h"
#include "awe/midi.h"
#include "io/midi_in.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* Where messages go. */
typedef struct midi_outlet {
    input_queue *queue; /* its [MIDI thread] side */
    /* Receives a copy of every message that is queued or refused, as `stamped`, and an
       AWE_RELEASE_ALL where notes were released; NULL: none. */
    awe_ring *recording;
} midi_outlet;

typedef struct midi_input {
    uint32_t number;         /* that the driver knows it by */
    const char *wish;        /* the name or part of it that was asked for; NULL: none */
    uint64_t retry_ns;       /* no connecting before, once it failed */
    uint64_t arrival_ns;     /* of the bytes that are being read */
    awe_midi_stream *stream; /* NULL: not in use */
    keyboard keys;
    midi_outlet outlet;
    char name[MIDI_IN_NAME_SIZE]; /* written once, before `has_name` */

    /* for main */
    atomic_bool has_name;
    atomic_bool is_connected;
    _Atomic uint32_t n_connections;
    _Atomic uint64_t n_bytes;
    _Atomic uint64_t n_messages;
    _Atomic uint64_t n_errors;
} midi_input;

typedef struct midi_input_status {
    char name[MIDI_IN_NAME_SIZE]; /* the device's; before it was found, what was asked for */
    bool is_port;                 /* not a device: what other programs connect to */
    bool is_connected;
    uint32_t n_connections; /* times it was connected: a second is a return */
    uint64_t n_bytes;
    uint64_t n_messages;
    uint64_t n_errors; /* stray bytes, system exclusives that were cut or too long */
} midi_input_status;

/* Makes `input`, all zeros so far, ready; it stays where it is. Errors: no memory. Free with
   midi_input_free(). */
bool midi_input_init(midi_input *input, uint32_t number, const char *wish,
                     const keyboard_settings *settings, const midi_outlet *outlet);

/* Leaves all zeros. */
void midi_input_free(midi_input *input);

/* Notes that device `name` was connected. */
void midi_input_connect(midi_input *input, const char *name);

/* Queues what the bytes say. */
void midi_input_read(midi_input *input, const midi_in_packet *packet);

/* Bytes may be missing, and with them the end of notes: has all notes released. */
void midi_input_release(midi_input *input, uint64_t now);

/* The same for a device that has gone. */
void midi_input_disconnect(midi_input *input, uint64_t now);

/* [any] */
void midi_input_get_status(const midi_input *input, midi_input_status *status);

#endif
