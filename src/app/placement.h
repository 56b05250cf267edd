/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_PLACEMENT_H
#define APP_PLACEMENT_H

/* When live input is heard: each event a constant delay after its arrival, on its own frame, and
   not at whatever buffer comes next. What comes too late for that acts at once and is counted. What
   the input lost is made good here: keys and pedals that it holds down are let go when it says so.
   Source: docs/realtime.md "Placement". [audio] */

#include "app/input_queue.h"
#include "app/latency.h"
#include "app/live_figures.h"
#include "awe/event.h"

#include <stdbool.h>
#include <stdint.h>

#define PLACEMENT_MAX_EVENTS 1024 /* placed by one call; the rest waits for the next */
#define PLACEMENT_CHANNELS 256

typedef struct placement {
    input_queue *queue;    /* NULL: no live input */
    live_figures *figures; /* takes what each event took; NULL: nobody asks */
    latency_clock clock;   /* of this buffer */
    uint64_t delay_ns;
    uint64_t end_ns; /* for which the end of the last frames stood */
    uint32_t n_events;
    awe_event events[PLACEMENT_MAX_EVENTS]; /* ascending by frame */
    uint32_t next;                          /* of `events`, to be rendered */
    uint32_t at;                            /* frames that have been rendered since the gathering */

    /* of the events placed since placement_begin() */
    uint32_t n_misplaced;         /* too late for their frames */
    uint32_t max_key_to_sound_us; /* the longest; 0: none, or not known */

    bool must_release;
    uint32_t held[PLACEMENT_CHANNELS][4]; /* a bit per key that live input holds down */
    uint32_t pedals[PLACEMENT_CHANNELS / 32];
} placement;

/* Begins a buffer: its counts are 0. */
AWE_RT void placement_begin(placement *p);

/* Finds the events that belong to the next `n_frames` engine frames, the first of which stands for
   the time `start_ns`, and leaves them in `events`. */
AWE_RT void placement_gather(placement *p, uint64_t start_ns, uint32_t n_frames);

#endif
