/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/sound_compare.h"

#include <math.h>

void sound_compare_start(sound_compare *c, uint32_t n_channels, uint32_t rate_hz, double max_diff)
{
    *c = (sound_compare){
        .n_channels = n_channels,
        .window_frames = rate_hz / 20 > 0 ? rate_hz / 20 : 1,
        .max_diff = max_diff,
        .first = UINT64_MAX,
        .first_heard = UINT64_MAX,
    };
}

static void end_window(sound_compare *c, uint64_t begin, uint64_t n_frames)
{
    double rms = sqrt(c->window_sum / ((double)n_frames * c->n_channels));
    if (rms > c->worst_rms) {
        c->worst_rms = rms;
        c->worst_frame = begin;
    }
    c->window_sum = 0;
}

static void take_value(sound_compare *c, double a, double b)
{
    double difference = fabs(a - b);
    /* What is not a number is as far from everything as can be. */
    difference = isnan(difference) ? (isnan(a) && isnan(b) ? 0 : INFINITY) : difference;
    if (difference > 0 && c->first == UINT64_MAX) {
        c->first = c->n_frames;
    }
    if (difference > c->max_diff && c->first_heard == UINT64_MAX) {
        c->first_heard = c->n_frames;
    }
    c->largest = difference > c->largest ? difference : c->largest;
    c->window_sum += difference * difference;
    c->sums[0] += a * a;
    c->sums[1] += b * b;
}

void sound_compare_take(sound_compare *c, const double *a, const double *b, size_t n_frames)
{
    for (size_t i = 0; i < n_frames; i++) {
        for (uint32_t k = 0; k < c->n_channels; k++) {
            size_t at = i * c->n_channels + k;
            take_value(c, a ? a[at] : 0, b ? b[at] : 0);
        }
        c->n_frames++;
        if (c->n_frames % c->window_frames == 0) {
            end_window(c, c->n_frames - c->window_frames, c->window_frames);
        }
    }
}

void sound_compare_finish(sound_compare *c)
{
    uint64_t n_left = c->n_frames % c->window_frames;
    if (n_left > 0) {
        end_window(c, c->n_frames - n_left, n_left);
    }
}

double sound_compare_db(double value)
{
    return value > 0 ? 20 * log10(value) : -INFINITY;
}

double sound_compare_level(const sound_compare *c, int which)
{
    double n = (double)c->n_frames * c->n_channels;
    return n > 0 ? sqrt(c->sums[which] / n) : 0;
}
