/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/midi_thread.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

struct midi_thread {
    midi_inputs *inputs;
    pthread_t thread;
    bool is_running;
    atomic_bool is_stopping;
    atomic_int id;
};

static void *run(void *context)
{
    midi_thread *t = context;
    atomic_store(&t->id, gettid());
    pthread_setname_np(pthread_self(), "awe-midi");
    while (!atomic_load(&t->is_stopping)) {
        midi_inputs_read(t->inputs);
    }
    return NULL;
}

/* Signals are main's: they end its waiting. */
static bool start_thread(midi_thread *t, io_error *error)
{
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    t->is_running = pthread_create(&t->thread, NULL, run, t) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return t->is_running || io_error_set(error, "no thread for MIDI can be started");
}

bool midi_thread_start(const midi_settings *settings, const midi_outlet *outlet, midi_thread **out,
                       io_error *error)
{
    midi_inputs_config config = {
        .settings = settings,
        .devices = midi_in_find_driver(settings->api),
        .port = midi_in_find_driver(MIDI_API_ALSA),
        .outlet = *outlet,
    };
    bool needs_devices = settings->n_names > 0 || settings->all;
    *out = NULL;
    if (settings->none || (!needs_devices && !config.port)) {
        return true;
    }
    if (needs_devices && !config.devices) {
        return io_error_set(error, "this program was built without ALSA");
    }
    midi_thread *t = calloc(1, sizeof *t);
    if (!t) {
        return io_error_set(error, "out of memory");
    }
    if (!midi_inputs_new(&config, &t->inputs, error) || !start_thread(t, error)) {
        midi_thread_stop(t);
        return false;
    }
    *out = t;
    return true;
}

void midi_thread_stop(midi_thread *t)
{
    if (!t) {
        return;
    }
    if (t->is_running) {
        atomic_store(&t->is_stopping, true);
        pthread_join(t->thread, NULL);
    }
    midi_inputs_free(t->inputs);
    free(t);
}

void midi_thread_get_status(const midi_thread *t, midi_status *status)
{
    midi_inputs_get_status(t->inputs, status);
}

int midi_thread_get_id(const midi_thread *t)
{
    return atomic_load(&t->id);
}
