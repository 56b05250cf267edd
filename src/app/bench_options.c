/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/bench_options.h"

#include "app/bench.h"
#include "app/bench_kinds.h"
#include "app/values.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

const char *bench_options_set_seconds(settings *s, const char *value)
{
    double *out = &s->bench.seconds;
    return value_time(value, out) && *out >= 1 && *out <= 3600 ? NULL : "1 to 3600 seconds";
}

const char *bench_options_set_save(settings *s, const char *value)
{
    s->bench.folder = value;
    return NULL;
}

const char *bench_options_set_stress(settings *s, const char *value)
{
    s->bench.stress = value;
    return bench_kind_take(value, NULL, 0) > 0 ? NULL : BENCH_KIND_NAMES;
}

const char *bench_options_set_runs(settings *s, const char *value)
{
    return value_count(value, 1, BENCH_MAX_RUNS, &s->bench.n_runs) ? NULL : "1 to 99 runs";
}

const char *bench_options_set_warm_ups(settings *s, const char *value)
{
    return value_count(value, 0, 99, &s->bench.n_warm_ups) ? NULL : "0 to 99 runs";
}

const char *bench_options_set_baseline(settings *s, const char *value)
{
    s->bench.baseline = value;
    return NULL;
}

const char *bench_options_set_against(settings *s, const char *value)
{
    s->bench.against = value;
    return NULL;
}

const char *bench_options_set_gate(settings *s, const char *value)
{
    char number[32] = "3";
    size_t length = value ? strcspn(value, "%") : 0;
    if (value && length < sizeof number) {
        snprintf(number, sizeof number, "%.*s", (int)length, value);
    }
    bool ok = !value || (length < sizeof number && strlen(value) <= length + 1);
    double *out = &s->bench.gate_percent;
    return ok && value_number(number, out) && *out >= 0 && *out <= 1000 ? NULL
                                                                        : "0 to 1000 percent";
}

const char *bench_options_set_instructions(settings *s, const char *value)
{
    (void)value;
    s->bench.instructions = true;
    return NULL;
}

const char *bench_options_set_until_xrun(settings *s, const char *value)
{
    (void)value;
    s->bench.until_xrun = true;
    return NULL;
}

/* "-90dB", or a factor of full scale from 0. */
const char *bench_options_set_max_diff(settings *s, const char *value)
{
    char number[32] = "";
    double x;
    size_t length = strlen(value);
    bool is_db = length > 2 && length < sizeof number && strcasecmp(value + length - 2, "dB") == 0;
    snprintf(number, sizeof number, "%.*s", (int)(is_db ? length - 2 : length), value);
    if (length >= sizeof number || !value_number(number, &x) || (is_db ? x > 0 : x < 0 || x > 1)) {
        return "0 to 1, or decibels below 0 as -90dB";
    }
    s->comparison.max_diff = is_db ? pow(10, x / 20) : x;
    return NULL;
}

const char *bench_options_set_align(settings *s, const char *value)
{
    s->comparison.max_offset = 4096;
    bool ok = !value || strcmp(value, "auto") == 0 ||
              value_count(value, 0, 441000, &s->comparison.max_offset);
    return ok ? NULL : "auto or 0 to 441000 frames";
}
