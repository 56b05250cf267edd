/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_QUALITY_RIG_H
#define TESTS_SUPPORT_QUALITY_RIG_H

/* Chords of sines on a synth that changes its quality. */

#include "support/synth_rig.h"

#define PERIOD 100
#define SECOND 44100

/* 32 voices, both effects, full gain: the card, and SoundFont 2. */
extern const awe_synth_config quality_card, quality_plain;

/* A looped sine whose release takes 2^(timecents / 1200) s for 100 dB, or 1 s. */
sf2_builder *quality_bank_releasing(uint32_t period, int timecents);
sf2_builder *quality_bank(uint32_t period);

void quality_set_level(synth_rig *rig, awe_quality_level level);
awe_stats quality_stats(const synth_rig *rig);

/* Renders on to frame `to`, or begins again at frame 0. */
void quality_go_on(synth_rig *rig, size_t to);
void quality_restart(synth_rig *rig);

/* Now: up to 32 different notes on eight channels; both sends of those channels. */
void quality_start_chord(synth_rig *rig, uint32_t n_notes);
void quality_set_sends(synth_rig *rig, int value);

#endif
