/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_ENVELOPE_H
#define AWE_CHIP_ENVELOPE_H

/* The stages of a DAHDSR envelope, shared by volume and modulation. Time is counted in frames from
   the voice's own start, so a note has the same shape wherever it starts. [audio] */

#include "awe/api.h"
#include "chip/params.h"

#include <stdint.h>

typedef enum awe_stage {
    AWE_STAGE_DELAY,
    AWE_STAGE_ATTACK,
    AWE_STAGE_HOLD,
    AWE_STAGE_DECAY,
    AWE_STAGE_SUSTAIN,
    AWE_STAGE_RELEASE,
    AWE_STAGE_DONE,
} awe_stage;

/* `rise` is the fraction of the attack that has passed (0 in delay, 1 after the attack); `fall` the
   depth below full level (0 until the decay, 1 at the bottom of the range). What a level means is
   the caller's: see tick.c. */
typedef struct awe_envelope {
    uint32_t elapsed_frames; /* within the stage */
    float fall_at_release;
    float rise, fall;
    uint8_t stage; /* awe_stage */
} awe_envelope;

/* Puts the envelope at frame 0. */
AWE_RT void awe_envelope_start(awe_envelope *envelope, const awe_envelope_params *params);

/* Moves on by `n_frames`, through as many stages as that takes. */
AWE_RT void awe_envelope_advance(awe_envelope *envelope, const awe_envelope_params *params,
                                 uint32_t n_frames);

/* Enters release at depth `fall`. */
AWE_RT void awe_envelope_release(awe_envelope *envelope, float fall);

/* True when `rise` and `fall` no longer change by themselves. */
static inline int awe_envelope_is_settled(const awe_envelope *envelope)
{
    return envelope->stage == AWE_STAGE_SUSTAIN || envelope->stage == AWE_STAGE_DONE;
}

#endif
