/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_WATCH_SETTINGS_H
#define APP_WATCH_SETTINGS_H

/* What was asked for of the monitor. All zero is the default but for dump.when. */

#include "app/dump.h"
#include "app/quality.h"

typedef struct watch_settings {
    quality_settings quality;
    dump_config dump;
    const char *budgets; /* a file; NULL: the user's own, or the defaults */
} watch_settings;

#endif
