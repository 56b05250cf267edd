/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef MKDEMO_SCORE_H
#define MKDEMO_SCORE_H

/* The form of the arrangement and what the parts share: the theme, its chords, the crescendo. */

#include "smf.h"

#define BEAT TICKS_PER_QUARTER
#define EIGHTH (BEAT / 2)
#define BAR (4 * BEAT)

/* The form in bars. Each round is the theme twice in B minor and twice, with its answer, in F
   sharp. */
enum {
    INTRO = 0,
    FIRST = 2,   /* creeping */
    SECOND = 18, /* marching */
    LAST = 34,   /* running; B minor only */
    CODA = 42,
    END = 49,
};

/* Channels, which are also tracks. */
enum {
    BASSOON,
    PIZZICATO,
    BASS,
    STRINGS,
    BRASS,
    LEAD,
    SWEEP,
    CHOIR,
    TIMPANI,
    DRUMS,
    BELLS,
    GUITAR,
    HIT,
    PICCOLO,
    OBOE,
    SPARKS,
};

typedef enum strain { THEME, ANSWER } strain;

/* How a part plays a strain. */
typedef struct touch {
    int channel;
    int key; /* sounding B of the theme; the answer begins on the F sharp above it */
    int velocity;
    int gate; /* percent of the written length */
} touch;

/* Four bars of melody starting at `bar`. */
void play_strain(smf *song, strain s, int bar, touch t);

/* The three notes, in semitones above B, of the chord in half bar 0..7 of a strain. */
const int *chord_at(strain s, int half);

/* A run of one controller from `from` to `to` between two bars, in steps of an eighth. */
typedef struct ramp {
    int controller;
    int from_bar;
    int to_bar;
    int from;
    int to;
} ramp;

void play_ramp(smf *song, int channel, ramp r);

/* Filter cutoff as AWE32 songs set it: NRPN 127/21, 0..127. Other players ignore it. */
void set_cutoff(smf *song, int channel, int tick, int value);

void write_melody(smf *song);  /* bassoon, pizzicato, oboe, piccolo, bells, lead, strings */
void write_harmony(smf *song); /* bass, brass, pad, choir, guitar, sparks */
void write_rhythm(smf *song);  /* timpani, drums, hits */

#endif
