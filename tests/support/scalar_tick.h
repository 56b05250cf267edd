/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_TESTS_SUPPORT_SCALAR_TICK_H
#define AWE_TESTS_SUPPORT_SCALAR_TICK_H

/* The control tick of one voice, written down plainly: what chip/tick.inc must give for each of its
   lanes, to the bit. Sends are not part of it. */

#include "chip/tick.h"

/* Source: docs/sound.md "Filter". */
typedef struct scalar_filter {
    float g, a, b, c, h, k;
    int open;
} scalar_filter;

scalar_filter scalar_filter_design(awe_filter_form form, float cutoff_cents, float resonance_cb);

/* Writes it over the coefficients of a voice. */
void scalar_filter_store(const scalar_filter *filter, float *poles);

typedef struct scalar_envelope {
    uint32_t elapsed_frames;
    float from; /* where the release began */
    awe_stage stage;
    awe_envelope_params params;
} scalar_envelope;

typedef struct scalar_lfo {
    uint32_t phase, delay_left_frames;
} scalar_lfo;

typedef struct scalar_voice {
    awe_tick_rules rules;
    awe_voice_params params;
    scalar_envelope volume; /* `volume_frame` frames into the current tick */
    uint32_t volume_frame;
    scalar_envelope modulation; /* at the coming tick, as all others */
    scalar_lfo lfo1, lfo2;
    uint32_t glide_left_frames;
    uint32_t fade_ticks, fade_ticks_left;
    int is_new, release_waits;
    float gain; /* at the end of the tick */
    /* what the kernel is told */
    uint32_t increment;
    scalar_filter filter;
    float row[AWE_TICK_FRAMES]; /* from the voice's first frame on */
} scalar_voice;

/* Starts `phase` frames into the current tick. */
void scalar_voice_start(scalar_voice *voice, const awe_voice_params *params,
                        const awe_tick_rules *rules, uint32_t phase);

/* The coming tick; true: the voice has ended before it. */
int scalar_voice_tick(scalar_voice *voice);

void scalar_voice_update(scalar_voice *voice, const awe_voice_params *params);
void scalar_voice_release(scalar_voice *voice, uint32_t phase);
void scalar_voice_fade(scalar_voice *voice, uint32_t n_ticks);

#endif
