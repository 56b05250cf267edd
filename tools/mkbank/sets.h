/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef MKBANK_SETS_H
#define MKBANK_SETS_H

/* The recordings of the bank, by family. A set is one sound, recorded at one or more keys. */

#include "wave.h"

typedef struct sample_set {
    const char *name; /* patches and the kit ask for it by this name; at most 15 characters */
    void (*make)(wave *w);
    extent size;      /* at the first root */
    double shrink;    /* 1: the lead halves with each octave above the first root; 0: it stays */
    uint8_t roots[8]; /* ascending, ends with 0 */
} sample_set;

/* Each array ends with a set without name. */
extern const sample_set key_sets[];   /* pianos, tuned percussion, organs */
extern const sample_set pluck_sets[]; /* guitars, basses, harps */
extern const sample_set bow_sets[];   /* strings and voices */
extern const sample_set wind_sets[];  /* brass, reeds */
extern const sample_set pipe_sets[];  /* flutes and air */
extern const sample_set wire_sets[];  /* electronic sounds */
extern const sample_set scene_sets[]; /* sound effects */
extern const sample_set skin_sets[];  /* drums with skins, claps */
extern const sample_set metal_sets[]; /* cymbals, bells */
extern const sample_set hand_sets[];  /* wooden and shaken percussion */

#endif
