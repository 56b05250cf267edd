/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef MKDEMO_SMF_H
#define MKDEMO_SMF_H

/* Collects MIDI events in any order and writes them as a format 1 file, one track per channel after
   a conductor track. Source: Standard MIDI Files 1.0. */

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define N_CHANNELS 16
#define N_TRACKS (N_CHANNELS + 1)
#define CONDUCTOR N_CHANNELS
#define TICKS_PER_QUARTER 192
#define MAX_EVENT_BYTES 48

typedef struct smf_event {
    int tick;
    int rank;  /* at equal ticks: note-offs, then everything else, then note-ons */
    int index; /* then in order of adding */
    int n_bytes;
    uint8_t bytes[MAX_EVENT_BYTES];
} smf_event;

typedef struct smf_note_span {
    int tick;
    int end_tick;
    uint8_t key;
    uint8_t velocity;
} smf_note_span;

typedef struct smf_track {
    smf_event *events;
    int n;
    int room;
    smf_note_span *notes;
    int n_notes;
    int room_notes;
} smf_track;

typedef struct smf {
    smf_track tracks[N_TRACKS];
    int end_tick;
    uint32_t seed; /* of the small differences between velocities */
} smf;

/* A key pressed at `tick` and released after `length` ticks; the velocity varies a little. Where
   notes of one key meet, the later one cuts the earlier short, and of two at the same tick the
   louder one stays. */
void smf_note(smf *song, int channel, int tick, int length, int key_velocity);

/* Packs what smf_note() wants in one value. */
int key_velocity(int key, int velocity);

void smf_control(smf *song, int channel, int tick, int controller, int value);
void smf_program(smf *song, int channel, int tick, int program);
void smf_bend(smf *song, int channel, int tick, int value); /* -8192 .. 8191 */
void smf_tempo(smf *song, int tick, double beats_per_minute);
void smf_text(smf *song, int track, int kind,
              const char *text); /* at the start; kinds of meta event 1..7 */
void smf_raw(smf *song, int track, int tick, const uint8_t *bytes, int n);

/* Writes the file; every track ends at `end_tick`. Returns 0, or -1 if writing failed. */
int smf_write(smf *song, FILE *file);

void smf_free(smf *song);

#endif
