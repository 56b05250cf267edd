/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* A client of Linux's MIDI sequencer with a port that other programs connect to. The kernel stamps
   each event on a queue of ours; how old a stamp is now gives its place on our clock. What comes
   and goes is announced as events, too. */

#include "io/midi_in.h"

#include "io/clock.h"
#include "io/clock_pair.h"

#include <alsa/asoundlib.h>

#define POOL_EVENTS 2000       /* the most that the kernel gives */
#define INPUT_BYTES (1u << 18) /* an event that does not fit would never be read */
#define DECODED_BYTES 16       /* of one event, system exclusives apart: at most four controllers */
#define READ_EVENTS 4096       /* at a time, so that a flood does not keep the thread for itself */

typedef struct source {
    bool is_connected;
    snd_seq_addr_t address;
} source;

typedef struct alsa_in {
    midi_in base;
    snd_seq_t *seq;
    snd_midi_event_t *decoder;
    int queue;         /* negative: none */
    int port;          /* that others connect to */
    int announcements; /* the port where they arrive */
    bool has_changed;  /* the list below is old */
    clock_pair clocks;
    uint64_t emptied_ns; /* nothing that arrives now is older */
    midi_in_list list;
    snd_seq_addr_t addresses[MIDI_IN_MAX_DEVICES]; /* of the list */
    source sources[MIDI_IN_MAX_INPUTS];
} alsa_in;

static bool refuse(io_error *error, const char *what, int reason)
{
    return io_error_set(error, "%s: %s", what, snd_strerror(reason));
}

static int start_queue(alsa_in *self)
{
    self->queue = snd_seq_alloc_named_queue(self->seq, MIDI_IN_PORT_NAME);
    if (self->queue < 0) {
        return self->queue;
    }
    int reason = snd_seq_start_queue(self->seq, self->queue, NULL);
    return reason < 0 ? reason : snd_seq_drain_output(self->seq);
}

/* The port stamps whatever arrives, whoever connected it. */
static int make_port(alsa_in *self)
{
    snd_seq_port_info_t *info;
    snd_seq_port_info_alloca(&info);
    snd_seq_port_info_set_name(info, MIDI_IN_PORT_NAME);
    snd_seq_port_info_set_capability(info, SND_SEQ_PORT_CAP_WRITE | SND_SEQ_PORT_CAP_SUBS_WRITE);
    snd_seq_port_info_set_type(info,
                               SND_SEQ_PORT_TYPE_MIDI_GENERIC | SND_SEQ_PORT_TYPE_SYNTHESIZER |
                                   SND_SEQ_PORT_TYPE_SOFTWARE | SND_SEQ_PORT_TYPE_APPLICATION);
    snd_seq_port_info_set_midi_channels(info, 16);
    snd_seq_port_info_set_timestamping(info, 1);
    snd_seq_port_info_set_timestamp_real(info, 1);
    snd_seq_port_info_set_timestamp_queue(info, self->queue);
    int reason = snd_seq_create_port(self->seq, info);
    self->port = snd_seq_port_info_get_port(info);
    return reason;
}

static int hear_announcements(alsa_in *self)
{
    self->announcements = snd_seq_create_simple_port(
        self->seq, "changes", SND_SEQ_PORT_CAP_WRITE | SND_SEQ_PORT_CAP_NO_EXPORT,
        SND_SEQ_PORT_TYPE_APPLICATION);
    if (self->announcements < 0) {
        return self->announcements;
    }
    return snd_seq_connect_from(self->seq, self->announcements, SND_SEQ_CLIENT_SYSTEM,
                                SND_SEQ_PORT_SYSTEM_ANNOUNCE);
}

static int set_up(alsa_in *self)
{
    struct pollfd descriptor = {.fd = -1};
    snd_seq_set_client_name(self->seq, MIDI_IN_PORT_NAME);
    snd_seq_set_client_pool_input(self->seq, POOL_EVENTS);
    snd_seq_poll_descriptors(self->seq, &descriptor, 1, POLLIN);
    self->base = (midi_in){.driver = &midi_in_alsa, .descriptor = descriptor.fd};
    int reason = snd_seq_set_input_buffer_size(self->seq, INPUT_BYTES);
    reason = reason < 0 ? reason : start_queue(self);
    reason = reason < 0 ? reason : make_port(self);
    return reason < 0 ? reason : hear_announcements(self);
}

static void close_alsa(midi_in *in)
{
    alsa_in *self = (alsa_in *)in;
    if (self) {
        if (self->decoder) {
            snd_midi_event_free(self->decoder);
        }
        if (self->seq) {
            snd_seq_close(self->seq);
        }
        free(self);
    }
}

