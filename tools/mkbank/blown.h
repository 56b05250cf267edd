/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef MKBANK_BLOWN_H
#define MKBANK_BLOWN_H

/* Brass, reeds and pipes: a harmonic spectrum shaped by fixed resonances, whose upper part arrives
   after the lower one, and the breath. */

#include "wave.h"

/* A blown sound. level(k) = k^-tilt, raised around two resonances, cut off above `top_hz`; even
   harmonics times `even`. `speak_s`: how long the tone needs; harmonic k takes `lag` times more per
   k. `bite`: overshoot of the attack. `breath`: noise that stays; `puff`: noise of the attack. */
typedef struct blown {
    double tilt;
    double even;
    double hz[2];
    double gain[2];
    double top_hz;
    double speak_s;
    double lag;
    double bite;
    double breath;
    double puff;
    band air;
    double unison; /* width in cents of a section, 0 for one player */
} blown;

void blow(wave *w, const blown *b);

#endif
