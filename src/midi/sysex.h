/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_MIDI_SYSEX_H
#define AWE_MIDI_SYSEX_H

/* System exclusive messages: byte strings become typed messages; what nobody here understands
   becomes none. Lenient as the card's driver was: any device number, the Roland checksum is not
   verified.
   Sources: Universal System Exclusive (GM 1, GM 2, master volume); Roland SC-55 "MIDI
   implementation"; Yamaha XG 1.0; Creative's AWE32 Developer's Information Pack, part III. [any] */

#include "awe/api.h"
#include "awe/event.h"
#include "base/bytes.h"
#include "midi/message_list.h"

#include <stdint.h>

/* Decodes one whole message, with or without its F0 and F7, into `messages` and returns how many
   there are. */
AWE_RT uint32_t awe_sysex_decode(awe_bytes bytes, uint8_t port,
                                 awe_message messages[AWE_SYSEX_MAX_MESSAGES]);

#endif
