/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* jack_record NAME SECONDS OUT.raw: a stereo input of the JACK server, and so a PortAudio output
   device, called NAME. Prints "ready", keeps what arrives from then on, and writes it as
   interleaved floats when what has connected disconnects, when SECONDS are full, or on SIGTERM.
   Nothing is lost here: memory is taken before. */

#include <jack/jack.h>

#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct recorder {
    jack_client_t *client;
    jack_port_t *inputs[2];
    float *frames; /* [n_max][2] */
    size_t n_max;
    atomic_size_t n_frames;
    atomic_int is_connected;
    atomic_int was_connected;
} recorder;

static volatile sig_atomic_t stopped;

static void stop(int signal_number)
{
    (void)signal_number;
    stopped = 1;
}

static void end_with_server(void *context)
{
    (void)context;
    stopped = 1;
}

static int receive(jack_nframes_t n_frames, void *context)
{
    recorder *r = context;
    int connected = jack_port_connected(r->inputs[0]) || jack_port_connected(r->inputs[1]);
    size_t at = atomic_load(&r->n_frames);
    const float *left = jack_port_get_buffer(r->inputs[0], n_frames);
    const float *right = jack_port_get_buffer(r->inputs[1], n_frames);
    for (size_t i = 0; i < n_frames && at < r->n_max; i++, at++) {
        r->frames[2 * at] = left[i];
        r->frames[2 * at + 1] = right[i];
    }
    atomic_store(&r->n_frames, at);
    atomic_store(&r->is_connected, connected);
    if (connected) {
        atomic_store(&r->was_connected, 1);
    }
    return 0;
}

static int start(recorder *r, const char *name, long seconds)
{
    unsigned long flags = JackPortIsInput | JackPortIsTerminal;
    r->client = jack_client_open(name, JackNoStartServer | JackUseExactName, NULL);
    if (!r->client || seconds < 1) {
        return 0;
    }
    r->n_max = (size_t)seconds * jack_get_sample_rate(r->client);
    r->frames = calloc(r->n_max, 2 * sizeof *r->frames);
    r->inputs[0] = jack_port_register(r->client, "left", JACK_DEFAULT_AUDIO_TYPE, flags, 0);
    r->inputs[1] = jack_port_register(r->client, "right", JACK_DEFAULT_AUDIO_TYPE, flags, 0);
    jack_set_process_callback(r->client, receive, r);
    jack_on_shutdown(r->client, end_with_server, NULL);
    return r->frames && r->inputs[0] && r->inputs[1] && jack_activate(r->client) == 0;
}

static void wait_for_end(recorder *r)
{
    const struct timespec pause = {.tv_nsec = 5000000};
    int gone = 0;
    while (!stopped && !gone && atomic_load(&r->n_frames) < r->n_max) {
        nanosleep(&pause, NULL);
        gone = atomic_load(&r->was_connected) && !atomic_load(&r->is_connected);
    }
}

static int write_frames(const recorder *r, const char *path)
{
    size_t n_frames = atomic_load(&r->n_frames);
    FILE *file = fopen(path, "wb");
    if (!file) {
        return 0;
    }
    size_t n_written = fwrite(r->frames, 2 * sizeof *r->frames, n_frames, file);
    return fclose(file) == 0 && n_written == n_frames && n_frames > 0;
}

int main(int argc, char **argv)
{
    recorder r = {0};
    signal(SIGTERM, stop);
    signal(SIGINT, stop);
    if (argc != 4 || !start(&r, argv[1], strtol(argv[2], NULL, 10))) {
        fputs("jack_record: no server, the name is taken, or no memory\n", stderr);
        return 1;
    }
    puts("ready");
    fflush(stdout);
    wait_for_end(&r);
    jack_deactivate(r.client);
    jack_client_close(r.client);
    int written = write_frames(&r, argv[3]);
    free(r.frames);
    return !written;
}
