/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/filter.h"

#include "base/tables.h"
#include "base/units.h"
#include "chip/voice.h"

/* Cutoff at which SoundFont 2 calls the filter open, and the card's highest (register 255). */
#define SF2_OPEN_CENTS 13500.0f
#define CARD_OPEN_CENTS 11850.0f
#define CARD_LOWEST_CENTS 4366.0509f  /* 101.81 Hz */
#define CARD_HIGHEST_CENTS 11774.603f /* a sixth of the rate: F reaches 1 */
#define N_RESONANCES 16

static const awe_filter open_filter = {.g = 1.0f, .b = 1.0f, .open = 1};

static float look_up(const float *table, float first_cents, float cents)
{
    float position = (cents - first_cents) * (1.0f / AWE_FILTER_STEP_CENTS);
    int index = (int)position;
    return awe_interpolate(table, index, position - (float)index);
}

/* The resonance index's attenuation of the whole band, in cB. Source: NRPN 22 of the card's MIDI
   documentation. */
static const float dc_attenuation_cb[N_RESONANCES] = {
    0, 5, 12, 18, 25, 33, 41, 55, 60, 66, 72, 79, 85, 93, 101, 110,
};
/* The height of the peak at the top of the cutoff's range, in cB; lower down it is 15 cB a step.
   Measured. */
static const float peak_at_top_cb[N_RESONANCES] = {
    0, 5, 12.5f, 17.5f, 25, 32.5f, 42.5f, 50, 62.5f, 72.5f, 90, 107.5f, 125, 137.5f, 152.5f, 167.5f,
};

/* Between 2653 Hz and 6870 Hz the peak goes from one law to the other, in octaves. */
static float card_peak_cb(int index, float cutoff_cents)
{
    float blend = awe_clamp((cutoff_cents - 10011.0f) * (1.0f / 1647.0f), 0.0f, 1.0f);
    float low = 15.0f * (float)index;
    return low + blend * (peak_at_top_cb[index] - low);
}

static inline awe_filter design_card(float cutoff_cents, float resonance_cb)
{
    int index = (int)(awe_clamp(resonance_cb, 0.0f, 225.0f) * (1.0f / 15.0f) + 0.5f);
    if (cutoff_cents >= CARD_OPEN_CENTS && index == 0) {
        return open_filter;
    }
    float cents = awe_clamp(cutoff_cents, CARD_LOWEST_CENTS, CARD_HIGHEST_CENTS);
    float f = look_up(awe_table_filter_sin, AWE_FILTER_SIN_FIRST_CENTS, cents);
    /* 1 / Q; the measured response has Q = 0.931 where the peak is 0 dB. */
    float damping = (1.0f / 0.931f) * awe_cb_to_gain(card_peak_cb(index, cents));
    return (awe_filter){
        .g = awe_cb_to_gain(dc_attenuation_cb[index]),
        .a = f,
        .c = 1.0f - f * damping - f * f,
        .h = f,
        .k = 1.0f,
    };
}

/* Q of 0 dB means no peak, 1/sqrt(2); SoundFont 2.04 8.1.2 generator 9 counts the peak above DC
   gain, and lowers the band by half of it. */
static inline awe_filter design_sf2(float cutoff_cents, float resonance_cb)
{
    float peak_cb = awe_clamp(resonance_cb, 0.0f, 960.0f);
    if (cutoff_cents >= SF2_OPEN_CENTS && peak_cb == 0.0f) {
        return open_filter;
    }
    float cents = awe_clamp(cutoff_cents, AWE_FILTER_TAN_FIRST_CENTS, SF2_OPEN_CENTS - 0.01f);
    float t = look_up(awe_table_filter_tan, AWE_FILTER_TAN_FIRST_CENTS, cents);
    float damping = 1.41421356f * awe_cb_to_gain(peak_cb);
    float a1 = 1.0f / (1.0f + t * (t + damping));
    float a2 = t * a1;
    return (awe_filter){
        .g = awe_cb_to_gain(0.5f * peak_cb),
        .a = a2,
        .b = t * a2,
        .c = 2.0f * a1 - 1.0f,
        .h = 2.0f * a2,
        .k = 2.0f,
    };
}

awe_filter awe_filter_design(awe_filter_form form, float cutoff_cents, float resonance_cb)
{
    return form == AWE_FILTER_CARD ? design_card(cutoff_cents, resonance_cb)
                                   : design_sf2(cutoff_cents, resonance_cb);
}

static inline int store(const awe_filter *filter, float *poles)
{
    poles[AWE_FILTER_G] = filter->g;
    poles[AWE_FILTER_A] = filter->a;
    poles[AWE_FILTER_B] = filter->b;
    poles[AWE_FILTER_C] = filter->c;
    poles[AWE_FILTER_H] = filter->h;
    poles[AWE_FILTER_K] = filter->k;
    return filter->open;
}

/* Each form is stored by itself, out of registers: a struct on the way, written by parts and read
   by the vector, would have to wait for the parts. */
int awe_filter_tune(awe_filter_form form, float cutoff_cents, float resonance_cb, float *poles)
{
    if (form == AWE_FILTER_CARD) {
        awe_filter card = design_card(cutoff_cents, resonance_cb);
        return store(&card, poles);
    }
    awe_filter sf2 = design_sf2(cutoff_cents, resonance_cb);
    return store(&sf2, poles);
}
