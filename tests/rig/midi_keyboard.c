/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* midi_keyboard NAME STEP...: a keyboard plugged into the sequencer for as long as the program
   runs, or, if NAME is a path, whatever plays on the raw MIDI device there. Its steps: wait (until
   somebody listens), to:PORT (connect to a port, which is waited for, by a part of its name),
   sleep:MS, notes:N:US[:JITTER] (N notes, on and off, one every US microseconds more or less up to
   JITTER, the same in each run; keys 0..127 in turn), burst:N (the same at once), hold:KEY (down,
   not up), mark (controller 119 on channel 16), sysex:BYTES (one event, a GM reset with zeros
   behind it), pieces (a GM reset in pieces with clocks between them), cut (a GM reset without an
   end, then key 1), bytes:HEX, and -:FILE (lines of steps from standard input, with the answer
   "done" to each). Prints the time before each note-on of notes and burst, in nanoseconds of the
   monotonic clock; those of a line of steps into FILE. */

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

enum { MAX_SYSEX = 1 << 20, WAIT_MS = 20000 };

static snd_seq_t *sequencer;
static int port;
static int raw = -1; /* the device's descriptor */
static snd_midi_event_t *decoder;
static FILE *times; /* of notes */

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

static void require(int condition, const char *what)
{
    if (!condition) {
        fprintf(stderr, "midi_keyboard: %s\n", what);
        exit(2);
    }
}

static void write_raw(const snd_seq_event_t *event)
{
    static unsigned char bytes[MAX_SYSEX];
    long n = snd_midi_event_decode(decoder, bytes, sizeof bytes, event);
    require(n > 0 && write(raw, bytes, (size_t)n) == n, "write");
}

/* A full queue at the other end is the listener's business. */
static void send_event(snd_seq_event_t *event)
{
    if (raw >= 0) {
        write_raw(event);
        return;
    }
    event->source.port = (unsigned char)port;
    event->dest.client = SND_SEQ_ADDRESS_SUBSCRIBERS;
    event->queue = SND_SEQ_QUEUE_DIRECT;
    snd_seq_event_output_direct(sequencer, event);
}

static void send_note(unsigned char type, unsigned char key)
{
    snd_seq_event_t event = {.type = type};
    event.data.note.note = key;
    event.data.note.velocity = 100;
    send_event(&event);
}

static void send_mark(void)
{
    snd_seq_event_t event = {.type = SND_SEQ_EVENT_CONTROLLER};
    event.data.control.channel = 15;
    event.data.control.param = 119;
    send_event(&event);
}

static void send_sysex(unsigned n, const unsigned char *bytes)
{
    snd_seq_event_t event = {.type = SND_SEQ_EVENT_SYSEX, .flags = SND_SEQ_EVENT_LENGTH_VARIABLE};
    event.data.ext.len = n;
    event.data.ext.ptr = (void *)(uintptr_t)bytes;
    send_event(&event);
}

/* From -range to range. */
static long next_jitter(long range)
{
    static unsigned long noise = 1;
    noise = noise * 1103515245 + 12345;
    return (long)((noise >> 16) % (2 * (unsigned long)range + 1)) - range;
}

static void play_notes(unsigned long n, unsigned long us, unsigned long jitter_us)
{
    int64_t due = now_ns();
    for (unsigned long i = 0; i < n; i++) {
        int64_t interval_ns = ((int64_t)us + next_jitter((long)jitter_us)) * 1000;
        unsigned char key = (unsigned char)(i % 128);
        fprintf(times, "%lld\n", (long long)now_ns());
        send_note(SND_SEQ_EVENT_NOTEON, key);
        if (us > 0) {
            sleep_until(due + interval_ns / 2);
        }
        send_note(SND_SEQ_EVENT_NOTEOFF, key);
        due += interval_ns;
        if (us > 0) {
            sleep_until(due);
        }
    }
}

static const unsigned char gm_reset[] = {0xF0, 0x7E, 0x7F, 0x09, 0x01, 0xF7};

static void send_long_sysex(unsigned long n)
{
    static unsigned char bytes[MAX_SYSEX];
    require(n >= sizeof gm_reset && n <= MAX_SYSEX, "sysex: length");
    memset(bytes, 0, sizeof bytes);
    memcpy(bytes, gm_reset, sizeof gm_reset - 1);
    bytes[n - 1] = 0xF7;
    send_sysex((unsigned)n, bytes);
}

static void send_pieces(void)
{
    for (size_t i = 0; i < sizeof gm_reset; i++) {
        snd_seq_event_t clock = {.type = SND_SEQ_EVENT_CLOCK};
        send_sysex(1, gm_reset + i);
        send_event(&clock);
    }
}

static void send_bytes(const char *hex)
{
    unsigned char bytes[256];
    unsigned n = 0;
    unsigned byte;
    for (; n < sizeof bytes && sscanf(hex + 2 * (size_t)n, "%2x", &byte) == 1; n++) {
        bytes[n] = (unsigned char)byte;
    }
    send_sysex(n, bytes);
}

