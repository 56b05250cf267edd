/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_VIEW_OPTIONS_H
#define APP_VIEW_OPTIONS_H

/* What the options of the monitor's views mean. Each stores `value` and returns NULL, or what had
   been expected: the `apply` of an option_row. [main] */

#include "app/settings.h"

const char *view_options_set_dashboard(settings *s, const char *value);
const char *view_options_set_interval_ms(settings *s, const char *value);
const char *view_options_set_log(settings *s, const char *value);
const char *view_options_set_interval_s(settings *s, const char *value);
const char *view_options_set_once(settings *s, const char *value);

#endif
