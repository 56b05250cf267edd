/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_DATA_ENTRY_H
#define AWE_SYNTH_DATA_ENTRY_H

/* Registered and non-registered parameters: selecting one (CC98 to CC101) and entering its value
   (CC6, CC38, CC96, CC97). Sources: MIDI 1.0, RP-018; ADIP part IV (NRPN 127); LNX (NRPN 1);
   SoundFont 2.04, 9.6 (NRPN 120). [audio] */

#include "awe/api.h"
#include "synth/channel.h"

#include <stdint.h>

AWE_RT void awe_entry_reset(awe_entry *entry);

/* Takes CC98 to CC101. */
AWE_RT void awe_entry_select(awe_entry *entry, uint8_t number, uint8_t value);

/* Takes CC6, CC38, CC96 or CC97. True: sounding voices must be told. */
AWE_RT int awe_entry_take(awe_channel *channel, uint8_t number, uint8_t value);

#endif
