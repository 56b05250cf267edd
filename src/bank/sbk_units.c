/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "bank/sbk_units.h"

#include "base/units.h"

#define NO_TIME -12000
#define LONGEST_TIME 8000
#define FASTEST_RATE 127
#define DELAY_STEP_US 725
#define HOLD_STEP_MS 92
#define FREQUENCY_CENTS_OF_1 -9123.4f /* 44100 / 2^20 Hz: LFO register 1 */

static const uint8_t rules[AWE_N_GENERATORS] = {
    [AWE_GEN_MOD_LFO_TO_PITCH] = AWE_SBK_PITCH,
    [AWE_GEN_VIB_LFO_TO_PITCH] = AWE_SBK_PITCH,
    [AWE_GEN_MOD_ENV_TO_PITCH] = AWE_SBK_PITCH,
    [AWE_GEN_FILTER_CUTOFF] = AWE_SBK_CUTOFF,
    [AWE_GEN_FILTER_Q] = AWE_SBK_RESONANCE,
    [AWE_GEN_MOD_LFO_TO_CUTOFF] = AWE_SBK_LFO_CUTOFF,
    [AWE_GEN_MOD_ENV_TO_CUTOFF] = AWE_SBK_ENVELOPE_CUTOFF,
    [AWE_GEN_MOD_LFO_TO_VOLUME] = AWE_SBK_TREMOLO,
    [14] = AWE_SBK_UNKNOWN,
    [AWE_GEN_CHORUS_SEND] = AWE_SBK_SEND,
    [AWE_GEN_REVERB_SEND] = AWE_SBK_SEND,
    [AWE_GEN_PAN] = AWE_SBK_PAN,
    [18] = AWE_SBK_UNKNOWN,
    [19] = AWE_SBK_UNKNOWN,
    [20] = AWE_SBK_UNKNOWN,
    [AWE_GEN_MOD_LFO_DELAY] = AWE_SBK_DELAY,
    [AWE_GEN_MOD_LFO_FREQUENCY] = AWE_SBK_FREQUENCY,
    [AWE_GEN_VIB_LFO_DELAY] = AWE_SBK_DELAY,
    [AWE_GEN_VIB_LFO_FREQUENCY] = AWE_SBK_FREQUENCY,
    [AWE_GEN_MOD_ENV_DELAY] = AWE_SBK_DELAY,
    [AWE_GEN_MOD_ENV_ATTACK] = AWE_SBK_ATTACK,
    [AWE_GEN_MOD_ENV_HOLD] = AWE_SBK_HOLD,
    [AWE_GEN_MOD_ENV_DECAY] = AWE_SBK_DECAY,
    [AWE_GEN_MOD_ENV_SUSTAIN] = AWE_SBK_SUSTAIN,
    [AWE_GEN_MOD_ENV_RELEASE] = AWE_SBK_DECAY,
    [AWE_GEN_KEY_TO_MOD_ENV_HOLD] = AWE_SBK_KEY_TO_TIME,
    [AWE_GEN_KEY_TO_MOD_ENV_DECAY] = AWE_SBK_KEY_TO_TIME,
    [AWE_GEN_VOL_ENV_DELAY] = AWE_SBK_DELAY,
    [AWE_GEN_VOL_ENV_ATTACK] = AWE_SBK_ATTACK,
    [AWE_GEN_VOL_ENV_HOLD] = AWE_SBK_HOLD,
    [AWE_GEN_VOL_ENV_DECAY] = AWE_SBK_DECAY,
    [AWE_GEN_VOL_ENV_SUSTAIN] = AWE_SBK_VOLUME_SUSTAIN,
    [AWE_GEN_VOL_ENV_RELEASE] = AWE_SBK_DECAY,
    [AWE_GEN_KEY_TO_VOL_ENV_HOLD] = AWE_SBK_KEY_TO_TIME,
    [AWE_GEN_KEY_TO_VOL_ENV_DECAY] = AWE_SBK_KEY_TO_TIME,
    [42] = AWE_SBK_UNKNOWN,
    [AWE_GEN_ATTENUATION] = AWE_SBK_ATTENUATION,
    [49] = AWE_SBK_UNKNOWN,
    [AWE_GEN_SAMPLE_MODES] = AWE_SBK_SAMPLE_MODES,
    [AWE_GEN_SAMPLE_PITCH] = AWE_SBK_SAMPLE_PITCH,
    [AWE_GEN_SCALE_TUNING] = AWE_SBK_SCALE_TUNING,
    [59] = AWE_SBK_UNKNOWN,
    [60] = AWE_SBK_UNKNOWN,
};

