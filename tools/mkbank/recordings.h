/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef MKBANK_RECORDINGS_H
#define MKBANK_RECORDINGS_H

/* All sample sets, made and stored in a bank. */

#include "sets.h"
#include "sf2.h"

#define MAX_RECORDINGS 160

typedef struct recording {
    const sample_set *set;
    int first_sample; /* one per root, in the roots' order */
    int n_samples;
} recording;

typedef struct recordings {
    recording items[MAX_RECORDINGS];
    int n;
} recordings;

/* Makes every set and adds its samples to `bank`. Lists sizes on standard error if `verbose`. */
void make_recordings(recordings *all, sf2 *bank, int verbose);

/* The set of that name; ends the program if there is none. */
const recording *find_recording(const recordings *all, const char *name);

int is_looped(const recording *r);

#endif
