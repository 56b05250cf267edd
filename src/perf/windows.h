/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_WINDOWS_H
#define AWE_PERF_WINDOWS_H

/* The last minute of a distribution, second by second, and the whole session. A window is merged
   when it is asked for. It reaches from its length ago, in whole seconds, to now. */

#include "perf/histogram.h"

#include <stdbool.h>
#include <stdint.h>

#define AWE_WINDOW_SECONDS 60 /* the longest but the session */

/* Windows in order of length; the number is the length in seconds. */
typedef enum awe_window {
    AWE_WINDOW_1_S = 1,
    AWE_WINDOW_10_S = 10,
    AWE_WINDOW_60_S = 60,
    AWE_WINDOW_SESSION = 255,
} awe_window;

typedef struct awe_windows {
    awe_histogram seconds[AWE_WINDOW_SECONDS + 1]; /* by second modulo their number */
    awe_histogram session;
    uint32_t now_s; /* the current second */
} awe_windows;

/* A percentile and where it comes from. */
typedef struct awe_percentile {
    uint32_t value;
    awe_window window; /* as asked for, or the next longer one that holds enough values */
    bool is_known;
} awe_percentile;

/* Empty, at second 0. [main] */
void awe_windows_init(awe_windows *windows);

/* Says that second `now_s` has come; an earlier one is ignored. [main] */
void awe_windows_advance(awe_windows *windows, uint32_t now_s);

/* What is added now: to the current second and to the session. [main] */
void awe_windows_add(awe_windows *windows, uint32_t value);
void awe_windows_add_gap(awe_windows *windows, uint32_t gap, uint32_t period);
void awe_windows_merge(awe_windows *windows, const awe_histogram *histogram);

/* Writes the values of `window` to `out`. [main] */
void awe_windows_get(const awe_windows *windows, awe_window window, awe_histogram *out);

/* How many values are in `window`. [main] */
uint32_t awe_windows_count(const awe_windows *windows, awe_window window);

/* The percentile over `window`, or, where that holds too few values, over the next longer one.
   `is_low`: small values are the bad ones. [main] */
awe_percentile awe_windows_percentile(const awe_windows *windows, awe_window window,
                                      uint32_t permille, bool is_low);

/* The single second that was `ago` (0..AWE_WINDOW_SECONDS) before the current one. [main] */
const awe_histogram *awe_windows_second(const awe_windows *windows, uint32_t ago);

#endif
