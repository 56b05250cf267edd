/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BENCH_OPTIONS_H
#define APP_BENCH_OPTIONS_H

/* What the options of the bench mean. Each stores `value` and returns NULL, or what had been
   expected: the `apply` of an option_row. [main] */

#include "app/settings.h"

const char *bench_options_set_seconds(settings *s, const char *value);
const char *bench_options_set_save(settings *s, const char *value);

#endif
