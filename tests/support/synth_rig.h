/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_SYNTH_RIG_H
#define TESTS_SUPPORT_SYNTH_RIG_H

/* A synth over a bank built in memory, and what tests do with it: play events, keep the frames,
   measure. */

#include "awe/awe.h"
#include "support/sf2_builder.h"

#include <stddef.h>
#include <stdint.h>

#define RIG_MAX_FRAMES (10 * 44100)
#define RIG_MAX_EVENTS 65536

typedef struct synth_rig {
    awe_bank *bank;
    awe_synth *synth;
    awe_event *events; /* [n_events] of the take, absolute frames, ascending */
    size_t n_events;
    void *file; /* the bank's bytes */
    float *out; /* [n_frames][2] */
    size_t n_frames;
} synth_rig;

/* Opens the rig on what `builder` builds (and frees the builder). Fails the test on any error. */
void rig_open(synth_rig *rig, sf2_builder *builder, const awe_synth_config *config);
void rig_close(synth_rig *rig);

/* A bank with one preset 0/0: a looped sine of `period` frames, root key 60 at 44,100 Hz, full
   scale / 2. Generators may be added to its instrument zone before rig_open(). */
sf2_builder *rig_sine_bank(uint32_t period);

/* Adds an event to the take. */
void rig_send(synth_rig *rig, uint32_t frame, awe_message message);
void rig_note_on(synth_rig *rig, uint32_t frame, uint8_t channel, uint8_t key, uint8_t velocity);
void rig_note_off(synth_rig *rig, uint32_t frame, uint8_t channel, uint8_t key);
void rig_control(synth_rig *rig, uint32_t frame, uint8_t channel, uint8_t number, uint8_t value);

/* Renders the take from the synth's start, in calls of `block` frames, and empties it. */
void rig_play(synth_rig *rig, size_t n_frames, size_t block);

/* The same, but keeps the events for another rig_play(). */
void rig_render(synth_rig *rig, size_t n_frames, size_t block);

/* Level in dB of full scale and frequency in Hz of the left (0) or right (1) side in [from, to). */
double rig_level_db(const synth_rig *rig, int side, size_t from, size_t to);
double rig_frequency(const synth_rig *rig, size_t from, size_t to);

/* The first frame above `threshold` of full scale at or after `from`; n_frames if there is none. */
size_t rig_onset(const synth_rig *rig, size_t from, float threshold);

/* Largest absolute second difference of the left side in [from, to): what a click raises. */
double rig_roughness(const synth_rig *rig, size_t from, size_t to);

#endif
