/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_DRIVER_H
#define AWE_SYNTH_DRIVER_H

/* The inside of a synth, and what its files do for each other: synth.c cuts time, messages.c
   decides what an event means, notes.c starts and ends voices. [audio] */

#include "awe/synth.h"
#include "chip/chip.h"
#include "synth/channel.h"
#include "synth/drums.h"
#include "synth/model.h"
#include "synth/modulators.h"
#include "synth/presets.h"
#include "synth/restraint.h"
#include "synth/stopwatch.h"
#include "synth/tuning.h"
#include "synth/voices.h"

#include <stdint.h>

#define AWE_N_CHANNELS (AWE_MAX_PORTS * 16)

struct awe_synth {
    const awe_allocator *allocator;
    void *block; /* what was allocated; the synth stands aligned inside */
    awe_model_rules rules;
    awe_reset_kind reset;
    uint8_t changed; /* some voice's parameters are stale */
    uint64_t n_rendered, n_notes, n_lost, n_rejected, n_excluded;
    uint64_t next_note;
    float master, balance; /* gain; 0 (left) .. 1 */
    awe_levels levels;
    awe_tunings tunings;
    awe_drums drums[AWE_MAX_PORTS];
    awe_presets presets;
    awe_chip *chip;
    awe_voices *voices;
    awe_stopwatch watch;
    awe_restraint restraint;
    awe_channel channels[AWE_N_CHANNELS];
};

/* messages.c: takes one event's message. False: it made no sense and nothing was done. */
AWE_RT int awe_synth_take(awe_synth *synth, const awe_message *message);

/* messages.c: every channel and level as after power-on; `reset` says whose bank select rules
   follow. */
AWE_RT void awe_synth_reset(awe_synth *synth, awe_reset_kind reset);

/* notes.c: a key goes down, or up. `channel` is port * 16 + channel. */
AWE_RT void awe_synth_key_down(awe_synth *synth, uint16_t channel, uint8_t key, uint8_t velocity);
AWE_RT void awe_synth_key_up(awe_synth *synth, uint16_t channel, uint8_t key);

/* notes.c: every key of the channel goes up (pedals still hold), or every voice ends at once
   (channel -1: all). */
AWE_RT void awe_synth_keys_up(awe_synth *synth, uint16_t channel);
AWE_RT void awe_synth_silence(awe_synth *synth, int channel);

/* notes.c: releases all keys and pedals of all channels. */
AWE_RT void awe_synth_release_all(awe_synth *synth);

/* notes.c: the pedals moved; channel.c knows their values. */
AWE_RT void awe_synth_sustain_up(awe_synth *synth, uint16_t channel);
AWE_RT void awe_synth_sostenuto(awe_synth *synth, uint16_t channel, int down);

/* notes.c: `key` is tuned anew, and notes that sound follow. */
AWE_RT void awe_synth_retune(awe_synth *synth, uint8_t key);

/* notes.c: every channel's controllers moved, as it were. */
AWE_RT void awe_synth_mark_all_changed(awe_synth *synth);

/* notes.c: the channel's controllers moved, which by the defaults changes these aspects of its
   voices (AWE_ASPECT bits): they get new parameters before the next tick. */
AWE_RT void awe_synth_mark_changed(awe_synth *synth, uint16_t channel, uint8_t aspects);
AWE_RT void awe_synth_update_voices(awe_synth *synth);

/* restraint.c: tells the chip of a new quality; before each tick of the chip, keeps the voices
   within bounds. */
AWE_RT void awe_synth_apply_quality(awe_synth *synth);
AWE_RT void awe_synth_restrain(awe_synth *synth);

#endif
