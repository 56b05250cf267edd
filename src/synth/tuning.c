/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/tuning.h"

#include <string.h>

void awe_tunings_reset(awe_tunings *tunings)
{
    memset(tunings, 0, sizeof *tunings);
}

int awe_tunings_set_key(awe_tunings *tunings, uint8_t key, int32_t value)
{
    uint32_t program = (uint32_t)value >> 21;
    if (program >= AWE_N_TUNINGS) {
        return 0;
    }
    int32_t off = (value & 0x1FFFFF) - (key << 14);
    tunings->cents[program][key] = (float)off * (100.0f / 16384.0f);
    return 1;
}

float awe_tunings_key(const awe_tunings *tunings, uint8_t program, uint8_t key)
{
    return program < AWE_N_TUNINGS ? tunings->cents[program][key] : 0.0f;
}