static const awe_finding_kind reports[AWE_N_SBK_RULES] = {
    [AWE_SBK_AS_IS] = {AWE_NOTE, "values that mean the same in SoundFont 2"},
    [AWE_SBK_DELAY] = {AWE_NOTE, "delays: milliseconds to timecents"},
    [AWE_SBK_ATTACK] = {AWE_NOTE, "attacks: milliseconds to timecents"},
    [AWE_SBK_HOLD] = {AWE_NOTE, "holds: milliseconds to timecents"},
    [AWE_SBK_DECAY] = {AWE_NOTE, "decays and releases: milliseconds to timecents"},
    [AWE_SBK_VOLUME_SUSTAIN] = {AWE_NOTE, "volume sustains: 96 is full, to cB below it"},
    [AWE_SBK_SUSTAIN] = {AWE_NOTE, "modulation sustains: 127 is full, to 0.1 % below it"},
    [AWE_SBK_FREQUENCY] = {AWE_NOTE, "LFO frequencies: 0.0841 Hz a step, to absolute cents"},
    [AWE_SBK_CUTOFF] = {AWE_NOTE, "filter cutoffs: 59 cents a step, to absolute cents"},
    [AWE_SBK_RESONANCE] = {AWE_NOTE, "filter resonances: 8 a register, to 12 cB a register"},
    [AWE_SBK_PITCH] = {AWE_NOTE, "pitch depths: 9.375 cents a step, to cents"},
    [AWE_SBK_LFO_CUTOFF] = {AWE_NOTE, "LFO to cutoff: 56.25 cents a step, to cents"},
    [AWE_SBK_ENVELOPE_CUTOFF] = {AWE_NOTE, "envelope to cutoff: 112.5 cents a step, to cents"},
    [AWE_SBK_TREMOLO] = {AWE_NOTE, "tremolo depths: 0.1875 dB a step, to cB"},
    [AWE_SBK_SEND] = {AWE_NOTE, "effect sends: of 255, to 0.1 %"},
    [AWE_SBK_PAN] = {AWE_NOTE, "pan: 0 to 127, to -50 % to 50 %"},
    [AWE_SBK_ATTENUATION] = {AWE_NOTE, "attenuations: 127 is none, 7.5 cB a step below it"},
    [AWE_SBK_KEY_TO_TIME] = {AWE_NOTE, "times by key: 5.55 timecents a step"},
    [AWE_SBK_SCALE_TUNING] = {AWE_NOTE, "scale tuning: 1 is a quarter tone a key"},
    [AWE_SBK_SAMPLE_MODES] = {AWE_NOTE, "sample modes: bit 0 alone counts"},
    [AWE_SBK_SAMPLE_PITCH] = {AWE_NOTE, "sample pitches: cents, to root key and fine tuning"},
    [AWE_SBK_UNKNOWN] = {AWE_NOTE, "unknown generators; left out"},
};

const awe_finding_rules awe_sbk_reports = {.kinds = reports, .sums_all = true};

awe_sbk_rule awe_sbk_rule_of(uint32_t id)
{
    return id < AWE_N_GENERATORS ? (awe_sbk_rule)rules[id] : AWE_SBK_UNKNOWN;
}

