/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/registers.h"

#include "base/units.h"

#define SLOWEST_ATTACK_MS 11878
#define SLOWEST_DECAY_MS 47513
#define FRAMES_PER_MS 44.1f
#define NO_DELAY 0x8000
#define DELAY_STEP_FRAMES 32
#define HOLD_STEP_FRAMES 4096
#define DELAY_STEP_US 725
#define HOLD_STEP_MS 92
#define UNITY_PITCH 0xE000
#define PITCH_STEPS_PER_CENT (4096.0f / 1200.0f)

const uint8_t awe_quantities[AWE_N_GENERATORS] = {
    [AWE_GEN_MOD_LFO_TO_PITCH] = AWE_QUANTITY_PITCH,
    [AWE_GEN_VIB_LFO_TO_PITCH] = AWE_QUANTITY_PITCH,
    [AWE_GEN_MOD_ENV_TO_PITCH] = AWE_QUANTITY_PITCH,
    [AWE_GEN_FILTER_CUTOFF] = AWE_QUANTITY_CUTOFF,
    [AWE_GEN_FILTER_Q] = AWE_QUANTITY_RESONANCE,
    [AWE_GEN_MOD_LFO_TO_CUTOFF] = AWE_QUANTITY_LFO_CUTOFF,
    [AWE_GEN_MOD_ENV_TO_CUTOFF] = AWE_QUANTITY_CUTOFF_DEPTH,
    [AWE_GEN_MOD_LFO_TO_VOLUME] = AWE_QUANTITY_TREMOLO,
    [AWE_GEN_CHORUS_SEND] = AWE_QUANTITY_SEND,
    [AWE_GEN_REVERB_SEND] = AWE_QUANTITY_SEND,
    [AWE_GEN_MOD_LFO_DELAY] = AWE_QUANTITY_DELAY,
    [AWE_GEN_MOD_LFO_FREQUENCY] = AWE_QUANTITY_FREQUENCY,
    [AWE_GEN_VIB_LFO_DELAY] = AWE_QUANTITY_DELAY,
    [AWE_GEN_VIB_LFO_FREQUENCY] = AWE_QUANTITY_FREQUENCY,
    [AWE_GEN_MOD_ENV_DELAY] = AWE_QUANTITY_DELAY,
    [AWE_GEN_MOD_ENV_ATTACK] = AWE_QUANTITY_ATTACK,
    [AWE_GEN_MOD_ENV_HOLD] = AWE_QUANTITY_HOLD,
    [AWE_GEN_MOD_ENV_DECAY] = AWE_QUANTITY_DECAY,
    [AWE_GEN_MOD_ENV_SUSTAIN] = AWE_QUANTITY_SUSTAIN,
    [AWE_GEN_MOD_ENV_RELEASE] = AWE_QUANTITY_DECAY,
    [AWE_GEN_VOL_ENV_DELAY] = AWE_QUANTITY_DELAY,
    [AWE_GEN_VOL_ENV_ATTACK] = AWE_QUANTITY_ATTACK,
    [AWE_GEN_VOL_ENV_HOLD] = AWE_QUANTITY_HOLD,
    [AWE_GEN_VOL_ENV_DECAY] = AWE_QUANTITY_DECAY,
    [AWE_GEN_VOL_ENV_SUSTAIN] = AWE_QUANTITY_VOLUME_SUSTAIN,
    [AWE_GEN_VOL_ENV_RELEASE] = AWE_QUANTITY_DECAY,
};

