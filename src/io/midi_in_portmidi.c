/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* PortMidi looks for devices once, when it starts, and cannot look again while a stream is open. On
   Linux the sequencer's own list shows what comes and goes, and whose queue overflows, of which
   PortMidi says nothing; PortMidi itself is started again, and every stream reopened, only to
   connect a device that it does not know yet. Elsewhere the devices are those that were there at
   the start. */

#include "io/midi_in.h"

#include "io/clock.h"
#include "io/midi_pieces.h"
#include "io/seq_clients.h"

#include <portmidi.h>
#include <stdlib.h>
#include <string.h>

#define QUEUE_EVENTS 32768 /* two system exclusives of 64 KiB */
#define READ_EVENTS 256
#define MAX_STARTS 4

typedef struct stream {
    PortMidiStream *stream; /* NULL: not connected */
    seq_port port;          /* where it comes from */
    midi_pieces pieces;
    bool has_gap;
} stream;

typedef struct portmidi_in {
    midi_in base;
    bool has_list;         /* the sequencer can be asked */
    int ours;              /* PortMidi's client number, or SEQ_NOBODY if that is not known */
    uint32_t n_lost;       /* events, not yet told */
    uint32_t n_read;       /* messages since the last scan */
    bool has_sysex;        /* pieces of system exclusives were among them */
    uint64_t last_read_ns; /* 0: never */
    seq_clients known;     /* at PortMidi's start: what it can open */
    seq_clients now;       /* at the last scan */
    stream streams[MIDI_IN_MAX_INPUTS];
} portmidi_in;

static bool read_clients(int ours, seq_clients *out)
{
    FILE *file = fopen(SEQ_CLIENTS_PATH, "re");
    if (!file) {
        memset(out, 0, sizeof *out);
        return false;
    }
    seq_clients_read(file, ours, out);
    fclose(file);
    return true;
}

/* The one program that was not there before; SEQ_NOBODY if there are several. */
static int find_new_client(const seq_clients *before, const seq_clients *after)
{
    int found = SEQ_NOBODY;
    for (int i = 0; i < SEQ_MAX_CLIENTS; i++) {
        if (after->is_user[i] && !before->is_user[i]) {
            if (found != SEQ_NOBODY) {
                return SEQ_NOBODY;
            }
            found = i;
        }
    }
    return found;
}

/* Where the sequencer cannot be asked, PortMidi's own list takes its place. */
static void list_by_portmidi(seq_clients *out)
{
    memset(out, 0, sizeof *out);
    for (int i = 0; i < Pm_CountDevices() && out->n_ports < MIDI_IN_MAX_DEVICES; i++) {
        const PmDeviceInfo *info = Pm_GetDeviceInfo(i);
        if (info->input) {
            seq_port *port = &out->ports[out->n_ports++];
            snprintf(port->name, sizeof port->name, "%s", info->name);
            port->port = i;
        }
    }
}

static bool has_same_ports(const seq_clients *a, const seq_clients *b)
{
    return memcmp(a->ports, b->ports, sizeof a->ports) == 0;
}

/* Starts PortMidi and finds out which client it is and what it has seen; again if something else
   changed meanwhile. */
static void start(portmidi_in *self)
{
    for (int n_left = MAX_STARTS; n_left > 0; n_left--) {
        seq_clients before;
        self->has_list = read_clients(SEQ_NOBODY, &before);
        Pm_Initialize();
        if (!self->has_list) {
            list_by_portmidi(&self->known);
            break;
        }
        read_clients(SEQ_NOBODY, &self->known);
        self->ours = find_new_client(&before, &self->known);
        bool is_sure = self->ours != SEQ_NOBODY && has_same_ports(&before, &self->known);
        if (is_sure || n_left == 1) {
            break;
        }
        Pm_Terminate();
    }
    self->n_read = 0;
    self->now = self->known;
}

static void close_stream(stream *s)
{
    if (s->stream) {
        Pm_Close(s->stream);
        s->stream = NULL;
    }
}

static void close_portmidi(midi_in *in)
{
    portmidi_in *self = (portmidi_in *)in;
    if (self) {
        for (uint32_t i = 0; i < MIDI_IN_MAX_INPUTS; i++) {
            close_stream(&self->streams[i]);
        }
        Pm_Terminate();
        free(self);
    }
}

