/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BASE_UNITS_H
#define AWE_BASE_UNITS_H

/* Conversions between musical and linear units, from committed tables: the same bits everywhere.
   What a tick asks for is inline: calls would be half of it. [any] */

#include "awe/api.h"
#include "base/tables.h"

#include <stdint.h>
#include <string.h>

/* -200 log10(gain) for a gain in (0, 1]; smaller than 1440 cB of attenuation gives 1440. Error
   below 0.001 cB. */
AWE_RT float awe_gain_to_cb(float gain);

/* 1200 log2(ratio) for a ratio of 2^-24 and more. Error below 0.02 cents. */
AWE_RT float awe_ratio_to_cents(float ratio);

/* Linear interpolation in `table` at `index` + `fraction` (0 <= fraction <= 1; table[index + 1]
   must exist). */
static inline float awe_interpolate(const float *table, int index, float fraction)
{
    return table[index] + fraction * (table[index + 1] - table[index]);
}

static inline float awe_clamp(float value, float low, float high)
{
    return value < low ? low : value > high ? high : value;
}

/* 2^exponent for -126 <= exponent <= 127, by placing it in the float's exponent field. */
static inline float awe_power_of_two(int exponent)
{
    uint32_t bits = (uint32_t)(exponent + 127) << 23;
    float result;
    memcpy(&result, &bits, sizeof result);
    return result;
}

/* 2^(cents / 1200); the argument is clamped to +-24000 (20 octaves). Relative error below 1e-7. */
AWE_RT static inline float awe_cents_to_ratio(float cents)
{
    cents = awe_clamp(cents, -24000.0f, 24000.0f);
    int whole = (int)cents;
    whole -= (float)whole > cents;
    int octave = (whole + 24000) / 1200;
    int index = whole + 24000 - octave * 1200;
    float within = awe_interpolate(awe_table_cents, index, cents - (float)whole);
    return within * awe_power_of_two(octave - 20);
}

/* 10^(-cb / 200): the gain of an attenuation in centibels. Below 0 clamps to 1; 1440 and above is
   0. */
AWE_RT static inline float awe_cb_to_gain(float cb)
{
    if (!(cb < 1440.0f)) {
        return 0.0f;
    }
    if (cb <= 0.0f) {
        return 1.0f;
    }
    int whole = (int)cb;
    return awe_interpolate(awe_table_cb, whole, cb - (float)whole);
}

#endif
