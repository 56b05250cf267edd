/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/fake_midi.h"

#include <assert.h>
#include <string.h>

fake_midi fake_midi_devices;
fake_midi fake_midi_port;

static bool open_fake(fake_midi *f, const midi_in_driver *driver, midi_in **out, io_error *error)
{
    *out = NULL;
    if (f->refuses) {
        return io_error_set(error, "refused");
    }
    f->base = (midi_in){.driver = driver, .descriptor = -1};
    f->is_open = true;
    memset(f->is_connected, 0, sizeof f->is_connected);
    *out = &f->base;
    return true;
}

static void close_fake(midi_in *in)
{
    ((fake_midi *)in)->is_open = false;
}

static bool is_there(const fake_midi *f, const char *name)
{
    for (uint32_t i = 0; i < f->devices.n; i++) {
        if (strcmp(f->devices.names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void scan_fake(midi_in *in, midi_in_list *list)
{
    fake_midi *f = (fake_midi *)in;
    *list = f->devices;
    for (uint32_t i = 0; i < MIDI_IN_MAX_INPUTS; i++) {
        f->is_connected[i] = f->is_connected[i] && is_there(f, f->names[i]);
    }
}

static bool connect_fake(midi_in *in, uint32_t input, uint32_t device, io_error *error)
{
    fake_midi *f = (fake_midi *)in;
    assert(input < MIDI_IN_MAX_INPUTS && device < f->devices.n && !f->is_connected[input]);
    f->n_connects++;
    if (f->refuses) {
        return io_error_set(error, "busy");
    }
    f->is_connected[input] = true;
    strcpy(f->names[input], f->devices.names[device]);
    return true;
}

static void disconnect_fake(midi_in *in, uint32_t input)
{
    ((fake_midi *)in)->is_connected[input] = false;
}

static bool is_connected_fake(const midi_in *in, uint32_t input)
{
    return ((const fake_midi *)in)->is_connected[input];
}

static void read_fake(midi_in *in, midi_in_take_fn take, void *context)
{
    fake_midi *f = (fake_midi *)in;
    for (uint32_t i = 0; i < f->n_packets; i++) {
        take(context, &f->packets[i]);
    }
    f->n_packets = 0;
}

static bool open_devices(midi_in **out, io_error *error)
{
    return open_fake(&fake_midi_devices, &fake_midi_device_driver, out, error);
}

static bool open_port(midi_in **out, io_error *error)
{
    return open_fake(&fake_midi_port, &fake_midi_port_driver, out, error);
}

const midi_in_driver fake_midi_device_driver = {
    .open = open_devices,
    .close = close_fake,
    .scan = scan_fake,
    .connect = connect_fake,
    .disconnect = disconnect_fake,
    .is_connected = is_connected_fake,
    .read = read_fake,
};

const midi_in_driver fake_midi_port_driver = {
    .has_port = true,
    .open = open_port,
    .close = close_fake,
    .scan = scan_fake,
    .connect = connect_fake,
    .disconnect = disconnect_fake,
    .is_connected = is_connected_fake,
    .read = read_fake,
};
