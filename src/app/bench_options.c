/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/bench_options.h"

#include "app/values.h"

const char *bench_options_set_seconds(settings *s, const char *value)
{
    bool ok = value_time(value, &s->bench_s) && s->bench_s >= 1 && s->bench_s <= 3600;
    return ok ? NULL : "1 to 3600 seconds";
}

const char *bench_options_set_save(settings *s, const char *value)
{
    s->bench_folder = value;
    return NULL;
}
