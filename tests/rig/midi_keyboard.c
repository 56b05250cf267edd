/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* midi_keyboard NAME STEP...: a keyboard plugged into the sequencer for as long as the program
   runs. Its steps: wait (until somebody listens), sleep:MS, notes:N:US (N notes, on and off, one
   every US microseconds, keys 0..127 in turn), burst:N (the same at once), hold:KEY (down, not up),
   sysex:BYTES (one event, a GM reset with zeros behind it), pieces (a GM reset in pieces with
   clocks between them), cut (a GM reset without an end, then key 1), bytes:HEX. Prints the time of
   each note-on, in nanoseconds of the monotonic clock. */

#include <alsa/asoundlib.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAX_SYSEX = 1 << 20, WAIT_MS = 20000 };

static snd_seq_t *sequencer;
static int port;

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

/* A full queue at the other end is the listener's business. */
static void send_event(snd_seq_event_t *event)
{
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

static void send_sysex(unsigned n, const unsigned char *bytes)
{
    snd_seq_event_t event = {.type = SND_SEQ_EVENT_SYSEX, .flags = SND_SEQ_EVENT_LENGTH_VARIABLE};
    event.data.ext.len = n;
    event.data.ext.ptr = (void *)(uintptr_t)bytes;
    send_event(&event);
}

static void play_notes(unsigned long n, unsigned long us)
{
    int64_t due = now_ns();
    for (unsigned long i = 0; i < n; i++) {
        unsigned char key = (unsigned char)(i % 128);
        printf("%lld\n", (long long)now_ns());
        send_note(SND_SEQ_EVENT_NOTEON, key);
        if (us > 0) {
            sleep_until(due + (int64_t)us * 500);
        }
        send_note(SND_SEQ_EVENT_NOTEOFF, key);
        due += (int64_t)us * 1000;
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

static void take_step(const char *step)
{
    unsigned long a = 0;
    unsigned long b = 0;
    if (strcmp(step, "wait") == 0) {
        wait_for_listener();
    } else if (sscanf(step, "sleep:%lu", &a) == 1) {
        sleep_until(now_ns() + (int64_t)a * 1000000);
    } else if (sscanf(step, "notes:%lu:%lu", &a, &b) == 2) {
        play_notes(a, b);
    } else if (sscanf(step, "burst:%lu", &a) == 1) {
        play_notes(a, 0);
    } else if (sscanf(step, "hold:%lu", &a) == 1) {
        send_note(SND_SEQ_EVENT_NOTEON, (unsigned char)a);
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

int main(int argc, char **argv)
{
    require(argc > 1, "midi_keyboard NAME STEP...");
    require(snd_seq_open(&sequencer, "default", SND_SEQ_OPEN_DUPLEX, 0) >= 0, "no sequencer");
    require(snd_seq_set_client_name(sequencer, argv[1]) >= 0, "name");
    port = snd_seq_create_simple_port(sequencer, argv[1],
                                      SND_SEQ_PORT_CAP_READ | SND_SEQ_PORT_CAP_SUBS_READ,
                                      SND_SEQ_PORT_TYPE_MIDI_GENERIC);
    require(port >= 0, "port");
    for (int i = 2; i < argc; i++) {
        take_step(argv[i]);
    }
    snd_seq_close(sequencer);
    return 0;
}
