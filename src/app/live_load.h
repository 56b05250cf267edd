/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_LIVE_LOAD_H
#define APP_LIVE_LOAD_H

/* How much the next buffer will be to do, and how many voices may do it. The reflex is asked once
   per buffer, when the first events have been read: a chord costs before it sounds. [audio] */

#include "awe/event.h"
#include "perf/record.h"
#include "perf/reflex.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct live_load {
    awe_reflex reflex;
    awe_work work; /* of this buffer, as far as known */
    uint32_t period_ns;
    uint32_t cap; /* decided for this buffer */
    bool is_decided;
} live_load;

/* A buffer of `n_frames` that lasts `period_ns` begins, with `n_voices` sounding. */
AWE_RT void live_load_begin(live_load *load, uint32_t n_frames, uint32_t period_ns,
                            uint32_t n_voices);

/* How many voices may sound in this buffer, or AWE_NO_CAP; `events` [n] are the next to be played.
 */
AWE_RT uint32_t live_load_find_cap(live_load *load, const awe_event *events, uint32_t n);

/* What the buffer should take, or 0: not known. */
AWE_RT uint32_t live_load_predicted_ns(const live_load *load);

/* The buffer is over. `is_settled`: it tells of the work alone, and at one level of quality. */
AWE_RT void live_load_end(live_load *load, const awe_record *record, bool is_settled);

#endif
