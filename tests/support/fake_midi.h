/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_FAKE_MIDI_H
#define TESTS_SUPPORT_FAKE_MIDI_H

/* Two MIDI drivers that do as a test says: one for devices, one that has a port, too. */

#include "io/midi_in.h"

#define FAKE_MIDI_PACKETS 8

/* What a driver has, and what it was told. */
typedef struct fake_midi {
    midi_in base;
    midi_in_list devices;
    bool is_open;
    bool refuses;
    uint32_t n_connects; /* calls, refused ones included */
    bool is_connected[MIDI_IN_MAX_INPUTS];
    char names[MIDI_IN_MAX_INPUTS][MIDI_IN_NAME_SIZE];
    /* what the next read gives */
    midi_in_packet packets[FAKE_MIDI_PACKETS];
    uint32_t n_packets;
} fake_midi;

/* The state of each, which the test changes; all zeros is a driver without devices. */
extern fake_midi fake_midi_devices;
extern fake_midi fake_midi_port;

extern const midi_in_driver fake_midi_device_driver;
extern const midi_in_driver fake_midi_port_driver;

#endif
