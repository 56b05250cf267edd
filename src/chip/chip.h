/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_CHIP_H
#define AWE_CHIP_CHIP_H

/* The sound chip: lanes that play recordings by voice parameters, effects, equaliser, output. It
   knows neither MIDI nor SoundFonts. One block of memory, no allocation. All functions [audio] but
   awe_chip_init() [main]. */

#include "awe/api.h"
#include "awe/synth.h"
#include "chip/effects.h"
#include "chip/params.h"
#include "chip/sinc.h"
#include "chip/tick.h"

#include <stddef.h>
#include <stdint.h>

typedef struct awe_chip awe_chip;

typedef struct awe_chip_config {
    /* voices that may sound at once, those being faded out included; a multiple of 8 */
    uint32_t n_lanes;
    uint32_t cpu_features;
    awe_interp interp;    /* not AWE_INTERP_DEFAULT */
    const awe_sinc *sinc; /* for AWE_INTERP_SINC, outlives the chip; else NULL */
    awe_tick_rules rules;
    int reverb_type, chorus_type; /* 0..7, negative: off */
    uint32_t bass, treble;        /* EQ settings 0..11 */
    float gain;
    int limiter;
    int clip; /* nonzero: the mix is cut off at the card's full scale, before `gain` */
} awe_chip_config;

/* Bytes that a chip of `n_lanes` needs; 64-byte aligned memory is best. */
size_t awe_chip_size(uint32_t n_lanes);

/* Makes a silent chip in `memory` (zeroed, awe_chip_size() bytes). */
awe_chip *awe_chip_init(void *memory, const awe_chip_config *config);

/* Silence, everything as at frame `frame`. */
AWE_RT void awe_chip_reset(awe_chip *chip, uint64_t frame);

/* Starts a voice in a free `lane` at the current frame. */
AWE_RT void awe_chip_start(awe_chip *chip, uint32_t lane, const awe_voice_sample *sample,
                           const awe_voice_params *params);

/* What a lane was told last. */
AWE_RT const awe_voice_params *awe_chip_params(awe_chip *chip, uint32_t lane);

/* New parameters for a sounding lane, right before awe_chip_tick(). Envelope and delay times but
   the release keep the values that the voice started with. */
AWE_RT void awe_chip_update(awe_chip *chip, uint32_t lane, const awe_voice_params *params);

/* Puts a sounding lane into its release at the current frame. */
AWE_RT void awe_chip_release(awe_chip *chip, uint32_t lane);

/* Puts a sounding lane into a release of `release_frames` for the whole range, from where it is. */
AWE_RT void awe_chip_end(awe_chip *chip, uint32_t lane, uint32_t release_frames);

/* Fades a sounding lane out over `n_ticks` (at least 1), whatever its envelopes do; a longer fade
   never replaces a shorter one. */
AWE_RT void awe_chip_fade(awe_chip *chip, uint32_t lane, uint16_t n_ticks);

/* Stops a lane at the current frame. It is free, and others may move, once all up to there is
   mixed. */
AWE_RT void awe_chip_stop(awe_chip *chip, uint32_t lane);

/* Moves a lane's voice to a lane that is not active. Lanes are mixed in their order. While the
   interpolation changes there is a time in which a move could be heard. */
AWE_RT void awe_chip_move(awe_chip *chip, uint32_t to, uint32_t from);
AWE_RT int awe_chip_may_move(const awe_chip *chip);

/* Bit per lane of group `group` (8 lanes): ended at the last awe_chip_tick(). */
AWE_RT uint32_t awe_chip_ended(const awe_chip *chip, uint32_t group);

/* How loud attenuation and decay leave the lane, 0..1; a voice in its attack counts as if that were
   over. */
AWE_RT float awe_chip_level(awe_chip *chip, uint32_t lane);

/* The same for the eight lanes of a group; of those that do not sound it may be anything in that
   range. */
AWE_RT void awe_chip_levels(awe_chip *chip, uint32_t group, float level[AWE_LANES]);

/* Effect types 0..7 and levels, from the next tick on. Types are ignored where the effect is off by
   configuration. */
AWE_RT void awe_chip_set_reverb(awe_chip *chip, int type);
AWE_RT void awe_chip_set_chorus(awe_chip *chip, int type);
AWE_RT void awe_chip_reset_effects(awe_chip *chip); /* the configuration's types */
AWE_RT void awe_chip_adopt_effects(awe_chip *chip, const awe_chip *from); /* types, levels */
AWE_RT void awe_chip_set_levels(awe_chip *chip, const awe_levels *levels);

/* How much work the sound is worth, from the next tick on, with fades. AWE_INTERP_DEFAULT: the
   configuration's. */
AWE_RT void awe_chip_set_quality(awe_chip *chip, awe_interp interp, const awe_effect_cuts *cuts);

/* Another release time for a sounding lane; one that is in its release goes on from where it is.
   Right before awe_chip_tick(). */
AWE_RT void awe_chip_set_release(awe_chip *chip, uint32_t lane, uint32_t release_frames);

/* Plans the tick that begins at the current frame (a multiple of 32). Returns how many voices have
   ended: awe_chip_ended() tells which. */
AWE_RT uint32_t awe_chip_tick(awe_chip *chip);

/* Goes on by `n_frames`, up to the end of the current tick at most. They are rendered later: what
   starts or ends meanwhile does so on its frame, and nothing else is cut. */
AWE_RT void awe_chip_advance(awe_chip *chip, uint32_t n_frames);

/* Renders what was gone over since the last time, before the next tick at the latest: first the
   voices are mixed, then effects, equaliser and output make interleaved stereo of that mix. */
AWE_RT void awe_chip_mix(awe_chip *chip);
AWE_RT void awe_chip_finish(awe_chip *chip, float *out);

AWE_RT uint64_t awe_chip_frame(const awe_chip *chip);
AWE_RT int awe_chip_is_silent(const awe_chip *chip);
/* largest absolute output value since the reset */
AWE_RT float awe_chip_peak(const awe_chip *chip);
AWE_RT uint64_t awe_chip_voice_frames(const awe_chip *chip); /* rendered since the reset */
const char *awe_chip_kernel_name(const awe_chip *chip);

#endif
