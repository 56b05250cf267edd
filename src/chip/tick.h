/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_TICK_H
#define AWE_CHIP_TICK_H

/* Control rate: what happens to a voice every 32 frames. Envelopes and LFOs become an increment,
   filter coefficients and gain ramps for the kernel. [audio] */

#include "awe/api.h"
#include "chip/envelope.h"
#include "chip/filter.h"
#include "chip/lfo.h"
#include "chip/params.h"
#include "chip/voice.h"

#include <stdint.h>

/* How the chip of a model moves, told once. */
typedef struct awe_tick_rules {
    awe_filter_form filter_form;
    float highest_ratio; /* of an increment; at most 255 */
    uint8_t slews_gain;  /* gain follows its target by 1/64 of the distance per frame */
    uint8_t boosts;      /* an LFO may lift a voice above full level */
} awe_tick_rules;

/* The control state of one voice. */
typedef struct awe_control {
    awe_voice_params params;
    awe_envelope volume, modulation;
    awe_lfo lfo1, lfo2;
    uint32_t glide_left_frames;
    float gain;                                         /* at the end of the current tick */
    float send[AWE_N_BUSES];                            /* likewise */
    float planned_cents;                                /* what the increment stands for */
    float designed_cutoff_cents, designed_resonance_cb; /* what the filter coefficients stand for */
    /* `volume` where the current plan begins: at frame `planned_phase` of the tick */
    awe_envelope planned;
    uint32_t planned_phase;
    uint16_t fade_ticks; /* length of the forced fade; 0: none */
    uint16_t fade_ticks_left;
    uint8_t changed;       /* params are new since the last tick */
    uint8_t tone_rests;    /* pitch, cutoff and sends stay until something has `changed` */
    uint8_t is_new;        /* its first tick is not over */
    uint8_t release_waits; /* released while new: a note is heard for one tick at least */
    awe_voice_sample sample;
    uint64_t steady_since; /* the chip's number of the tick at which it was found so */
} awe_control;

typedef enum awe_tick_found {
    AWE_TICK_ENDED, /* nothing was planned */
    AWE_TICK_PLANNED,
    AWE_TICK_STEADY, /* its plan holds for all ticks until something is changed */
} awe_tick_found;

/* Starts the control state of a voice whose first frame is `phase` (0..31) frames into the current
   tick. At phase 0 the tick itself is still to come; else the rest of it is planned here. The
   group's sample fields are already set. */
AWE_RT void awe_tick_start(awe_control *control, awe_voice_group *group, uint32_t lane,
                           const awe_tick_rules *rules, uint32_t phase);

/* Plans the next tick. */
AWE_RT awe_tick_found awe_tick_voice(awe_control *control, awe_voice_group *group, uint32_t lane,
                                     const awe_tick_rules *rules);

/* Makes good `n_ticks` that were left out since the voice was found steady. */
AWE_RT void awe_tick_catch_up(awe_control *control, uint64_t n_ticks);

/* Enters release now, `phase` frames into the current tick. */
AWE_RT void awe_tick_release(awe_control *control, awe_voice_group *group, uint32_t lane,
                             const awe_tick_rules *rules, uint32_t phase);

/* See awe_chip_level(). */
AWE_RT float awe_tick_level(const awe_control *control);

/* From the next tick on, fades to silence over `n_ticks`; then the voice ends. */
AWE_RT void awe_tick_fade(awe_control *control, uint16_t n_ticks);

#endif
