/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/midi_inputs.h"

#include "app/zone.h"
#include "io/clock.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#define READ_MS 1            /* where inputs have to be asked */
#define SCAN_MS 50           /* between two looks for what came and went */
#define RETRY_NS 500000000u  /* after a device could not be opened */
#define WORST_NS 2000000000u /* how long a worst value stands */

struct midi_inputs {
    midi_inputs_config config;
    midi_in *devices;     /* where the inputs asked for are; NULL: none were */
    midi_in *port;        /* whose port others connect to; may be the same; NULL: none */
    midi_in_list list;    /* of `devices`, at the last scan */
    uint64_t scan_ns;     /* when the next is due */
    uint64_t adopt_ns;    /* no new input before, once connecting one failed */
    uint64_t worst_ns;    /* when the worst uncertainties move on */
    uint32_t worst_us[2]; /* of this span of time and of the one before */

    /* for main */
    _Atomic uint32_t n_inputs; /* of the devices: those before it never move */
    _Atomic uint32_t n_lost;
    _Atomic uint32_t uncertainty_us;
    midi_input inputs[MIDI_INPUTS];
};

/* ---- what arrives */

/* The largest of this span of time and the one before. */
static void note_uncertainty(midi_inputs *all, uint64_t at_ns, uint32_t uncertainty_ns)
{
    uint32_t us = uncertainty_ns / 1000 + 1;
    if (at_ns >= all->worst_ns) {
        all->worst_ns = at_ns + WORST_NS;
        all->worst_us[1] = all->worst_us[0];
        all->worst_us[0] = 0;
    }
    all->worst_us[0] = us > all->worst_us[0] ? us : all->worst_us[0];
    us = all->worst_us[0] > all->worst_us[1] ? all->worst_us[0] : all->worst_us[1];
    atomic_store_explicit(&all->uncertainty_us, us, memory_order_relaxed);
}

static void take_packet(void *context, const midi_in_packet *packet)
{
    AWE_ZONE("midi packet");
    midi_inputs *all = context;
    midi_input *input = &all->inputs[packet->input];
    if (packet->is_gap) {
        atomic_fetch_add_explicit(&all->n_lost, packet->n_lost, memory_order_relaxed);
        midi_input_release(input, packet->arrival_ns);
    } else {
        midi_input_read(input, packet);
        note_uncertainty(all, packet->arrival_ns, packet->uncertainty_ns);
    }
}

/* ---- what is connected */

static bool connect_input(midi_inputs *all, midi_input *input, uint32_t device, io_error *error)
{
    if (!all->devices->driver->connect(all->devices, input->number, device, error)) {
        input->retry_ns = clock_now_ns() + RETRY_NS;
        return false;
    }
    midi_input_connect(input, all->list.names[device]);
    return true;
}

