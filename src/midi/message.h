/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_MIDI_MESSAGE_H
#define AWE_MIDI_MESSAGE_H

/* Channel messages: a status byte and its data bytes become one awe_message. Source: MIDI 1.0,
   tables I to III. [any] */

#include "awe/api.h"
#include "awe/event.h"

#include <stdint.h>

/* Release velocity of a note-off that was written as a note-on of velocity 0. */
#define AWE_MIDI_RELEASE_VELOCITY 64

/* Data bytes that follow `status` (0x80..0xFF). System exclusive and real time have none of a fixed
   number: 0. */
AWE_RT uint8_t awe_midi_data_count(uint8_t status);

/* The message of a channel status (0x80..0xEF) and its data bytes (each 0..127; those it does not
   have are ignored). */
AWE_RT awe_message awe_midi_decode(uint8_t status, const uint8_t data[2], uint8_t port);

#endif