static void wait_for_listener(void)
{
    snd_seq_port_info_t *info;
    snd_seq_port_info_alloca(&info);
    for (int ms = 0; ms < WAIT_MS; ms += 5) {
        require(snd_seq_get_port_info(sequencer, port, info) >= 0, "port");
        if (snd_seq_port_info_get_read_use(info) > 0) {
            return;
        }
        sleep_until(now_ns() + 5000000);
    }
    require(0, "nobody listens");
}

static int connect_to(const char *name)
{
    snd_seq_client_info_t *client;
    snd_seq_port_info_t *info;
    snd_seq_client_info_alloca(&client);
    snd_seq_port_info_alloca(&info);
    snd_seq_client_info_set_client(client, -1);
    while (snd_seq_query_next_client(sequencer, client) >= 0) {
        int number = snd_seq_client_info_get_client(client);
        snd_seq_port_info_set_client(info, number);
        snd_seq_port_info_set_port(info, -1);
        while (snd_seq_query_next_port(sequencer, info) >= 0) {
            if (strstr(snd_seq_port_info_get_name(info), name)) {
                return snd_seq_connect_to(sequencer, port, number,
                                          snd_seq_port_info_get_port(info)) >= 0;
            }
        }
    }
    return 0;
}

static void wait_for_port(const char *name)
{
    for (int ms = 0; ms < WAIT_MS; ms += 5) {
        if (connect_to(name)) {
            return;
        }
        sleep_until(now_ns() + 5000000);
    }
    require(0, name);
}

static void take_step(const char *step)
{
    unsigned long a = 0;
    unsigned long b = 0;
    unsigned long c = 0;
    if (strncmp(step, "to:", 3) == 0) {
        wait_for_port(step + 3);
    } else if (strcmp(step, "wait") == 0) {
        wait_for_listener();
    } else if (sscanf(step, "sleep:%lu", &a) == 1) {
        sleep_until(now_ns() + (int64_t)a * 1000000);
    } else if (sscanf(step, "notes:%lu:%lu:%lu", &a, &b, &c) >= 2) {
        play_notes(a, b, c);
    } else if (sscanf(step, "burst:%lu", &a) == 1) {
        play_notes(a, 0, 0);
    } else if (sscanf(step, "hold:%lu", &a) == 1) {
        send_note(SND_SEQ_EVENT_NOTEON, (unsigned char)a);
    } else if (strcmp(step, "mark") == 0) {
        send_mark();
    } else if (sscanf(step, "sysex:%lu", &a) == 1) {
        send_long_sysex(a);
    } else if (strcmp(step, "pieces") == 0) {
        send_pieces();
    } else if (strcmp(step, "cut") == 0) {
        send_sysex(sizeof gm_reset - 1, gm_reset);
        send_note(SND_SEQ_EVENT_NOTEON, 1);
    } else if (strncmp(step, "bytes:", 6) == 0) {
        send_bytes(step + 6);
    } else {
        require(0, step);
    }
}

static void take_lines(const char *path)
{
    char line[300];
    while (fgets(line, sizeof line, stdin)) {
        times = fopen(path, "w");
        require(times != NULL, path);
        for (char *step = strtok(line, " \n"); step; step = strtok(NULL, " \n")) {
            take_step(step);
        }
        fclose(times);
        puts("done");
        fflush(stdout);
    }
}

static void plug_in(const char *name)
{
    if (name[0] == '/') {
        raw = open(name, O_WRONLY);
        require(raw >= 0 && snd_midi_event_new(MAX_SYSEX, &decoder) >= 0, name);
        snd_midi_event_no_status(decoder, 1);
        return;
    }
    require(snd_seq_open(&sequencer, "default", SND_SEQ_OPEN_DUPLEX, 0) >= 0, "no sequencer");
    require(snd_seq_set_client_name(sequencer, name) >= 0, "name");
    port = snd_seq_create_simple_port(sequencer, name,
                                      SND_SEQ_PORT_CAP_READ | SND_SEQ_PORT_CAP_SUBS_READ,
                                      SND_SEQ_PORT_TYPE_MIDI_GENERIC);
    require(port >= 0, "port");
}

static void unplug(void)
{
    if (raw >= 0) {
        snd_midi_event_free(decoder);
        close(raw);
    } else {
        snd_seq_close(sequencer);
    }
}

int main(int argc, char **argv)
{
    static char printed[1 << 20];
    require(argc > 1, "midi_keyboard NAME STEP...");
    setvbuf(stdout, printed, _IOFBF,
            sizeof printed); /* who reads them keeps off until it is done */
    plug_in(argv[1]);
    mlockall(MCL_CURRENT);
    sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){.sched_priority = 90});
    for (int i = 2; i < argc; i++) {
        if (strncmp(argv[i], "-:", 2) == 0) {
            take_lines(argv[i] + 2);
        } else {
            take_step(argv[i]);
        }
    }
    unplug();
    return 0;
}