static bool open_portmidi(midi_in **out, io_error *error)
{
    *out = NULL;
    if (!midi_in_check_system(error)) {
        return false;
    }
    portmidi_in *self = calloc(1, sizeof *self);
    if (!self) {
        return io_error_set(error, "out of memory");
    }
    self->base = (midi_in){.driver = &midi_in_portmidi, .descriptor = -1};
    self->ours = SEQ_NOBODY;
    start(self);
    *out = &self->base;
    return true;
}

static bool is_same_port(const seq_port *a, const seq_port *b)
{
    return a->client == b->client && a->port == b->port && strcmp(a->name, b->name) == 0;
}

/* Where `port` stands in `clients`, or its `n_ports`. */
static uint32_t find_port(const seq_clients *clients, const seq_port *port)
{
    uint32_t i = 0;
    while (i < clients->n_ports && !is_same_port(&clients->ports[i], port)) {
        i++;
    }
    return i;
}

/* False if there were none. */
static bool close_gone(portmidi_in *self)
{
    bool is_any = false;
    for (uint32_t i = 0; i < MIDI_IN_MAX_INPUTS; i++) {
        stream *s = &self->streams[i];
        uint32_t at = find_port(&self->now, &s->port);
        bool is_there = at < self->now.n_ports;
        if (s->stream && (!is_there || (self->ours != SEQ_NOBODY && !self->now.is_ours[at]))) {
            close_stream(s);
            is_any = true;
        }
    }
    return is_any;
}

static void mark_gaps(portmidi_in *self)
{
    for (uint32_t i = 0; i < MIDI_IN_MAX_INPUTS; i++) {
        self->streams[i].has_gap = true;
    }
}

/* Places of the queue that PortMidi has emptied: one for a message, several for a system
   exclusive. */
static uint32_t count_taken(const seq_clients *clients)
{
    return clients->n_stored - clients->n_waiting;
}

/* When its queue overflows, the kernel empties it and tells the next reader; PortMidi keeps that to
   itself. Refused events are counted. A system exclusive that is larger than the whole queue is
   not, but then what was stored has not all come here; nor has the notice that a device is gone. */
static void look_for_losses(portmidi_in *self, const seq_clients *before, bool is_one_gone)
{
    uint32_t n_lost = self->now.n_refused - before->n_refused;
    uint32_t n_taken = count_taken(&self->now) - count_taken(before);
    bool is_short = (int32_t)(n_taken - self->n_read) > 0;
    if (n_lost == 0 && is_short && !self->has_sysex && !is_one_gone) {
        n_lost = n_taken - self->n_read;
    }
    if (n_lost > 0) {
        self->n_lost += n_lost;
        mark_gaps(self);
    }
    self->n_read = 0;
    self->has_sysex = false;
}

/* PortMidi's number of `port`: its inputs have the order of the sequencer's list. */
static PmDeviceID find_id(const portmidi_in *self, const seq_port *port)
{
    uint32_t at = find_port(&self->known, port);
    for (int i = 0; at < self->known.n_ports && i < Pm_CountDevices(); i++) {
        const PmDeviceInfo *info = Pm_GetDeviceInfo(i);
        if (info->input && at-- == 0) {
            return strncmp(info->name, port->name, sizeof port->name - 1) == 0 ? i : pmNoDevice;
        }
    }
    return pmNoDevice;
}

static bool open_stream(portmidi_in *self, stream *s, io_error *error)
{
    PmDeviceID id = find_id(self, &s->port);
    s->pieces = (midi_pieces){0};
    if (id == pmNoDevice) {
        memset(&self->known, 0, sizeof self->known); /* so that PortMidi has to look again */
        return io_error_set(error, "%s: has gone", s->port.name);
    }
    PmError reason = Pm_OpenInput(&s->stream, id, NULL, QUEUE_EVENTS, NULL, NULL);
    if (reason != pmNoError) {
        s->stream = NULL;
        return io_error_set(error, "%s: %s", s->port.name, Pm_GetErrorText(reason));
    }
    Pm_SetFilter(s->stream, 0);
    return true;
}