static bool open_alsa(midi_in **out, io_error *error)
{
    *out = NULL;
    if (!midi_in_check_system(error)) {
        return false;
    }
    alsa_in *self = calloc(1, sizeof *self);
    if (!self) {
        return io_error_set(error, "out of memory");
    }
    self->queue = -1;
    self->has_changed = true;
    int reason = snd_seq_open(&self->seq, "default", SND_SEQ_OPEN_DUPLEX, SND_SEQ_NONBLOCK);
    reason = reason < 0 ? reason : snd_midi_event_new(DECODED_BYTES, &self->decoder);
    reason = reason < 0 ? reason : set_up(self);
    if (reason < 0) {
        close_alsa(&self->base);
        return refuse(error, "the MIDI sequencer", reason);
    }
    snd_midi_event_no_status(self->decoder, 1);
    *out = &self->base;
    return true;
}

static bool can_be_heard(const alsa_in *self, const snd_seq_port_info_t *port)
{
    const unsigned needed = SND_SEQ_PORT_CAP_READ | SND_SEQ_PORT_CAP_SUBS_READ;
    int client = snd_seq_port_info_get_client(port);
    return client != SND_SEQ_CLIENT_SYSTEM && client != snd_seq_client_id(self->seq) &&
           (snd_seq_port_info_get_capability(port) & needed) == needed;
}

static void list_client(alsa_in *self, int client)
{
    snd_seq_port_info_t *port;
    snd_seq_port_info_alloca(&port);
    snd_seq_port_info_set_client(port, client);
    snd_seq_port_info_set_port(port, -1);
    while (snd_seq_query_next_port(self->seq, port) >= 0 && self->list.n < MIDI_IN_MAX_DEVICES) {
        if (can_be_heard(self, port)) {
            self->addresses[self->list.n] = *snd_seq_port_info_get_addr(port);
            midi_in_list_add(&self->list, snd_seq_port_info_get_name(port));
        }
    }
}

static bool is_same(const snd_seq_addr_t *a, const snd_seq_addr_t *b)
{
    return a->client == b->client && a->port == b->port;
}

static bool is_listed(const alsa_in *self, const snd_seq_addr_t *address)
{
    for (uint32_t i = 0; i < self->list.n; i++) {
        if (is_same(&self->addresses[i], address)) {
            return true;
        }
    }
    return false;
}

static void list_again(alsa_in *self)
{
    snd_seq_client_info_t *client;
    snd_seq_client_info_alloca(&client);
    snd_seq_client_info_set_client(client, -1);
    self->has_changed = false;
    self->list.n = 0;
    while (snd_seq_query_next_client(self->seq, client) >= 0) {
        list_client(self, snd_seq_client_info_get_client(client));
    }
    for (uint32_t i = 0; i < MIDI_IN_MAX_INPUTS; i++) {
        self->sources[i].is_connected &= is_listed(self, &self->sources[i].address);
    }
}

static void scan_alsa(midi_in *in, midi_in_list *list)
{
    alsa_in *self = (alsa_in *)in;
    if (self->has_changed) {
        list_again(self);
    }
    *list = self->list;
}

static bool connect_alsa(midi_in *in, uint32_t input, uint32_t device, io_error *error)
{
    alsa_in *self = (alsa_in *)in;
    source *s = &self->sources[input];
    s->address = self->addresses[device];
    int reason = snd_seq_connect_from(self->seq, self->port, s->address.client, s->address.port);
    s->is_connected =
        reason >= 0 || reason == -EBUSY; /* busy: somebody has connected them before */
    return s->is_connected || refuse(error, self->list.names[device], reason);
}

static void disconnect_alsa(midi_in *in, uint32_t input)
{
    alsa_in *self = (alsa_in *)in;
    source *s = &self->sources[input];
    if (s->is_connected) {
        snd_seq_disconnect_from(self->seq, self->port, s->address.client, s->address.port);
        s->is_connected = false;
    }
}

static bool is_connected_alsa(const midi_in *in, uint32_t input)
{
    return ((const alsa_in *)in)->sources[input].is_connected;
}

static uint64_t to_ns(const snd_seq_real_time_t *time)
{
    return (uint64_t)time->tv_sec * 1000000000u + time->tv_nsec;
}

static uint64_t read_queue(void *context)
{
    alsa_in *self = context;
    snd_seq_queue_status_t *status;
    snd_seq_queue_status_alloca(&status);
    snd_seq_get_queue_status(self->seq, self->queue, status);
    return to_ns(snd_seq_queue_status_get_real_time(status));
}

