/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_MIDI_THREAD_H
#define APP_MIDI_THREAD_H

/* The thread that listens to MIDI. It says nothing: main asks for the status and tells what has
   changed. All functions are [main]. */

#include "app/midi_inputs.h"

typedef struct midi_thread midi_thread;

/* Connects the inputs that `settings` ask for, and the port where the system has such, and starts
   to listen. `settings` and what `outlet` names live as long as the thread. `*out` is NULL where
   `settings->none`, and where nothing was asked for and nothing can be offered. Errors: as
   midi_inputs_new(); the API is not built in. */
bool midi_thread_start(const midi_settings *settings, const midi_outlet *outlet, midi_thread **out,
                       io_error *error);

/* Ends the thread and disconnects. NULL is ignored. */
void midi_thread_stop(midi_thread *t);

void midi_thread_get_status(const midi_thread *t, midi_status *status);

/* As the system numbers threads, for its priority; 0 until it runs. */
int midi_thread_get_id(const midi_thread *t);

#endif
