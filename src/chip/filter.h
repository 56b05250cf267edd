/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_FILTER_H
#define AWE_CHIP_FILTER_H

/* Coefficients of the 2-pole low-pass. One recursion serves both of its forms:

       e = g x - lp;  y = (lp + a bp) + b e;  lp' = (lp + k a bp) + k b e;  bp' = c bp + h e

   - the card: Chamberlin's state-variable filter, which is what the EMU8000's measured responses
   fit;
   - SoundFont 2: the trapezoidal state-variable filter, exact for any cutoff below half the rate.

   Both act on differences of the state, so 32-bit floats hold their accuracy down to 20 Hz where
   direct forms do not. Source: docs/sound.md "Filter". Here is what follows from the resonance,
   which seldom changes; with the cutoff, at every tick, it makes the coefficients in filter.inc.
   [audio] */

#include "awe/api.h"
#include "chip/voice.h"

typedef enum awe_filter_form {
    AWE_FILTER_CARD,
    AWE_FILTER_SF2,
} awe_filter_form;

/* Cutoffs that a form can have, and its table from the first to the last. */
#define AWE_FILTER_SF2_OPEN_CENTS 13500.0f /* where SoundFont 2 calls the filter open */
#define AWE_FILTER_CARD_OPEN_CENTS 11850.0f
#define AWE_FILTER_CARD_LOWEST_CENTS 4366.0509f  /* 101.81 Hz */
#define AWE_FILTER_CARD_HIGHEST_CENTS 11774.603f /* a sixth of the rate: F reaches 1 */

/* Of eight filters. Nothing but rows of 4 bytes (awe_tick_move). */
typedef struct awe_resonances {
    float cb[AWE_LANES];         /* what the others stand for */
    float gain[AWE_LANES];       /* of the whole band */
    float open_cents[AWE_LANES]; /* the cutoff from which on the signal passes unchanged */
    float damping[AWE_LANES];    /* SoundFont 2 */
    /* the card's peak, of which its damping is made: at low cutoffs, and how much it differs at the
       highest */
    float peak_cb[AWE_LANES], rise_cb[AWE_LANES];
} awe_resonances;

/* Makes the lane's resonance a peak `resonance_cb` high. */
AWE_RT void awe_filter_resonate(awe_resonances *resonances, uint32_t lane, awe_filter_form form,
                                float resonance_cb);

#endif
