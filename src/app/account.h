/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_ACCOUNT_H
#define APP_ACCOUNT_H

/* What a buffer was, put together from decks and output: for its record, and for the figures that
   no record has room for. [audio] */

#include "app/deck.h"
#include "app/live_figures.h"
#include "io/audio.h"
#include "perf/record.h"

#include <stdint.h>

typedef struct account {
    live_figures figures;
    float peaks[2]; /* of this buffer's output; 1 is full scale */
    double dc[2];   /* constant part of the output, over about a second */
    uint32_t n_clock_calls;
} account;

/* A buffer begins. */
AWE_RT void account_begin(account *a);

/* Adds what `d` has done since it was last asked: events, voices, times. */
AWE_RT void account_take_deck(account *a, deck *d, awe_record *record);

/* Measures what goes to a device of `rate_hz`. */
AWE_RT void account_take_output(account *a, const audio_round *round, double rate_hz,
                                awe_record *record);

/* Says what the account itself has cost: `took_ns`, and as many readings of the clock as decks have
   told of, and two, each of `reading_ns`. */
AWE_RT void account_take_own(account *a, uint64_t took_ns, uint64_t reading_ns, double period_ns);

#endif
