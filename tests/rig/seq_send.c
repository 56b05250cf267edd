/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* seq_send [-s BYTES] TARGET N INTERVAL_US JITTER_US SENT: plays N notes as a keyboard would, each
   held for half the interval, and writes to the file SENT when each was sent, in nanoseconds of the
   monotonic clock. TARGET is a raw MIDI device (/dev/snd/midiC2D0) or a part of the name of a
   sequencer port, which is waited for. Intervals are longer or shorter by up to JITTER_US, alike in
   each run; interval 0 is a burst. -s sends a system exclusive of so many bytes before each note.
   The times are of before the call, so that what the call takes counts as latency. */

#include <alsa/asoundlib.h>

#include <fcntl.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { KEY = 60, VELOCITY = 127, WAIT_MS = 20000 };

typedef struct keyboard {
    int device; /* -1: the sequencer */
    snd_seq_t *sequencer;
    snd_seq_addr_t target;
    unsigned char *exclusive; /* [n_exclusive] */
    unsigned n_exclusive;
    unsigned n_refused; /* by the kernel, at our end */
} keyboard;

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static void sleep_until(int64_t ns)
{
    const struct timespec t = {.tv_sec = ns / 1000000000, .tv_nsec = ns % 1000000000};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL);
}

static int find_port(keyboard *k, const char *name)
{
    snd_seq_client_info_t *client;
    snd_seq_port_info_t *port;
    snd_seq_client_info_alloca(&client);
    snd_seq_port_info_alloca(&port);
    snd_seq_client_info_set_client(client, -1);
    while (snd_seq_query_next_client(k->sequencer, client) >= 0) {
        snd_seq_port_info_set_client(port, snd_seq_client_info_get_client(client));
        snd_seq_port_info_set_port(port, -1);
        while (snd_seq_query_next_port(k->sequencer, port) >= 0) {
            if (strstr(snd_seq_port_info_get_name(port), name) &&
                (snd_seq_port_info_get_capability(port) & SND_SEQ_PORT_CAP_WRITE)) {
                k->target = *snd_seq_port_info_get_addr(port);
                return 1;
            }
        }
    }
    return 0;
}

static int open_target(keyboard *k, const char *name)
{
    if (name[0] == '/') {
        k->device = open(name, O_WRONLY);
        return k->device >= 0;
    }
    k->device = -1;
    if (snd_seq_open(&k->sequencer, "default", SND_SEQ_OPEN_OUTPUT, 0) < 0 ||
        snd_seq_set_client_name(k->sequencer, "Keyboard") < 0 ||
        snd_seq_create_simple_port(k->sequencer, "Keys", SND_SEQ_PORT_CAP_READ,
                                   SND_SEQ_PORT_TYPE_MIDI_GENERIC) < 0) {
        return 0;
    }
    for (int ms = 0; ms < WAIT_MS; ms += 10) {
        if (find_port(k, name)) {
            return 1;
        }
        sleep_until(now_ns() + 10000000);
    }
    return 0;
}

static void send_event(keyboard *k, snd_seq_event_t *event)
{
    event->dest = k->target;
    event->queue = SND_SEQ_QUEUE_DIRECT;
    if (snd_seq_event_output_direct(k->sequencer, event) < 0) {
        k->n_refused++;
    }
}

static void send_bytes(keyboard *k, const void *bytes, size_t n)
{
    if (write(k->device, bytes, n) != (ssize_t)n) {
        k->n_refused++;
    }
}

static void send_note(keyboard *k, unsigned char velocity)
{
    if (k->device >= 0) {
        send_bytes(k, (unsigned char[]){0x90, KEY, velocity}, 3);
        return;
    }
    snd_seq_event_t event = {.type = SND_SEQ_EVENT_NOTEON};
    event.data.note.note = KEY;
    event.data.note.velocity = velocity;
    send_event(k, &event);
}

static void send_exclusive(keyboard *k)
{
    if (k->device >= 0) {
        send_bytes(k, k->exclusive, k->n_exclusive);
        return;
    }
    snd_seq_event_t event = {.type = SND_SEQ_EVENT_SYSEX, .flags = SND_SEQ_EVENT_LENGTH_VARIABLE};
    event.data.ext.len = k->n_exclusive;
    event.data.ext.ptr = k->exclusive;
    send_event(k, &event);
}

/* A message for private use (7D), which every receiver has to ignore. */
static int make_exclusive(keyboard *k, unsigned n)
{
    k->exclusive = calloc(n + 1, 1);
    if (!k->exclusive) {
        return 0;
    }
    k->n_exclusive = n;
    if (n > 2) {
        k->exclusive[0] = 0xF0;
        k->exclusive[1] = 0x7D;
        k->exclusive[n - 1] = 0xF7;
    }
    return 1;
}

static void play(keyboard *k, int64_t *sent_ns, size_t n, const long us[2])
{
    unsigned long noise = 1;
    int64_t due = now_ns();
    for (size_t i = 0; i < n; i++) {
        noise = noise * 1103515245 + 12345;
        int64_t jitter = us[1] ? (int64_t)((noise >> 16) % (2 * (unsigned long)us[1])) - us[1] : 0;
        int64_t interval = (us[0] + jitter) * 1000;
        if (interval > 0) {
            sleep_until(due);
        }
        if (k->n_exclusive > 2) {
            send_exclusive(k);
        }
        sent_ns[i] = now_ns();
        send_note(k, VELOCITY);
        if (interval > 0) {
            sleep_until(due + interval / 2);
        }
        send_note(k, 0);
        due += interval;
    }
}

static int write_times(const char *path, const int64_t *sent_ns, size_t n)
{
    FILE *file = fopen(path, "w");
    if (!file) {
        return 0;
    }
    for (size_t i = 0; i < n; i++) {
        fprintf(file, "%lld\n", (long long)sent_ns[i]);
    }
    return fclose(file) == 0;
}

int main(int argc, char **argv)
{
    keyboard k = {.device = -1};
    unsigned n_exclusive = 0;
    if (argc == 8 && strcmp(argv[1], "-s") == 0) {
        n_exclusive = (unsigned)strtoul(argv[2], NULL, 10);
        argv += 2;
        argc -= 2;
    }
    if (argc != 6 || !make_exclusive(&k, n_exclusive) || !open_target(&k, argv[1])) {
        fputs("seq_send: wrong use, or no such port\n", stderr);
        return 1;
    }
    size_t n = strtoul(argv[2], NULL, 10);
    const long us[2] = {strtol(argv[3], NULL, 10), strtol(argv[4], NULL, 10)};
    int64_t *sent_ns = calloc(n + 1, sizeof *sent_ns);
    mlockall(MCL_CURRENT);
    sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){.sched_priority = 90});
    if (sent_ns) {
        play(&k, sent_ns, n, us);
    }
    int written = sent_ns && write_times(argv[5], sent_ns, n);
    if (k.n_refused > 0) {
        printf("seq_send: %u refused by the kernel\n", k.n_refused);
    }
    free(sent_ns);
    free(k.exclusive);
    if (k.sequencer) {
        snd_seq_close(k.sequencer);
    }
    return !written;
}
