/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_TICK_H
#define AWE_CHIP_TICK_H

/* Control rate: what happens to voices every 32 frames. Envelopes and LFOs become increments,
   filter coefficients and gain ramps for the kernel. Voices are planned eight at a time: that is
   tick.inc, compiled with each variant of the kernel. Here is what happens to one of them now and
   then: it starts, is told something, is released, passes a stage of an envelope. [audio] */

#include "awe/api.h"
#include "chip/envelope.h"
#include "chip/filter.h"
#include "chip/lfo.h"
#include "chip/params.h"
#include "chip/voice.h"

#include <stdint.h>

#define AWE_KNOT_FRAMES 8 /* length of a gain's line where an envelope needs more than one a tick */
#define AWE_KNOTS (AWE_TICK_FRAMES / AWE_KNOT_FRAMES)

/* How the chip of a model moves, told once. */
typedef struct awe_tick_rules {
    awe_filter_form filter_form;
    float highest_ratio; /* of an increment; at most 255 */
    uint8_t slews_gain;  /* gain follows its target by 1/64 of the distance per frame */
    uint8_t boosts;      /* an LFO may lift a voice above full level */
} awe_tick_rules;

/* What the driver tells of voices and the plan needs at every tick; see awe_voice_params. */
typedef struct awe_tone_rows {
    float pitch_cents[AWE_LANES], attenuation_cb[AWE_LANES], cutoff_cents[AWE_LANES];
    float lfo1_to_pitch_cents[AWE_LANES], lfo1_to_cutoff_cents[AWE_LANES];
    float lfo1_to_volume_cb[AWE_LANES], lfo2_to_pitch_cents[AWE_LANES];
    float envelope_to_pitch_cents[AWE_LANES], envelope_to_cutoff_cents[AWE_LANES];
} awe_tone_rows;

/* Nothing but rows of 4 bytes (awe_tick_move). */
typedef struct awe_control_rows {
    awe_envelopes volume, modulation;
    awe_lfos lfo1, lfo2;
    awe_tone_rows tone;
    awe_resonances resonance;
    float glide_cents[AWE_LANES]; /* at the coming tick's start */
    /* How far `volume` stands before the coming tick: it is moved on when that comes, all else at
       once. So a release within the tick finds the envelope where it was. */
    int32_t due_frames[AWE_LANES];
    float gain[AWE_LANES]; /* at the end of the current tick */
    float fall[AWE_LANES]; /* of the volume envelope, likewise */
    /* the forced fade: its whole length; what is left of it; frames per frame: 1, without a fade 0,
       and the others 1 */
    float fade_frames[AWE_LANES], fade_left_frames[AWE_LANES], fade_slope[AWE_LANES];
} awe_control_rows;

/* Bit per lane. */
typedef struct awe_control_bits {
    uint32_t changed; /* pitch and cutoff are to be planned, whether anything moves them or not */
    /* what moves them, be it 0 at the moment */
    uint32_t lfo_to_pitch, lfo_to_cutoff, lfo_to_volume;
    uint32_t envelope_to_pitch, envelope_to_cutoff;
    uint32_t glides;
    uint32_t sends;         /* sends are not at rest */
    uint32_t flat;          /* the gain is the same throughout the tick, and will be in the next */
    uint32_t turns;         /* the volume envelope leaves its stage in the current tick */
    uint32_t fades;         /* forced */
    uint32_t is_new;        /* no whole tick has begun */
    uint32_t release_waits; /* released while new: what began within a tick is heard in the next */
    uint32_t released;
    uint32_t ends; /* its release time is no longer the zone's */
} awe_control_bits;

/* Of one voice, what is seldom needed. */
typedef struct awe_control {
    awe_voice_params params;
    awe_voice_sample sample;
    float send[AWE_N_BUSES]; /* at the end of the current tick */
    uint32_t glide_left_frames;
    uint64_t steady_since; /* the chip's number of the tick that its LFOs have reached */
} awe_control;

/* The control state of eight voices. */
typedef struct awe_control_group {
    _Alignas(32) awe_control_rows rows;
    awe_control_bits bits;
    awe_control voice[AWE_LANES];
} awe_control_group;

