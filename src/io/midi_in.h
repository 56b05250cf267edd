/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_MIDI_IN_H
#define AWE_IO_MIDI_IN_H

/* MIDI inputs: what there is, and the bytes that arrive with the time at which they did. One driver
   per outside library behind one seam. Everything of one midi_in belongs to one thread at a time;
   only one midi_in per driver exists at a time. */

#include "io/io_error.h"

#include <stdbool.h>
#include <stdint.h>

#define MIDI_IN_MAX_INPUTS 16           /* that are connected at one time */
#define MIDI_IN_PORT MIDI_IN_MAX_INPUTS /* the input number of the driver's own port */
#define MIDI_IN_PORT_NAME "awe-player"
#define MIDI_IN_MAX_DEVICES 64 /* further ones are not seen */
#define MIDI_IN_NAME_SIZE 96

/* In the order of their names on the command line. */
typedef enum midi_api {
    MIDI_API_PORTMIDI,
    MIDI_API_ALSA,
    N_MIDI_APIS,
} midi_api;

typedef struct midi_in_list {
    uint32_t n;
    char names[MIDI_IN_MAX_DEVICES][MIDI_IN_NAME_SIZE]; /* each of them once */
} midi_in_list;

typedef struct midi_in_packet {
    uint32_t input;       /* as given to connect(), or MIDI_IN_PORT */
    uint32_t n_bytes;     /* 0 where `is_gap` */
    const uint8_t *bytes; /* [n_bytes] of the cable's stream, cut anywhere; valid during the call */
    uint64_t arrival_ns;  /* on clock_now_ns() */
    uint32_t uncertainty_ns; /* it arrived between `arrival_ns` less this and `arrival_ns` */
    bool is_gap;             /* bytes may have been lost before this; keys may be down for ever */
    uint32_t n_lost;         /* at least so many events were, counted once for all inputs */
} midi_in_packet;

typedef void (*midi_in_take_fn)(void *context, const midi_in_packet *packet);

typedef struct midi_in midi_in;

typedef struct midi_in_driver {
    bool has_port; /* other programs can connect to a port of ours, which is always there */

    /* Starts the library. Errors: no MIDI on this system. */
    bool (*open)(midi_in **out, io_error *error);
    void (*close)(midi_in *self); /* NULL is ignored */

    /* Fills `list` with the devices that are there now. Cheap: call it 20 times a second. */
    void (*scan)(midi_in *self, midi_in_list *list);

    /* Connects device number `device` of the last scan as `input` (below MIDI_IN_MAX_INPUTS), which
       may not be connected. Other inputs of the driver may have a gap by it. Errors: refused. */
    bool (*connect)(midi_in *self, uint32_t input, uint32_t device, io_error *error);
    void (*disconnect)(midi_in *self, uint32_t input);

    /* False once the last scan found that the device has gone. */
    bool (*is_connected)(const midi_in *self, uint32_t input);

    /* Gives all that has arrived to `take`. Does not wait. */
    void (*read)(midi_in *self, midi_in_take_fn take, void *context);
} midi_in_driver;

struct midi_in {
    const midi_in_driver *driver;
    int descriptor; /* readable when there is something to read; -1: read every millisecond */
    uint32_t uncertainty_ns; /* of what arrived, or would have, before the last read() */
};

/* The driver of `api`, or NULL where the program was built without. [any] */
const midi_in_driver *midi_in_find_driver(midi_api api);

/* Lists the devices of `api`; not while a midi_in of it exists. Errors: no such driver, no MIDI. */
bool midi_in_list_devices(midi_api api, midi_in_list *list, io_error *error);

/* Adds a device. One whose name is there already gets a number behind it. [any] */
void midi_in_list_add(midi_in_list *list, const char *name);

/* What midi_in_find() came to. */
typedef enum midi_in_match {
    MIDI_IN_FOUND,
    MIDI_IN_MISSING,
    MIDI_IN_AMBIGUOUS,
} midi_in_match;

/* The device that has `wish` as its name, else as a part of it; case does not matter. Where none or
   several have, `error` says so. [any] */
midi_in_match midi_in_find(const midi_in_list *list, const char *wish, uint32_t *device,
                           io_error *error);

/* True if this system has what MIDI needs, so that no library complains on its own. [any] */
bool midi_in_check_system(io_error *error);

/* For midi_in_find_driver(). */
extern const midi_in_driver midi_in_portmidi;
extern const midi_in_driver midi_in_alsa;

#endif
