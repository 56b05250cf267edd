/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BENCH_FILES_H
#define APP_BENCH_FILES_H

/* Banks and songs made on the spot, so that every machine measures the same. [main] */

#include "app/file_bytes.h"

#include <stdint.h>

/* The presets of the bench's bank: its programs, by number. */
typedef enum bench_preset {
    BENCH_FILTERED, /* a looped recording through a low-pass of 9000 cents, resonance 6 dB */
    BENCH_MOVING,   /* the same with vibrato, tremolo, and a filter that two modulators move */
    BENCH_SHORT,    /* a loop of two milliseconds and a moving filter: played high, it wraps around
                       after a few frames */
    BENCH_PLUCKED,  /* dies away within half a second */
    BENCH_WET,      /* all of it goes to both effects; no filter */
    BENCH_N_PRESETS,
} bench_preset;

/* A SoundFont with these presets, and plucked drums in bank 128. */
memory_file bench_make_bank(void);

/* A SoundFont with 256 presets of 16 zones each over the same recording. */
memory_file bench_make_large_bank(void);

/* A MIDI file of `seconds`. */
typedef memory_file (*bench_song_fn)(double seconds);

memory_file bench_make_held_32(double seconds); /* filtered, all at once */
memory_file bench_make_held_3(double seconds);
memory_file bench_make_held_moving(double seconds); /* 32 with vibrato and a moving filter */
memory_file bench_make_held_256(double seconds);
memory_file bench_make_held_1024(double seconds);
memory_file bench_make_held_short(double seconds); /* 32 short loops, as high as keys go */
memory_file bench_make_held_wet(double seconds);   /* one note */
memory_file bench_make_dense(double seconds);      /* music on all 16 channels */
memory_file bench_make_notes(double seconds);      /* 10,000 a second */
memory_file bench_make_many_notes(double seconds); /* 5,000 a second, for 256 voices */
memory_file bench_make_controls(double seconds);   /* 10,000 controllers a second over 32 notes */
memory_file bench_make_busy(double seconds);       /* moving voices, stolen and bent all the time */

#endif