static int limit(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* Rounded up; `by` is above 0. */
static int divide_up(int value, int by)
{
    return value >= 0 ? (value + by - 1) / by : -(-value / by);
}

/* The amount nearest to `wanted` of those from `low` to `high`. */
static int16_t choose(float wanted, int low, int high)
{
    int rounded = (int)(awe_clamp(wanted, -30000.0f, 30000.0f) + 32768.5f) - 32768;
    return (int16_t)limit(rounded, low, high < low ? low : high);
}

/* The driver's exponential is (1 + fraction) 2^whole of cents / 1200, rounded down: the smallest
   cents that reach `value`, which is above 0. */
static int cents_to_reach(int value)
{
    int whole = 0;
    while (value >> (whole + 1)) {
        whole++;
    }
    return 1200 * whole + divide_up(1200 * value, 1 << whole) - 1200;
}

/* Of the amounts whose exponential, `offset` cents higher, is `value`, the one nearest to
   `wanted`. */
static int16_t choose_exponent(float wanted, int value, int offset)
{
    return choose(wanted, cents_to_reach(value) - offset, cents_to_reach(value + 1) - 1 - offset);
}

static float timecents_of(int ms)
{
    return awe_ratio_to_cents((float)ms * 0.001f);
}

static int16_t convert_delay(int ms)
{
    int steps = ms * 1000 / DELAY_STEP_US;
    return steps > 0 ? choose_exponent(timecents_of(ms), steps, 12516) : NO_TIME;
}

static int16_t convert_hold(int ms)
{
    int steps = limit(ms / HOLD_STEP_MS, 0, 127);
    return steps > 0 ? choose_exponent(timecents_of(ms), steps, 4130) : NO_TIME;
}

static int get_divisor(int rate)
{
    int octave = (rate - 1) / 16;
    int step = (rate - 1) % 16;
    return octave == 0 ? step + 1 : (step + 17) << (octave - 1);
}

/* The fastest of the rates that takes at least `ms`. */
static int find_rate(int slowest_ms, int ms)
{
    int rate = 1;
    while (rate < FASTEST_RATE && ms * get_divisor(rate + 1) <= slowest_ms) {
        rate++;
    }
    return rate;
}

/* How the driver finds a rate: 75 timecents a step from `fast` down, which is 37 timecents, up to
   `last`; then 150 from `slow` on, eight steps an octave. */
typedef struct rate_law {
    int slowest_ms, fast, last, slow;
} rate_law;

static int16_t convert_rate(const rate_law *law, int ms)
{
    static const uint8_t first_step[] = {0, 24, 20, 16, 14, 12, 10, 8, 7, 6, 5, 4, 3, 2, 1, 0};
    int rate = find_rate(law->slowest_ms, ms);
    float wanted = timecents_of(ms);
    if (rate < 16) {
        int low = law->slow + 150 * first_step[rate];
        int high = rate > 1 ? law->slow + 150 * first_step[rate - 1] - 1 : LONGEST_TIME;
        return choose(wanted, low > law->last ? low : law->last + 1, high);
    }
    int at = 37 - 75 * (rate - law->fast); /* the driver's division rounds towards 37 */
    int low = rate == FASTEST_RATE ? NO_TIME : rate < law->fast ? at : at - 74;
    int high = rate > law->fast ? at : at + 74;
    return choose(wanted, low, high < law->last ? high : law->last);
}

static int16_t convert_attack(int ms)
{
    static const rate_law law = {.slowest_ms = 11878, .fast = 8, .last = -600, .slow = -500};
    return convert_rate(&law, ms);
}

static int16_t convert_decay(int ms)
{
    static const rate_law law = {.slowest_ms = 47513, .fast = 39, .last = 1800, .slow = 1800};
    return convert_rate(&law, ms);
}

/* The card's cutoff register is twice the value, and its steps are 29 cents to the driver. */
static int16_t convert_cutoff(int value)
{
    int low = 29 * (2 * value + 153) - 15;
    return choose(59.0f * (float)value + 4366.0f, low, low + 28);
}

static int16_t convert_frequency(int value)
{
    if (value <= 0) {
        return -16000;
    }
    float cents = awe_ratio_to_cents((float)(2 * value)) + FREQUENCY_CENTS_OF_1;
    return choose_exponent(cents, 2 * value, 9126);
}

/* The least amount that `factor` / 65536 turns into the register. */
static int16_t convert_depth(int value, int factor)
{
    return (int16_t)limit(divide_up(value * 65536, factor), -12000, 12000);
}

/* A register that the driver doubles in eight bits. */
static int doubled(int value)
{
    return (int8_t)(uint8_t)(2 * value);
}

static int16_t convert_tremolo(int value)
{
    int steps = doubled(value);
    return (int16_t)(steps < 0 ? -divide_up(-steps * 15, 16) : divide_up(steps * 15, 16));
}

int16_t awe_sbk_amount(awe_sbk_rule rule, int16_t value)
{
    int time_ms = limit(value, 0, INT16_MAX);
    int seven_bits = limit(value, 0, 127);
    switch (rule) {
    case AWE_SBK_DELAY:
        return convert_delay(time_ms);
    case AWE_SBK_ATTACK:
        return convert_attack(time_ms);
    case AWE_SBK_HOLD:
        return convert_hold(time_ms);
    case AWE_SBK_DECAY:
        return convert_decay(time_ms);
    case AWE_SBK_VOLUME_SUSTAIN:
        return (int16_t)divide_up(1000 * (127 - limit(4 * seven_bits / 3, 0, 127)), 127);
    case AWE_SBK_SUSTAIN:
        return (int16_t)divide_up(1000 * (127 - seven_bits), 127);
    case AWE_SBK_FREQUENCY:
        return convert_frequency(seven_bits);
    case AWE_SBK_CUTOFF:
        return convert_cutoff(seven_bits);
    case AWE_SBK_RESONANCE:
        return (int16_t)(3 * seven_bits / 2);
    case AWE_SBK_PITCH:
        return convert_depth(limit(value, -128, 127), 0x1B4F);
    case AWE_SBK_LFO_CUTOFF:
        return convert_depth(doubled(value), 0x0919);
    case AWE_SBK_ENVELOPE_CUTOFF:
        return convert_depth(doubled(value), 0x048D);
    case AWE_SBK_TREMOLO:
        return convert_tremolo(value);
    case AWE_SBK_SEND:
        return (int16_t)divide_up(1000 * limit(value, 0, 255), 255);
    case AWE_SBK_PAN:
        return (int16_t)(divide_up(1000 * seven_bits, 127) - 500);
    case AWE_SBK_ATTENUATION:
        return (int16_t)((15 * (127 - seven_bits) + 1) / 2);
    case AWE_SBK_KEY_TO_TIME:
        return (int16_t)limit(value * 111 / 20, -1200, 1200);
    case AWE_SBK_SCALE_TUNING:
        return value ? 50 : 100;
    case AWE_SBK_SAMPLE_MODES:
        return value & 1;
    default:
        return value;
    }
}
