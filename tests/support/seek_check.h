/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_SEEK_CHECK_H
#define TESTS_SUPPORT_SEEK_CHECK_H

/* Whether a seek equals play: a song is played from its start, and beside it, from random points
   on, by synths that were sought there. As soon as in the first one no voice sounds that began
   before the point, nor one that began while such a voice had caused a theft, both must give the
   same bits; with effects, both must differ by less than -90 dB once what rang at that moment has
   rung out. */

#include "awe/awe.h"

#include <stddef.h>
#include <stdint.h>

typedef struct seek_case {
    const awe_bank *bank;
    const awe_song *song;
    awe_model model;
    uint32_t n_voices;
    int has_effects; /* reverb, chorus and the model's equaliser */
    uint32_t n_points;
    uint64_t seed; /* of the points */
    int transpose; /* semitones, by the player's transport */
} seek_case;

typedef struct seek_result {
    uint32_t n_compared; /* points whose moment came before the song's end */
    uint32_t n_wrong;    /* of these: other bits, or too loud a difference */
    double latest_s;     /* longest time from a point to its moment */
    double worst;        /* largest difference of two frames that were compared */
    double wrong_at_s;   /* the first difference in bits, as the song's time */
} seek_result;

/* Fails by ending the program where the synth cannot be made. */
seek_result seek_check(const seek_case *wanted);

#endif
