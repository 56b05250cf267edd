/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_PROGRESS_H
#define APP_PROGRESS_H

/* How far a render is, on stderr, at most ten times a second. [main] */

#include "app/settings.h"

#include <stdint.h>

typedef struct progress {
    progress_mode mode;   /* not PROGRESS_AUTO */
    uint64_t song_frames; /* taken for the whole; the tail after it shows as 100 % */
    uint32_t n_voices;    /* polyphony */
    uint64_t start_ns;
    uint64_t next_ns; /* when to show again */
} progress;

void progress_start(progress *p, progress_mode wanted, uint64_t song_frames, uint32_t n_voices);

/* Shows that `frames` of the engine are done and `n_sounding` voices sound, if it is time to. */
void progress_update(progress *p, uint64_t frames, uint32_t n_sounding);

/* Takes the bar away. */
void progress_end(progress *p);

/* How many seconds of sound were made in one of real time. */
double progress_speed(const progress *p, uint64_t frames);

#endif