/* No voices. What is reckoned of lanes that have none is finite, too. */
AWE_RT void awe_tick_clear(awe_control_group *control);

/* Starts the control state of a voice whose first frame is `phase` (0..31) frames into the current
   tick; `params` and `sample` of its awe_control are set, and the group's sample fields. At phase 0
   the tick itself is still to come; else the rest of it is to be planned. */
AWE_RT void awe_tick_start(awe_control_group *control, awe_voice_group *group, uint32_t lane,
                           const awe_tick_rules *rules, uint32_t phase);

/* New parameters, right before a tick. Envelope and delay times but the release keep the values
   that the voice started with. */
AWE_RT void awe_tick_update(awe_control_group *control, uint32_t lane,
                            const awe_voice_params *params, awe_filter_form form);

/* Another release time, right before a tick. One that is in its release goes on from where it
   is. */
AWE_RT void awe_tick_set_release(awe_control_group *control, uint32_t lane,
                                 uint32_t release_frames);

/* Before anything is told of a voice that may be steady: makes good what it left out. `n_ticks` is
   the chip's number of the current tick, counted from 1. */
AWE_RT void awe_tick_wake(awe_control_group *control, awe_voice_group *group, uint32_t lane,
                          uint64_t n_ticks);

/* Enters release now, `phase` frames into the current tick. True: the gains from there on are to be
   planned again. */
AWE_RT int awe_tick_release(awe_control_group *control, const awe_voice_group *group, uint32_t lane,
                            uint32_t phase);

/* From the next tick on, fades to silence over `n_ticks`; then the voice ends. */
AWE_RT void awe_tick_fade(awe_control_group *control, uint32_t lane, uint16_t n_ticks);

/* See awe_chip_level(). */
AWE_RT float awe_tick_level(const awe_control_group *control, uint32_t lane);

/* Moves lane `a` of `from` to lane `b` of `to`. */
AWE_RT void awe_tick_move(awe_control_group *to, uint32_t b, awe_control_group *from, uint32_t a);

/* Plans the coming tick, the chip's number `n_ticks`, of a group's active voices but for the steady
   ones. Returns those that have ended, bit per lane. */
typedef uint32_t (*awe_tick_fn)(awe_control_group *control, awe_voice_group *group,
                                const awe_tick_rules *rules, uint64_t n_ticks) AWE_RT;

/* Plans `lanes` (bit per lane) from frame `phase` of the current tick on. */
typedef void (*awe_plan_fn)(awe_control_group *control, awe_voice_group *group,
                            const awe_tick_rules *rules, uint32_t lanes, uint32_t phase) AWE_RT;

/* awe_tick_level() of all lanes. */
typedef void (*awe_levels_fn)(const awe_control_group *control, float level[AWE_LANES]) AWE_RT;

/* The variants of tick.inc. */
typedef struct awe_ticker {
    awe_levels_fn levels;
    awe_tick_fn tick;
    awe_plan_fn plan;       /* of voices that start within a tick */
    awe_plan_fn plan_gains; /* of voices that are released within a tick */
} awe_ticker;

/* For tick.inc. Moves the volume envelope on to the coming tick, through as many stages as lie on
   the way. */
AWE_RT void awe_tick_reach(awe_control_group *control, uint32_t lane);
/* These are steady: their plan holds for all ticks until something is changed. */
AWE_RT void awe_tick_rest(awe_control_group *control, awe_voice_group *group, uint32_t lanes,
                          uint64_t n_ticks);
/* Enters the release that has waited. */
AWE_RT void awe_tick_release_late(awe_control_group *control, uint32_t lane);
/* The modulation envelope's level in an attack that has come so far. */
AWE_RT float awe_tick_attack_level(float rise);
/* Where a recording that does not loop is over. */
AWE_RT int awe_tick_is_over(const awe_voice_group *group, uint32_t lane);
/* Plans the sends of the coming tick. */
AWE_RT void awe_tick_plan_sends(awe_control_group *control, awe_voice_group *group, uint32_t lane);
/* Moves a portamento on. */
AWE_RT void awe_tick_glide(awe_control_group *control, uint32_t lane, uint32_t n_frames);

#endif
