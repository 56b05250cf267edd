/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_INPUT_QUEUE_H
#define APP_INPUT_QUEUE_H

/* Live messages on their way from the MIDI thread, which pushes, to the audio callback, which pops.
   When the callback does not keep up, note-ons are refused first: the last slots are for what ends
   notes. Where even that was refused, or a device went away with keys down, a request lets the
   callback release every note. */

#include "awe/api.h"
#include "awe/event.h"
#include "base/ring.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#define INPUT_QUEUE_SIZE 8192  /* 1000 notes a second for 4 s */
#define INPUT_QUEUE_RESERVE 64 /* slots that no note-on takes */

typedef struct stamped {
    uint64_t arrival_ns; /* on clock_now_ns() */
    awe_message message;
} stamped;

_Static_assert(sizeof(stamped) == 16, "four in a cache line");

/* What a refused message was. */
typedef enum input_kind {
    INPUT_NOTE_ON,
    INPUT_NOTE_OFF,
    INPUT_CONTROLLER, /* controllers, programs, pressure, pitch bend */
    INPUT_SYSTEM,     /* what system exclusives became */
    N_INPUT_KINDS,
} input_kind;

typedef struct input_queue {
    awe_ring ring;
    stamped records[INPUT_QUEUE_SIZE];

    /* the MIDI thread's */
    uint32_t n_pushed;
    _Atomic uint32_t n_refused[N_INPUT_KINDS];
    _Atomic uint32_t n_peak;           /* most records at one time */
    _Atomic uint32_t n_requests;       /* for a release */
    _Atomic uint32_t n_before_release; /* records pushed before the last request */

    /* the audio callback's */
    uint32_t n_requests_seen;
    uint32_t n_before; /* records to be popped before the release that waits */
    uint32_t n_popped;
    bool is_release_waiting;
} input_queue;

typedef struct input_queue_stats {
    uint32_t n_refused[N_INPUT_KINDS]; /* by input_kind */
    uint32_t n_releases;               /* requests so far */
    uint8_t peak_fill;                 /* as input_queue_fill(), at its highest */
} input_queue_stats;

/* Makes `q` empty. [main], before either thread uses it */
void input_queue_init(input_queue *q);

/* Queues `event`; false if it was refused, which is counted. A refused message that ends notes
   requests a release. [MIDI thread] */
AWE_RT bool input_queue_push(input_queue *q, const stamped *event);

/* Asks the callback to release all notes once it has taken what is in the queue now: a note-on that
   still waits there is not left hanging. [MIDI thread] */
AWE_RT void input_queue_request_release(input_queue *q);

/* Copies the oldest event and leaves it there; false if there is none. [audio] */
AWE_RT bool input_queue_peek(const input_queue *q, stamped *event);

/* Drops the oldest event; none: nothing happens. [audio] */
AWE_RT void input_queue_pop(input_queue *q);

/* True once after a request (several may share it), as soon as everything that was pushed before it
   has been popped: now release all notes. [audio] */
AWE_RT bool input_queue_take_release(input_queue *q);

/* How full it is, 0..255; 255 is full and nothing less. [any] */
AWE_RT uint32_t input_queue_fill(const input_queue *q);

/* [any]; the figures need not belong to the same moment */
void input_queue_get_stats(const input_queue *q, input_queue_stats *stats);

#endif
