/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_SEQ_CLIENTS_H
#define AWE_IO_SEQ_CLIENTS_H

/* What Linux tells about its MIDI sequencer in /proc/asound/seq/clients: who is there, who is
   connected to whom, and whose queue has overflowed. PortMidi tells none of this while it is in
   use. Source: the kernel's sound/core/seq/seq_clientmgr.c, snd_seq_info_clients_read(). [any] */

#include "io/midi_in.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define SEQ_CLIENTS_PATH "/proc/asound/seq/clients"
#define SEQ_MAX_CLIENTS 256
#define SEQ_NOBODY (-1)

typedef struct seq_port {
    char name[MIDI_IN_NAME_SIZE]; /* zeros behind it: ports can be compared as bytes */
    int client;
    int port;
} seq_port;

typedef struct seq_clients {
    uint32_t n_ports;
    seq_port ports[MIDI_IN_MAX_DEVICES]; /* those that can be read from, but the system's own */
    bool is_ours[MIDI_IN_MAX_DEVICES];   /* the port is connected to client `ours` */
    bool is_user[SEQ_MAX_CLIENTS];       /* a program's client has this number */
    uint32_t n_waiting;                  /* in the queue of `ours`: places in use, */
    uint32_t n_stored;                   /* places used so far, */
    uint32_t n_refused;                  /* events that found no place so far */
} seq_clients;

/* Reads what `file` (opened at SEQ_CLIENTS_PATH) says. `ours` is a client's number or
   SEQ_NOBODY. */
void seq_clients_read(FILE *file, int ours, seq_clients *out);

#endif
