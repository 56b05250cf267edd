/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_LIVE_FIGURES_H
#define APP_LIVE_FIGURES_H

/* What the callback knows besides its records: single events as distributions, and counts that no
   record has room for. The callback alone writes, and everything only grows but the gauges; the
   main loop reads at any time, number by number, and hands on what is new to the meters. Source:
   docs/realtime.md "The figures". */

#include "awe/api.h"
#include "perf/meters.h"
#include "perf/shared_histogram.h"

#include <stdatomic.h>
#include <stdint.h>

/* Distributions of single events. */
typedef enum live_histogram {
    LIVE_ALLOC_NS,        /* AWE_METRIC_VOICE_ALLOC: 4 of a buffer at most */
    LIVE_LIFETIME_MS,     /* AWE_METRIC_VOICE_LIFETIME */
    LIVE_KEY_TO_SOUND_US, /* AWE_METRIC_MIDI_KEY_TO_SOUND: this and the next two with live input */
    LIVE_OUR_PART_US,     /* AWE_METRIC_MIDI_OUR_PART */
    LIVE_PLACEMENT,       /* AWE_METRIC_MIDI_PLACEMENT, frames */
    LIVE_N_HISTOGRAMS,
} live_histogram;

/* Counts since the callback's start, over all decks. They wrap. */
typedef enum live_count {
    LIVE_STARTED,         /* AWE_METRIC_VOICE_STARTED */
    LIVE_STOLEN_RELEASED, /* AWE_METRIC_VOICE_STOLEN_RELEASED */
    LIVE_LOST_NOTES,      /* AWE_METRIC_VOICE_LOST_NOTES */
    LIVE_N_COUNTS,
} live_count;

#define LIVE_UNKNOWN UINT32_MAX /* a gauge that nobody has set yet */

/* Values of now, or LIVE_UNKNOWN. */
typedef enum live_gauge {
    LIVE_POLYPHONY,   /* AWE_METRIC_VOICE_LIMIT: at the present level of quality */
    LIVE_DC,          /* AWE_METRIC_OUTPUT_DC: millionths of full scale, over about a second */
    LIVE_MONITOR_NS,  /* AWE_METRIC_MONITOR_RECORD: what measuring took, one buffer in 1024 */
    LIVE_MONITOR_PPM, /* AWE_METRIC_MONITOR_SHARE: millionths of that buffer's length */
    LIVE_N_GAUGES,
} live_gauge;

typedef struct live_figures {
    awe_shared_histogram histograms[LIVE_N_HISTOGRAMS];
    _Atomic uint32_t counts[LIVE_N_COUNTS];
    _Atomic uint32_t gauges[LIVE_N_GAUGES];
} live_figures;

/* What the main loop has read so far; at first all zero. */
typedef struct live_figures_seen {
    awe_histogram histograms[LIVE_N_HISTOGRAMS];
    uint32_t counts[LIVE_N_COUNTS];
} live_figures_seen;

/* Nothing has happened, all gauges are unknown. [main], before the callback runs */
void live_figures_init(live_figures *figures);

/* The writer's side. [audio] */
AWE_RT void live_figures_add(live_figures *figures, live_histogram which, uint32_t value);
AWE_RT void live_figures_count(live_figures *figures, live_count which, uint32_t n);
AWE_RT void live_figures_set(live_figures *figures, live_gauge which, uint32_t value);

/* Hands on to `meters` what is new since `seen`, and moves that to now; every tick of the main
   loop, or at least once a second. [main] */
void live_figures_feed(const live_figures *figures, live_figures_seen *seen, awe_meters *meters);

#endif
