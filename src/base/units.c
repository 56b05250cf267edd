/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "base/units.h"

#include "base/tables.h"

#include <stdint.h>
#include <string.h>

/* log2 of a normal positive float, from its exponent and a table over its mantissa. */
static float log2_of(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    int exponent = (int)(bits >> 23 & 255) - 127;
    int index = (int)(bits >> 16 & 127);
    float fraction = (float)(bits & 0xFFFF) * (1.0f / 65536.0f);
    return (float)exponent + awe_interpolate(awe_table_log2, index, fraction);
}

float awe_gain_to_cb(float gain)
{
    if (!(gain > 6.3e-8f)) { /* 1440 cB */
        return 1440.0f;
    }
    return awe_clamp(-60.2059991f * log2_of(gain), 0.0f, 1440.0f); /* 200 log10(2) */
}

float awe_ratio_to_cents(float ratio)
{
    return 1200.0f * log2_of(ratio > 6e-8f ? ratio : 6e-8f);
}
