/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_MIDI_PIECES_H
#define AWE_IO_MIDI_PIECES_H

/* PortMidi hands out four bytes at a time: one short message, or a piece of a system exclusive, the
   last one padded behind its F7. Real-time bytes come as messages between the pieces or, from ALSA,
   inside them. This puts the cable's bytes together again.
   Source: portmidi.h, "Pm_Read". [any] */

#include <stdbool.h>
#include <stdint.h>

typedef struct midi_pieces {
    bool is_in_sysex;
} midi_pieces;

/* Writes the bytes that `message`, a PmMessage, stands for and returns how many they are. Four data
   bytes of a system exclusive whose beginning was lost are none. */
uint32_t midi_pieces_take(midi_pieces *pieces, uint32_t message, uint8_t out[4]);

#endif