/* When `event` arrived: in any case after the queue was emptied the last time, and before now. */
static uint64_t place(const alsa_in *self, const snd_seq_event_t *event)
{
    uint64_t now = clock_now_ns();
    uint64_t at = self->clocks.ours_ns;
    if ((event->flags & SND_SEQ_TIME_STAMP_MASK) == SND_SEQ_TIME_STAMP_REAL) {
        at += to_ns(&event->time.time) - self->clocks.theirs_ns;
    }
    if ((int64_t)(at - self->emptied_ns) < 0) {
        return self->emptied_ns;
    }
    return (int64_t)(now - at) < 0 ? now : at;
}

typedef struct reading {
    midi_in_take_fn take;
    void *context;
} reading;

static void give_gap(const reading *r, uint32_t input, uint32_t n_lost)
{
    midi_in_packet packet = {
        .input = input, .arrival_ns = clock_now_ns(), .is_gap = true, .n_lost = n_lost};
    r->take(r->context, &packet);
}

/* The kernel has emptied its queue, and announcements may have been in it. */
static void tell_loss(alsa_in *self, const reading *r)
{
    self->has_changed = true;
    give_gap(r, MIDI_IN_PORT, 1);
    for (uint32_t i = 0; i < MIDI_IN_MAX_INPUTS; i++) {
        if (self->sources[i].is_connected) {
            give_gap(r, i, 0);
        }
    }
}

static void hear_of_change(alsa_in *self, const snd_seq_event_t *event)
{
    const snd_seq_addr_t *address = &event->data.addr;
    self->has_changed = true;
    for (uint32_t i = 0; i < MIDI_IN_MAX_INPUTS; i++) {
        source *s = &self->sources[i];
        bool left =
            (event->type == SND_SEQ_EVENT_PORT_EXIT && is_same(address, &s->address)) ||
            (event->type == SND_SEQ_EVENT_CLIENT_EXIT && address->client == s->address.client);
        s->is_connected &= !left;
    }
}

static uint32_t find_input(const alsa_in *self, const snd_seq_addr_t *address)
{
    for (uint32_t i = 0; i < MIDI_IN_MAX_INPUTS; i++) {
        if (self->sources[i].is_connected && is_same(&self->sources[i].address, address)) {
            return i;
        }
    }
    return MIDI_IN_PORT;
}

static void give_event(alsa_in *self, const snd_seq_event_t *event, const reading *r)
{
    uint8_t bytes[DECODED_BYTES];
    midi_in_packet packet = {
        .input = find_input(self, &event->source),
        .arrival_ns = place(self, event),
        .uncertainty_ns = self->clocks.width_ns,
    };
    if (event->type == SND_SEQ_EVENT_SYSEX) {
        packet.bytes = event->data.ext.ptr;
        packet.n_bytes = event->data.ext.len;
    } else {
        long n = snd_midi_event_decode(self->decoder, bytes, sizeof bytes, event);
        packet.bytes = bytes;
        packet.n_bytes = n > 0 ? (uint32_t)n : 0;
    }
    if (packet.n_bytes > 0) {
        r->take(r->context, &packet);
    }
}

/* Somebody else's connection has ended; those of our own are looked after otherwise. */
static void hear_of_end(const alsa_in *self, const snd_seq_event_t *event, const reading *r)
{
    for (uint32_t i = 0; i < MIDI_IN_MAX_INPUTS; i++) {
        if (is_same(&self->sources[i].address, &event->data.connect.sender)) {
            return;
        }
    }
    give_gap(r, MIDI_IN_PORT, 0);
}

static void take_event(alsa_in *self, const snd_seq_event_t *event, const reading *r)
{
    if (event->dest.port == self->announcements) {
        hear_of_change(self, event);
    } else if (event->type == SND_SEQ_EVENT_PORT_UNSUBSCRIBED) {
        hear_of_end(self, event, r);
    } else {
        give_event(self, event, r);
    }
}

static void read_alsa(midi_in *in, midi_in_take_fn take, void *context)
{
    alsa_in *self = (alsa_in *)in;
    reading r = {.take = take, .context = context};
    /* Anew each time, for the short time that events have waited: it does not matter whether the
       clocks run alike. */
    clock_pair_compare(&self->clocks, read_queue, self);
    self->base.uncertainty_ns = self->clocks.width_ns;
    for (uint32_t i = 0; i < READ_EVENTS; i++) {
        snd_seq_event_t *event = NULL;
        int left = snd_seq_event_input(self->seq, &event);
        if (left == -ENOSPC) {
            tell_loss(self, &r);
        } else if (left < 0) {
            self->emptied_ns = self->clocks.ours_ns;
            break;
        } else if (event) {
            take_event(self, event, &r);
        }
    }
}

const midi_in_driver midi_in_alsa = {
    .has_port = true,
    .open = open_alsa,
    .close = close_alsa,
    .scan = scan_alsa,
    .connect = connect_alsa,
    .disconnect = disconnect_alsa,
    .is_connected = is_connected_alsa,
    .read = read_alsa,
};
