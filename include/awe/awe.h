/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_AWE_H
#define AWE_AWE_H

/// @file The whole library.
///
/// Three objects. A *bank* holds instruments (a SoundFont), a *song* holds a MIDI file, a *synth*
/// makes sound:
///
///     awe_bank_load(data, size, NULL, &bank);           // data must outlive the bank
///     awe_synth_new(NULL, &(awe_stacked_bank){.bank = bank}, 1, &synth);
///     awe_song_parse(midi, midi_size, NULL, &song);
///     awe_song_start(&cursor, song);
///     n = awe_song_read(&cursor, 512, events, 64, &n_events);
///     awe_synth_render(synth, events, n_events, out, n);
///
/// Instead of a song's events, or merged with them, a synth takes what a *MIDI stream* (awe/midi.h)
/// reads from a keyboard's bytes.
///
/// Banks and songs never change after loading and may be shared between threads. A synth belongs to
/// one thread. The library opens no file, starts no thread, reads no clock, prints nothing and has
/// no mutable global.
///
/// Thread tags close every function's description: `[main]` may allocate, keep it out of an audio
/// callback; `[audio]` is real-time safe, call it from the one thread that owns the object; `[any]`
/// needs no owner.

#include "awe/allocator.h"
#include "awe/api.h"
#include "awe/bank.h"
#include "awe/config.h"
#include "awe/event.h"
#include "awe/midi.h"
#include "awe/quality.h"
#include "awe/rate.h"
#include "awe/song.h"
#include "awe/stack.h"
#include "awe/status.h"
#include "awe/synth.h"
#include "awe/theft.h"
#include "awe/times.h"

#endif
