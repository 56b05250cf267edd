/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_MIDI_RECORDER_H
#define APP_MIDI_RECORDER_H

/* What comes in, as a MIDI file of format 0: 960 ticks per quarter note at 120 beats a minute, each
   message at the tick nearest to its arrival. Where the program dies, all that was taken up to then
   is in FILE.part. [main] */

#include "app/input_queue.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct midi_recorder midi_recorder;

/* Starts a recording that will be `path`, which is borrowed. Tick 0 is at `start_ns` of
   clock_now_ns(), or at the first message if that is 0. False: what is wrong has been said; a file
   that exists is not replaced unless `overwrite`. End with midi_recorder_finish(). */
bool midi_recorder_open(const char *path, bool overwrite, uint64_t start_ns, midi_recorder **out);

/* Writes `n` messages. The first that cannot be written is said and ends the recording there. */
void midi_recorder_take(midi_recorder *r, const stamped *messages, size_t n);

/* Ends the recording at `now_ns`: keys and pedals that are down come up, the file takes its place,
   and what it holds is said. Nothing came in: there will be no file. False: not all could be
   written, which has been said. NULL is ignored. */
bool midi_recorder_finish(midi_recorder *r, uint64_t now_ns);

#endif
