/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_MIDI_TUNING_H
#define AWE_MIDI_TUNING_H

/* The MIDI Tuning Standard: bulk dumps, single notes, scales of an octave. Tuning banks are not
   told apart. Source: MIDI 1.0, "MIDI Tuning" (with CA-020 and CA-021). [any] */

#include "awe/api.h"
#include "base/bytes.h"
#include "midi/message_list.h"

/* Adds what the body of a system exclusive (without F0 and F7) means, if it is of this standard. */
AWE_RT void awe_tuning_decode(awe_bytes body, awe_message_list *list);

#endif
