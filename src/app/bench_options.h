/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BENCH_OPTIONS_H
#define APP_BENCH_OPTIONS_H

/* What the options of bench and compare mean. Each stores `value` and returns NULL, or what had
   been expected: the `apply` of an option_row. [main] */

#include "app/settings.h"

const char *bench_options_set_seconds(settings *s, const char *value);
const char *bench_options_set_save(settings *s, const char *value);
const char *bench_options_set_stress(settings *s, const char *value);
const char *bench_options_set_runs(settings *s, const char *value);
const char *bench_options_set_warm_ups(settings *s, const char *value);
const char *bench_options_set_baseline(settings *s, const char *value);
const char *bench_options_set_against(settings *s, const char *value);
const char *bench_options_set_gate(settings *s, const char *value);
const char *bench_options_set_instructions(settings *s, const char *value);
const char *bench_options_set_until_xrun(settings *s, const char *value);
const char *bench_options_set_max_diff(settings *s, const char *value);
const char *bench_options_set_align(settings *s, const char *value);

#endif
