/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_MESSAGE_BYTES_H
#define APP_MESSAGE_BYTES_H

/* The bytes of MIDI that mean what a message says: of a channel message its own, of all else a
   system exclusive that every reader of ours, and most others, take for the same.
   Sources: Universal System Exclusive (GM 1, GM 2, MIDI Tuning); Roland SC-55, Yamaha XG. [any] */

#include "awe/event.h"

#include <stddef.h>
#include <stdint.h>

#define MESSAGE_BYTES_MAX 16

/* Writes the first (`index` 0), second .. of the MIDI messages that together mean `message`, and
   returns how many bytes it has; 0 behind the last. AWE_RELEASE_ALL and AWE_SILENCE_ALL have none.
   AWE_SCALE_TUNING is rounded to whole cents from -64 to 63. */
size_t message_bytes(const awe_message *message, uint32_t index, uint8_t out[MESSAGE_BYTES_MAX]);

#endif
