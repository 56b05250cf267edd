/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* jack_idle SECONDS: a client of the JACK server, named awe-idle, that does nothing in its rounds;
   what it misses, any program would have missed. At the end, or on SIGTERM, it prints
       ROUNDS xruns XRUNS late LATE
   where the server reported XRUNS losses, whoever's fault, and LATE rounds began when they should
   have been done. */

#include <jack/jack.h>

#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct idler {
    jack_client_t *client;
    atomic_uint n_rounds;
    atomic_uint n_xruns;
    atomic_uint n_late;
} idler;

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

static int idle(jack_nframes_t n_frames, void *context)
{
    idler *i = context;
    atomic_fetch_add(&i->n_rounds, 1);
    atomic_fetch_add(&i->n_late, jack_frames_since_cycle_start(i->client) >= n_frames);
    return 0;
}

static int count_xrun(void *context)
{
    idler *i = context;
    atomic_fetch_add(&i->n_xruns, 1);
    return 0;
}

int main(int argc, char **argv)
{
    const struct timespec pause = {.tv_nsec = 10000000};
    idler i = {0};
    signal(SIGTERM, stop);
    signal(SIGINT, stop);
    i.client = jack_client_open("awe-idle", JackNoStartServer | JackUseExactName, NULL);
    if (argc != 2 || !i.client) {
        fputs("jack_idle: no server, or there is one already\n", stderr);
        return 1;
    }
    jack_set_process_callback(i.client, idle, &i);
    jack_set_xrun_callback(i.client, count_xrun, &i);
    jack_on_shutdown(i.client, end_with_server, NULL);
    if (jack_activate(i.client) != 0) {
        return 1;
    }
    for (long left = strtol(argv[1], NULL, 10) * 100; left > 0 && !stopped; left--) {
        nanosleep(&pause, NULL);
    }
    jack_deactivate(i.client);
    jack_client_close(i.client);
    printf("%u xruns %u late %u\n", atomic_load(&i.n_rounds), atomic_load(&i.n_xruns),
           atomic_load(&i.n_late));
    return 0;
}
