/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/windows.h"

#define N_SECONDS (AWE_WINDOW_SECONDS + 1)

void awe_windows_init(awe_windows *windows)
{
    for (size_t i = 0; i < N_SECONDS; i++) {
        awe_histogram_clear(&windows->seconds[i]);
    }
    awe_histogram_clear(&windows->session);
    windows->now_s = 0;
}

void awe_windows_advance(awe_windows *windows, uint32_t now_s)
{
    if (now_s <= windows->now_s) {
        return;
    }
    uint32_t n_new = now_s - windows->now_s < N_SECONDS ? now_s - windows->now_s : N_SECONDS;
    for (uint32_t i = 0; i < n_new; i++) {
        awe_histogram_clear(&windows->seconds[(now_s - i) % N_SECONDS]);
    }
    windows->now_s = now_s;
}

static awe_histogram *current(awe_windows *windows)
{
    return &windows->seconds[windows->now_s % N_SECONDS];
}

void awe_windows_add(awe_windows *windows, uint32_t value)
{
    awe_histogram_add(current(windows), value);
    awe_histogram_add(&windows->session, value);
}

void awe_windows_add_gap(awe_windows *windows, uint32_t gap, uint32_t period)
{
    awe_histogram_add_gap(current(windows), gap, period);
    awe_histogram_add_gap(&windows->session, gap, period);
}

void awe_windows_merge(awe_windows *windows, const awe_histogram *histogram)
{
    awe_histogram_merge(current(windows), histogram);
    awe_histogram_merge(&windows->session, histogram);
}

const awe_histogram *awe_windows_second(const awe_windows *windows, uint32_t ago)
{
    return &windows->seconds[(windows->now_s + N_SECONDS - ago % N_SECONDS) % N_SECONDS];
}

void awe_windows_get(const awe_windows *windows, awe_window window, awe_histogram *out)
{
    if (window == AWE_WINDOW_SESSION) {
        *out = windows->session;
        return;
    }
    awe_histogram_clear(out);
    for (uint32_t ago = 0; ago <= (uint32_t)window && ago < N_SECONDS; ago++) {
        awe_histogram_merge(out, awe_windows_second(windows, ago));
    }
}

uint32_t awe_windows_count(const awe_windows *windows, awe_window window)
{
    uint32_t count = 0;
    if (window == AWE_WINDOW_SESSION) {
        return windows->session.count;
    }
    for (uint32_t ago = 0; ago <= (uint32_t)window && ago < N_SECONDS; ago++) {
        count += awe_windows_second(windows, ago)->count;
    }
    return count;
}

static uint32_t percentile_over(const awe_windows *windows, awe_window window, uint32_t permille,
                                bool is_low)
{
    awe_histogram histogram;
    awe_windows_get(windows, window, &histogram);
    return is_low ? awe_histogram_percentile_low(&histogram, permille)
                  : awe_histogram_percentile(&histogram, permille);
}

awe_percentile awe_windows_percentile(const awe_windows *windows, awe_window window,
                                      uint32_t permille, bool is_low)
{
    static const awe_window by_length[] = {AWE_WINDOW_1_S, AWE_WINDOW_10_S, AWE_WINDOW_60_S,
                                           AWE_WINDOW_SESSION};
    awe_percentile percentile = {.window = window};
    for (size_t i = 0; i < sizeof by_length / sizeof by_length[0]; i++) {
        awe_window longer = by_length[i];
        if (longer >= window &&
            awe_histogram_is_enough(awe_windows_count(windows, longer), permille)) {
            percentile.value = percentile_over(windows, longer, permille, is_low);
            percentile.window = longer;
            percentile.is_known = true;
            return percentile;
        }
    }
    return percentile;
}
