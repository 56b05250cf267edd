/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_ENVELOPE_H
#define AWE_CHIP_ENVELOPE_H

/* The stages of a DAHDSR envelope, shared by volume and modulation. Time is counted in frames from
   the voice's own start, so a note has the same shape wherever it starts. Here is what happens to
   one envelope of eight; as long as none of them leaves its stage, tick.inc moves all eight at
   once. [audio] */

#include "awe/api.h"
#include "chip/params.h"
#include "chip/voice.h"

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

#define AWE_STAGE_ENDLESS INT32_MAX

/* `rise` is the fraction of the attack that has passed (0 in delay, 1 after the attack); `fall` the
   depth below full level (0 until the decay, 1 at the bottom of the range). What a level means is
   the caller's: see tick.h. */
typedef struct awe_level {
    float rise, fall;
} awe_level;

/* Eight envelopes. Within a stage both levels are straight lines of the time:

       rise + rise_slope * elapsed / whole,    fall + fall_slope * elapsed / whole

   with slopes of 0 or 1. Nothing but rows of 4 bytes (awe_tick_move). */
typedef struct awe_envelopes {
    int32_t elapsed_frames[AWE_LANES]; /* within the stage */
    int32_t end_frames[AWE_LANES];     /* of the stage; AWE_STAGE_ENDLESS: nothing moves */
    float whole_frames[AWE_LANES];
    float rise[AWE_LANES], rise_slope[AWE_LANES];
    float fall[AWE_LANES], fall_slope[AWE_LANES];
    uint32_t stage[AWE_LANES]; /* awe_stage */
} awe_envelopes;

/* Puts the lane's envelope at frame 0. */
AWE_RT void awe_envelope_start(awe_envelopes *envelopes, uint32_t lane,
                               const awe_envelope_params *params);

/* Moves it on by `n_frames`, through as many stages as that takes. */
AWE_RT void awe_envelope_advance(awe_envelopes *envelopes, uint32_t lane,
                                 const awe_envelope_params *params, uint32_t n_frames);

/* Enters release at depth `fall`. */
AWE_RT void awe_envelope_release(awe_envelopes *envelopes, uint32_t lane,
                                 const awe_envelope_params *params, float fall);

static inline awe_level awe_envelope_level(const awe_envelopes *envelopes, uint32_t lane)
{
    float passed = (float)envelopes->elapsed_frames[lane] / envelopes->whole_frames[lane];
    return (awe_level){envelopes->rise[lane] + envelopes->rise_slope[lane] * passed,
                       envelopes->fall[lane] + envelopes->fall_slope[lane] * passed};
}

/* True when the level no longer changes by itself. */
static inline int awe_envelope_is_settled(const awe_envelopes *envelopes, uint32_t lane)
{
    return envelopes->end_frames[lane] == AWE_STAGE_ENDLESS;
}

#endif
