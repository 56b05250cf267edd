/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/growth.h"

#define WARM_UP_S 120
#define SAMPLE_S 5
#define SIGNIFICANT_P 0.01

void awe_growth_init(awe_growth *growth)
{
    growth->n = growth->next = 0;
    growth->due_s = WARM_UP_S;
    growth->bytes_per_min = 0;
}

static void measure(awe_growth *growth)
{
    double x[AWE_GROWTH_SAMPLES], y[AWE_GROWTH_SAMPLES];
    for (size_t i = 0; i < AWE_GROWTH_SAMPLES; i++) {
        size_t from = (growth->next + i) % AWE_GROWTH_SAMPLES;
        x[i] = growth->seconds[from];
        y[i] = growth->bytes[from];
    }
    growth->bytes_per_min = 0;
    if (awe_mann_kendall(y, AWE_GROWTH_SAMPLES).p < SIGNIFICANT_P) {
        growth->bytes_per_min = 60 * awe_theil_sen(x, y, AWE_GROWTH_SAMPLES, growth->slopes).slope;
    }
}

void awe_growth_add(awe_growth *growth, double seconds, double bytes)
{
    if (!(seconds >= growth->due_s)) {
        return;
    }
    growth->due_s = seconds + SAMPLE_S;
    growth->seconds[growth->next] = seconds;
    growth->bytes[growth->next] = bytes;
    growth->next = (growth->next + 1) % AWE_GROWTH_SAMPLES;
    growth->n += growth->n < AWE_GROWTH_SAMPLES;
    if (growth->n == AWE_GROWTH_SAMPLES) {
        measure(growth);
    }
}

bool awe_growth_get(const awe_growth *growth, double *bytes_per_min)
{
    *bytes_per_min = growth->bytes_per_min;
    return growth->n == AWE_GROWTH_SAMPLES;
}