static int limit(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

int awe_register_power(int cents)
{
    if (cents < 0) {
        return 0;
    }
    int whole = cents / 1200;
    return ((1200 + cents % 1200) << whole) / 1200;
}

int awe_rate_divisor(int rate)
{
    int octave = (rate - 1) / 16;
    int step = (rate - 1) % 16;
    return octave == 0 ? step + 1 : (step + 17) << (octave - 1);
}

/* Long times: eight rates an octave, the slowest ones further apart. */
static int slow_rate(int steps)
{
    int rate = ((~steps & 7) + 8) >> (steps >> 3);
    return rate > 1 ? rate : 1;
}

static int attack_register(int timecents)
{
    if (timecents >= 4300) {
        return 1;
    }
    return timecents > -600 ? slow_rate((timecents + 500) / 150)
                            : limit((37 - timecents) / 75 + 8, 1, 127);
}

static int decay_register(int timecents)
{
    return timecents > 1800 ? slow_rate((timecents - 1800) / 150)
                            : limit((37 - timecents) / 75 + 39, 1, 127);
}

static int delay_register(int timecents)
{
    return timecents <= -12000
               ? NO_DELAY
               : limit(NO_DELAY - awe_register_power(timecents + 12516), 0, NO_DELAY);
}

static int hold_register(int timecents)
{
    return timecents < -5368 ? 127 : limit(127 - awe_register_power(timecents + 4130), 0, 127);
}

/* The driver's multiplication by a 16-bit reciprocal, rounded down. */
static int depth_register(int amount, int factor)
{
    int64_t product = (int64_t)amount * factor;
    int64_t whole = product >= 0 ? product / 65536 : -((-product + 65535) / 65536);
    return limit((int)whole, -128, 127);
}

int awe_register_of(awe_quantity quantity, int amount)
{
    switch (quantity) {
    case AWE_QUANTITY_DELAY:
        return delay_register(amount);
    case AWE_QUANTITY_ATTACK:
        return attack_register(amount);
    case AWE_QUANTITY_HOLD:
        return hold_register(amount);
    case AWE_QUANTITY_DECAY:
        return decay_register(amount);
    case AWE_QUANTITY_VOLUME_SUSTAIN:
    case AWE_QUANTITY_SUSTAIN:
        return limit(127 - amount * 127 / 1000, 0, 127);
    case AWE_QUANTITY_FREQUENCY:
        return amount <= -16000 ? 0 : limit(awe_register_power(amount + 9126), 0, 255);
    case AWE_QUANTITY_CUTOFF:
        return limit((amount + 15) / 29 - 153, 0, 255);
    case AWE_QUANTITY_RESONANCE:
        return limit(amount / 12, 0, 15);
    case AWE_QUANTITY_PITCH:
        return depth_register(amount, 0x1B4F);
    case AWE_QUANTITY_LFO_CUTOFF:
        return depth_register(amount, 0x0919);
    case AWE_QUANTITY_CUTOFF_DEPTH:
        return depth_register(amount, 0x048D);
    case AWE_QUANTITY_TREMOLO:
        return limit(amount * 128 / 120, -128, 127);
    case AWE_QUANTITY_SEND:
        return limit(amount * 255 / 1000, 0, 255);
    default:
        return amount;
    }
}

/* The fastest rate that takes at least `ms`. */
static int rate_of_ms(int slowest_ms, int ms)
{
    int low = 1, high = 127;
    while (low < high) {
        int middle = (low + high + 1) / 2;
        if (slowest_ms >= ms * awe_rate_divisor(middle)) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low;
}

int awe_register_of_ms(awe_quantity quantity, int ms)
{
    switch (quantity) {
    case AWE_QUANTITY_DELAY:
        return limit(NO_DELAY - ms * 1000 / DELAY_STEP_US, 0, NO_DELAY);
    case AWE_QUANTITY_HOLD:
        return limit(127 - ms / HOLD_STEP_MS, 0, 127);
    case AWE_QUANTITY_ATTACK:
        return rate_of_ms(SLOWEST_ATTACK_MS, ms);
    default:
        return rate_of_ms(SLOWEST_DECAY_MS, ms);
    }
}

static float rate_frames(int slowest_ms, int rate)
{
    return (float)slowest_ms * FRAMES_PER_MS / (float)awe_rate_divisor(limit(rate, 1, 127));
}

float awe_register_meaning(awe_quantity quantity, int value)
{
    switch (quantity) {
    case AWE_QUANTITY_DELAY:
        return (float)(value >= NO_DELAY ? 0 : (NO_DELAY - value) * DELAY_STEP_FRAMES);
    case AWE_QUANTITY_ATTACK:
        return rate_frames(SLOWEST_ATTACK_MS, value);
    case AWE_QUANTITY_HOLD:
        return (float)((127 - value) * HOLD_STEP_FRAMES);
    case AWE_QUANTITY_DECAY:
        return rate_frames(SLOWEST_DECAY_MS, value);
    case AWE_QUANTITY_VOLUME_SUSTAIN:
        return value == 0 ? 1.0f : (float)(127 - value) * 0.0075f;
    case AWE_QUANTITY_SUSTAIN:
        return (float)(127 - value) * (1.0f / 127.0f);
    case AWE_QUANTITY_FREQUENCY:
        return (float)(value << 12);
    case AWE_QUANTITY_CUTOFF:
        return AWE_CARD_LOWEST_CENTS + AWE_CARD_CUTOFF_STEP_CENTS * (float)value;
    case AWE_QUANTITY_RESONANCE:
        return 15.0f * (float)value;
    case AWE_QUANTITY_PITCH:
        return 9.375f * (float)value;
    case AWE_QUANTITY_LFO_CUTOFF:
        return 28.125f * (float)value;
    case AWE_QUANTITY_CUTOFF_DEPTH:
        return 56.25f * (float)value;
    case AWE_QUANTITY_TREMOLO:
        return 0.9375f * (float)value;
    case AWE_QUANTITY_SEND:
        return (float)value * (1.0f / 256.0f);
    default:
        return 0.0f;
    }
}

/* The outermost steps are all the way to one side. */
int awe_pan_register(int place, int controller)
{
    int value = limit(0x17F - 2 * (place + controller), 0, 255);
    return value >= 0xFE ? 0xFF : value <= 1 ? 0 : value;
}

float awe_pitch_meaning(float cents)
{
    float steps = awe_clamp(cents, -24000.0f, 24000.0f) * PITCH_STEPS_PER_CENT;
    int value = UNITY_PITCH + (int)(steps + 98304.5f) - 98304; /* rounded, above 0 when cut off */
    return (float)(limit(value, 0, 0xFFFF) - UNITY_PITCH) / PITCH_STEPS_PER_CENT;
}
