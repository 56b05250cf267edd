/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_REHEARSAL_H
#define APP_REHEARSAL_H

/* A song rendered as if a device had asked for it: in small buffers, each of them measured and told
   in a record like the callback's, but as fast as it goes. Its times of entry are those that the
   device would have had. [main] */

#include "awe/song.h"
#include "awe/synth.h"
#include "perf/record.h"

#include <stdbool.h>
#include <stdint.h>

#define REHEARSAL_ALL_NOTES UINT32_MAX
#define REHEARSAL_NO_NOTES (UINT32_MAX - 1)

typedef struct rehearsal {
    awe_synth *synth; /* with rehearsal_clock(), if stages are to be told */
    const awe_song *song;
    uint32_t buffer_frames;
    uint64_t max_frames;    /* if it is not silent before */
    const uint32_t *owners; /* [n_notes] of each of the song's notes, in their order, a number */
    size_t n_notes;
    uint32_t only; /* plays the notes of this number alone, or REHEARSAL_ALL_NOTES */

    /* Takes each buffer's record, and what the synth tells besides; false: it ends here. */
    bool (*take)(void *context, const awe_record *record, const awe_times *times);
    void *context;
} rehearsal;

/* For awe_synth_config.clock. */
awe_clock rehearsal_clock(void);

/* Plays from the song's start, on the synth as after power-on. */
void rehearsal_run(const rehearsal *r);

#endif
