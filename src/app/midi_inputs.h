/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_MIDI_INPUTS_H
#define APP_MIDI_INPUTS_H

/* The MIDI inputs of a run: those that were asked for, found by name, connected again when they
   come back, and the port that other programs connect to. Their bytes become messages in the queue
   to the audio callback. When something goes missing, a device or bytes, all notes are released.
   One thread owns it, but for the status. */

#include "app/keyboard.h"
#include "app/midi_input.h"
#include "io/io_error.h"
#include "io/midi_in.h"

#include <stdbool.h>
#include <stdint.h>

#define MIDI_INPUTS (MIDI_IN_MAX_INPUTS + 1) /* and the port that others connect to */

typedef struct midi_settings {
    const char *names[MIDI_IN_MAX_INPUTS]; /* of inputs, or parts of names */
    uint32_t n_names;
    bool all;  /* connect every device, also one that comes later */
    bool none; /* no MIDI at all, not even the port */
    bool wait; /* a name that no device has yet is no error */
    midi_api api;
    keyboard_settings keyboard;
} midi_settings;

typedef struct midi_inputs_config {
    const midi_settings *settings; /* `api` and `none` are the caller's; as long as the inputs */
    const midi_in_driver *devices; /* where the inputs asked for are */
    const midi_in_driver *port;    /* that has a port; NULL: none, if there are `devices` */
    midi_outlet outlet;            /* its ends as long as the inputs */
} midi_inputs_config;

typedef struct midi_inputs midi_inputs;

typedef struct midi_status {
    midi_input_status inputs[MIDI_INPUTS];
    uint32_t n_inputs;
    uint32_t n_lost;         /* events that the system dropped, at least */
    uint32_t uncertainty_us; /* of arrival times, the largest of a few seconds */
} midi_status;

/* Connects what was asked for. With no name and not `all` there is only the port.
   Errors: a name without a device (unless `wait`) or with several, no MIDI on this system.
   [main], before another thread takes it over */
bool midi_inputs_new(const midi_inputs_config *config, midi_inputs **out, io_error *error);

/* Disconnects all. NULL is ignored. [main], when no other thread has it any more */
void midi_inputs_free(midi_inputs *all);

/* Waits for bytes, at most 50 ms, and queues what they say. Now and then looks for devices that
   have come or gone. [MIDI thread] */
void midi_inputs_read(midi_inputs *all);

/* What is connected and what has come. The figures need not belong to the same moment. [any] */
void midi_inputs_get_status(const midi_inputs *all, midi_status *status);

#endif
