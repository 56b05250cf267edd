/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/filter.h"

#include "base/units.h"

#define N_RESONANCES 16
#define NEVER_CENTS 1e9f

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

static void resonate_card(awe_resonances *resonances, uint32_t lane, float resonance_cb)
{
    int index = (int)(awe_clamp(resonance_cb, 0.0f, 225.0f) * (1.0f / 15.0f) + 0.5f);
    float low_cb = 15.0f * (float)index;
    resonances->gain[lane] = awe_cb_to_gain(dc_attenuation_cb[index]);
    resonances->open_cents[lane] = index == 0 ? AWE_FILTER_CARD_OPEN_CENTS : NEVER_CENTS;
    resonances->peak_cb[lane] = low_cb;
    resonances->rise_cb[lane] = peak_at_top_cb[index] - low_cb;
}

/* Q of 0 dB means no peak, 1/sqrt(2); SoundFont 2.04 8.1.2 generator 9 counts the peak above DC
   gain, and lowers the band by half of it. */
static void resonate_sf2(awe_resonances *resonances, uint32_t lane, float resonance_cb)
{
    float peak_cb = awe_clamp(resonance_cb, 0.0f, 960.0f);
    resonances->gain[lane] = awe_cb_to_gain(0.5f * peak_cb);
    resonances->open_cents[lane] = peak_cb == 0.0f ? AWE_FILTER_SF2_OPEN_CENTS : NEVER_CENTS;
    resonances->damping[lane] = 1.41421356f * awe_cb_to_gain(peak_cb);
}

void awe_filter_resonate(awe_resonances *resonances, uint32_t lane, awe_filter_form form,
                         float resonance_cb)
{
    resonances->cb[lane] = resonance_cb;
    if (form == AWE_FILTER_CARD) {
        resonate_card(resonances, lane, resonance_cb);
    } else {
        resonate_sf2(resonances, lane, resonance_cb);
    }
}
