/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_VICTIMS_H
#define AWE_SYNTH_VICTIMS_H

/* Lanes by what they are worth: a heap whose first is the least worth, then the oldest, then the
   lowest lane. It is built when it is asked for the first time, lasts as long as nothing but notes
   changes what lanes are worth, which is a tick, and is told of those. What it says of a lane may
   be out of date: who asks compares. [audio] */

#include "awe/api.h"

#include <stdint.h>

typedef struct awe_victim {
    uint64_t note;
    float worth;
    uint32_t lane;
} awe_victim;

typedef struct awe_victims {
    awe_victim *items; /* [n]; the owner gives room for all that it adds */
    uint32_t n;
    int is_valid; /* zero: to be built */
} awe_victims;

/* Puts a lane in. */
AWE_RT void awe_victims_add(awe_victims *victims, const awe_victim *added);

/* Takes the first one out; there must be one. */
AWE_RT void awe_victims_drop(awe_victims *victims);

#endif
