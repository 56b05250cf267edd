/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/stats.h"

#include <math.h>
#include <stdlib.h>

#define Z_95 1.95996398454005424 /* 97.5 % of a normal distribution lie below */

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double awe_median(double *values, size_t n)
{
    if (n == 0) {
        return 0;
    }
    qsort(values, n, sizeof values[0], compare);
    return (values[(n - 1) / 2] + values[n / 2]) / 2;
}

/* How many values, y[i] included, are equal to y[i]; 0 where an earlier one was. */
static double tie_at(const double *y, size_t n, size_t i)
{
    double count = 0;
    for (size_t j = 0; j < n; j++) {
        if (y[j] == y[i]) {
            if (j < i) {
                return 0;
            }
            count++;
        }
    }
    return count;
}

/* n (n - 1) (2n + 5), less the same for each group of equal values. */
static double kendall_variance(const double *y, size_t n)
{
    double count = (double)n;
    double sum = count * (count - 1) * (2 * count + 5);
    for (size_t i = 0; i < n; i++) {
        double tie = tie_at(y, n, i);
        sum -= tie * (tie - 1) * (2 * tie + 5);
    }
    return sum / 18;
}

static double clamp_index(double index, size_t n)
{
    return index < 0 ? 0 : index > (double)(n - 1) ? (double)(n - 1) : index;
}

awe_slope awe_theil_sen(const double *x, const double *y, size_t n, double *slopes)
{
    size_t n_slopes = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++) {
            if (x[j] != x[i]) {
                slopes[n_slopes++] = (y[j] - y[i]) / (x[j] - x[i]);
            }
        }
    }
    if (n_slopes == 0) {
        return (awe_slope){0};
    }
    awe_slope result = {.slope = awe_median(slopes, n_slopes)};
    double spread = Z_95 * sqrt(kendall_variance(y, n));
    double low = round(((double)n_slopes - spread) / 2) - 1;
    double high = round(((double)n_slopes + spread) / 2);
    result.low = slopes[(size_t)clamp_index(low, n_slopes)];
    result.high = slopes[(size_t)clamp_index(high, n_slopes)];
    return result;
}

awe_trend awe_mann_kendall(const double *y, size_t n)
{
    awe_trend trend = {.p = 1};
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++) {
            trend.s += (y[j] > y[i]) - (y[j] < y[i]);
        }
    }
    double variance = kendall_variance(y, n);
    if (trend.s != 0 && variance > 0) {
        double corrected = trend.s > 0 ? trend.s - 1 : trend.s + 1;
        trend.z = corrected / sqrt(variance);
        trend.p = erfc(fabs(trend.z) / sqrt(2));
    }
    return trend;
}