/* What cannot be opened again has gone meanwhile. */
static void restart(portmidi_in *self)
{
    bool was_open[MIDI_IN_MAX_INPUTS];
    io_error error;
    for (uint32_t i = 0; i < MIDI_IN_MAX_INPUTS; i++) {
        was_open[i] = self->streams[i].stream != NULL;
        close_stream(&self->streams[i]);
    }
    Pm_Terminate();
    start(self);
    for (uint32_t i = 0; i < MIDI_IN_MAX_INPUTS; i++) {
        if (was_open[i]) {
            self->streams[i].has_gap = true;
            open_stream(self, &self->streams[i], &error);
        }
    }
}

static void scan_portmidi(midi_in *in, midi_in_list *list)
{
    portmidi_in *self = (portmidi_in *)in;
    seq_clients before = self->now;
    if (self->has_list && read_clients(self->ours, &self->now)) {
        look_for_losses(self, &before, close_gone(self));
    }
    list->n = 0;
    for (uint32_t i = 0; i < self->now.n_ports; i++) {
        midi_in_list_add(list, self->now.ports[i].name);
    }
}

static bool connect_portmidi(midi_in *in, uint32_t input, uint32_t device, io_error *error)
{
    portmidi_in *self = (portmidi_in *)in;
    stream *s = &self->streams[input];
    s->port = self->now.ports[device];
    if (!has_same_ports(&self->known, &self->now)) {
        restart(self);
    }
    return open_stream(self, s, error);
}

static void disconnect_portmidi(midi_in *in, uint32_t input)
{
    close_stream(&((portmidi_in *)in)->streams[input]);
}

static bool is_connected_portmidi(const midi_in *in, uint32_t input)
{
    return ((const portmidi_in *)in)->streams[input].stream != NULL;
}

typedef struct reading {
    midi_in_take_fn take;
    void *context;
    midi_in_packet packet;
} reading;

static void give_gap(portmidi_in *self, stream *s, const reading *r)
{
    midi_in_packet packet = r->packet;
    packet.is_gap = true;
    packet.n_lost = self->n_lost;
    self->n_lost = 0;
    s->has_gap = false;
    s->pieces = (midi_pieces){0};
    r->take(r->context, &packet);
}

static void give_message(stream *s, const reading *r, PmMessage message)
{
    uint8_t bytes[4];
    midi_in_packet packet = r->packet;
    packet.bytes = bytes;
    packet.n_bytes = midi_pieces_take(&s->pieces, (uint32_t)message, bytes);
    if (packet.n_bytes > 0) {
        r->take(r->context, &packet);
    }
}

static void read_stream(portmidi_in *self, stream *s, reading *r)
{
    PmEvent events[READ_EVENTS];
    int n;
    do {
        n = Pm_Read(s->stream, events, READ_EVENTS);
        r->packet.arrival_ns = clock_now_ns();
        if (n == pmBufferOverflow) {
            self->n_lost++;
            give_gap(self, s, r);
        } else if (n < 0) {
            close_stream(s);
        }
        for (int i = 0; i < n; i++) {
            self->has_sysex |= s->pieces.is_in_sysex;
            give_message(s, r, events[i].message);
            self->has_sysex |= s->pieces.is_in_sysex;
            self->n_read++;
        }
    } while (n == READ_EVENTS);
}

static void read_portmidi(midi_in *in, midi_in_take_fn take, void *context)
{
    portmidi_in *self = (portmidi_in *)in;
    uint64_t now = clock_now_ns();
    uint64_t unread = now - self->last_read_ns;
    in->uncertainty_ns = unread < UINT32_MAX ? (uint32_t)unread : UINT32_MAX;
    reading r = {
        .take = take,
        .context = context,
        .packet = {.arrival_ns = now, .uncertainty_ns = in->uncertainty_ns},
    };
    self->last_read_ns = now;
    for (uint32_t i = 0; i < MIDI_IN_MAX_INPUTS; i++) {
        stream *s = &self->streams[i];
        r.packet.input = i;
        if (s->stream && s->has_gap) {
            give_gap(self, s, &r);
        }
        if (s->stream) {
            read_stream(self, s, &r);
        }
    }
}

const midi_in_driver midi_in_portmidi = {
    .open = open_portmidi,
    .close = close_portmidi,
    .scan = scan_portmidi,
    .connect = connect_portmidi,
    .disconnect = disconnect_portmidi,
    .is_connected = is_connected_portmidi,
    .read = read_portmidi,
};
