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
   direct forms do not. Source: docs/sound.md "Filter". [audio] */

#include "awe/api.h"

typedef enum awe_filter_form {
    AWE_FILTER_CARD,
    AWE_FILTER_SF2,
} awe_filter_form;

typedef struct awe_filter {
    float g, a, b, c, h, k;
    int open; /* passes the signal unchanged: the recursion may be skipped */
} awe_filter;

/* The form's coefficients at `cutoff_cents` (absolute) and `resonance_cb` (height of the peak). */
AWE_RT awe_filter awe_filter_design(awe_filter_form form, float cutoff_cents, float resonance_cb);

/* The same, written over the coefficients of a voice (voice.h). Returns awe_filter.open. */
AWE_RT int awe_filter_tune(awe_filter_form form, float cutoff_cents, float resonance_cb,
                           float *poles);

#endif