static bool is_taken(const midi_inputs *all, const char *name)
{
    for (uint32_t i = 0; i < all->n_inputs; i++) {
        if (atomic_load(&all->inputs[i].has_name) && strcmp(all->inputs[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* The device that `input` waits for, by its whole name once that is known. */
static midi_in_match find_device(const midi_inputs *all, const midi_input *input, uint32_t *device,
                                 io_error *error)
{
    if (!atomic_load(&input->has_name)) {
        midi_in_match match = midi_in_find(&all->list, input->wish, device, error);
        if (match == MIDI_IN_FOUND && is_taken(all, all->list.names[*device])) {
            io_error_set(error, "MIDI input \"%s\" is %s, which was asked for already", input->wish,
                         all->list.names[*device]);
            return MIDI_IN_AMBIGUOUS;
        }
        return match;
    }
    for (*device = 0; *device < all->list.n; ++*device) {
        if (strcmp(all->list.names[*device], input->name) == 0) {
            return MIDI_IN_FOUND;
        }
    }
    return MIDI_IN_MISSING;
}

static void drop_if_gone(midi_inputs *all, midi_input *input, uint64_t now)
{
    midi_in *in = all->devices;
    if (atomic_load(&input->is_connected) && !in->driver->is_connected(in, input->number)) {
        in->driver->disconnect(in, input->number);
        midi_input_disconnect(input, now);
    }
}

static void connect_if_there(midi_inputs *all, midi_input *input, uint64_t now)
{
    uint32_t device;
    io_error error;
    if (!atomic_load(&input->is_connected) && now >= input->retry_ns &&
        find_device(all, input, &device, &error) == MIDI_IN_FOUND) {
        connect_input(all, input, device, &error);
    }
}

static bool set_up_input(midi_inputs *all, uint32_t number, const char *wish)
{
    const midi_inputs_config *config = &all->config;
    return midi_input_init(&all->inputs[number], number, wish, &config->settings->keyboard,
                           &config->outlet);
}

/* Gives `device` an input of its own. */
static void adopt(midi_inputs *all, uint32_t device)
{
    uint32_t n = all->n_inputs;
    io_error error;
    if (set_up_input(all, n, NULL) && connect_input(all, &all->inputs[n], device, &error)) {
        atomic_store(&all->n_inputs, n + 1);
    } else {
        midi_input_free(&all->inputs[n]);
        all->adopt_ns = clock_now_ns() + RETRY_NS;
    }
}

/* Where every device is wanted: an input for each name that has none yet. */
static void adopt_new(midi_inputs *all, uint64_t now)
{
    for (uint32_t i = 0; i < all->list.n; i++) {
        if (now >= all->adopt_ns && all->n_inputs < MIDI_IN_MAX_INPUTS &&
            !is_taken(all, all->list.names[i])) {
            adopt(all, i);
        }
    }
}

static void look_for_changes(midi_inputs *all, uint64_t now)
{
    all->scan_ns = now + SCAN_MS * 1000000u;
    if (!all->devices) {
        return;
    }
    all->devices->driver->scan(all->devices, &all->list);
    for (uint32_t i = 0; i < all->n_inputs; i++) {
        drop_if_gone(all, &all->inputs[i], now);
    }
    for (uint32_t i = 0; i < all->n_inputs; i++) {
        connect_if_there(all, &all->inputs[i], now);
    }
    if (all->config.settings->all) {
        adopt_new(all, now);
    }
}

/* ---- the loop */

static bool has_connection(const midi_inputs *all)
{
    for (uint32_t i = 0; i < all->n_inputs; i++) {
        if (atomic_load(&all->inputs[i].is_connected)) {
            return true;
        }
    }
    return false;
}

static void wait_for_bytes(const midi_inputs *all)
{
    struct pollfd ready[2];
    nfds_t n = 0;
    int timeout_ms = SCAN_MS;
    midi_in *const ins[] = {all->devices, all->port == all->devices ? NULL : all->port};
    for (size_t i = 0; i < 2; i++) {
        if (ins[i] && ins[i]->descriptor >= 0) {
            ready[n++] = (struct pollfd){.fd = ins[i]->descriptor, .events = POLLIN};
        } else if (ins[i] && has_connection(all)) {
            timeout_ms = READ_MS;
        }
    }
    poll(ready, n, timeout_ms);
}

/* What has come since the last read is known as well as what might have come. */
static void read_driver(midi_inputs *all, midi_in *in, bool is_heard)
{
    in->driver->read(in, take_packet, all);
    if (is_heard) {
        note_uncertainty(all, clock_now_ns(), in->uncertainty_ns);
    }
}

void midi_inputs_read(midi_inputs *all)
{
    bool hears_devices = has_connection(all);
    wait_for_bytes(all);
    if (all->devices) {
        read_driver(all, all->devices, hears_devices || all->devices == all->port);
    }
    if (all->port && all->port != all->devices) {
        read_driver(all, all->port, true);
    }
    uint64_t now = clock_now_ns();
    if (now >= all->scan_ns) {
        look_for_changes(all, now);
    }
}

/* ---- beginning and end */

/* Without the port there is still something to play on, as long as a device was asked for. */
static bool open_drivers(midi_inputs *all, io_error *error)
{
    const midi_inputs_config *config = &all->config;
    io_error ignored;
    if (config->settings->n_names == 0 && !config->settings->all) {
        return config->port->open(&all->port, error);
    }
    if (!config->devices->open(&all->devices, error)) {
        return false;
    }
    if (config->devices->has_port) {
        all->port = all->devices;
    } else if (config->port) {
        config->port->open(&all->port, &ignored);
    }
    return true;
}

static bool set_up_inputs(midi_inputs *all, io_error *error)
{
    const midi_settings *s = all->config.settings;
    bool ok = true;
    for (uint32_t i = 0; ok && i < s->n_names; i++) {
        ok = set_up_input(all, i, s->names[i]);
        all->n_inputs = i + ok;
    }
    if (ok && all->port) {
        ok = set_up_input(all, MIDI_IN_PORT, MIDI_IN_PORT_NAME);
        midi_input_connect(&all->inputs[MIDI_IN_PORT], MIDI_IN_PORT_NAME);
    }
    return ok || io_error_set(error, "out of memory");
}

/* Connects what is there already; what is not, or not clear, is an error now and never later. */
static bool connect_first(midi_inputs *all, io_error *error)
{
    const midi_settings *s = all->config.settings;
    if (!all->devices) {
        return true;
    }
    all->devices->driver->scan(all->devices, &all->list);
    for (uint32_t i = 0; i < all->n_inputs; i++) {
        uint32_t device;
        midi_in_match match = find_device(all, &all->inputs[i], &device, error);
        if (match == MIDI_IN_AMBIGUOUS || (match == MIDI_IN_MISSING && !s->wait) ||
            (match == MIDI_IN_FOUND && !connect_input(all, &all->inputs[i], device, error))) {
            return false;
        }
    }
    look_for_changes(all, clock_now_ns());
    return true;
}

bool midi_inputs_new(const midi_inputs_config *config, midi_inputs **out, io_error *error)
{
    midi_inputs *all = calloc(1, sizeof *all);
    *out = NULL;
    if (!all) {
        return io_error_set(error, "out of memory");
    }
    all->config = *config;
    if (!open_drivers(all, error) || !set_up_inputs(all, error) || !connect_first(all, error)) {
        midi_inputs_free(all);
        return false;
    }
    *out = all;
    return true;
}

static void close_driver(midi_in *in)
{
    if (in) {
        in->driver->close(in);
    }
}

void midi_inputs_free(midi_inputs *all)
{
    if (!all) {
        return;
    }
    close_driver(all->port == all->devices ? NULL : all->port);
    close_driver(all->devices);
    for (uint32_t i = 0; i < MIDI_INPUTS; i++) {
        midi_input_free(&all->inputs[i]);
    }
    free(all);
}

void midi_inputs_get_status(const midi_inputs *all, midi_status *status)
{
    uint32_t n = atomic_load(&all->n_inputs);
    for (uint32_t i = 0; i < n; i++) {
        midi_input_get_status(&all->inputs[i], &status->inputs[i]);
    }
    if (all->port) {
        midi_input_get_status(&all->inputs[MIDI_IN_PORT], &status->inputs[n++]);
    }
    status->n_inputs = n;
    status->n_lost = atomic_load_explicit(&all->n_lost, memory_order_relaxed);
    status->uncertainty_us = atomic_load_explicit(&all->uncertainty_us, memory_order_relaxed);
}
