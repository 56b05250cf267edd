/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_TUNING_H
#define AWE_SYNTH_TUNING_H

/* What key a key sounds as: programs of the MIDI Tuning Standard, and the master's tuning.
   [audio] */

#include "awe/api.h"

#include <stdint.h>

#define AWE_N_TUNINGS 16 /* programs; messages to others are rejected */

typedef struct awe_tunings {
    float cents[AWE_N_TUNINGS][128]; /* off equal temperament, by program and key */
    float master_cents;
    float master_fine_cents;
} awe_tunings;

/* Equal temperament everywhere. */
AWE_RT void awe_tunings_reset(awe_tunings *tunings);

/* Tunes one key: `value` as AWE_KEY_TUNING has it. False: the program is not there. */
AWE_RT int awe_tunings_set_key(awe_tunings *tunings, uint8_t key, int32_t value);

/* Cents of `key` in `program`; 0 for a program that is not there. */
AWE_RT float awe_tunings_key(const awe_tunings *tunings, uint8_t program, uint8_t key);

#endif
