/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_PERF_OPTIONS_H
#define APP_PERF_OPTIONS_H

/* What the options on budgets, profiles and black boxes mean. Each stores `value` and returns NULL,
   or what had been expected: the `apply` of an option_row. [main] */

#include "app/settings.h"

const char *perf_options_set_budgets(settings *s, const char *value);
const char *perf_options_set_dump_on(settings *s, const char *value);
const char *perf_options_set_dump_format(settings *s, const char *value);
const char *perf_options_set_top(settings *s, const char *value);
const char *perf_options_set_slow(settings *s, const char *value);

#endif
