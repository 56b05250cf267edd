/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/sound_align.h"

#include <math.h>
#include <stddef.h>

/* The sum of all differences; not further than `enough`, for there is a nearer one. */
static double measure_distance(const double *a, const double *b, double enough)
{
    double sum = 0;
    for (size_t i = 0; i < ALIGN_FRAMES && !(sum > enough); i++) {
        sum += fabs(a[i] - b[i]);
    }
    return sum;
}

int32_t sound_align_find(const double *a, const double *b, uint32_t max_offset)
{
    int32_t best = 0;
    const double *middle = b + max_offset;
    double nearest = measure_distance(a, middle, INFINITY);
    for (int32_t size = 1; size <= (int32_t)max_offset; size++) {
        for (int32_t offset = -size; offset <= size; offset += 2 * size) {
            double distance = measure_distance(a, middle + offset, nearest);
            if (distance < nearest) {
                nearest = distance;
                best = offset;
            }
        }
    }
    return best;
}
